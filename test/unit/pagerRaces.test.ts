// The pager under any order of asks, answers, failures, aborts and shifting pages (property tests).

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failed, ok, type Result } from '../../src/api/result';
import type { LoadedPage } from '../../src/subAccounts/page';
import { Pager, pagesAtOnce } from '../../src/subAccounts/pager';
import { settled } from '../support/settled';

interface Row {
  readonly id: number;
  readonly version: number;
}

const pageSize = 4;

interface Request {
  readonly page: number;
  readonly signal: AbortSignal;
  readonly generation: number;
  readonly answer: (outcome: Result<LoadedPage<Row>, string>) => void;
}

/** A server whose list changes while it is read, and a pager on it, and what the pager may know. */
class World {
  list: Row[] = [];
  #nextId = 1;
  total: 'true' | 'missing' | number = 'true';
  readonly pending: Request[] = [];
  generation = 0;
  disposed = false;
  /** Those who want all pages, and may think better of it. */
  readonly wanting: AbortController[] = [];
  /** What the server answered to requests that were still wanted, by generation and page, in the order of the answers. */
  readonly answered = new Map<number, Map<number, readonly Row[]>>();
  readonly pager = new Pager<Row, string>({
    fetchPage: (page, signal) =>
      new Promise((answer) => {
        this.pending.push({ page, signal, generation: this.generation, answer });
      }),
    same: (a, b) => a.version === b.version,
    unexpected: () => 'unexpected',
    fewer: () => 'fewer',
    onChange: () => {
      assert.equal(this.disposed, false, 'a disposed pager tells nothing');
    },
  });

  constructor(size: number) {
    this.insert(0, size);
  }

  insert(at: number, count: number) {
    const rows = Array.from({ length: count }, () => ({ id: this.#nextId++, version: 0 }));
    this.list.splice(at % (this.list.length + 1), 0, ...rows);
  }

  remove(at: number) {
    this.list.splice(at % (this.list.length || 1), 1);
  }

  change(at: number) {
    const index = at % (this.list.length || 1);
    const row = this.list[index];
    if (row) {
      this.list[index] = { id: row.id, version: row.version + 1 };
    }
  }

  loadAll() {
    const wanting = new AbortController();
    this.wanting.push(wanting);
    void this.pager.loadAll(wanting.signal);
  }

  async answer(which: number, fails: boolean) {
    const [request] = this.pending.splice(which % (this.pending.length || 1), 1);
    if (!request) {
      return;
    }
    if (fails) {
      request.answer(failed('offline'));
    } else {
      const rows = this.list.slice((request.page - 1) * pageSize, request.page * pageSize);
      if (!request.signal.aborted) {
        const known = this.answered.get(request.generation) ?? new Map<number, readonly Row[]>();
        // In the order of the answers: a page that is answered again is the newest word.
        known.delete(request.page);
        known.set(
          request.page,
          rows.map((row) => ({ ...row })),
        );
        this.answered.set(request.generation, known);
      }
      const total =
        this.total === 'true' ? this.list.length : this.total === 'missing' ? undefined : this.total;
      request.answer(ok({ rows: rows.map((row) => ({ ...row })), total, pageSize }));
    }
    await settled();
  }

  check() {
    const shown = this.pager.rows.map((row) => row.id);
    assert.equal(new Set(shown).size, shown.length, 'nothing is shown twice');
    const live = this.pending.filter((request) => !request.signal.aborted);
    assert.ok(live.length <= pagesAtOnce, 'only so many requests are in flight');
    assert.equal(new Set(live.map((request) => request.page)).size, live.length, 'a page is asked for once');
    assert.ok(
      live.every((request) => request.generation === this.generation),
      'what belongs to an older generation is aborted',
    );
    this.#checkRows();
    if (!this.disposed) {
      assert.equal(
        this.pager.state.kind === 'loading',
        live.length > 0,
        'loading means that a request is out',
      );
    }
  }

  /** Every row that has landed is there as it was answered last: pages land in their order, so those before the first gap have. */
  #checkRows() {
    const pages = this.answered.get(this.generation) ?? new Map<number, readonly Row[]>();
    let landed = 0;
    while (pages.has(landed + 1)) {
      landed++;
    }
    const latest = new Map<number, number>();
    for (const [page, rows] of pages) {
      if (page <= landed) {
        for (const row of rows) {
          latest.set(row.id, row.version);
        }
      }
    }
    for (const [id, version] of latest) {
      assert.equal(this.pager.get(id)?.version, version, `row ${id} that the server answered is lost or old`);
    }
  }
}

const commands = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('loadMore' as const) }),
    fc.record({ do: fc.constant('loadAll' as const) }),
    fc.record({ do: fc.constant('stop' as const), which: fc.nat(5) }),
    fc.record({ do: fc.constant('refresh' as const), keepTail: fc.boolean() }),
    fc.record({ do: fc.constant('answer' as const), which: fc.nat(5), fails: fc.boolean() }),
    fc.record({ do: fc.constant('answer' as const), which: fc.nat(5), fails: fc.constant(false) }),
    fc.record({ do: fc.constant('insert' as const), at: fc.nat(30), count: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ do: fc.constant('remove' as const), at: fc.nat(30) }),
    fc.record({ do: fc.constant('change' as const), at: fc.nat(30) }),
    fc.record({
      do: fc.constant('lie' as const),
      total: fc.oneof(fc.constant('true' as const), fc.constant('missing' as const), fc.nat(50)),
    }),
  ),
  { maxLength: 40 },
);

type Command = typeof commands extends fc.Arbitrary<(infer C)[]> ? C : never;

async function run(world: World, command: Command) {
  switch (command.do) {
    case 'loadMore':
      void world.pager.loadMore();
      break;
    case 'loadAll':
      world.loadAll();
      break;
    case 'stop':
      world.wanting.splice(command.which % (world.wanting.length || 1), 1)[0]?.abort();
      break;
    case 'refresh':
      world.generation++;
      void world.pager.refresh({ keepTail: command.keepTail });
      break;
    case 'answer':
      await world.answer(command.which, command.fails);
      break;
    case 'insert':
      world.insert(command.at, command.count);
      break;
    case 'remove':
      world.remove(command.at);
      break;
    case 'change':
      world.change(command.at);
      break;
    case 'lie':
      world.total = command.total;
      break;
    default:
      command satisfies never;
  }
}

/** Answers what is pending, oldest first, until nothing is. Bounded: a pager that loops fails here. */
async function drain(world: World, most: number) {
  for (let n = 0; world.pending.length > 0; n++) {
    assert.ok(n < most, 'the pager asks without end');
    await world.answer(0, false);
    world.check();
  }
}

describe('pager, in any order of things', () => {
  it('shows nothing twice, loses nothing answered, lets nothing late land, and ends with the server’s list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(25), commands, async (size, sequence) => {
        const world = new World(size);
        for (const command of sequence) {
          await run(world, command);
          world.check();
        }
        // The server comes to rest and tells the truth: a refresh and enough loads must show its list, in its order.
        world.total = 'true';
        for (const wanting of world.wanting.splice(0)) {
          wanting.abort();
        }
        world.generation++;
        void world.pager.refresh();
        await drain(world, 200);
        const loads = Math.ceil(world.list.length / pageSize) + 2;
        for (let n = 0; n < loads; n++) {
          void world.pager.loadMore();
          await drain(world, 200);
        }
        assert.deepEqual(world.pager.rows, world.list);
        assert.deepEqual(world.pager.state, { kind: 'complete' });
      }),
      { numRuns: 400 },
    );
  });

  it('loads all with few rounds of answers, in any order of them, and ends with the server’s list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.array(fc.nat(pagesAtOnce), { maxLength: 40 }), async (size, order) => {
        const world = new World(size);
        world.loadAll();
        for (const which of order) {
          await world.answer(which, false);
          world.check();
        }
        await drain(world, 40);
        assert.deepEqual(world.pager.rows, world.list);
        assert.deepEqual(world.pager.state, { kind: 'complete' });
      }),
      { numRuns: 200 },
    );
  });

  it('keeps row objects across a refresh exactly where nothing changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.nat(30), { maxLength: 5 }),
        async (size, changed) => {
          const world = new World(size);
          for (let n = 0; n <= size / pageSize + 1; n++) {
            void world.pager.loadMore();
            await drain(world, 50);
          }
          const before = new Map(world.pager.rows.map((row) => [row.id, row]));
          for (const at of changed) {
            world.change(at);
          }
          world.generation++;
          void world.pager.refresh();
          await drain(world, 50);
          for (const row of world.pager.rows) {
            const old = before.get(row.id);
            assert.equal(row === old, row.version === old?.version);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('after dispose, whatever still answers changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(25), commands, async (size, sequence) => {
        const world = new World(size);
        for (const command of sequence) {
          await run(world, command);
        }
        const shown = [...world.pager.rows];
        world.disposed = true;
        world.pager.dispose();
        for (let n = 0; world.pending.length > 0 && n < 100; n++) {
          await world.answer(0, false);
        }
        assert.deepEqual(world.pager.rows, shown);
      }),
      { numRuns: 100 },
    );
  });

  it('a total that lies without end can’t make it ask without end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.integer({ min: 50, max: 1_000_000 }), async (size, total) => {
        const world = new World(size);
        world.total = total;
        for (let n = 0; n < 10; n++) {
          void world.pager.loadMore();
          await drain(world, 20);
        }
        assert.deepEqual(
          world.pager.state,
          { kind: 'failed', why: 'fewer' },
          'and it is not called complete',
        );
        assert.deepEqual(world.pager.rows, world.list);
      }),
    );
  });
});

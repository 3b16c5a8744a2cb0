// Long loads wait out "too many requests" (the clock is the test's): from the lists of two accounts through retries and the limiter to a service that counts.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Answer } from '../../src/api/api';
import type { Failure } from '../../src/api/failure';
import { Limiter } from '../../src/api/limiter';
import { failed, ok } from '../../src/api/result';
import { withRetries } from '../../src/api/retry';
import type { SubAccount } from '../../src/api/subAccount';
import { type SubAccountList, SubAccountLists } from '../../src/subAccounts/lists';
import { longestWaiting } from '../../src/subAccounts/patience';
import { FakeClock } from '../support/fakeClock';
import { settled } from '../support/settled';
import { subAccounts } from '../support/subAccounts';

const start = Date.UTC(2026, 2, 4, 14, 0, 0);
const pageSize = 20;
/** Milliseconds that the service takes to answer. */
const latency = 50;
const never = () => new AbortController().signal;

interface Request {
  readonly account: string;
  readonly page: number;
  readonly at: number;
  /** Whether the client had heard of a limit, and of no request that passed since. */
  readonly whileLimited: boolean;
}

/** A service, and all of the extension between it and the lists of accounts. */
class World {
  readonly clock = new FakeClock(start);
  readonly limiter = new Limiter();
  readonly rows: readonly SubAccount[];
  /** What it answers instead of a page; undefined where all is well. */
  weather: () => Failure | undefined = () => undefined;
  readonly requests: Request[] = [];
  readonly #inFlight = new Set<Request>();
  /** What the client has heard: whether there is a limit, and until when it was asked to wait. */
  #heardAt: number | undefined;
  #namedUntil = 0;
  /** How often VS Code would have been told. */
  changes = 0;
  readonly lists: SubAccountLists;

  constructor(rows: number) {
    this.rows = subAccounts(1, rows);
    this.lists = new SubAccountLists(
      (account, page, signal, waits = false) =>
        withRetries(
          () =>
            this.limiter
              .of(account)
              .run(() => this.#answer(account, page, signal), signal, { waits: waits === true }),
          signal,
          { tooManyAtOnce: waits, sleep: (milliseconds, ending) => sleep(milliseconds, ending) },
        ).then((answer) =>
          answer.ok
            ? answer
            : failed(answer.why.kind === 'aborted' ? ({ kind: 'unexpected' } as const) : answer.why),
        ),
      () => this.changes++,
      (error) => {
        throw error;
      },
    );
  }

  list(account = 'a'): SubAccountList {
    return this.lists.ofAccount(account);
  }

  /** Until when the list says that it waits, in milliseconds from now; undefined where it does not. */
  waits(account = 'a'): number | undefined {
    const { state } = this.list(account);
    return state.kind === 'loading' && state.waitingUntil !== undefined
      ? state.waitingUntil - Date.now()
      : undefined;
  }

  close(): void {
    this.lists.dispose();
    this.limiter.dispose();
    this.clock.restore();
  }

  async #answer(account: string, page: number, signal: AbortSignal): Promise<Answer<never>> {
    const request = { account, page, at: Date.now(), whileLimited: this.#heardAt !== undefined };
    assert.ok(Date.now() >= this.#namedUntil, 'nothing is sent before the time that the service named');
    assert.equal(this.waits(account), undefined, 'a list that says that it waits sends nothing');
    const others = [...this.#inFlight].filter(({ whileLimited }) => whileLimited);
    assert.ok(!request.whileLimited || others.length === 0, 'one request at a time while there is a limit');
    this.requests.push(request);
    this.#inFlight.add(request);
    const failure = this.weather();
    await sleep(latency, signal).catch(() => undefined);
    this.#inFlight.delete(request);
    if (signal.aborted) {
      return failed({ kind: 'aborted' });
    }
    if (failure?.kind === 'rateLimited') {
      this.#heardAt = Date.now();
      // A longer time can only be a mistake.
      const seconds = Math.min(failure.retryAfter ?? 0, 3600);
      this.#namedUntil = Math.max(this.#namedUntil, Date.now() + seconds * 1000);
    }
    if (failure) {
      return failed(failure);
    }
    if (this.#heardAt !== undefined && request.at >= this.#heardAt) {
      this.#heardAt = undefined;
    }
    const rows = this.rows.slice((page - 1) * pageSize, page * pageSize);
    return ok({ rows, skipped: 0, total: this.rows.length, pageSize }) as Answer<never>;
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new Error('aborted'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** "Too many requests" until then, with or without a time. */
const limitedUntil = (time: number, retryAfter?: number) => (): Failure | undefined =>
  Date.now() < time
    ? { kind: 'rateLimited', ...(retryAfter === undefined ? {} : { retryAfter }) }
    : undefined;

describe('waiting out a limit', () => {
  let world: World;
  afterEach(() => world.close());

  /** A world in which all of account a's list is being loaded, and the limit begins after three pages. */
  const loadingAll = async (weather: World['weather'], rows = 400, signal = never()) => {
    world = new World(rows);
    const end = world.list().loadAll(signal);
    world.weather = () => (world.requests.length > 4 ? weather() : undefined);
    await world.clock.advance(2 * latency);
    return { end, list: world.list() };
  };

  it('a limit of a minute without a time: says until when, asks seldom, goes on by itself, and completes', async () => {
    const { end, list } = await loadingAll(limitedUntil(start + 60_000));
    await world.clock.advance(200);
    assert.ok((world.waits() ?? 0) > 0);
    assert.equal(list.loadingAll, true);
    const before = world.requests.length;
    await world.clock.advance(59_000);
    assert.ok(world.requests.length - before <= 6, `${world.requests.length - before} requests in a minute`);
    // The last pause may be 75 s, and begin at the end of that minute.
    await world.clock.advance(80_000);
    assert.equal(await end, 'ended');
    assert.deepEqual([list.state.kind, list.rows.length], ['complete', 400]);
  });

  it('a limit of 45 s that is named: not one request before, one after', async () => {
    const { list, end } = await loadingAll(limitedUntil(start + 40_000, 45));
    const before = world.requests.length;
    await world.clock.advance(44_800);
    assert.equal(world.requests.length, before);
    assert.ok((world.waits() ?? 0) > 0);
    await world.clock.advance(5000);
    await end;
    assert.equal(list.state.kind, 'complete');
  });

  it('a limit by the minute: all come, as fast as it lets them', async () => {
    let [minute, count] = [0, 0];
    world = new World(100 * pageSize);
    world.weather = () => {
      const now = Math.floor(Date.now() / 60_000);
      [minute, count] = now === minute ? [minute, count + 1] : [now, 1];
      return count > 30 ? { kind: 'rateLimited' } : undefined;
    };
    const end = world.list().loadAll(never());
    await world.clock.advance(5 * 60_000);
    assert.equal(await end, 'ended');
    assert.deepEqual([world.list().state.kind, world.list().rows.length], ['complete', 2000]);
  });

  it('ten minutes in all, however many pages pass meanwhile; then it says so, and what came stays', async () => {
    world = new World(4000);
    let last = 0;
    world.weather = () => {
      if (Date.now() - last < 60_000) return { kind: 'rateLimited' };
      last = Date.now();
      return undefined;
    };
    const { changes } = world;
    const end = world.list().loadAll(never());
    await world.clock.advance(longestWaiting + 60_000);
    await end;
    const { state, rows } = world.list();
    assert.equal(state.kind === 'failed' && state.why.kind, 'rateLimited');
    assert.ok(rows.length >= 6 * pageSize, `${rows.length} rows`);
    assert.ok(world.changes - changes < 300, 'and told seldom');
    assert.equal(world.clock.timers, 0);
  });

  it('a time that is longer than ten minutes is said at once, with the time', async () => {
    const { end, list } = await loadingAll(limitedUntil(Number.POSITIVE_INFINITY, 700));
    await world.clock.advance(200);
    await end;
    const { state } = list;
    assert.ok(state.kind === 'failed' && state.why.kind === 'rateLimited');
    assert.ok(Math.abs((state.why.until ?? 0) - (Date.now() + 700_000)) < 1000);
  });

  it('a mistaken time of a day holds up no load for more than an hour, and does not come back', async () => {
    const { end, list } = await loadingAll(limitedUntil(start + 60_000, 86_400));
    await world.clock.advance(200);
    await end;
    assert.equal(list.state.kind, 'failed');
    world.weather = limitedUntil(start + 3_700_000, 5);
    await world.clock.advance(3_650_000);
    const again = list.loadAll(never());
    await world.clock.advance(100_000);
    await again;
    assert.deepEqual([list.state.kind, list.rows.length], ['complete', 400]);
  });

  it('that is heard of after the end sets nothing going', async () => {
    world = new World(1);
    let answer: (answer: Answer<never>) => void = () => undefined;
    const asked = world.limiter.of('a').run(
      () =>
        new Promise<Answer<never>>((resolve) => {
          answer = resolve;
        }),
      never(),
    );
    await settled();
    world.limiter.dispose();
    answer(failed({ kind: 'rateLimited' }));
    assert.ok(!(await asked).ok);
    await settled();
    assert.equal(world.clock.timers, 0);
  });

  it('can be stopped at once while it waits, and keeps what came; then a click asks again', async () => {
    const stopping = new AbortController();
    const { end, list } = await loadingAll(limitedUntil(start + 60_000), 400, stopping.signal);
    await world.clock.advance(200);
    const rows = list.rows.length;
    assert.equal(list.canBeStopped, true);
    list.stop();
    assert.equal(await end, 'stopped');
    assert.deepEqual([list.state, list.rows.length], [{ kind: 'idle' }, rows]);
    await world.clock.advance(1000);
    assert.equal(world.clock.timers, 0);
    await world.clock.advance(60_000);
    void list.loadMore();
    await world.clock.advance(200);
    assert.equal(list.rows.length, rows + pageSize);
  });

  it('ends where nobody wants all any more, as when Find is closed', async () => {
    const stopping = new AbortController();
    const { end, list } = await loadingAll(limitedUntil(start + 60_000), 400, stopping.signal);
    await world.clock.advance(200);
    stopping.abort();
    assert.equal(await end, 'stopped');
    assert.deepEqual(list.state, { kind: 'idle' });
  });

  it('that is stopped before the first page came says what it waited for: nothing would be known of the list', async () => {
    world = new World(100);
    world.weather = limitedUntil(start + 60_000);
    const end = world.list().loadAll(never(), 1);
    await world.clock.advance(200);
    world.list().stop();
    assert.equal(await end, 'stopped');
    const { state } = world.list();
    assert.equal(state.kind === 'failed' && state.why.kind, 'rateLimited');
  });

  it('as the first step of loading all, waits too, and then asks for one page', async () => {
    world = new World(100);
    world.weather = limitedUntil(start + 20_000);
    const end = world.list().loadAll(never(), 1);
    await world.clock.advance(60_000);
    assert.equal(await end, 'ended');
    assert.deepEqual([world.list().state.kind, world.list().rows.length], ['idle', pageSize]);
  });

  describe('keeps nobody else waiting', () => {
    it('a page of another account is asked for meanwhile, and said at once that there are too many', async () => {
      await loadingAll(limitedUntil(start + 120_000));
      await world.clock.advance(4000);
      const other = world.list('b').loadMore();
      await world.clock.advance(5000);
      await other;
      const { state } = world.list('b');
      assert.equal(state.kind === 'failed' && state.why.kind, 'rateLimited');
    });

    it('and where a time was named that is longer than anybody waits, it is said without a request, also for Try Again', async () => {
      await loadingAll(limitedUntil(start + 3_000_000, 2000));
      await world.clock.advance(200);
      const before = world.requests.length;
      for (let n = 0; n < 2; n++) {
        await world.list('b').loadMore();
        const { state } = world.list('b');
        assert.ok(state.kind === 'failed' && state.why.kind === 'rateLimited');
        assert.equal(state.why.notSent, true);
        assert.ok((state.why.until ?? 0) > Date.now() + 1_900_000);
      }
      assert.equal(world.requests.length, before);
    });

    it('one that passes lets the other go on, at its time', async () => {
      const { list } = await loadingAll(limitedUntil(start + 5000));
      await world.clock.advance(6000);
      const other = world.list('b').loadMore();
      await world.clock.advance(2000);
      await other;
      assert.equal(world.list('b').rows.length, pageSize);
      await world.clock.advance(20_000);
      assert.equal(list.state.kind, 'complete');
    });

    it('a click on the same list, and a refresh of it, settle at once: the list says that it waits', async () => {
      const { list } = await loadingAll(limitedUntil(start + 60_000, 60));
      await world.clock.advance(200);
      const rows = list.rows.length;
      await list.loadMore();
      assert.ok((world.waits() ?? 0) > 0);
      await list.refresh();
      assert.ok((world.waits() ?? 0) > 0);
      assert.equal(list.rows.length, rows);
      list.stop();
      assert.equal(list.rows.length, rows);
      assert.equal(list.isHalfRefreshed, true);
    });

    it('a refresh alone says at once that there are too many, and keeps the rows', async () => {
      world = new World(100);
      void world.list().loadAll(never());
      await world.clock.advance(1000);
      world.weather = limitedUntil(start + 600_000);
      const refreshed = world.list().refresh();
      await world.clock.advance(6000);
      await refreshed;
      const { state, rows } = world.list();
      assert.deepEqual([state.kind, rows.length], ['failed', 100]);
    });

    it('a page that was not sent ahead of its turn is asked for when its turn comes: a refresh gets over a short limit', async () => {
      world = new World(400);
      void world.list().loadAll(never());
      await world.clock.advance(2000);
      const from = world.requests.length;
      const short = start + 4000;
      world.weather = () =>
        world.requests.length - from === 3 ? { kind: 'rateLimited', retryAfter: 1 } : undefined;
      const refreshed = world.list().refresh();
      await world.clock.advance(short - start + 10_000);
      await refreshed;
      assert.equal(world.list().state.kind, 'complete');
    });
  });

  describe('whose end was named', () => {
    const first = () => world.list('b');
    /** Each way in, the list that it loads, and how many rows that has at the end. */
    const ways: readonly [string, (list: SubAccountList) => unknown, rows: number, before: 0 | 1][] = [
      ['a first page', (list) => list.loadMore(), 20, 0],
      ['the next page', (list) => list.loadMore(), 40, 1],
      ['Refresh', (list) => list.refresh(), 20, 1],
      ['Find and Load All', (list) => list.loadAll(never()), 100, 1],
    ];
    for (const seconds of [2, 8, 60, 590]) {
      for (const [way, ask, rows, before] of ways) {
        it(`in ${seconds} s: ${way} says at once that it waits and until when, sends nothing before, and goes on by itself`, async () => {
          world = new World(100);
          if (before) void first().loadMore();
          await world.clock.advance(1000);
          world.weather = limitedUntil(Date.now() + 100, seconds);
          for (const answered of [1, 0]) {
            const from = world.requests.length;
            let isSettled = false;
            const asked = Promise.resolve(ask(first())).then(() => {
              isSettled = true;
            });
            await world.clock.advance(2 * latency + 1);
            assert.equal(world.requests.length - from, answered, 'another click sends nothing');
            assert.ok((world.waits('b') ?? 0) > seconds * 1000 - 1000);
            assert.equal(first().canBeStopped, true);
            assert.equal(isSettled, !way.includes('All'), 'nobody who clicked is kept waiting');
            if (answered) {
              first().stop();
              await asked;
              assert.notEqual(first().state.kind, 'loading');
            }
          }
          await world.clock.advance(seconds * 1000 + 2000);
          assert.equal(first().rows.length, rows);
          assert.notEqual(first().state.kind, 'failed');
        });
      }
    }

    it('is waited for by who clicked also when those have gone who wanted all', async () => {
      const finding = new AbortController();
      const { end, list } = await loadingAll(limitedUntil(start + 1000, 60), 400, finding.signal);
      await world.clock.advance(200);
      const rows = list.rows.length;
      await list.loadMore();
      finding.abort();
      assert.equal(await end, 'stopped');
      assert.ok((world.waits() ?? 0) > 0);
      await world.clock.advance(62_000);
      assert.deepEqual([list.state.kind, list.rows.length], ['idle', rows + pageSize]);
    });
  });

  const account = fc.constantFrom('a', 'b', 'c');
  const times = fc.oneof(fc.integer({ min: 0, max: 900 }), fc.constantFrom(3600, 7200, 86_400, 30 * 86_400));
  const seconds = fc.option(times, { nil: undefined });
  const step = fc.oneof(
    fc.record({ do: fc.constantFrom('loadAll', 'loadMore', 'refresh', 'stop', 'giveUp', 'first'), account }),
    fc.record({ do: fc.constant('loadAll' as const), account }),
    fc.record({ do: fc.constant('limit' as const), seconds }),
    fc.record({ do: fc.constant('fails' as const), status: fc.constantFrom(500, 503) }),
    fc.record({ do: fc.constant('well' as const) }),
    fc.record({
      do: fc.constant('passes' as const),
      ms: fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.constant(3_600_000)),
    }),
  );

  it('in any order of limits, failures, clicks, refreshes and stops: gently, to an end, and nothing that came is lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        world = new World(70);
        try {
          const given = new Map<string, AbortController>();
          const most = new Map<string, number>();
          const check = () => {
            for (const id of ['a', 'b', 'c']) {
              const { length } = world.list(id).rows;
              assert.ok(length >= (most.get(id) ?? 0), 'every row that came stays');
              most.set(id, length);
            }
          };
          for (const each of steps) {
            if ('account' in each) {
              const list = world.list(each.account);
              const ending = given.get(each.account) ?? new AbortController();
              given.set(each.account, ending);
              if (each.do === 'loadAll') void list.loadAll(ending.signal);
              if (each.do === 'first') void list.loadAll(ending.signal, 1);
              if (each.do === 'loadMore') void list.loadMore();
              if (each.do === 'refresh') void list.refresh();
              if (each.do === 'stop') list.stop();
              if (each.do === 'giveUp') {
                ending.abort();
                given.delete(each.account);
              }
            } else if (each.do === 'limit') {
              world.weather = limitedUntil(Number.POSITIVE_INFINITY, each.seconds);
            } else if (each.do === 'fails') {
              world.weather = () => ({ kind: 'server', status: each.status });
            } else if (each.do === 'well') {
              world.weather = () => undefined;
            } else {
              await world.clock.advance(each.ms);
            }
            await settled();
            check();
          }
          // Whatever began has ended after ten minutes, although it goes on for ever.
          world.weather = limitedUntil(Number.POSITIVE_INFINITY);
          await world.clock.advance(longestWaiting + 30_000);
          check();
          for (const id of ['a', 'b', 'c']) {
            assert.notEqual(world.list(id).state.kind, 'loading');
          }
          assert.equal(world.clock.timers, 0, 'no timer is left');
          // All is well again, whatever was named is over: all comes.
          world.weather = () => undefined;
          await world.clock.advance(3_601_000);
          for (const id of ['a', 'b', 'c']) {
            void world.list(id).loadAll(never());
          }
          await world.clock.advance(120_000);
          for (const id of ['a', 'b', 'c']) {
            assert.equal(
              world.list(id).state.kind,
              'complete',
              'who waits is held up no longer than who clicks',
            );
            void world.list(id).refresh();
            void world.list(id).loadAll(never());
          }
          await world.clock.advance(120_000);
          for (const id of ['a', 'b', 'c']) {
            assert.deepEqual([world.list(id).state.kind, world.list(id).rows.length], ['complete', 70]);
          }
        } finally {
          world.close();
        }
      }),
      { numRuns: 150 },
    );
  });
});

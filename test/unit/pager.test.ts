// The pager's six rules, one by one (the races in any order are in pagerRaces.test.ts).

import assert from 'node:assert/strict';
import { failed, ok, type Result } from '../../src/api/result';
import { SubAccountLists } from '../../src/subAccounts/lists';
import { defaultPageSize } from '../../src/subAccounts/loadedPages';
import type { LoadedPage } from '../../src/subAccounts/page';
import { Pager, pagesAtOnce } from '../../src/subAccounts/pager';
import { settled } from '../support/settled';

interface Row {
  readonly id: number;
  readonly text: string;
}

const rowsFrom = (first: number, count: number, text = 'a'): Row[] =>
  Array.from({ length: count }, (_, i) => ({ id: first + i, text }));
const ids = (rows: readonly Row[]) => rows.map((row) => row.id);
const page = (rows: Row[], total?: number, pageSize?: number): Result<LoadedPage<Row>, string> =>
  ok({ rows, total, pageSize });

/** A page source whose answers the test gives one by one. */
class Source {
  readonly asked: {
    page: number;
    signal: AbortSignal;
    answer(outcome: Result<LoadedPage<Row>, string>): void;
  }[] = [];
  readonly fetchPage = (number: number, signal: AbortSignal) =>
    new Promise<Result<LoadedPage<Row>, string>>((answer) => {
      this.asked.push({ page: number, signal, answer });
    });

  get pages() {
    return this.asked.map((request) => request.page);
  }

  last() {
    const request = this.asked.at(-1);
    assert.ok(request, 'nothing was asked');
    return request;
  }

  /** The latest request for this page. */
  of(page: number) {
    const request = this.asked.findLast((each) => each.page === page);
    assert.ok(request, `page ${page} was not asked for`);
    return request;
  }

  /** Answers the latest request for this page and lets the pager take it in. */
  async answerPage(number: number, outcome: Result<LoadedPage<Row>, string>) {
    this.of(number).answer(outcome);
    await settled();
  }

  /** Answers the last request and lets the pager take it in. */
  async answer(outcome: Result<LoadedPage<Row>, string>) {
    this.last().answer(outcome);
    await settled();
  }
}

function make() {
  const source = new Source();
  const changes: string[] = [];
  const clock = { now: 1_000_000 };
  const pager: Pager<Row, string> = new Pager<Row, string>({
    fetchPage: source.fetchPage,
    same: (a, b) => a.text === b.text,
    unexpected: (error) => `unexpected ${error instanceof Error ? error.message : ''}`,
    fewer: () => 'fewer',
    onChange: () => changes.push(pager.state.kind),
    now: () => clock.now,
  });
  return { source, pager, changes, clock };
}

/** Loads full pages of 20 from a list of `total` rows. */
async function loadPages(count: number, total: number) {
  const made = make();
  for (let n = 1; n <= count; n++) {
    void made.pager.loadMore();
    const first = (n - 1) * 20 + 1;
    await made.source.answer(page(rowsFrom(first, Math.min(20, total - first + 1)), total, 20));
  }
  return made;
}

describe('pager', () => {
  it('asks for nothing until it is told to', async () => {
    const { source, pager } = make();
    await settled();
    assert.deepEqual(source.pages, []);
    assert.equal(pager.pristine, true);
    assert.deepEqual(pager.state, { kind: 'idle' });
  });

  it('loads page after page in the server’s order until the list is complete', async () => {
    const { pager, source } = await loadPages(3, 45);
    assert.deepEqual(source.pages, [1, 2, 3]);
    assert.deepEqual(ids(pager.rows), ids(rowsFrom(1, 45)));
    assert.deepEqual(pager.state, { kind: 'complete' });
    assert.equal(pager.total, 45);
    await pager.loadMore();
    assert.deepEqual(source.pages, [1, 2, 3], 'a complete list asks for nothing more');
  });

  it('is whole where all is there, also while it is asked for anew, until the service says that there is more', async () => {
    const { pager, source } = await loadPages(2, 40);
    assert.equal(pager.isWhole, true);
    void pager.refresh();
    assert.equal(pager.isWhole, true);
    await source.answer(page(rowsFrom(1, 20), 40, 20));
    assert.equal(pager.isWhole, true);
    await source.answer(page(rowsFrom(21, 20), 1240, 20));
    assert.deepEqual(pager.state, { kind: 'idle' });
    assert.equal(pager.isWhole, false);
  });

  it('is not whole any more as soon as a refresh says that there is more', async () => {
    const { pager, source } = await loadPages(2, 40);
    void pager.refresh();
    await source.answer(page(rowsFrom(1, 20), 1240, 20));
    assert.deepEqual([pager.state.kind, pager.isWhole], ['loading', false]);
  });

  it('is not whole while another account’s list takes its place', async () => {
    const { pager } = await loadPages(2, 40);
    void pager.refresh({ keepTail: false });
    assert.equal(pager.isWhole, false);
  });

  it('tells of each change: loading, then what came', async () => {
    const { changes } = await loadPages(2, 45);
    assert.deepEqual(changes, ['loading', 'idle', 'loading', 'idle']);
  });

  describe('rule 1: nothing of an older generation lands', () => {
    it('a refresh aborts the page in flight, and its late answer is thrown away', async () => {
      const { pager, source } = await loadPages(1, 60);
      void pager.loadMore();
      const late = source.last();
      void pager.refresh();
      assert.equal(late.signal.aborted, true);
      late.answer(page(rowsFrom(900, 20), 60, 20));
      await settled();
      assert.deepEqual(ids(pager.rows), ids(rowsFrom(1, 20)));
      assert.deepEqual(pager.state, { kind: 'loading' });
      await source.answer(page(rowsFrom(1, 20), 60, 20));
      assert.deepEqual(source.pages, [1, 2, 1]);
      assert.deepEqual(ids(pager.rows), ids(rowsFrom(1, 20)));
    });

    it('whoever waited for the aborted load waits for the refresh instead', async () => {
      const { pager, source } = await loadPages(1, 60);
      let done = false;
      const asked = source.asked.length;
      const waiting = pager.loadMore().then(() => {
        done = true;
      });
      const late = source.last();
      void pager.refresh();
      late.answer(failed('aborted'));
      await settled();
      assert.equal(done, false);
      assert.equal(source.asked.length, asked + 2);
      await source.answer(page(rowsFrom(1, 20), 60, 20));
      await waiting;
      assert.deepEqual(pager.state, { kind: 'idle' });
    });

    it('after dispose nothing lands, nothing is told, nothing is asked', async () => {
      const { pager, source, changes } = await loadPages(1, 60);
      const waiting = pager.loadMore();
      const told = changes.length;
      pager.dispose();
      assert.equal(source.last().signal.aborted, true);
      await source.answer(page(rowsFrom(21, 20), 60, 20));
      await waiting;
      await pager.loadMore();
      await pager.refresh();
      assert.equal(changes.length, told);
      assert.equal(pager.rows.length, 20);
      assert.deepEqual(source.pages, [1, 2]);
    });
  });

  describe('rule 2: rows are merged by id', () => {
    it('pages that shift make no duplicate and lose nothing answered', async () => {
      const { pager, source } = await loadPages(1, 41);
      void pager.loadMore();
      await source.answer(page(rowsFrom(20, 20), 41, 20));
      assert.deepEqual(ids(pager.rows), ids(rowsFrom(1, 39)));
    });

    it('the same id with other contents takes its old place with its new contents', async () => {
      const { pager, source } = await loadPages(1, 41);
      void pager.loadMore();
      await source.answer(page([{ id: 3, text: 'new' }, ...rowsFrom(21, 19)], 41, 20));
      assert.equal(pager.rows[2]?.text, 'new');
      assert.equal(pager.get(3)?.text, 'new');
      assert.equal(pager.rows.filter((row) => row.id === 3).length, 1);
    });

    it('each stands on the page that brought it first, whatever came before it, until a refresh', async () => {
      const { pager, source } = make();
      const pages = () => pager.pages.map(ids);
      assert.deepEqual(pages(), []);
      void pager.loadAll(new AbortController().signal);
      await source.answerPage(1, ok({ rows: rowsFrom(1, 2), skipped: 18, total: 60, pageSize: 20 }));
      await source.answerPage(2, page(rowsFrom(2, 20), 60, 20));
      await source.answerPage(3, page(rowsFrom(22, 5), 60, 20));
      assert.deepEqual(pages(), [[1, 2], ids(rowsFrom(3, 19)), ids(rowsFrom(22, 5))]);
      pager.stop();
      void pager.refresh();
      assert.deepEqual(pages(), [], 'none has come again');
      await source.answer(page(rowsFrom(5, 20), 60, 20));
      assert.deepEqual(pages(), [ids(rowsFrom(5, 20))], 'those from before are on none');
    });

    it('rows that could not be read count as answered', async () => {
      const { pager, source } = make();
      void pager.loadMore();
      await source.answer(ok({ rows: rowsFrom(1, 19), skipped: 1, total: 20, pageSize: 20 }));
      assert.deepEqual(pager.state, { kind: 'complete' });
      assert.equal(pager.unreadable, 1);
    });

    it('rows that could not be read are counted anew by a refresh, and not fewer while it goes on', async () => {
      const { pager, source } = make();
      void pager.loadAll(new AbortController().signal);
      await source.answerPage(1, ok({ rows: rowsFrom(1, 18), skipped: 2, total: 40, pageSize: 20 }));
      await source.answerPage(2, ok({ rows: rowsFrom(21, 19), skipped: 1, total: 40, pageSize: 20 }));
      assert.equal(pager.unreadable, 3);
      void pager.refresh();
      assert.equal(pager.unreadable, 3);
      await source.answerPage(1, ok({ rows: rowsFrom(1, 20), total: 40, pageSize: 20 }));
      assert.equal(pager.unreadable, 3, 'page 2 may still have one');
      await source.answerPage(2, ok({ rows: rowsFrom(21, 19), skipped: 1, total: 40, pageSize: 20 }));
      assert.equal(pager.unreadable, 1);
    });
  });

  describe('rule 3: totals come from the last answer and can’t make it loop', () => {
    const cases: { name: string; pages: LoadedPage<Row>[]; asked: number; rows: number }[] = [
      { name: 'no row at all', pages: [{ rows: [], total: 0, pageSize: 20 }], asked: 1, rows: 0 },
      { name: 'no row and no total', pages: [{ rows: [] }], asked: 1, rows: 0 },
      {
        name: 'a total that grows while loading',
        pages: [
          { rows: rowsFrom(1, 20), total: 21, pageSize: 20 },
          { rows: rowsFrom(21, 20), total: 41, pageSize: 20 },
          { rows: rowsFrom(41, 1), total: 41, pageSize: 20 },
        ],
        asked: 3,
        rows: 41,
      },
      {
        name: 'no total: a short page is the last',
        pages: [{ rows: rowsFrom(1, 20) }, { rows: rowsFrom(21, 3) }],
        asked: 2,
        rows: 23,
      },
      {
        name: 'a total that is too low does not hide rows',
        pages: [
          { rows: rowsFrom(1, 20), total: 5, pageSize: 20 },
          { rows: rowsFrom(21, 20), total: 5, pageSize: 20 },
          { rows: rowsFrom(41, 2), total: 5, pageSize: 20 },
        ],
        asked: 3,
        rows: 42,
      },
      {
        name: 'a total that is too high ends with a page past the end',
        pages: [
          { rows: rowsFrom(1, 20), total: 33, pageSize: 20 },
          { rows: rowsFrom(21, 10), total: 33, pageSize: 20 },
          { rows: [], total: 33, pageSize: 20 },
        ],
        asked: 3,
        rows: 30,
      },
    ];
    for (const { name, pages, asked, rows } of cases) {
      it(name, async () => {
        const { pager, source } = make();
        for (const one of pages) {
          void pager.loadMore();
          await source.answer(ok(one));
        }
        assert.deepEqual(pager.state, { kind: 'complete' });
        assert.equal(source.asked.length, asked);
        assert.equal(pager.rows.length, rows);
      });
    }

    it('a server that repeats one page for ever is given up after three, and not called complete', async () => {
      const { pager, source } = await loadPages(1, 1e9);
      const loading = pager.loadMore();
      for (let n = 0; n < 3; n++) {
        await source.answer(page(rowsFrom(1, 20), 1e9, 20));
      }
      await loading;
      assert.deepEqual(pager.state, { kind: 'failed', why: 'fewer' });
      assert.deepEqual(source.pages, [1, 2, 3, 4]);
      assert.deepEqual(ids(pager.rows), ids(rowsFrom(1, 20)));
    });

    it('nor is one that does so up to the end of its total', async () => {
      const { pager, source } = await loadPages(1, 70);
      const loading = pager.loadMore();
      for (let n = 0; n < 3; n++) {
        await source.answer(page(rowsFrom(1, 20), 70, 20));
      }
      await loading;
      assert.deepEqual(pager.state, { kind: 'failed', why: 'fewer' });
    });

    it('a server that repeats its last page past the end is complete', async () => {
      const { pager, source } = await loadPages(2, 35);
      assert.deepEqual(pager.state, { kind: 'complete' });
      const lying = make();
      for (const [first, count] of [
        [1, 20],
        [21, 15],
        [21, 15],
      ] as const) {
        void lying.pager.loadMore();
        await lying.source.answer(page(rowsFrom(first, count), 38, 20));
      }
      assert.deepEqual(lying.pager.state, { kind: 'complete' });
      assert.deepEqual(
        [source.pages, lying.source.pages],
        [
          [1, 2],
          [1, 2, 3],
        ],
      );
    });

    it('a server that repeats one page with a row that can’t be read is given up as well', async () => {
      for (const total of [500, undefined, 1e9]) {
        const { pager, source } = make();
        const loading = pager.loadAll(new AbortController().signal);
        for (let n = 0; n < 40 && pager.state.kind === 'loading'; n++) {
          const next = source.pages.at(-1) ?? 1;
          for (let ask = pager.depth + 1; ask <= next; ask++) {
            await source.answerPage(
              ask,
              ok({ rows: rowsFrom(1, 18), skipped: 2, marks: ['x', '#19'], total, pageSize: 20 }),
            );
          }
        }
        await loading;
        assert.notEqual(pager.state.kind, 'loading');
        assert.ok(source.pages.length <= 12, `${source.pages.length} requests`);
        assert.equal(pager.unreadable, 2, 'each counted once');
        if (total) assert.deepEqual(pager.state, { kind: 'failed', why: 'fewer' });
      }
    });

    it('a list of which no row can be read is loaded to its end all the same, and counted', async () => {
      const { pager, source } = make();
      void pager.loadAll(new AbortController().signal);
      for (let n = 1; n <= 3; n++) {
        const marks = Array.from({ length: n < 3 ? 20 : 5 }, (_, at) => `row ${n} ${at}`);
        await source.answerPage(n, ok({ rows: [], skipped: marks.length, marks, total: 45, pageSize: 20 }));
      }
      assert.deepEqual(pager.state, { kind: 'complete' });
      assert.equal(pager.unreadable, 45);
    });

    it('what the service says of the size of a page is not believed where its pages are smaller', async () => {
      const { pager, source } = make();
      void pager.loadAll(new AbortController().signal);
      for (let n = 1; n <= 12; n++) {
        await source.answerPage(n, page(rowsFrom((n - 1) * 20 + 1, 20), 500, 1000));
      }
      await source.answerPage(13, page([], 500, 1000));
      assert.deepEqual(pager.state, { kind: 'failed', why: 'fewer' });
      assert.equal(pager.rows.length, 240);
    });

    it('a refresh whose pages have fewer rows than before takes none away', async () => {
      const { pager, source } = await loadPages(4, 100);
      void pager.refresh();
      for (let n = 1; n <= 4; n++) {
        await source.answerPage(n, page(rowsFrom((n - 1) * 10 + 1, 10, 'new'), 100, 20));
      }
      assert.deepEqual(pager.state, { kind: 'idle' });
      assert.equal(pager.rows.length, 80, 'what was shown stays');
      void pager.loadAll(new AbortController().signal);
      for (let n = 5; n <= 10 && pager.state.kind === 'loading'; n++) {
        await source.answerPage(n, page([], 100, 20));
      }
      assert.deepEqual(pager.state, { kind: 'failed', why: 'fewer' });
      assert.equal(pager.rows.length, 80);
    });

    describe('a page without rows under a larger total is a failure', () => {
      const empty = page([], 99, 20);

      it('as the first page: nothing is complete, and the page is asked for again', async () => {
        const { pager, source } = make();
        void pager.loadMore();
        await source.answer(empty);
        assert.deepEqual(pager.state, { kind: 'failed', why: 'fewer' });
        assert.equal(pager.depth, 0, 'no page has been loaded');
        void pager.loadMore();
        await source.answer(page(rowsFrom(1, 20), 99, 20));
        assert.deepEqual(source.pages, [1, 1]);
        assert.deepEqual(pager.state, { kind: 'idle' });
      });

      it('in the middle of a refresh: the old rows stay, and a click goes on to where it was', async () => {
        const { pager, source } = await loadPages(5, 99);
        assert.deepEqual(pager.state, { kind: 'complete' });
        void pager.refresh();
        await source.answerPage(1, page(rowsFrom(1, 20, 'new'), 99, 20));
        await source.answerPage(2, page(rowsFrom(21, 20, 'new'), 99, 20));
        await source.answerPage(3, empty);
        assert.deepEqual(pager.state, { kind: 'failed', why: 'fewer' });
        assert.deepEqual(ids(pager.rows), ids(rowsFrom(1, 99)));
        assert.equal(pager.isWhole, false);

        const before = source.asked.length;
        void pager.loadMore();
        await source.answerPage(3, page(rowsFrom(41, 20, 'new'), 99, 20));
        await source.answerPage(4, page(rowsFrom(61, 20, 'new'), 99, 20));
        await source.answerPage(5, page(rowsFrom(81, 19, 'new'), 99, 20));
        assert.equal(source.pages[before], 3, 'the page that had no rows is asked for again');
        assert.deepEqual(pager.state, { kind: 'complete' });
        assert.ok(pager.rows.length === 99 && pager.rows.every(({ text }) => text === 'new'));
      });

      it('also where it takes the total back with them', async () => {
        for (const total of [0, 20]) {
          const { pager, source } = await loadPages(3, 60);
          void pager.refresh();
          await source.answerPage(1, page(rowsFrom(1, 20, 'new'), 60, 20));
          await source.answerPage(2, page([], total, 20));
          assert.deepEqual(pager.state, { kind: 'failed', why: 'fewer' });
          assert.equal(pager.rows.length, 60);
        }
      });

      it('but not where the few rows that it would have had are gone', async () => {
        const { pager, source } = await loadPages(1, 41);
        void pager.loadAll(new AbortController().signal);
        await source.answerPage(2, page(rowsFrom(21, 20), 41, 20));
        await source.answerPage(3, page([], 40, 20));
        assert.deepEqual(pager.state, { kind: 'complete' });
      });

      it('again and again: one request a click', async () => {
        const { pager, source } = await loadPages(1, 99);
        for (let click = 1; click <= 5; click++) {
          void pager.loadMore();
          await source.answer(empty);
          assert.deepEqual(source.pages.slice(1), Array(click).fill(2));
          assert.deepEqual(pager.state, { kind: 'failed', why: 'fewer' });
        }
      });

      it('and each time another failure, for who remembers what stopped a load', async () => {
        const list = new SubAccountLists(
          () => Promise.resolve(ok({ rows: [], total: 3 })),
          () => {},
          (error) => assert.fail(String(error)),
        ).ofAccount('a');
        const whys = [];
        for (let click = 0; click < 2; click++) {
          await list.loadMore();
          assert.ok(list.state.kind === 'failed' && list.state.why.kind === 'malformed');
          assert.equal(list.state.why.reason, 'fewer');
          whys.push(list.state.why);
        }
        assert.notEqual(whys[0], whys[1]);
      });
    });

    it('a page that brings nothing new is passed over: a click always shows something', async () => {
      const { pager, source } = await loadPages(1, 60);
      void pager.loadMore();
      await source.answer(page(rowsFrom(1, 20), 60, 20));
      assert.deepEqual(pager.state, { kind: 'loading' });
      await source.answer(page(rowsFrom(21, 20), 60, 20));
      assert.deepEqual(pager.state, { kind: 'idle' });
      assert.equal(pager.rows.length, 40);
    });

    it('counts with the documented page size until told otherwise', () => {
      assert.equal(make().pager.pageSize, defaultPageSize);
    });
  });

  it('rule 4: a second ask joins the page in flight', async () => {
    const { pager, source } = make();
    const first = pager.loadMore();
    const second = pager.loadMore();
    assert.deepEqual(source.pages, [1]);
    await source.answer(page(rowsFrom(1, 20), 60, 20));
    await Promise.all([first, second]);
    assert.equal(pager.rows.length, 20);
    assert.equal(pager.depth, 1);
  });

  describe('rule 5: a failure keeps rows and position', () => {
    it('and the same page is asked again, only when told', async () => {
      const { pager, source } = await loadPages(1, 60);
      void pager.loadMore();
      await source.answer(failed('offline'));
      assert.deepEqual(pager.state, { kind: 'failed', why: 'offline' });
      assert.equal(pager.rows.length, 20);
      await settled();
      assert.deepEqual(source.pages, [1, 2]);
      void pager.loadMore();
      await source.answer(page(rowsFrom(21, 20), 60, 20));
      assert.deepEqual(source.pages, [1, 2, 2]);
      assert.equal(pager.rows.length, 40);
    });

    it('a refresh that fails at page 1 keeps every old row', async () => {
      const { pager, source } = await loadPages(2, 60);
      void pager.refresh();
      await source.answer(failed('offline'));
      assert.deepEqual(ids(pager.rows), ids(rowsFrom(1, 40)));
      assert.deepEqual(pager.state, { kind: 'failed', why: 'offline' });
    });

    it('a refresh that fails in the middle goes on from there to its old depth', async () => {
      const { pager, source } = await loadPages(3, 100);
      void pager.refresh();
      await source.answer(page(rowsFrom(1, 20, 'new'), 100, 20));
      await source.answerPage(2, failed('offline'));
      assert.equal(pager.rows.length, 60, 'rows not answered yet stay');
      assert.equal(source.of(3).signal.aborted, true, 'what was asked ahead is given up');
      void pager.loadMore();
      await source.answer(page(rowsFrom(21, 20, 'new'), 100, 20));
      await source.answer(page(rowsFrom(41, 20, 'new'), 100, 20));
      assert.deepEqual(source.pages, [1, 2, 3, 1, 2, 3, 2, 3]);
      assert.deepEqual(pager.state, { kind: 'idle' });
      assert.ok(pager.rows.every((row) => row.text === 'new'));
    });

    it('a source that throws in spite of its contract is a failure like others', async () => {
      const pager = new Pager<Row, string>({
        fetchPage: () => Promise.reject(new Error('boom')),
        same: () => true,
        unexpected: (error) => (error instanceof Error ? error.message : ''),
        fewer: () => 'fewer',
        onChange: () => undefined,
      });
      await pager.loadMore();
      assert.deepEqual(pager.state, { kind: 'failed', why: 'boom' });
    });
  });

  describe('refresh', () => {
    it('keeps the old rows until page 1 answers, and loads as many pages as were loaded', async () => {
      const { pager, source } = await loadPages(2, 60);
      const done = pager.refresh();
      assert.deepEqual(ids(pager.rows), ids(rowsFrom(1, 40)));
      await source.answer(page(rowsFrom(1, 20), 60, 20));
      await source.answer(page(rowsFrom(21, 20), 60, 20));
      await done;
      assert.deepEqual(source.pages, [1, 2, 1, 2]);
      assert.deepEqual(pager.state, { kind: 'idle' });
      assert.equal(pager.depth, 2);
    });

    it('drops what the server no longer has, and takes the new order', async () => {
      const { pager, source } = await loadPages(2, 40);
      void pager.refresh();
      await source.answer(page([{ id: 99, text: 'n' }, ...rowsFrom(2, 19)], 39, 20));
      assert.equal(pager.rows.length, 41, 'the rest stays while page 2 is on its way');
      await source.answer(page(rowsFrom(21, 19), 39, 20));
      assert.deepEqual(ids(pager.rows), [99, ...ids(rowsFrom(2, 38))]);
      assert.deepEqual(pager.state, { kind: 'complete' });
    });

    it('without its tail drops the old rows as soon as page 1 answers, also after a failure', async () => {
      const { pager, source } = await loadPages(2, 60);
      void pager.refresh({ keepTail: false });
      await source.answer(failed('offline'));
      assert.equal(pager.rows.length, 40);
      void pager.loadMore();
      await source.answer(page(rowsFrom(500, 20), 60, 20));
      assert.deepEqual(ids(pager.rows), ids(rowsFrom(500, 20)));
    });

    it('without its tail has nothing of the old rows once a page has come, also where it was refreshed again before that', async () => {
      const { pager, source } = await loadPages(2, 60);
      void pager.refresh({ keepTail: false });
      await source.answer(failed('offline'));
      void pager.refresh();
      void pager.loadAll(new AbortController().signal);
      await source.answer(page(rowsFrom(500, 20), 60, 20));
      assert.deepEqual(ids(pager.rows), ids(rowsFrom(500, 20)));
    });

    it('without its tail asks for one page: how many there were says nothing of another account', async () => {
      const { pager, source } = await loadPages(3, 100);
      const done = pager.refresh({ keepTail: false });
      assert.equal(pager.depth, 0);
      await source.answer(page(rowsFrom(500, 20), 60, 20));
      await done;
      assert.deepEqual(source.pages, [1, 2, 3, 1]);
      assert.equal(pager.depth, 1);
    });

    it('of a list that shrank to nothing ends empty', async () => {
      const { pager, source } = await loadPages(2, 60);
      void pager.refresh();
      await source.answer(page([], 0, 20));
      assert.deepEqual(pager.rows, []);
      assert.deepEqual(pager.state, { kind: 'complete' });
      assert.equal(pager.total, 0);
    });
  });

  describe('rule 6: row objects keep their identity where nothing changed', () => {
    it('across a refresh', async () => {
      const { pager, source } = await loadPages(1, 60);
      const [first, second] = pager.rows;
      void pager.refresh();
      await source.answer(
        page([{ id: 1, text: 'a' }, { id: 2, text: 'changed' }, ...rowsFrom(3, 18)], 60, 20),
      );
      assert.equal(pager.rows[0], first);
      assert.notEqual(pager.rows[1], second);
      assert.equal(pager.rows[1]?.text, 'changed');
    });

    it('and the array of rows is the same as long as no row came or went', async () => {
      const { pager } = await loadPages(1, 60);
      assert.equal(pager.rows, pager.rows);
    });

    it('and an array that was given out stays as it was, whatever comes', async () => {
      const { pager, source } = await loadPages(1, 60);
      const [given, then] = [pager.rows, [...pager.rows]];
      const more = pager.loadMore();
      await source.answer(page(rowsFrom(21, 20), 60, 20));
      await more;
      const refreshed = pager.refresh();
      await source.answer(page(rowsFrom(1, 20, 'changed'), 60, 20));
      await source.answer(page(rowsFrom(21, 20), 60, 20));
      await refreshed;
      assert.deepEqual(given, then);
      assert.equal(pager.rows[0]?.text, 'changed');
    });
  });

  describe('load all', () => {
    const full = (n: number, total: number, text = 'a') =>
      page(rowsFrom((n - 1) * 20 + 1, Math.min(20, total - (n - 1) * 20), text), total, 20);
    const never = () => new AbortController().signal;

    it('asks for several pages at a time once one has come, and no more than there are', async () => {
      const { pager, source } = make();
      const done = pager.loadAll(never());
      assert.deepEqual(source.pages, [1], 'nobody knows yet how many there are');
      assert.equal(pager.loadingAll, true);
      await source.answer(full(1, 65));
      assert.deepEqual(source.pages, [1, 2, 3, 4]);
      for (const n of [2, 3, 4]) {
        await source.answerPage(n, full(n, 65));
      }
      await done;
      assert.deepEqual(ids(pager.rows), ids(rowsFrom(1, 65)));
      assert.deepEqual(pager.state, { kind: 'complete' });
      assert.equal(pager.loadingAll, false);
    });

    it('never has more than so many pages in flight, and goes on with each that lands', async () => {
      const { pager, source } = await loadPages(1, 1000);
      void pager.loadAll(never());
      await source.answerPage(2, full(2, 1000));
      const first = Array.from({ length: pagesAtOnce }, (_, i) => i + 3);
      assert.deepEqual(source.pages, [1, 2, ...first]);
      await source.answerPage(3, full(3, 1000));
      assert.deepEqual(source.pages, [1, 2, ...first, 3 + pagesAtOnce]);
    });

    it('lands pages in their order, whatever the order of the answers', async () => {
      const { pager, source } = await loadPages(1, 80);
      void pager.loadAll(never());
      await source.answerPage(2, full(2, 80));
      await source.answerPage(4, full(4, 80));
      assert.equal(pager.rows.length, 40, 'page 4 waits for page 3');
      await source.answerPage(3, full(3, 80));
      assert.deepEqual(ids(pager.rows), ids(rowsFrom(1, 80)));
    });

    it('an older answer that lands later does not undo a newer one', async () => {
      const { pager, source } = await loadPages(1, 80);
      void pager.loadAll(never());
      await source.answerPage(2, full(2, 80));
      await source.answerPage(4, page([{ id: 41, text: 'old' }, ...rowsFrom(61, 19)], 80, 20));
      await source.answerPage(3, page([{ id: 41, text: 'new' }, ...rowsFrom(42, 19)], 80, 20));
      assert.equal(pager.get(41)?.text, 'new');
    });

    /** All of it is wanted, pages 2 and 4 come, and then nobody wants more: page 4 waits for page 3. */
    const stopped = async () => {
      const made = await loadPages(1, 1000);
      const stop = new AbortController();
      const done = made.pager.loadAll(stop.signal);
      await made.source.answerPage(2, full(2, 1000));
      await made.source.answerPage(4, full(4, 1000));
      stop.abort();
      await done;
      return made;
    };

    it('stops when asked to, keeps what came, and aborts the rest', async () => {
      const { pager, source } = await stopped();
      assert.deepEqual(pager.state, { kind: 'idle' });
      assert.equal(pager.rows.length, 40);
      assert.equal(pager.depth, 2);
      const given = source.asked.filter(({ signal }) => signal.aborted).map((request) => request.page);
      assert.deepEqual(given, [3, 5, 6, 7, 8]);
      const asked = source.asked.length;
      const more = pager.loadMore();
      await source.answerPage(3, full(3, 1000));
      await more;
      assert.equal(source.asked.length, asked + 1, 'what was not answered is asked again');
      await pager.loadMore();
      assert.equal(pager.rows.length, 80, 'page 4 had been answered');
      assert.equal(source.asked.length, asked + 1, 'and is not asked for twice');
    });

    it('an answer that waited long for its turn is asked for again: it is old', async () => {
      const { pager, source, clock } = await stopped();
      clock.now += 60_000;
      void pager.loadMore();
      await source.answerPage(3, full(3, 1000));
      void pager.loadMore();
      assert.equal(source.asked.filter((request) => request.page === 4).length, 2);
    });

    it('can be stopped for all who want it', async () => {
      const { pager, source } = await loadPages(1, 1000);
      const both = Promise.all([pager.loadAll(never()), pager.loadAll(never())]);
      await source.answerPage(2, full(2, 1000));
      pager.stop();
      await both;
      assert.deepEqual(pager.state, { kind: 'idle' });
      assert.equal(pager.loadingAll, false);
      assert.equal(source.of(3).signal.aborted, true);
      assert.equal(pager.rows.length, 40);
    });

    it('goes on while anybody wants it', async () => {
      const { pager, source } = await loadPages(1, 100);
      const one = new AbortController();
      const other = new AbortController();
      void pager.loadAll(one.signal);
      void pager.loadAll(other.signal);
      one.abort();
      assert.equal(pager.loadingAll, true);
      assert.equal(source.of(2).signal.aborted, false);
      other.abort();
      assert.equal(source.of(2).signal.aborted, true);
      assert.deepEqual(pager.state, { kind: 'idle' });
    });

    it('stopping it leaves the page that a click asked for', async () => {
      const { pager, source } = await loadPages(1, 1000);
      const stop = new AbortController();
      void pager.loadAll(stop.signal);
      await source.answerPage(2, full(2, 1000));
      const clicked = pager.loadMore();
      stop.abort();
      assert.deepEqual(pager.state, { kind: 'loading' });
      assert.equal(source.of(4).signal.aborted, true);
      await source.answerPage(3, full(3, 1000));
      await clicked;
      assert.deepEqual(pager.state, { kind: 'idle' });
      assert.equal(pager.rows.length, 60);
    });

    it('a page that fails in the middle stops it; all before it stays, and it goes on from there', async () => {
      const { pager, source } = await loadPages(1, 120);
      const done = pager.loadAll(never());
      await source.answerPage(2, full(2, 120));
      await source.answerPage(4, full(4, 120));
      await source.answerPage(3, failed('offline'));
      await done;
      assert.deepEqual(pager.state, { kind: 'failed', why: 'offline' });
      assert.equal(pager.rows.length, 40);
      assert.equal(source.of(5).signal.aborted, true);
      const again = pager.loadAll(never());
      assert.deepEqual(source.pages.slice(-1), [3], 'one page alone finds out whether it works again');
      await source.answerPage(3, full(3, 120));
      await source.answerPage(5, full(5, 120));
      await source.answerPage(6, full(6, 120));
      await again;
      assert.deepEqual(ids(pager.rows), ids(rowsFrom(1, 120)));
      assert.equal(source.pages.filter((number) => number === 4).length, 1);
    });

    it('a refresh takes its place and still loads all', async () => {
      const { pager, source } = await loadPages(1, 100);
      const done = pager.loadAll(never());
      void pager.refresh();
      assert.equal(source.of(2).signal.aborted, true);
      for (let n = 1; n <= 5; n++) {
        await source.answerPage(n, full(n, 100, 'new'));
      }
      await done;
      assert.deepEqual(pager.rows, rowsFrom(1, 100, 'new'));
    });

    it('a refresh of what may be another account’s list ends the wish for all', async () => {
      const { pager, source } = make();
      const all = pager.loadAll(never());
      await source.answer(full(1, 200));
      const refreshed = pager.refresh({ keepTail: false });
      await source.answer(page(rowsFrom(1, 20, 'other'), 2000, 20));
      await Promise.all([all, refreshed]);
      assert.equal(pager.state.kind, 'idle');
      assert.deepEqual(source.pages.slice(-1), [1], 'no page of the other list but the first');
    });

    it('stopping it after a refresh leaves nothing from before the refresh', async () => {
      const { pager, source } = await loadPages(1, 60);
      const given = new AbortController();
      const refreshed = pager.refresh();
      const all = pager.loadAll(given.signal);
      // The service no longer has the second row.
      await source.answer(page([...rowsFrom(1, 1), ...rowsFrom(3, 19)], 59, 20));
      given.abort();
      await Promise.all([all, refreshed]);
      assert.equal(pager.state.kind, 'idle');
      assert.equal(pager.get(2), undefined);
      assert.deepEqual(ids(pager.rows), [1, ...ids(rowsFrom(3, 19))]);
    });

    it('of a complete or a disposed list asks for nothing', async () => {
      const { pager, source } = await loadPages(1, 20);
      await pager.loadAll(never());
      const disposed = await loadPages(1, 60);
      disposed.pager.dispose();
      await disposed.pager.loadAll(never());
      assert.deepEqual([...source.pages, ...disposed.source.pages], [1, 1]);
    });

    it('dispose aborts all that is in flight, and whoever waits goes on', async () => {
      const { pager, source } = await loadPages(1, 1000);
      const done = pager.loadAll(never());
      await source.answerPage(2, full(2, 1000));
      pager.dispose();
      const open = source.asked.filter((request) => request.page > 2);
      assert.ok(open.length === pagesAtOnce && open.every(({ signal }) => signal.aborted));
      for (const request of open) {
        request.answer(failed('aborted'));
      }
      await done;
      assert.equal(pager.rows.length, 40);
    });
  });

  describe('stopping', () => {
    const again = (n: number) => page(rowsFrom((n - 1) * 20 + 1, 20, 'new'), 100, 20);
    const texts = (pager: Pager<Row, string>) => pager.rows.map((row) => row.text);
    const never = () => new AbortController().signal;

    it('a refresh of several pages ends it, keeps what was shown, and a click refreshes the rest', async () => {
      const { pager, source } = await loadPages(3, 100);
      const refreshed = pager.refresh();
      assert.equal(pager.canBeStopped, true);
      await source.answerPage(1, again(1));
      pager.stop();
      await refreshed;
      assert.deepEqual(pager.state, { kind: 'idle' });
      assert.deepEqual([pager.canBeStopped, pager.isHalfRefreshed, pager.isWhole], [false, true, false]);
      assert.ok(source.of(2).signal.aborted && source.of(3).signal.aborted);
      assert.deepEqual(ids(pager.rows), ids(rowsFrom(1, 60)));
      assert.deepEqual(texts(pager), [...Array(20).fill('new'), ...Array(40).fill('a')]);
      const clicked = pager.loadMore();
      await source.answerPage(2, again(2));
      await source.answerPage(3, again(3));
      await clicked;
      assert.deepEqual(texts(pager), Array(60).fill('new'));
      assert.deepEqual([pager.state.kind, pager.isHalfRefreshed, pager.depth], ['idle', false, 3]);
    });

    it('a refresh before its first page came leaves all as it was, and the next refresh asks for as many pages', async () => {
      const { pager, source } = await loadPages(3, 60);
      const before = pager.rows;
      const refreshed = pager.refresh();
      pager.stop();
      await refreshed;
      assert.equal(pager.rows, before);
      assert.deepEqual([pager.state.kind, pager.pristine, pager.total], ['idle', false, 60]);
      const anew = pager.refresh();
      for (const n of [1, 2, 3]) {
        await source.answerPage(n, page(rowsFrom((n - 1) * 20 + 1, 20), 60, 20));
      }
      await anew;
      assert.deepEqual([pager.state.kind, pager.rows], ['complete', before]);
    });

    it('a refresh that was stopped goes on with Load All, to the end', async () => {
      const { pager, source } = await loadPages(2, 60);
      void pager.refresh();
      await source.answerPage(1, page(rowsFrom(1, 20, 'new'), 60, 20));
      pager.stop();
      const all = pager.loadAll(never());
      await source.answerPage(2, page(rowsFrom(21, 20, 'new'), 60, 20));
      await source.answerPage(3, page(rowsFrom(41, 20, 'new'), 60, 20));
      assert.equal(await all, 'ended');
      assert.deepEqual(pager.rows, rowsFrom(1, 60, 'new'));
    });

    it('one page can’t be stopped: it is there in a moment', async () => {
      const { pager, source } = await loadPages(1, 60);
      for (const load of [() => pager.refresh(), () => pager.loadMore()]) {
        void load();
        assert.equal(pager.canBeStopped, false);
        pager.stop();
        assert.equal(pager.state.kind, 'loading');
        await source.answer(page(rowsFrom(1, 20), 60, 20));
      }
    });

    it('a Load All that goes on after a failed refresh stops all of it', async () => {
      const { pager, source } = await loadPages(3, 100);
      void pager.refresh();
      await source.answerPage(1, again(1));
      await source.answerPage(2, failed('offline'));
      const all = pager.loadAll(never());
      pager.stop();
      assert.equal(await all, 'stopped');
      assert.deepEqual(pager.state, { kind: 'failed', why: 'offline' }, 'what had failed has');
      assert.equal(source.of(2).signal.aborted, true);
      assert.deepEqual(ids(pager.rows), ids(rowsFrom(1, 60)));
    });

    it('nor does it go on where who wanted all gives that up: a failed refresh is tried again only when asked', async () => {
      const { pager, source } = await loadPages(3, 100);
      void pager.refresh();
      await source.answerPage(1, failed('offline'));
      const closed = new AbortController();
      const all = pager.loadAll(closed.signal);
      closed.abort();
      assert.equal(await all, 'stopped');
      assert.deepEqual(pager.state, { kind: 'failed', why: 'offline' }, 'what had failed has');
      assert.equal(pager.rows.length, 60);
    });

    it('a Load All after a failed page says nothing of a refresh; what had failed has, until a page lands', async () => {
      const { pager, source } = await loadPages(1, 100);
      void pager.loadMore();
      await source.answerPage(2, failed('offline'));
      void pager.loadAll(never());
      pager.stop();
      assert.deepEqual([pager.state, pager.isHalfRefreshed], [{ kind: 'failed', why: 'offline' }, false]);
      void pager.loadAll(never());
      await source.answerPage(2, again(2));
      pager.stop();
      assert.deepEqual([pager.state, pager.isHalfRefreshed], [{ kind: 'idle' }, false]);
    });

    it('a Load All during a refresh that is under way leaves the refresh when it is given up, and ends both when stopped', async () => {
      const { pager, source } = await loadPages(2, 100);
      const closed = new AbortController();
      const refreshed = pager.refresh();
      void pager.loadAll(closed.signal);
      closed.abort();
      assert.equal(pager.state.kind, 'loading');
      void pager.loadAll(never());
      pager.stop();
      await refreshed;
      assert.deepEqual([pager.state.kind, pager.rows.length], ['idle', 40]);
      assert.equal(source.last().signal.aborted, true);
    });
  });

  it('who joins a load that waits waits too, and asks for nothing', async () => {
    const asked: unknown[] = [];
    const pager: Pager<Row, number> = new Pager<Row, number>({
      fetchPage: async (_page, _signal, waits) => {
        asked.push(waits);
        return failed(Date.now() + 60_000);
      },
      same: () => true,
      unexpected: () => 0,
      fewer: () => 0,
      limited: (askAgainAt) => ({ askAgainAt, isKept: false, notSent: false }),
      onChange: () => undefined,
    });
    void pager.loadAll(new AbortController().signal);
    await settled();
    void pager.loadAll(new AbortController().signal);
    await settled();
    pager.dispose();
    assert.deepEqual(asked, [true]);
  });

  it('a refresh that brings the same rows leaves the array as it was', async () => {
    const { pager, source } = await loadPages(2, 100);
    const before = pager.rows;
    void pager.refresh();
    await source.answerPage(1, page(rowsFrom(1, 20), 100, 20));
    await source.answerPage(2, page(rowsFrom(21, 20), 100, 20));
    assert.equal(pager.rows, before);
    assert.deepEqual(pager.state, { kind: 'idle' });
  });
});

// The order of rows while a list loads: what is shown keeps its place, and the list is sorted once, when it has ended to load.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ok } from '../../src/api/result';
import type { SubAccount } from '../../src/api/subAccount';
import { sortSubAccounts } from '../../src/subAccounts/sortOrder';
import { RowCache } from '../../src/tree/rowCache';
import { ListsOnDemand } from '../host/support/listsOnDemand';
import { settled } from '../support/settled';
import { subAccount } from '../support/subAccounts';

const never = () => new AbortController().signal;
/** Sub-accounts of these numbers; the higher the number, the lower the balance unless given. */
const page = (first: number, balanceOf = (id: number) => 100 - id): SubAccount[] =>
  Array.from({ length: 20 }, (_, i) =>
    subAccount(first + i, { balance: String(balanceOf(first + i)), createdAt: `2024-01-${first + i}` }),
  );

describe('rows under an order, while a list loads', () => {
  let service: ListsOnDemand;
  let cache: RowCache;
  beforeEach(() => {
    service = new ListsOnDemand();
    cache = new RowCache();
  });
  afterEach(() => service.lists.dispose());

  const list = () => service.lists.ofAccount('a');
  const shown = (order: 'balance' | 'server' | 'newest' = 'balance') =>
    cache.ofList('a', list(), order).flatMap((row) => (row.kind === 'subAccount' ? row.subAccountId : []));
  const sorted = () => sortSubAccounts(list().rows, 'balance').map(({ id }) => id);
  const answer = async (at: number, rows: SubAccount[], total: number) => {
    service.requests
      .find(({ page }, i) => page === at && i >= from)
      ?.answer(ok({ rows, total, pageSize: 20 }));
    await settled();
  };
  let from = 0;

  it('keep their places; new ones come below; at the end they are sorted', async () => {
    await service.load('a', page(1), 60);
    const before = shown();
    assert.deepEqual(before, sorted());
    void list().loadAll(never());
    from = service.requests.length - 1;
    await answer(2, page(21), 60);
    assert.equal(list().state.kind, 'loading');
    assert.deepEqual(shown(), [...before, ...page(21).map(({ id }) => id)]);
    await answer(3, page(41), 60);
    assert.equal(list().state.kind, 'complete');
    assert.deepEqual(shown(), sorted());
    assert.equal(shown()[0], 60, 'the last that came is the lowest');
  });

  it('keep them through a refresh that changes balances, and are the rows as they are now', async () => {
    await service.load('a', page(1), 40);
    await service.load('a', page(21), 40);
    const before = shown();
    void list().refresh();
    from = service.requests.length - 1;
    await answer(
      1,
      page(1, (id) => id),
      40,
    );
    assert.deepEqual(shown(), before);
    const rows = cache.ofList('a', list(), 'balance');
    assert.deepEqual(cache.ofList('a', list(), 'balance'), rows);
    await answer(2, page(21), 40);
    assert.deepEqual(shown(), sorted());
    assert.notDeepEqual(shown(), before);
  });

  it('are sorted anew at once where another order is chosen, also back and forth', async () => {
    await service.load('a', page(1), 60);
    const newest = () => sortSubAccounts(list().rows, 'newest').map(({ id }) => id);
    assert.deepEqual(shown(), sorted());
    void list().loadAll(never());
    from = service.requests.length - 1;
    await answer(2, page(21), 60);
    assert.notDeepEqual(shown(), sorted());
    assert.deepEqual(shown('newest'), newest());
    assert.deepEqual(
      shown('server'),
      list().rows.map(({ id }) => id),
    );
    assert.deepEqual(shown(), sorted());
  });

  it('in any order of pages and looks: no row that was shown changes its place before the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 100, maxLength: 100 }),
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        async (balances, looks) => {
          service = new ListsOnDemand();
          cache = new RowCache();
          const one = (first: number) => page(first, (id) => balances[id - 1] ?? 0);
          await service.load('a', one(1), 100);
          let before = shown();
          void list().loadAll(never());
          from = service.requests.length - 1;
          for (const at of [2, 3, 4]) {
            await answer(at, one(at * 20 - 19), 100);
            if (looks[at]) {
              const now = shown();
              assert.deepEqual(now.slice(0, before.length), before);
              before = now;
            }
          }
          await answer(5, one(81), 100);
          assert.deepEqual(shown(), sorted());
        },
      ),
      { numRuns: 40 },
    );
  });
});

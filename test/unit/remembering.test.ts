// What is remembered of a list that is loaded in part or whole, and whether the service says that all is as it was.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { failed, ok } from '../../src/api/result';
import type { SubAccount } from '../../src/api/subAccount';
import { type ListFailure, SubAccountLists } from '../../src/subAccounts/lists';
import type { LoadedPage } from '../../src/subAccounts/page';
import { mostRemembered, type RememberedList, remembered } from '../../src/subAccounts/rememberedList';
import {
  isAsRemembered,
  noNews,
  nothingRemembered,
  rememberedOnly,
  type SeenList,
  toRemember,
  withNews,
  withoutRow,
  withUses,
} from '../../src/subAccounts/remembering';
import { subAccount, subAccounts } from '../support/subAccounts';

const never = new AbortController().signal;
const offline: ListFailure = { kind: 'offline', reason: 'refused', host: 'api.example.org' };

/** A list, on a service that answers pages of `size` of `rows`; those of an id in `unreadable` without saying what they are. */
function listOf(rows: readonly SubAccount[], { size = 5, unreadable = [] as readonly number[] } = {}) {
  const service = {
    rows,
    size,
    failing: false,
    failsFrom: Number.POSITIVE_INFINITY,
    saysTotal: true,
    saysSize: true,
  };
  const lists = new SubAccountLists(
    async (_id, page) => {
      const all = service.rows.slice((page - 1) * service.size, page * service.size);
      const read = all.filter(({ id }) => !unreadable.includes(id));
      const answer: LoadedPage<SubAccount> = {
        rows: read,
        skipped: all.length - read.length,
        total: service.saysTotal ? service.rows.length : undefined,
        pageSize: service.saysSize ? service.size : undefined,
      };
      return service.failing || page >= service.failsFrom ? failed(offline) : ok(answer);
    },
    () => undefined,
    (error) => {
      throw error;
    },
  );
  return { service, list: lists.ofAccount('a') };
}

/** All of these, as a window that loaded them whole remembers them. */
async function whole(
  rows: readonly SubAccount[],
  how?: Parameters<typeof listOf>[1],
): Promise<RememberedList> {
  const { list } = listOf(rows, how);
  await list.loadAll(never);
  return toRemember(list, nothingRemembered, Date.now());
}

describe('whether a list is as it was remembered', () => {
  it('is said by its total and its first page', async () => {
    const before = await whole(subAccounts(1, 20));
    const { list, service } = listOf(subAccounts(1, 20));
    assert.equal(isAsRemembered(list, before), false, 'nothing was asked yet');
    await list.loadMore();
    assert.equal(isAsRemembered(list, before), true);
    assert.equal(isAsRemembered(list, { ...before, isWhole: false }), false);
    for (const first of [
      subAccount(1, { email: 'other@example.org' }),
      subAccount(1, { type: 'other' }),
      subAccount(1, { createdAt: '2025-01-01 00:00:00' }),
      subAccount(77),
    ]) {
      service.rows = [first, ...subAccounts(2, 20)];
      await list.refresh();
      assert.equal(isAsRemembered(list, before), false, JSON.stringify(first));
    }
    service.rows = [subAccount(1, { balance: '9', token: 'another' }), ...subAccounts(2, 20)];
    await list.refresh();
    assert.equal(isAsRemembered(list, before), true, 'what is not remembered has not changed');
    service.rows = subAccounts(1, 21);
    await list.refresh();
    assert.equal(isAsRemembered(list, before), false, 'the total');
  });

  it('is said by every page that is loaded', async () => {
    const before = await whole(subAccounts(1, 20));
    const { list, service } = listOf([...subAccounts(1, 7), subAccount(99), ...subAccounts(9, 20)]);
    await list.loadMore();
    assert.equal(isAsRemembered(list, before), true);
    await list.loadMore();
    assert.equal(isAsRemembered(list, before), false);
    service.rows = subAccounts(1, 20);
    await list.refresh();
    assert.equal(isAsRemembered(list, before), true);
  });

  it('does not depend on what could not be read, then or now', async () => {
    for (const unreadable of [[2], [2, 3, 8, 12], [1, 2, 3, 4], [20]]) {
      const before = await whole(subAccounts(1, 20), { unreadable });
      assert.deepEqual(
        [before.isWhole, before.total, before.rows.length],
        [true, 20, 20 - unreadable.length],
      );
      const { list } = listOf(subAccounts(1, 20), { unreadable });
      for (let page = 1; page <= 3; page++) {
        await list.loadMore();
        assert.equal(isAsRemembered(list, before), true, `${unreadable}, ${page} pages`);
      }
    }
  });

  it('is not so where pages have another size, and what is remembered of them says nothing', async () => {
    const before = await whole(subAccounts(1, 20));
    for (const size of [4, 6]) {
      const { list } = listOf(subAccounts(1, 20), { size });
      await list.loadMore();
      assert.equal(isAsRemembered(list, before), false, `${size} a page`);
    }
  });

  it('is not known where the service does not say how many there are', async () => {
    const before = await whole(subAccounts(1, 20));
    const { list, service } = listOf(subAccounts(1, 20));
    service.saysTotal = false;
    await list.loadMore();
    assert.equal(isAsRemembered(list, before), false);
    assert.equal(isAsRemembered(list, { ...before, total: undefined }), false);
  });
});

describe('what is remembered of a list', () => {
  it('that says nothing new is what there was, the same object', async () => {
    const before = await whole(subAccounts(1, 20));
    const { list } = listOf(subAccounts(1, 20));
    assert.equal(toRemember(list, before, 9), before);
    await list.loadMore();
    await list.loadMore();
    assert.equal(toRemember(list, before, 9), before);
  });

  it('that has changed beyond its first page is no longer taken for the whole', async () => {
    const before = await whole(subAccounts(1, 20));
    const { list } = listOf([...subAccounts(1, 7), subAccount(99), ...subAccounts(9, 20)]);
    await list.loadMore();
    await list.loadMore();
    const after = toRemember(list, before, 9);
    assert.deepEqual([after.isWhole, after.rows.length, after.seenAt], [false, 21, before.seenAt]);
    assert.equal(new Set(after.rows.map(({ id }) => id)).size, 21);
  });

  it('that is loaded whole is that alone, on the pages where it stands', async () => {
    const before = await whole([...subAccounts(1, 20), subAccount(99)]);
    const { list } = listOf(subAccounts(1, 20));
    await list.loadAll(never);
    const after = toRemember(list, before, Date.now());
    assert.deepEqual(
      after.rows.map(({ id, page }) => [id, page]),
      subAccounts(1, 20).map(({ id }) => [id, Math.ceil(id / 5)]),
    );
    assert.deepEqual([after.isWhole, after.total, after.seenAt], [true, 20, list.seenAt]);
  });

  it('whose key was replaced is nothing before a page of the new one has come: it may be another account’s', async () => {
    const { list, service } = listOf(subAccounts(1, 20));
    await list.loadAll(never);
    service.failing = true;
    await list.refresh({ keepTail: false });
    assert.deepEqual([list.state.kind, list.rows.length], ['failed', 20]);
    const before = nothingRemembered;
    assert.equal(toRemember(list, before, 9), before);
  });

  it('stands on the pages that brought it: whatever could not be read before it, and whatever size pages have', async () => {
    for (const [unreadable, size] of [
      [[1, 2, 3, 4, 5, 6, 7], 5],
      [[], 7],
    ] as const) {
      const { list, service } = listOf(subAccounts(1, 20), { size, unreadable });
      service.saysSize = false;
      await list.loadAll(never);
      const after = toRemember(list, nothingRemembered, Date.now());
      assert.deepEqual(
        after.rows.map(({ id, page }) => [id, page]),
        subAccounts(1, 20).flatMap(({ id }) =>
          (unreadable as readonly number[]).includes(id) ? [] : [[id, Math.ceil(id / size)]],
        ),
      );
      const next = listOf(subAccounts(1, 20), { size, unreadable });
      next.service.saysSize = false;
      await next.list.loadMore();
      assert.equal(isAsRemembered(next.list, after), true);
    }
  });

  it('was seen when its oldest page came', async () => {
    mock.timers.enable({ apis: ['Date'], now: 1000 });
    try {
      const { list, service } = listOf(subAccounts(1, 20));
      await list.loadMore();
      mock.timers.setTime(2000);
      await list.loadAll(never);
      const first = toRemember(list, nothingRemembered, 9000);
      assert.equal(first.seenAt, 1000);
      mock.timers.setTime(3000);
      service.rows = subAccounts(2, 20);
      await list.refresh();
      assert.equal(toRemember(list, first, 9000).seenAt, 3000, 'of a refresh, when that began to land');
      const part = listOf(subAccounts(3, 20)).list;
      await part.loadMore();
      assert.equal(toRemember(part, first, 9000).seenAt, 1000, 'beside what is older');
      assert.equal(toRemember(part, { ...first, rows: [] }, 9000).seenAt, 3000);
    } finally {
      mock.timers.reset();
    }
  });

  it('that was seen before what is remembered is nothing new, unless that is from a time to come', async () => {
    const { list } = listOf(subAccounts(1, 20));
    await list.loadAll(never);
    const now = list.seenAt ?? 0;
    const later = { ...(await whole(subAccounts(2, 20))), seenAt: now + 1 };
    assert.equal(toRemember(list, later, now + 1), later);
    assert.equal(toRemember(list, later, now).rows.length, 20, 'the clock was wrong');
    const same = { ...later, seenAt: now };
    assert.equal(toRemember(list, same, now).rows.length, 20, 'the last whole one wins');
  });

  it('is nothing new while it is being loaded', async () => {
    const { list } = listOf(subAccounts(1, 20));
    await list.loadMore();
    const { rows, pages, seenAt, total, depth } = list;
    const loading: SeenList = { rows, pages, seenAt, total, depth, state: { kind: 'loading' } };
    assert.equal(toRemember(loading, nothingRemembered, Date.now()), nothingRemembered);
    assert.notEqual(toRemember(list, nothingRemembered, Date.now()), nothingRemembered);
  });

  it('that a refresh has brought anew in part is what came, and what was remembered beside it', async () => {
    const before = await whole(subAccounts(1, 20));
    const { list, service } = listOf([...subAccounts(1, 20), ...subAccounts(77, 77)]);
    await list.loadAll(never);
    service.rows = [subAccount(99), ...subAccounts(1, 20)];
    service.failsFrom = 2;
    await list.refresh();
    assert.deepEqual([list.state.kind, list.rows.length], ['failed', 22]);
    const after = toRemember(list, before, Date.now());
    assert.deepEqual(
      after.rows.map(({ id, page }) => [id, page]),
      [[99, 1], ...subAccounts(1, 20).map(({ id }) => [id, id < 5 ? 1 : Math.ceil(id / 5)])],
    );
  });

  it('with more rows than are remembered is never taken for the whole', () => {
    const rows = Array.from({ length: mostRemembered + 1 }, (_, at) => subAccount(at + 1));
    const list: SeenList = {
      rows,
      pages: [rows],
      seenAt: 7,
      total: rows.length,
      depth: 1,
      state: { kind: 'complete' },
    };
    const after = toRemember(list, nothingRemembered, 9);
    assert.deepEqual([after.rows.length, after.isWhole], [mostRemembered, false]);
  });

  it('is found by its id where it is not loaded', async () => {
    const before = await whole(subAccounts(1, 20));
    const { list } = listOf(subAccounts(1, 20));
    await list.loadMore();
    assert.equal(rememberedOnly(list, before, 3), undefined);
    assert.equal(rememberedOnly(list, before, 13), before.rows[12]);
    assert.equal(rememberedOnly(list, before, 99), undefined);
    await list.loadAll(never);
    assert.equal(rememberedOnly(list, await whole([subAccount(99)]), 99), undefined, 'beside a whole list');
  });
});

describe('without one that is gone', () => {
  it('what is remembered is not all: it may be there under another e-mail', async () => {
    const before = {
      ...(await whole(subAccounts(1, 20))),
      used: [
        { id: 7, at: 2 },
        { id: 8, at: 1 },
      ],
    };
    const after = withoutRow(before, 7);
    assert.deepEqual(
      [after.rows.map(({ id }) => id), after.used.map(({ id }) => id), after.isWhole],
      [subAccounts(1, 20).flatMap(({ id }) => (id === 7 ? [] : id)), [8], false],
    );
    const { list } = listOf(
      subAccounts(1, 20).map((row) => (row.id === 7 ? { ...row, email: 'renamed@example.org' } : row)),
    );
    await list.loadMore();
    assert.equal(isAsRemembered(list, after), false, 'so the rest is loaded the next time');
  });
});

describe('what a window knows beside its list', () => {
  const gone = (at: number) => ({ ...noNews, gone: [{ id: 7, at }] });

  it('leaves out what is gone, but what was seen again since', async () => {
    const before = { ...(await whole(subAccounts(1, 20))), seenAt: 5 };
    for (const at of [5, 6]) {
      const after = withNews(before, gone(at), 100);
      assert.deepEqual([after.rows.length, after.isWhole], [19, false]);
      assert.equal(withNews(after, gone(at), 100), after, 'the same object');
    }
    assert.equal(withNews(before, gone(4), 100), before);
    assert.equal(withNews(before, gone(4), 4).rows.length, 19, 'it was seen while the clock was ahead');
  });

  it('has what is otherwise in its place, and is the same object where nothing is', async () => {
    const before = await whole(subAccounts(1, 20));
    const row = { ...remembered(subAccount(7, { email: 'another@example.org' }), 1) };
    const news = { ...noNews, otherwise: [{ row, at: before.seenAt }] };
    const after = withNews(before, news, before.seenAt);
    assert.deepEqual([after.rows[6], after.rows.length, after.isWhole], [row, 20, true]);
    assert.equal(withNews(after, news, before.seenAt), after);
  });

  it('adds what was used, and is the same object where that says nothing new', async () => {
    const before = { ...(await whole(subAccounts(1, 20))), used: [{ id: 8, at: 3 }] };
    const after = withNews(before, { ...noNews, used: [{ id: 9, at: 4 }] }, 100);
    assert.deepEqual(after.used, [
      { id: 9, at: 4 },
      { id: 8, at: 3 },
    ]);
    for (const used of [after.used, [{ id: 8, at: 2 }], []]) {
      assert.equal(withNews(after, { ...noNews, used }, 100), after);
    }
  });
});

describe('what was used last', () => {
  it('is each once, the latest first, ten at most', () => {
    const uses = Array.from({ length: 14 }, (_, at) => ({ id: at % 12, at }));
    assert.deepEqual(
      withUses(uses.slice(0, 7), uses.slice(7)).map(({ id, at }) => [id, at]),
      [13, 12, 11, 10, 9, 8, 7, 6, 5, 4].map((at) => [at % 12, at]),
    );
  });
});

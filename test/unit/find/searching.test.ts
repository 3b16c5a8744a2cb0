// What is loaded while a person searches: page 1, and the rest only where that says that it is not as remembered.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { Account } from '../../../src/accounts/account';
import { failed, ok } from '../../../src/api/result';
import type { SubAccount } from '../../../src/api/subAccount';
import { Searching } from '../../../src/features/find/core/searching';
import type { ListFailure } from '../../../src/subAccounts/lists';
import { type RememberedList, remembered } from '../../../src/subAccounts/rememberedList';
import { ListsOnDemand } from '../../host/support/listsOnDemand';
import { settled } from '../../support/settled';
import { subAccount, subAccounts } from '../../support/subAccounts';

const agence: Account = { id: 'a', name: 'Agence' };
const studio: Account = { id: 'b', name: 'Studio' };
const offline: ListFailure = { kind: 'offline', reason: 'refused', host: 'api.example.org' };
const elsewhere: ListFailure = { kind: 'origin', origin: 'https://other.example', boundTo: undefined };

function known(rows: readonly SubAccount[], over: Partial<RememberedList> = {}): RememberedList {
  return {
    rows: rows.map((each, at) => remembered(each, Math.floor(at / 20) + 1)),
    total: rows.length,
    isWhole: true,
    seenAt: 7,
    used: [],
    ...over,
  };
}

describe('what is loaded while a person searches', () => {
  let service: ListsOnDemand;
  let searching: Searching;
  let accounts: Account[];
  /** What is remembered; `undefined` for nothing ever. */
  let memory: Record<string, RememberedList | undefined>;
  /** What is to be read: it is there once that is settled. */
  let reading: Promise<void>;
  let hasRead: boolean;
  let told: number;

  beforeEach(() => {
    [accounts, memory, hasRead, told] = [[agence], { a: known(subAccounts(1, 60)) }, false, 0];
    reading = Promise.resolve();
    service = new ListsOnDemand(() => searching?.goOn());
    searching = new Searching({
      accounts: () => accounts,
      lists: service.lists,
      memory: {
        of: ({ id }) =>
          id in memory
            ? reading.then(() => {
                hasRead = true;
                return memory[id];
              })
            : undefined,
        now: ({ id }) => (hasRead ? memory[id] : undefined),
      },
      fetchPage: service.fetch,
      onRead: () => {
        told++;
      },
    });
  });
  afterEach(() => {
    searching.dispose();
    service.lists.dispose();
    mock.timers.reset();
  });

  const anHourPasses = () => mock.timers.enable({ apis: ['Date'], now: Date.now() + 3_600_000 });
  const asked = () => service.requests.map(({ accountId, page }) => `${accountId}${page}`);
  const list = (id = 'a') => service.lists.ofAccount(id);
  async function answer(rows: readonly SubAccount[], total: number | undefined, page = 1, id = 'a') {
    const request = service.requests.findLast((each) => each.accountId === id && each.page === page);
    assert.ok(request, `page ${page} was not asked for`);
    request.answer(ok({ rows: rows.slice((page - 1) * 20, page * 20), total, pageSize: 20 }));
    await settled();
  }
  async function fails(why: ListFailure): Promise<void> {
    service.last.answer(failed(why));
    await settled();
  }

  it('is page 1 alone where all is as remembered, and then all are known', async () => {
    searching.begin();
    assert.deepEqual([searching.isReading, searching.isLoading], [true, true]);
    await settled();
    assert.deepEqual([searching.isReading, told], [false, 1]);
    assert.equal(searching.known, undefined, 'not before the service says so');
    await answer(subAccounts(1, 60), 60);
    assert.deepEqual(asked(), ['a1']);
    assert.deepEqual([searching.isLoading, searching.known], [false, { count: 60, total: 60, seenAt: 7 }]);
  });

  it('is nothing where page 1 came just now and is as remembered', async () => {
    await service.load('a', subAccounts(1, 20), 60);
    searching.begin();
    await settled();
    assert.deepEqual([asked(), searching.known?.count], [['a1'], 60]);
  });

  it('is the rest alone where page 1 came just now and is not as remembered', async () => {
    await service.load('a', [subAccount(99), ...subAccounts(1, 19)], 61);
    searching.begin();
    await settled();
    assert.deepEqual(asked().slice(0, 2), ['a1', 'a2']);
  });

  it('is page 1 alone also where it was loaded before, for that may be hours ago: its rows stay the same objects', async () => {
    const { rows } = await service.load('a', subAccounts(1, 20), 60);
    anHourPasses();
    searching.begin();
    await settled();
    assert.deepEqual([asked(), searching.known, list().rows], [['a1', 'a1'], undefined, rows]);
    await answer(subAccounts(1, 60), 60);
    assert.deepEqual([asked(), searching.known?.count], [['a1', 'a1'], 60]);
    assert.equal(list().rows, rows);
  });

  it('is the rest too where page 1 has changed since it was loaded', async () => {
    await service.load('a', subAccounts(1, 20), 60);
    anHourPasses();
    searching.begin();
    await settled();
    await answer([subAccount(99), ...subAccounts(1, 60)], 61);
    assert.deepEqual([asked().slice(0, 3), list().get(99)?.id], [['a1', 'a1', 'a2'], 99]);
  });

  it('is page 1 alone also where many pages are loaded, which stay; and all of it where that has changed', async () => {
    memory = { a: known(subAccounts(1, 400)) };
    for (let page = 1; page <= 8; page++)
      await service.load('a', subAccounts(20 * page - 19, 20 * page), 400);
    const { rows } = list();
    service.requests.length = 0;
    anHourPasses();
    searching.begin();
    await settled();
    await answer(subAccounts(1, 400), 400);
    assert.deepEqual([asked(), searching.known?.count, list().rows], [['a1'], 400, rows]);
    searching.begin();
    await settled();
    await answer([subAccount(999), ...subAccounts(1, 400)], 401);
    assert.deepEqual([asked().slice(0, 3), list().state.kind], [['a1', 'a1', 'a1'], 'loading']);
    for (let page = 1; page <= 21; page++) await answer([subAccount(999), ...subAccounts(1, 400)], 401, page);
    assert.deepEqual([list().state.kind, list().rows.length], ['complete', 401]);
  });

  it('is what is left of many pages where page 1 can’t be asked for, and then says why', async () => {
    memory = { a: known(subAccounts(1, 400)) };
    for (const page of [1, 2]) await service.load('a', subAccounts(20 * page - 19, 20 * page), 400);
    anHourPasses();
    searching.begin();
    await settled();
    await fails(offline);
    await fails(offline);
    assert.equal(list().state.kind, 'failed');
  });

  it('is the rest too where a refresh that was on its way says that something has changed', async () => {
    await service.load('a', subAccounts(1, 20), 60);
    void list().refresh();
    searching.begin();
    await settled();
    assert.deepEqual(asked(), ['a1', 'a1'], 'page 1 is not asked for twice');
    await answer([subAccount(99), ...subAccounts(1, 60)], 61);
    assert.deepEqual(asked().slice(0, 3), ['a1', 'a1', 'a2']);
  });

  it('is the rest too where later something turns out to have changed: in the list, or of what is remembered', async () => {
    for (const change of [
      async () => {
        void list().refresh();
        await answer([subAccount(99), ...subAccounts(1, 60)], 61);
      },
      async () => {
        memory = { a: known(subAccounts(1, 59), { isWhole: false }) };
        searching.goOn();
        await settled();
      },
    ]) {
      searching.begin();
      await settled();
      await answer(subAccounts(1, 60), 60);
      assert.equal(searching.known?.count, 60);
      await change();
      assert.equal(asked().at(-1), 'a2');
      assert.equal(searching.isLoading, true);
      service.lists.keepOnly([]);
      memory = { a: known(subAccounts(1, 60)) };
    }
  });

  it('is no more once the person has stopped it, until they ask for everything', async () => {
    memory = { a: known(subAccounts(1, 60), { total: 61 }) };
    searching.begin();
    await settled();
    await answer(subAccounts(1, 60), 60);
    assert.equal(searching.isLoading, true);
    list().stop();
    await settled();
    const until = asked().length;
    searching.goOn();
    await settled();
    assert.deepEqual([searching.isLoading, asked().length], [false, until]);
    searching.anew();
    assert.equal(searching.isLoading, true);
  });

  it('is not what a person stops of a refresh', async () => {
    memory = { a: known(subAccounts(1, 400)) };
    for (const page of [1, 2]) await service.load('a', subAccounts(20 * page - 19, 20 * page), 400);
    searching.begin();
    await settled();
    await answer([subAccount(999), ...subAccounts(1, 400)], 401);
    list().stop();
    await settled();
    assert.equal(searching.isLoading, false);
  });

  for (const [what, rows, total] of [
    ['the total', subAccounts(1, 61), 61],
    ['page 1', [subAccount(99), ...subAccounts(2, 60)], 60],
  ] as const) {
    it(`is the rest too where ${what} is another`, async () => {
      searching.begin();
      await settled();
      await answer(rows, total);
      assert.deepEqual(asked().slice(0, 2), ['a1', 'a2']);
      assert.equal(searching.known, undefined);
    });
  }

  for (const [what, list] of [
    ['nothing', undefined],
    ['a part', known(subAccounts(1, 60), { isWhole: false })],
    ['a list without a total', known(subAccounts(1, 60), { total: undefined })],
  ] as const) {
    it(`is everything where ${what} is remembered`, async () => {
      memory = { a: list };
      searching.begin();
      await settled();
      await answer(subAccounts(1, 60), 60);
      assert.deepEqual(asked().slice(0, 2), ['a1', 'a2']);
    });
  }

  it('is everything at once where nothing ever is remembered, and nothing is read', async () => {
    memory = {};
    searching.begin();
    assert.equal(searching.isReading, false);
    await settled();
    await answer(subAccounts(1, 60), 60);
    assert.deepEqual([asked().slice(0, 3), told], [['a1', 'a2', 'a3'], 0]);
  });

  it('is nothing of a list that is whole, but what is remembered is read: it says what was used last', async () => {
    await service.load('a', subAccounts(1, 20), 20);
    assert.equal(list().state.kind, 'complete');
    searching.begin();
    await settled();
    assert.deepEqual([asked(), told, hasRead], [['a1'], 1, true]);
  });

  it('waits a moment for what is remembered, and no longer', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    let read: () => void = () => undefined;
    reading = new Promise((resolve) => {
      read = resolve;
    });
    searching.begin();
    await answer(subAccounts(1, 60), 60);
    assert.deepEqual([asked(), searching.isReading, told], [['a1'], true, 0]);
    mock.timers.tick(250);
    await settled();
    assert.deepEqual([asked(), searching.isReading, told], [['a1'], false, 1], 'what is loaded is shown');
    mock.timers.tick(2000);
    await settled();
    assert.deepEqual(asked().slice(0, 2), ['a1', 'a2'], 'the rest is loaded');
    read();
    await settled();
    assert.deepEqual([told, searching.isReading], [2, false], 'it is shown when it comes all the same');
  });

  it('tells nobody who has gone, and loads nothing for them', async () => {
    let read: () => void = () => undefined;
    reading = new Promise((resolve) => {
      read = resolve;
    });
    searching.begin();
    searching.dispose();
    read();
    await settled();
    assert.deepEqual([told, searching.isLoading, asked()], [0, false, ['a1']]);
    assert.equal(service.last.signal.aborted, true);
  });

  it('after a failure of page 1 is that alone again, where the rest is remembered', async () => {
    searching.begin();
    await settled();
    await fails(offline);
    assert.deepEqual([asked(), searching.known], [['a1'], undefined], 'and not by itself');
    searching.retry('a');
    await settled();
    await answer(subAccounts(1, 60), 60);
    assert.deepEqual([asked(), searching.known?.count], [['a1', 'a1'], 60]);
  });

  it('after a failure of a later page is the rest, also where what came is as remembered', async () => {
    searching.begin();
    await settled();
    await answer(subAccounts(1, 60), 60);
    searching.anew();
    await settled();
    await answer(subAccounts(1, 60), 60);
    service.requests.find(({ page }) => page === 2)?.answer(failed(offline));
    await settled();
    assert.equal(list().state.kind, 'failed');
    searching.retry('a');
    await settled();
    assert.equal(asked().at(-1), 'a2');
    assert.ok(asked().filter((each) => each === 'a2').length > 1);
  });

  it('goes on once a key may go to the address, as at the beginning', async () => {
    searching.begin();
    await settled();
    await fails(elsewhere);
    const refreshed = list().refresh();
    await answer(subAccounts(1, 60), 60);
    await refreshed;
    await settled();
    assert.deepEqual([asked(), searching.known?.count], [['a1', 'a1'], 60]);
  });

  it('is everything anew when that is asked for, also what is loaded', async () => {
    await service.load('a', subAccounts(1, 20), 20);
    memory = { a: known(subAccounts(1, 20)) };
    searching.begin();
    searching.anew();
    await settled();
    assert.deepEqual(asked(), ['a1', 'a1']);
    await answer(subAccounts(1, 40), 40);
    assert.deepEqual(asked(), ['a1', 'a1', 'a2']);
    await answer(subAccounts(1, 40), 40, 2);
    assert.equal(list().state.kind, 'complete');
  });

  it('says how many of how many are known, where some could not be read', async () => {
    memory = { a: known(subAccounts(1, 59), { total: 60 }) };
    searching.begin();
    await settled();
    await answer(subAccounts(1, 60), 60);
    assert.deepEqual(searching.known, { count: 59, total: 60, seenAt: 7 });
  });

  it('says so of several accounts together, by what was seen longest ago, and only where each is known', async () => {
    accounts = [agence, studio];
    memory.b = known(subAccounts(101, 130), { seenAt: 3 });
    searching.begin();
    await settled();
    await answer(subAccounts(1, 60), 60);
    assert.equal(searching.known, undefined);
    await answer(subAccounts(101, 130), 30, 1, 'b');
    assert.deepEqual(searching.known, { count: 90, total: 90, seenAt: 3 });
    accounts = [agence];
    assert.deepEqual(searching.known, { count: 60, total: 60, seenAt: 7 });
    void list().loadAll(searching.signal);
    assert.equal(searching.known, undefined, 'not while it is loaded');
    await answer(subAccounts(1, 60), 60, 2);
    await answer(subAccounts(1, 60), 60, 3);
    assert.equal(list().state.kind, 'complete');
    assert.equal(searching.known, undefined, 'what is loaded whole was not seen before, but now');
  });
});

// What is remembered between windows, from what is loaded and used to what the next window knows; and when it is forgotten.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import fc from 'fast-check';
import type { Account } from '../../src/accounts/account';
import { failed, ok } from '../../src/api/result';
import { SubAccountMemory, type SubAccountMemoryParts } from '../../src/common/subAccountMemory';
import { type FetchSubAccounts, SubAccountLists } from '../../src/subAccounts/lists';
import { type RememberedList, remembered } from '../../src/subAccounts/rememberedList';
import { newKey } from '../../src/subAccounts/sealed';
import { settled } from '../support/settled';
import { canary, subAccount, subAccounts } from '../support/subAccounts';

const agence: Account = { id: 'a', name: 'Agence', login: 'agence@example.fr', keyMark: '00000001' };
const studio: Account = { id: 'b', name: 'Studio', keyMark: '00000002' };
const never = new AbortController().signal;

describe('what is remembered between windows', () => {
  let accounts: Account[];
  let isOn: boolean;
  let key: Buffer | undefined;
  let rows: ReturnType<typeof subAccounts>;
  let fails: boolean;
  /** The keychain. */
  let isAway: boolean;
  /** The disk. */
  let isFull: boolean;
  /** Whether the service answers nothing. */
  let isHeld: boolean;
  const files = new Map<string, Uint8Array>();
  let written: string[];
  let read: string[];
  let swept: (readonly string[])[];

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
    [accounts, isOn, key, rows] = [[agence, studio], true, newKey(), subAccounts(1, 60)];
    [written, read, fails, isAway, isFull, isHeld] = [[], [], false, false, false, false];
    swept = [];
    files.clear();
    opened.length = 0;
  });
  afterEach(() => mock.timers.reset());

  /** A window: its lists, and what it remembers. */
  function open(parts: Partial<SubAccountMemoryParts> = {}) {
    const fetch: FetchSubAccounts = async (_id, page) =>
      isHeld
        ? new Promise<never>(() => undefined)
        : fails
          ? failed({ kind: 'server', status: 503 })
          : ok({ rows: rows.slice((page - 1) * 20, page * 20), total: rows.length, pageSize: 20 });
    const lists = new SubAccountLists(
      fetch,
      (id) => memory.listChanged(id),
      (error) => {
        throw error;
      },
    );
    const memory: SubAccountMemory = new SubAccountMemory({
      accounts: () => accounts,
      lists,
      files: {
        read: async (id) => {
          read.push(id);
          return files.get(id) as Buffer | undefined;
        },
        write: async (id, bytes) => {
          if (isFull) throw new Error('full');
          written.push(id);
          files.set(id, bytes);
        },
        delete: async (id) => void files.delete(id),
        sweep: async (ids) => void swept.push(ids),
        deleteAll: async () => files.clear(),
      },
      key: {
        // Made where there is none, unless the keychain is away.
        get: async () => {
          key = isAway ? key : (key ?? newKey());
          return isAway ? undefined : key;
        },
        forget: async () => {
          key = undefined;
          return true;
        },
      },
      isOn: () => isOn,
      onTrouble: (trouble) => assert.fail(trouble),
      ...parts,
    });
    opened.push(memory);
    return { memory, lists };
  }
  const opened: SubAccountMemory[] = [];
  /** It has been quiet for a while, and what then begins has ended. */
  async function quiet(): Promise<void> {
    await settled();
    mock.timers.tick(2000);
    await Promise.all(opened.map((memory) => memory.kept()));
  }
  const load = (lists: SubAccountLists, id = 'a') => lists.ofAccount(id).loadAll(never);

  it('is a whole list once it has been quiet, for the next window', async () => {
    const { lists } = open();
    await load(lists);
    assert.deepEqual(written, []);
    await quiet();
    assert.deepEqual(written, ['a']);
    const next = open();
    const list = await next.memory.of(agence);
    assert.deepEqual(
      [list?.rows.length, list?.total, list?.isWhole, list?.seenAt],
      [60, 60, true, 1_000_000],
    );
    assert.deepEqual(list?.rows[59], {
      id: 60,
      email: 'user60@example.org',
      type: 'advanced',
      createdAt: '2024-03-05 14:07:00',
      page: 3,
    });
    assert.doesNotMatch(JSON.stringify(list), new RegExp(canary));
    assert.doesNotMatch(JSON.stringify(list), /balance|currency|0\.800/);
  });

  it('is neither read nor written for the first page alone, as it comes when VS Code starts', async () => {
    const { lists } = open();
    await lists.ofAccount('a').loadMore();
    await quiet();
    assert.deepEqual([read, written], [[], []]);
  });

  it('stays where only a part was loaded that says nothing new, and takes in what is', async () => {
    await load(open().lists);
    await quiet();
    const { memory, lists } = open();
    await memory.of(agence);
    await lists.ofAccount('a').loadMore();
    [written, read] = [[], []];
    await quiet();
    assert.deepEqual([written, read], [[], []]);
    rows = [subAccount(99), ...rows];
    mock.timers.setTime(2_000_000);
    await lists.ofAccount('a').refresh();
    await quiet();
    assert.deepEqual(written, ['a']);
    const list = memory.now(agence);
    assert.deepEqual([list?.rows.length, list?.isWhole, list?.seenAt], [61, false, 1_000_000]);
    await load(lists);
    await quiet();
    assert.deepEqual([memory.now(agence)?.isWhole, memory.now(agence)?.seenAt], [true, 2_000_000]);
  });

  it('is not written while a pick list is open, and then is', async () => {
    const { memory, lists } = open();
    const typing = memory.whileOpen();
    const other = memory.whileOpen();
    await load(lists);
    await quiet();
    other.dispose();
    other.dispose();
    await quiet();
    assert.deepEqual(written, []);
    typing.dispose();
    await quiet();
    assert.deepEqual(written, ['a']);
  });

  it('has those that were used last, the latest first, of all accounts, ten at most, in the next window too', async () => {
    const { memory, lists } = open();
    await load(lists);
    await load(lists, 'b');
    for (let id = 1; id <= 12; id++) {
      mock.timers.tick(1);
      memory.wasUsed(id % 2 ? 'a' : 'b', id);
    }
    mock.timers.tick(1);
    memory.wasUsed('a', 5);
    const used = [5, 12, 11, 10, 9, 8, 7, 6, 4, 3];
    assert.deepEqual(
      memory.used.map(({ id }) => id),
      used,
    );
    await quiet();
    const next = open().memory;
    assert.deepEqual(next.used, []);
    await Promise.all([next.of(agence), next.of(studio)]);
    assert.deepEqual(
      next.used.map(({ id, accountId }) => `${accountId}${id}`),
      used.map((id) => `${id % 2 ? 'a' : 'b'}${id}`),
    );
  });

  it('has one that was used with its row, where only a part of the list was ever loaded', async () => {
    const { memory, lists } = open();
    await lists.ofAccount('a').loadAll(never, 2);
    await quiet();
    assert.deepEqual([read, written], [[], []], 'a part alone is no reason');
    memory.wasUsed('a', 33);
    await quiet();
    const list = await open().memory.of(agence);
    assert.deepEqual([list?.rows.length, list?.isWhole, list?.used.map(({ id }) => id)], [40, false, [33]]);
    assert.equal(list?.rows[32]?.id, 33);
  });

  it('forgets one that is gone: at once in this window, and on the disk when nobody types', async () => {
    const first = open();
    await load(first.lists);
    first.memory.wasUsed('a', 7);
    await quiet();
    const { memory } = open();
    await memory.of(agence);
    const ids = (list: RememberedList | undefined) => [
      list?.rows.length,
      list?.rows.some(({ id }) => id === 7),
      list?.used,
    ];
    written = [];
    const typing = memory.whileOpen();
    memory.isGone(agence, 7);
    assert.deepEqual(ids(memory.now(agence)), [59, false, []]);
    assert.deepEqual(memory.used, []);
    await quiet();
    assert.deepEqual(written, []);
    typing.dispose();
    await quiet();
    assert.deepEqual(written, ['a']);
    assert.deepEqual(ids(await open().memory.of(agence)), [59, false, []]);
    await quiet();
    assert.deepEqual(written, ['a'], 'once');
  });

  it('has one whose e-mail has changed as it is now, in its place, and keeps that', async () => {
    const { lists } = open();
    await load(lists);
    await quiet();
    const { memory } = open();
    await memory.of(agence);
    const now = remembered(subAccount(7, { email: 'renamed@example.org' }), 2);
    memory.isNow(agence, now);
    await quiet();
    for (const list of [memory.now(agence), await open().memory.of(agence)]) {
      assert.deepEqual([list?.rows.length, list?.rows[6], list?.isWhole], [60, now, true]);
    }
  });

  it('is deleted with the account, and when its key turns out to be another’s, and not when that is another of the same', async () => {
    const { memory, lists } = open();
    await load(lists);
    await load(lists, 'b');
    await quiet();
    accounts = [{ ...agence, keyMark: '99999999' }, studio];
    await memory.accountsChanged();
    assert.deepEqual([...files.keys()], ['a', 'b']);
    accounts = [{ ...agence, login: 'other@example.fr' }, studio];
    await memory.accountsChanged();
    assert.deepEqual([...files.keys()], ['b']);
    assert.equal(await memory.of(accounts[0] ?? agence), undefined);
    accounts = [];
    await memory.accountsChanged();
    assert.deepEqual([...files.keys()], []);
  });

  it('is deleted before the window ends', async () => {
    const deleted: string[] = [];
    const { memory } = open({
      files: {
        read: async () => undefined,
        write: async () => undefined,
        delete: async (id) => {
          await settled();
          deleted.push(id);
        },
        sweep: async () => undefined,
        deleteAll: async () => undefined,
      },
    });
    accounts = [studio];
    void memory.accountsChanged();
    await memory.keepNow();
    assert.deepEqual(deleted, ['a']);
  });

  it('is deleted at once when it is switched off, with the key, and nothing is kept until it is on again', async () => {
    const { memory, lists } = open();
    await load(lists);
    memory.wasUsed('a', 7);
    await quiet();
    memory.wasUsed('a', 8);
    isOn = false;
    await memory.settingChanged();
    assert.deepEqual(
      [files.size, key, memory.now(agence), memory.of(agence)],
      [0, undefined, undefined, undefined],
    );
    memory.wasUsed('a', 3);
    await lists.ofAccount('a').refresh();
    await quiet();
    assert.deepEqual([files.size, memory.used], [0, []]);
    isOn = true;
    await memory.settingChanged();
    await quiet();
    assert.deepEqual([(await open().memory.of(agence))?.used, memory.used], [[], []], 'nor was it then used');
  });

  it('of another owner’s list is nothing, whatever of it is still in this window', async () => {
    const { memory, lists } = open();
    await load(lists);
    memory.wasUsed('a', 7);
    await quiet();
    const typing = memory.whileOpen();
    memory.wasUsed('a', 8);
    fails = true;
    accounts = [{ ...agence, login: 'other@example.fr' }, studio];
    await memory.accountsChanged();
    await lists.ofAccount('a').refresh({ keepTail: false });
    assert.equal(lists.ofAccount('a').rows.length, 60, 'shown until the new owner’s first page has come');
    typing.dispose();
    await quiet();
    assert.deepEqual([[...files.keys()], memory.used], [[], []]);
  });

  it('of the new owner stays, where another window kept it before this one heard of them', async () => {
    const late = open();
    await load(late.lists);
    await quiet();
    const other: Account = { ...agence, login: 'other@example.fr' };
    accounts = [other, studio];
    const first = open({ onTrouble: () => undefined });
    await load(first.lists);
    await quiet();
    const kept = files.get('a');
    await late.memory.accountsChanged();
    assert.ok(kept);
    assert.equal(files.get('a'), kept);
    assert.equal((await late.memory.of(other))?.rows.length, 60);
  });

  it('that another window left of an account that was removed is looked for when anything is first kept', async () => {
    const { lists } = open();
    await load(lists);
    assert.deepEqual(swept, []);
    await quiet();
    await lists.ofAccount('a').refresh();
    await quiet();
    assert.deepEqual(swept, [['a', 'b']], 'once a window');
  });

  it('is deleted when a window begins where it is switched off, the key too; elsewhere neither is touched', async () => {
    const before = key;
    files.set('another profile’s', Buffer.from('sealed'));
    const asked: string[] = [];
    const { memory } = open({
      key: { get: async () => void asked.push('get'), forget: async () => asked.push('forget') > 0 },
    });
    await memory.begin();
    assert.deepEqual([files.size, asked, key], [1, [], before]);
    isOn = false;
    await memory.begin();
    assert.deepEqual([files.size, asked], [0, ['forget']]);
  });

  it('is kept again with another key where it is switched off and on before the files are gone', async () => {
    const { memory, lists } = open();
    await load(lists);
    await quiet();
    const before = key;
    isOn = false;
    const off = memory.settingChanged();
    isOn = true;
    await Promise.all([off, memory.settingChanged()]);
    await quiet();
    assert.notEqual(key, before);
    assert.equal((await open().memory.of(agence))?.rows.length, 60);
  });

  it('is what is loaded already, once it is switched on', async () => {
    isOn = false;
    const { memory, lists } = open();
    await load(lists);
    await quiet();
    assert.deepEqual(written, []);
    isOn = true;
    await memory.settingChanged();
    await quiet();
    assert.deepEqual(written, ['a']);
  });

  it('is nothing of an account of this session alone, nor where there is no place or no key for it', async () => {
    accounts = [{ ...agence, sessionOnly: true }];
    const session = open();
    await load(session.lists);
    await quiet();
    accounts = [agence];
    const nowhere = open({ files: undefined });
    await load(nowhere.lists);
    await quiet();
    assert.equal(nowhere.memory.of(agence), undefined);
    isAway = true;
    const troubles: string[] = [];
    const noKey = open({ onTrouble: (trouble, account) => troubles.push(`${trouble} ${account}`) });
    await load(noKey.lists);
    noKey.memory.wasUsed('a', 7);
    await quiet();
    assert.deepEqual([written, troubles], [[], ['notKept Agence']]);
    assert.deepEqual(
      noKey.memory.used.map(({ id }) => id),
      [7],
      'this window knows what it used',
    );
    isAway = false;
    await noKey.memory.keepNow();
    assert.deepEqual(written, ['a'], 'tried again');
  });

  it('was seen when it came, however long the window stays open', async () => {
    const { memory, lists } = open();
    await load(lists);
    await quiet();
    mock.timers.setTime(500_000_000);
    memory.wasUsed('a', 7);
    await quiet();
    const list = await open().memory.of(agence);
    assert.deepEqual([list?.seenAt, list?.used], [1_000_000, [{ id: 7, at: 500_000_000 }]]);
  });

  it('has what was used last also where the window ends while the list is loaded again', async () => {
    const { memory, lists } = open();
    await load(lists);
    await quiet();
    isHeld = true;
    void lists.ofAccount('a').refresh();
    memory.wasUsed('a', 7);
    await memory.keepNow();
    const list = await open().memory.of(agence);
    assert.deepEqual([list?.used.map(({ id }) => id), list?.rows.length], [[7], 60]);
  });

  it('has what could not be written as soon as it can be', async () => {
    await load(open().lists);
    await quiet();
    const troubles: string[] = [];
    const { memory, lists } = open({ onTrouble: (trouble) => troubles.push(trouble) });
    await memory.of(agence);
    isFull = true;
    memory.isGone(agence, 7);
    memory.wasUsed('a', 8);
    await quiet();
    assert.deepEqual(troubles, ['notKept']);
    isFull = false;
    await lists.ofAccount('a').loadMore();
    await memory.keepNow();
    const list = await open().memory.of(agence);
    assert.deepEqual(
      [list?.rows.some(({ id }) => id === 7), list?.rows.length, list?.used.map(({ id }) => id)],
      [false, 59, [8]],
    );
  });

  it('of a list that could not be written is written as soon as it can be', async () => {
    const { memory, lists } = open({ onTrouble: () => undefined });
    isFull = true;
    await load(lists);
    await quiet();
    isFull = false;
    await memory.keepNow();
    assert.equal((await open().memory.of(agence))?.rows.length, 60);
  });

  it('forgets at once in this window what is gone while something is being written', async () => {
    const { memory, lists } = open();
    await load(lists);
    await quiet();
    memory.wasUsed('a', 8);
    mock.timers.tick(2000);
    memory.isGone(agence, 7);
    await memory.kept();
    assert.equal(
      memory.now(agence)?.rows.some(({ id }) => id === 7),
      false,
    );
    await quiet();
    assert.equal((await open().memory.of(agence))?.rows.length, 59);
  });

  it('of a key of which nobody knows yet whose it is: is neither told nor forgotten', async () => {
    const { memory, lists } = open();
    await load(lists);
    await quiet();
    const another: Account = { ...agence, keyMark: '99999999', origins: [] };
    accounts = [another, studio];
    await memory.accountsChanged();
    assert.deepEqual([memory.of(another), memory.now(another), files.size], [undefined, undefined, 1]);
    accounts = [{ ...agence, keyMark: '99999999' }, studio];
    await memory.accountsChanged();
    assert.equal((await memory.of(accounts[0] ?? agence))?.rows.length, 60, 'another key of the same owner');
    accounts = [another, studio];
    await memory.accountsChanged();
    accounts = [{ id: 'a', name: 'Agence', keyMark: '99999999' }, studio];
    await memory.accountsChanged();
    assert.equal(files.size, 0, 'nobody told whose it is');
  });

  it('of two windows: has what either used, and not what either found gone', async () => {
    const first = open();
    await load(first.lists);
    await quiet();
    const [one, other] = [open(), open()];
    await Promise.all([one.memory.of(agence), other.memory.of(agence)]);
    mock.timers.tick(1);
    other.memory.wasUsed('a', 3);
    other.memory.isGone(agence, 7);
    await quiet();
    for (const { memory } of [one, first]) {
      mock.timers.tick(1);
      memory.wasUsed('a', memory === one.memory ? 8 : 9);
      await quiet();
      const list = await open().memory.of(agence);
      assert.deepEqual([list?.rows.length, list?.isWhole], [59, false]);
    }
    assert.deepEqual(
      (await open().memory.of(agence))?.used.map(({ id }) => id),
      [9, 8, 3],
    );
  });

  it('of three windows, whatever each does and when it keeps it: has what any used, and nothing that one found gone', async () => {
    const step = fc.record({
      at: fc.nat(2),
      what: fc.constantFrom('use' as const, 'gone' as const, 'load' as const, 'keep' as const),
      id: fc.integer({ min: 1, max: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        rows = subAccounts(1, 60);
        files.clear();
        opened.length = 0;
        await load(open().lists);
        await quiet();
        const windows = [open(), open(), open()];
        await Promise.all(windows.map(({ memory }) => memory.of(agence)));
        const uses = new Map<number, number>();
        for (const { at, what, id } of steps) {
          const { memory, lists } = windows[at] ?? assert.fail();
          mock.timers.tick(1);
          if (what === 'use' && rows.some((row) => row.id === id)) {
            memory.wasUsed('a', id);
            uses.set(id, Date.now());
          } else if (what === 'gone') {
            rows = rows.filter((row) => row.id !== id);
            memory.isGone(agence, id);
            assert.ok(!memory.now(agence)?.rows.some((row) => row.id === id), 'at once');
            uses.delete(id);
          } else if (what === 'load') {
            await lists.ofAccount('a').refresh();
            await load(lists);
            await memory.keepNow();
          } else if (what === 'keep') {
            await memory.keepNow();
          }
        }
        for (const { memory } of windows) await memory.keepNow();
        const list = await open().memory.of(agence);
        assert.deepEqual(
          list?.rows.map(({ id }) => id),
          rows.map(({ id }) => id),
        );
        for (const [id, at] of uses) {
          assert.deepEqual(
            list?.used.find((use) => use.id === id),
            { id, at },
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of two windows: is what the later one saw', async () => {
    const early = open();
    const typing = early.memory.whileOpen();
    await load(early.lists);
    mock.timers.setTime(2_000_000);
    rows = subAccounts(1, 61);
    await load(open().lists);
    await quiet();
    typing.dispose();
    await quiet();
    const list = await open().memory.of(agence);
    assert.deepEqual([list?.rows.length, list?.seenAt], [61, 2_000_000]);
  });
});

// What is remembered between windows, from what is loaded and used to what the next window knows; and when it is forgotten.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
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
  let now: number;
  let fails: boolean;
  const files = new Map<string, Uint8Array>();
  let written: string[];
  let read: string[];

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    [accounts, isOn, key, rows, now] = [[agence, studio], true, newKey(), subAccounts(1, 60), 1_000_000];
    [written, read, fails] = [[], [], false];
    files.clear();
    opened.length = 0;
  });
  afterEach(() => mock.timers.reset());

  /** A window: its lists, and what it remembers. */
  function open(parts: Partial<SubAccountMemoryParts> = {}) {
    const fetch: FetchSubAccounts = async (_id, page) =>
      fails
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
          written.push(id);
          files.set(id, bytes);
        },
        delete: async (id) => void files.delete(id),
        keepOnly: async (ids) => {
          for (const id of files.keys()) if (!ids.includes(id)) files.delete(id);
        },
      },
      key: {
        get: async () => key,
        forget: async () => {
          key = undefined;
        },
      },
      isOn: () => isOn,
      onTrouble: (trouble) => assert.fail(trouble),
      now: () => now,
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
    written = [];
    await quiet();
    assert.deepEqual(written, []);
    rows = [subAccount(99), ...rows];
    now = 2_000_000;
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
      now++;
      memory.wasUsed(id % 2 ? 'a' : 'b', id);
    }
    now++;
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
        keepOnly: async () => undefined,
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
    await quiet();
    isOn = false;
    await memory.settingChanged();
    assert.deepEqual(
      [files.size, key, memory.now(agence), memory.of(agence)],
      [0, undefined, undefined, undefined],
    );
    memory.wasUsed('a', 3);
    await lists.ofAccount('a').refresh();
    await quiet();
    assert.equal(files.size, 0);
    assert.deepEqual(
      memory.used.map(({ id }) => id),
      [3],
      'this window knows it still',
    );
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

  it('that another window kept of an account that was just removed goes when anything is next kept', async () => {
    files.set('removed', Buffer.from('sealed'));
    const { lists } = open();
    await load(lists);
    await quiet();
    assert.deepEqual([...files.keys()], ['a']);
    files.set('removed', Buffer.from('sealed'));
    await lists.ofAccount('a').refresh();
    await quiet();
    assert.deepEqual([...files.keys()], ['removed', 'a'].sort(), 'looked for once a window');
  });

  it('is deleted when a window begins where it is switched off, and the key is not asked for', async () => {
    const before = key;
    files.set('a', Buffer.from('sealed'));
    await open().memory.begin();
    assert.equal(files.size, 1);
    isOn = false;
    const asked: string[] = [];
    const { memory } = open({
      key: { get: async () => void asked.push('get'), forget: async () => void asked.push('forget') },
    });
    await memory.begin();
    assert.deepEqual([files.size, asked, key], [0, [], before]);
  });

  it('keeps its key where it is switched on again before the files are gone', async () => {
    const { memory } = open();
    const before = key;
    isOn = false;
    const off = memory.settingChanged();
    isOn = true;
    await Promise.all([off, memory.settingChanged()]);
    assert.equal(key, before);
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
    key = undefined;
    const noKey = open();
    await load(noKey.lists);
    await quiet();
    assert.deepEqual(written, []);
  });
});

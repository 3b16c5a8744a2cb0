// What is remembered between windows: kept whole or not at all, opened by nobody else, and forgotten where it can't be read.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Disk, RememberedFiles } from '../../src/subAccounts/rememberedFiles';
import { fromBytes, toBytes } from '../../src/subAccounts/rememberedFormat';
import type { RememberedList } from '../../src/subAccounts/rememberedList';
import { RememberedLists, type RememberedListsParts } from '../../src/subAccounts/rememberedLists';
import { newKey, opened, seal } from '../../src/subAccounts/sealed';
import { settled } from '../support/settled';

const plain = { noNullPrototype: true };
const text = fc.option(fc.string({ unit: 'binary', maxLength: 30 }), { nil: undefined });
const row = fc.record(
  {
    id: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    email: text,
    type: text,
    createdAt: text,
    page: fc.integer({ min: 1, max: 10_000 }),
  },
  plain,
);
const lists: fc.Arbitrary<RememberedList> = fc.record(
  {
    rows: fc.array(row, { maxLength: 40 }),
    total: fc.option(fc.nat(), { nil: undefined }),
    isWhole: fc.boolean(),
    seenAt: fc.nat(),
    used: fc.array(fc.record({ id: fc.nat(), at: fc.nat() }, plain), { maxLength: 10 }),
  },
  plain,
);

function many(count: number): RememberedList {
  return {
    rows: Array.from({ length: count }, (_, at) => ({
      id: 300_000 + at * 7,
      email: `${createHash('sha1').update(String(at)).digest('hex').slice(0, 10)}@example.fr`,
      type: at % 3 ? 'simple' : 'advanced',
      createdAt: new Date(1.5e12 + ((at * 7_919_777) % 2e8) * 1000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' '),
      page: Math.floor(at / 20) + 1,
    })),
    total: count,
    isWhole: true,
    seenAt: 1,
    used: [],
  };
}

describe('what is remembered', () => {
  it('is read as it was written, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (list) => {
        assert.deepEqual(await fromBytes(await toBytes(list)), list);
      }),
      { numRuns: 200 },
    );
  });

  it('of 10,000 sub-accounts takes 40 bytes each at most, sealed', async () => {
    const list = many(10_000);
    const sealed = seal(await toBytes(list), newKey(), 'a');
    assert.ok(sealed.length / 10_000 <= 40, `${sealed.length / 10_000} bytes each`);
    assert.deepEqual(await fromBytes(await toBytes(list)), list);
  });

  it('is opened with its key alone, whole, as it was sealed, and for what it is about', () => {
    const key = newKey();
    const bytes = Buffer.from('sales@example.fr');
    const sealed = seal(bytes, key, 'agence');
    assert.deepEqual(opened(sealed, key, 'agence'), bytes);
    assert.equal(opened(sealed, newKey(), 'agence'), undefined);
    assert.equal(opened(sealed, key, 'studio'), undefined);
    assert.equal(opened(sealed, Buffer.from('short'), 'agence'), undefined);
    for (let length = 0; length < sealed.length; length++) {
      assert.equal(opened(sealed.subarray(0, length), key, 'agence'), undefined);
    }
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(opened(flipped, key, 'agence'), undefined, `bit ${bit}`);
    }
    assert.notDeepEqual(seal(bytes, key, 'agence'), sealed, 'a fresh nonce each time');
  });
});

describe('the files of what is remembered', () => {
  const agence = { id: 'profile.agence', owner: 'agence@example.fr' };
  const studio = { id: 'profile.studio', owner: 'studio@example.fr' };
  let top: string;
  let folder: string;
  let key: Buffer | undefined;
  let meant: boolean;
  /** The keychain. */
  let isAway: boolean;
  let troubles: string[];
  beforeEach(async () => {
    top = await disk.mkdtemp(join(tmpdir(), 'remembered-'));
    folder = join(top, 'files');
    key = newKey();
    [meant, isAway] = [true, false];
    troubles = [];
  });
  afterEach(() => disk.rm(top, { recursive: true }));

  /** As a window has it. */
  const inWindow = (parts: Partial<RememberedListsParts> = {}, on: Disk = disk) =>
    new RememberedLists({
      files: new RememberedFiles(folder, on),
      key: {
        get: async () => {
          key = isAway ? key : (key ?? newKey());
          return isAway ? undefined : key;
        },
        forget: async () => {
          key = undefined;
          return true;
        },
      },
      isMeant: () => meant,
      onTrouble: (trouble, accountId) => troubles.push(`${trouble} ${accountId}`),
      ...parts,
    });
  const remember = (window: RememberedLists, account: typeof agence, list: RememberedList) =>
    window.change(account, () => list);
  const files = () => disk.readdir(folder).catch((): string[] => []);
  /** From now on it was written days ago. */
  const old = (name: string) => disk.utimes(join(folder, name), 1, 1);
  const onlyFile = async () => {
    const names = await files();
    assert.equal(names.length, 1);
    return join(folder, names[0] ?? '');
  };

  it('are read in the next window, each account’s its own', async () => {
    const first = inWindow();
    await remember(first, agence, many(3));
    await remember(first, studio, many(2));
    const next = inWindow();
    assert.equal(next.now(agence), undefined, 'nothing is read before it is needed');
    assert.deepEqual(await next.of(agence), many(3));
    assert.deepEqual(next.now(agence), many(3));
    assert.deepEqual(await next.of(studio), many(2));
    assert.deepEqual(troubles, []);
  });

  it('are their owner’s alone to read, and name nothing', async function () {
    if (process.platform === 'win32') this.skip();
    await remember(inWindow(), agence, many(3));
    assert.equal((await disk.stat(await onlyFile())).mode & 0o777, 0o600);
    assert.equal((await disk.stat(folder)).mode & 0o777, 0o700);
    assert.ok(!(await files()).some((name) => /agence|profile/.test(name)));
  });

  it('cut at any length, with any byte another, or another account’s, are forgotten with a word', async () => {
    await remember(inWindow(), agence, many(3));
    const path = await onlyFile();
    const sealed = await disk.readFile(path);
    const others = [
      ...Array.from({ length: sealed.length }, (_, length) => sealed.subarray(0, length)),
      ...Array.from({ length: sealed.length }, (_, at) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ 0x40;
        return changed;
      }),
    ];
    for (const bytes of others) {
      troubles = [];
      await disk.writeFile(path, bytes);
      assert.equal(await inWindow().of(agence), undefined);
      assert.deepEqual(troubles, ['unreadable profile.agence']);
      assert.deepEqual(await files(), []);
    }
    await remember(inWindow(), studio, many(2));
    await disk.rename(await onlyFile(), path);
    assert.equal(await inWindow().of(agence), undefined);
    assert.deepEqual(await files(), []);
  });

  it('are not opened for another owner of the account, nor with another key', async () => {
    await remember(inWindow(), agence, many(3));
    assert.equal(await inWindow().of({ ...agence, owner: 'other@example.fr' }), undefined);
    await remember(inWindow(), agence, many(3));
    key = newKey();
    assert.equal(await inWindow().of(agence), undefined);
    await remember(inWindow(), agence, many(4));
    assert.deepEqual(await inWindow().of(agence), many(4), 'made anew');
  });

  it('are forgotten with a word where the keychain is away', async () => {
    await remember(inWindow(), agence, many(3));
    isAway = true;
    assert.equal(await inWindow().of(agence), undefined);
    assert.deepEqual([troubles, await files()], [['unreadable profile.agence'], []]);
    isAway = false;
    await remember(inWindow(), agence, many(4));
    assert.deepEqual(await inWindow().of(agence), many(4), 'made anew');
  });

  it('leave nothing of windows that ended while they wrote, but what another may be writing', async () => {
    const crashed: Disk = {
      ...disk,
      rename: async () => assert.fail('crashed'),
      rm: async () => assert.fail('crashed'),
    };
    await remember(inWindow({}, crashed), agence, many(3));
    const [left = ''] = await files();
    assert.match(left, /^[0-9a-f]{32}-[0-9a-f]{32}\.[-0-9a-f]{36}$/);
    assert.ok(!(await disk.readFile(join(folder, left))).includes('example'), 'sealed as well');
    await remember(inWindow(), agence, many(3));
    await inWindow().sweep([agence.id]);
    assert.equal((await files()).length, 2, 'it may be being written');
    await old(left);
    await inWindow().sweep([agence.id]);
    assert.deepEqual(await files(), [left.split('.')[0]]);
  });

  it('of other accounts of the same profile go once they are old, those of another profile never', async () => {
    const home = { id: 'another.home', owner: 'home@example.fr' };
    for (const account of [agence, studio, home]) await remember(inWindow(), account, many(3));
    await inWindow().sweep([agence.id]);
    assert.equal(
      (await files()).length,
      3,
      'an account that another window has just added may be unknown here',
    );
    for (const name of await files()) await old(name);
    await inWindow().sweep([agence.id]);
    for (const [account, rows] of [
      [agence, 3],
      [studio, undefined],
      [home, 3],
    ] as const) {
      assert.equal((await inWindow().of(account))?.rows.length, rows, account.id);
    }
    await inWindow().forgetAll();
    assert.deepEqual([await files(), key, troubles], [[], undefined, []], 'the key too');
  });

  it('are deleted at once, also while the keychain hangs, and a key that stays is told', async () => {
    await remember(inWindow(), agence, many(3));
    const hanging = inWindow({
      key: { get: () => new Promise<never>(() => undefined), forget: async () => true },
    });
    void hanging.of(agence);
    void hanging.forgetAll();
    while ((await files()).length > 0) await new Promise(setImmediate);
    await inWindow({ key: { get: async () => key, forget: async () => false } }).forgetAll();
    assert.deepEqual(troubles, ['notDeleted undefined']);
  });

  it('that another window has just deleted are no trouble to one that sweeps', async () => {
    for (const account of [agence, studio]) await remember(inWindow(), account, many(3));
    const late: Disk = {
      ...disk,
      stat: (async (path: string) => {
        await disk.rm(path);
        return disk.stat(path);
      }) as Disk['stat'],
    };
    await inWindow({}, late).sweep([agence.id]);
    assert.deepEqual([(await files()).length, troubles], [1, []]);
  });

  it('are neither read nor written without a key or where nothing is to be remembered', async () => {
    await remember(inWindow(), agence, many(3));
    const path = await onlyFile();
    const before = await disk.readFile(path);
    meant = false;
    await remember(inWindow(), agence, many(4));
    assert.equal(await inWindow().of(agence), undefined);
    meant = true;
    isAway = true;
    assert.equal(await remember(inWindow(), agence, many(4)), false);
    assert.deepEqual(await disk.readFile(path), before);
    assert.deepEqual(troubles, ['notKept profile.agence']);
  });

  it('stay as they were where the disk is full, and leave nothing beside them', async () => {
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    await remember(inWindow(), agence, many(3));
    for (const fails of ['mkdir', 'open', 'rename', 'writeFile', 'sync', 'close'] as const) {
      troubles = [];
      const on: Disk = {
        ...disk,
        mkdir: async (...args: Parameters<typeof disk.mkdir>) =>
          fails === 'mkdir' ? Promise.reject(full) : disk.mkdir(...args),
        rename: async (...args) => (fails === 'rename' ? Promise.reject(full) : disk.rename(...args)),
        open: async (...args) => {
          if (fails === 'open') throw full;
          const file = await disk.open(...args);
          return new Proxy(file, {
            get: (target, name) => {
              const value = Reflect.get(target, name);
              if (typeof value !== 'function') return value;
              return async (...given: unknown[]) => {
                const came = await value.apply(target, given);
                if (name === fails) throw full;
                return came;
              };
            },
          });
        },
      } as Disk;
      assert.equal(await remember(inWindow({}, on), agence, many(5)), false);
      assert.deepEqual(troubles, ['notKept profile.agence'], fails);
      assert.equal((await files()).length, 1, fails);
      assert.deepEqual(await inWindow().of(agence), many(3), fails);
    }
  });

  it('of two windows that write at once are one’s or the other’s, whole', async () => {
    const windows = [inWindow(), inWindow(), inWindow()];
    for (let round = 0; round < 10; round++) {
      await Promise.all(windows.map((window, at) => remember(window, agence, many(100 + at))));
      const read = await inWindow().of(agence);
      assert.ok([100, 101, 102].includes(read?.rows.length ?? 0));
      assert.equal((await files()).length, 1);
    }
    assert.deepEqual(troubles, []);
  });

  it('whatever is kept, forgotten and switched off while other such is under way: are in the end as it was last said', async () => {
    const account = fc.constantFrom(agence, studio);
    const step = fc.oneof(
      fc.record({ what: fc.constant('remember' as const), account, count: fc.integer({ min: 1, max: 60 }) }),
      fc.record({ what: fc.constantFrom('forget' as const, 'read' as const), account }),
      fc.record({ what: fc.constantFrom('switchOffAndOn' as const, 'wait' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        folder = join(await disk.mkdtemp(join(top, 'run-')), 'files');
        meant = true;
        await remember(inWindow(), agence, many(7));
        const window = inWindow();
        const expected = new Map([[agence.id, 7]]);
        const underWay: Promise<unknown>[] = [];
        for (const each of steps) {
          switch (each.what) {
            case 'remember':
              expected.set(each.account.id, each.count);
              underWay.push(remember(window, each.account, many(each.count)));
              break;
            case 'forget':
              expected.delete(each.account.id);
              underWay.push(window.forget(each.account.id));
              break;
            case 'read':
              underWay.push(window.of(each.account));
              break;
            case 'switchOffAndOn':
              meant = false;
              expected.clear();
              underWay.push(window.forgetAll());
              meant = true;
              break;
            case 'wait':
              await settled();
          }
          for (const { id } of [agence, studio]) {
            const known = window.now(id === agence.id ? agence : studio);
            assert.ok(known === undefined || expected.has(id), 'what is forgotten is not known from then on');
          }
        }
        await Promise.all(underWay);
        const next = inWindow();
        for (const each of [agence, studio]) {
          assert.equal(
            (await window.of(each))?.rows.length,
            expected.get(each.id),
            `${each.id} in this window`,
          );
          assert.equal((await next.of(each))?.rows.length, expected.get(each.id), each.id);
        }
        assert.equal((await files()).length, expected.size);
        assert.deepEqual(troubles, []);
      }),
      { numRuns: 150 },
    );
  });

  it('are brought up to date from what another window has written since they were read, and not written for nothing', async () => {
    await remember(inWindow(), agence, many(3));
    const window = inWindow();
    await window.of(agence);
    await remember(inWindow(), agence, many(9));
    const before = await disk.readFile(await onlyFile());
    let given: RememberedList | undefined;
    assert.equal(
      await window.change(agence, (list) => {
        given = list;
        return list;
      }),
      true,
    );
    assert.deepEqual([given, window.now(agence)], [many(9), many(9)]);
    assert.deepEqual(await disk.readFile(await onlyFile()), before);
    await window.change(agence, (list) => list && { ...list, isWhole: false });
    assert.deepEqual(await inWindow().of(agence), { ...many(9), isWhole: false });
    await inWindow().forget(agence.id);
    await window.change(agence, (list) => list);
    assert.deepEqual([window.now(agence), await files()], [undefined, []]);
  });

  it('are gone with the account, also where one is just being written', async () => {
    const window = inWindow();
    const writing = remember(window, agence, many(2000));
    await Promise.all([writing, window.forget(agence.id)]);
    assert.deepEqual(await files(), []);
    assert.equal(await window.of(agence), undefined);
    await remember(window, agence, many(2));
    await remember(window, studio, many(2));
    await window.forgetAll();
    assert.deepEqual([await files(), window.now(agence), window.now(studio)], [[], undefined, undefined]);
    await disk.rm(folder, { recursive: true });
    await window.forgetAll();
    await window.sweep([agence.id]);
    assert.deepEqual(troubles, []);
  });
});

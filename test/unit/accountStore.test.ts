// Names and keys of the accounts: never one without the other, whatever step fails, in one window or two.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { AccountNames } from '../../src/accounts/account';
import { type AccountChange, AccountStore } from '../../src/accounts/accountStore';
import { Keychain } from '../../src/accounts/keychain';
import { documentedOrigin, keyMark } from '../../src/accounts/origins';
import { orphanAge } from '../../src/accounts/orphans';
import { StoredState } from '../../src/accounts/storedState';
import { settled } from '../support/settled';
import { FakeEmitter, FakeMemento, FakeSecrets } from './support/vscodeParts';

const key = 'canary-key-1';
const otherKey = 'canary-key-2';

/** A window: its own store on a keychain and a state that windows share. */
function openWindow(secrets = new FakeSecrets(), state = new FakeMemento()) {
  const changes = new FakeEmitter<AccountChange>();
  const told: string[] = [];
  changes.event((change) => told.push(change.kind));
  const store = new AccountStore({
    keychain: new Keychain(secrets, 20),
    names: new AccountNames(new StoredState(state)),
    changes,
    lookAgainAfter: [1],
  });
  return { store, secrets, state, told, changes };
}

async function withAccount() {
  const window = openWindow();
  assert.ok((await window.store.add({ name: 'Agence' }, key)).ok);
  const [account] = window.store.accounts;
  assert.ok(account);
  window.told.length = 0;
  return { ...window, id: account.id };
}

const next = (changes: FakeEmitter<AccountChange>) =>
  new Promise<AccountChange>((resolve) => {
    const subscription = changes.event((change) => {
      subscription.dispose();
      resolve(change);
    });
  });

/** Waits for changes until it is so. */
async function until(changes: FakeEmitter<AccountChange>, isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await next(changes);
  }
}

describe('account store', () => {
  it('keeps the name in the state and the key in the keychain, and nothing of the key elsewhere', async () => {
    const { store, secrets, state, id } = await withAccount();
    assert.deepEqual(store.accounts, [{ id, name: 'Agence' }]);
    assert.deepEqual(await store.readApiKey(id), { ok: true, value: key });
    assert.deepEqual([...secrets.values.values()], [key]);
    assert.doesNotMatch(JSON.stringify([...state.values]), /canary/);
    assert.doesNotMatch(JSON.stringify([...secrets.values.keys()]), /canary/);
  });

  it('is there again after a restart, in the order of adding', async () => {
    const { store, secrets, state } = await withAccount();
    await store.add({ name: 'Studio' }, otherKey);
    const restarted = openWindow(secrets, state.reopened());
    assert.deepEqual(
      restarted.store.accounts.map((account) => account.name),
      ['Agence', 'Studio'],
    );
  });

  it('accounts of one name, added in two windows, get names of their own', async () => {
    const { store } = openWindow();
    await Promise.all([
      store.add({ name: 'A' }, 'k1'),
      store.add({ name: 'A' }, 'k2'),
      store.add({ name: 'A' }, 'k3', 'session'),
    ]);
    assert.deepEqual(
      store.accounts.map((account) => account.name),
      ['A', 'A 2', 'A 3'],
    );
  });

  it('two accounts added at the same time are both kept', async () => {
    const { store } = openWindow();
    await Promise.all([
      store.add({ name: 'A' }, 'k1'),
      store.add({ name: 'B' }, 'k2'),
      store.add({ name: 'C' }, 'k3'),
    ]);
    assert.deepEqual(
      store.accounts.map((account) => account.name),
      ['A', 'B', 'C'],
    );
  });

  it('ignores what it did not write', () => {
    const state = new FakeMemento();
    state.values.set('mailPartner.accounts', [null, 7, { id: 'x' }, { id: 'y', name: 'Y' }]);
    assert.deepEqual(openWindow(new FakeSecrets(), state).store.accounts, [{ id: 'y', name: 'Y' }]);
  });

  describe('reading a key', () => {
    it('that is not there is “missing”', async () => {
      const { store, secrets, id } = await withAccount();
      secrets.values.clear();
      assert.deepEqual(await store.readApiKey(id), { ok: false, why: 'missing' });
    });
    it('from a keychain that says no is “failed”, not “missing”, and keeps none of its words', async () => {
      const { store, secrets, id } = await withAccount();
      secrets.trouble.get = 'rejects';
      assert.deepEqual(await store.readApiKey(id), { ok: false, why: 'failed' });
    });
    it('from a keychain that hangs ends with the time limit', async () => {
      const { store, secrets, id } = await withAccount();
      secrets.trouble.get = 'hangs';
      assert.deepEqual(await store.readApiKey(id), { ok: false, why: 'noAnswer' });
    });
  });

  describe('nothing is half done', () => {
    for (const trouble of ['rejects', 'hangs'] as const) {
      it(`add, when the keychain ${trouble}: no account`, async () => {
        const { store, secrets, state, told } = openWindow();
        secrets.trouble.store = trouble;
        const added = await store.add({ name: 'Agence' }, key);
        assert.deepEqual(added, { ok: false, why: trouble === 'hangs' ? 'noAnswer' : 'failed' });
        assert.deepEqual(store.accounts, []);
        assert.equal(state.values.get('mailPartner.accounts'), undefined);
        assert.deepEqual(told, []);
      });

      it(`replace, when the keychain ${trouble}: the old key stays`, async () => {
        const { store, secrets, id, told } = await withAccount();
        secrets.trouble.store = trouble;
        assert.equal((await store.replaceApiKey(id, otherKey)).ok, false);
        assert.deepEqual(await store.readApiKey(id), { ok: true, value: key });
        assert.deepEqual(told, ['origins'], 'what was refused meanwhile is allowed again');
      });

      it(`remove, when the keychain ${trouble}: the account stays, name and key`, async () => {
        const { store, secrets, id } = await withAccount();
        secrets.trouble.delete = trouble;
        assert.equal((await store.remove(id)).ok, false);
        assert.deepEqual(store.accounts, [{ id, name: 'Agence' }]);
        assert.deepEqual(await store.readApiKey(id), { ok: true, value: key });
      });
    }

    it('add, when the state can’t be written at all: no key is stored', async () => {
      const { store, secrets, state } = openWindow();
      state.rejects = true;
      assert.deepEqual(await store.add({ name: 'Agence' }, key), { ok: false, why: 'state' });
      assert.deepEqual([...secrets.values], []);
      assert.deepEqual(secrets.calls, []);
      assert.deepEqual(store.accounts, []);
    });

    for (const [when, more] of [
      ['this time', 0],
      ['from now on', Number.POSITIVE_INFINITY],
    ] as const) {
      it(`add, when the name can’t be stored ${when}: the key is taken back, and there is no account`, async () => {
        const { store, secrets, state, told } = openWindow();
        // The first notes that there is a key without a name.
        state.rejectUpdates(2, 2 + more);
        assert.deepEqual(await store.add({ name: 'Agence' }, key), { ok: false, why: 'state' });
        assert.deepEqual(
          secrets.calls.map((call) => call.split(' ')[0]),
          ['store', 'delete'],
        );
        assert.deepEqual([...secrets.values], []);
        store.lookAgain();
        assert.deepEqual(store.accounts, []);
        assert.deepEqual(openWindow(secrets, state.reopened()).store.accounts, []);
        assert.deepEqual(told, []);
      });

      it(`remove, when the names can’t be stored ${when}: name and key stay, here and after a restart`, async () => {
        const { store, secrets, state, id } = await withAccount();
        state.rejectUpdates(1, 1 + more);
        assert.deepEqual(await store.remove(id), { ok: false, why: 'state' });
        store.lookAgain();
        const restarted = openWindow(secrets, state.reopened());
        for (const each of [store, restarted.store]) {
          assert.deepEqual(each.accounts, [{ id, name: 'Agence' }]);
          assert.deepEqual(await each.readApiKey(id), { ok: true, value: key });
        }
      });
    }

    it('add, tried again after the name could not be stored: one account, with its key', async () => {
      const { store, secrets, state } = openWindow();
      state.rejectUpdates(2);
      await store.add({ name: 'Agence' }, key);
      assert.equal((await store.add({ name: 'Agence' }, key)).ok, true);
      assert.deepEqual(
        store.accounts.map(({ name }) => name),
        ['Agence'],
      );
      assert.deepEqual(await store.readApiKey(store.accounts[0]?.id ?? ''), { ok: true, value: key });
      assert.equal(secrets.values.size, 1);
    });

    for (const trouble of [{}, { get: 'rejects' }] as const) {
      it(`remove that fails in the end, ${JSON.stringify(trouble)}: who looks meanwhile sees the account`, async () => {
        const { store, secrets, state, told, id } = await withAccount();
        secrets.trouble = trouble;
        state.rejectUpdates(1, 2);
        const before = [...state.values];
        const seen: number[] = [];
        state.turn = async () => {
          assert.notDeepEqual([...state.values], before, 'VS Code has it in memory already');
          store.lookAgain();
          seen.push(store.accounts.length);
        };
        assert.deepEqual(await store.remove(id), { ok: false, why: 'state' });
        assert.equal(seen[0], 1);
        assert.deepEqual([...state.values], before);
        assert.deepEqual(told, []);
      });
    }

    it('what another window stored while ours could not be is not taken back', async () => {
      const { store, state, id } = await withAccount();
      const theirs = [
        { id, name: 'Agence' },
        { id: 'theirs', name: 'Studio' },
      ];
      const update = state.update.bind(state);
      let first = true;
      state.update = async (name, value) => {
        if (!first) return update(name, value);
        first = false;
        state.values.set(name, theirs);
        throw new Error('state says no');
      };
      assert.deepEqual(await store.remove(id), { ok: false, why: 'state' });
      assert.deepEqual(state.values.get('mailPartner.accounts'), theirs);
    });

    it('remove, when the key can’t be read and the state can’t be written: name and key stay', async () => {
      const { store, secrets, state, id } = await withAccount();
      secrets.trouble.get = 'rejects';
      state.rejects = true;
      assert.deepEqual(await store.remove(id), { ok: false, why: 'state' });
      secrets.trouble = {};
      assert.deepEqual(store.accounts, [{ id, name: 'Agence' }]);
      assert.deepEqual(await store.readApiKey(id), { ok: true, value: key });
    });

    it('remove, when the key can be neither read nor deleted: both stay, at their place', async () => {
      const { store, secrets, state, id } = await withAccount();
      await store.add({ name: 'Studio' }, otherKey);
      const before = state.get('mailPartner.accounts');
      secrets.trouble = { get: 'rejects', delete: 'rejects' };
      assert.deepEqual(await store.remove(id), { ok: false, why: 'failed' });
      assert.deepEqual(state.get('mailPartner.accounts'), before);
      assert.equal(store.accounts.length, 2);
      assert.equal(secrets.values.size, 2);
    });

    it('remove, when the key can’t be read: both go', async () => {
      const { store, secrets, id } = await withAccount();
      secrets.trouble.get = 'rejects';
      assert.equal((await store.remove(id)).ok, true);
      assert.deepEqual(store.accounts, []);
      assert.deepEqual([...secrets.values], []);
    });

    it('remove, when the keychain hangs on reading already: nothing is touched', async () => {
      const { store, secrets, id } = await withAccount();
      secrets.trouble.get = 'hangs';
      assert.deepEqual(await store.remove(id), { ok: false, why: 'noAnswer' });
      assert.deepEqual(store.accounts, [{ id, name: 'Agence' }]);
      assert.equal(secrets.values.size, 1);
    });

    it('replace, when whose key it is can’t be stored: the old key is put back', async () => {
      const { store, state, id, told } = await withAccount();
      state.rejects = true;
      const replaced = await store.replaceApiKey(id, otherKey, 'keychain', { login: 'someone' });
      assert.deepEqual(replaced, { ok: false, why: 'state' });
      assert.deepEqual(await store.readApiKey(id), { ok: true, value: key });
      assert.deepEqual(told, ['origins'], 'what was refused meanwhile is allowed again');
    });

    it('a change that failed does not hold up the next', async () => {
      const { store, secrets } = openWindow();
      secrets.trouble.store = 'rejects';
      await store.add({ name: 'Agence' }, key);
      secrets.trouble = {};
      assert.equal((await store.add({ name: 'Agence' }, key)).ok, true);
    });
  });

  describe('what the keychain does late, after “no answer”', () => {
    /** Makes the calls of a kind hang, runs a change that gives up, and lets them go on. */
    async function late(
      window: ReturnType<typeof openWindow>,
      call: 'store' | 'delete',
      change: () => Promise<unknown>,
    ) {
      window.secrets.trouble = { [call]: 'hangs' };
      await change();
      window.secrets.trouble = {};
      for (const goOn of window.secrets.late.splice(0)) goOn();
      // A change of its own waits behind whatever the late answer started.
      await settled();
      await window.store.replaceApiKey('nobody', 'x', 'session');
    }

    it('a key that is stored late is taken back: the account was not added', async () => {
      const window = openWindow();
      await late(window, 'store', () => window.store.add({ name: 'Agence' }, key));
      assert.deepEqual([...window.secrets.values], []);
      assert.deepEqual(window.store.accounts, []);
    });

    it('a key that is stored late does not undo that the same account was kept meanwhile', async () => {
      const window = openWindow();
      await window.store.add({ name: 'Agence' }, key, 'session');
      const id = window.store.accounts[0]?.id ?? '';
      window.secrets.trouble = { store: 'hangs' };
      assert.deepEqual(await window.store.replaceApiKey(id, otherKey), { ok: false, why: 'noAnswer' });
      window.secrets.trouble = {};
      assert.ok((await window.store.replaceApiKey(id, otherKey)).ok);
      await late(window, 'store', async () => undefined);
      assert.deepEqual(await window.store.readApiKey(id), { ok: true, value: otherKey });
    });

    it('a key that is replaced late is put back: it was not replaced', async () => {
      const window = await withAccount();
      await late(window, 'store', () => window.store.replaceApiKey(window.id, otherKey));
      assert.deepEqual(await window.store.readApiKey(window.id), { ok: true, value: key });
    });

    it('a key that is stored late where none was is taken back', async () => {
      const window = await withAccount();
      window.secrets.values.clear();
      await late(window, 'store', () => window.store.replaceApiKey(window.id, otherKey));
      assert.deepEqual([...window.secrets.values], []);
    });

    it('a key that is replaced late, when the old one could not be read, is the account’s: its list loads anew', async () => {
      const window = await withAccount();
      const get = window.secrets.get.bind(window.secrets);
      window.secrets.get = async () => Promise.reject(new Error('corrupt'));
      await late(window, 'store', () =>
        window.store.replaceApiKey(window.id, otherKey, 'keychain', { login: 'someone' }),
      );
      window.secrets.get = get;
      assert.deepEqual(await window.store.readApiKey(window.id), { ok: true, value: otherKey });
      assert.equal(window.store.find(window.id)?.login, 'someone');
      assert.ok(window.told.includes('apiKey'), 'what is shown is the old key’s');
    });

    it('a key that is replaced late does not undo a newer one', async () => {
      const window = await withAccount();
      window.secrets.trouble = { store: 'hangs' };
      await window.store.replaceApiKey(window.id, otherKey);
      window.secrets.trouble = {};
      await window.store.replaceApiKey(window.id, 'newest');
      await late(window, 'store', async () => undefined);
      assert.notDeepEqual(await window.store.readApiKey(window.id), { ok: true, value: key });
    });

    it('a key that is deleted late takes its name with it', async () => {
      const window = await withAccount();
      await late(window, 'delete', () => window.store.remove(window.id));
      assert.deepEqual(window.store.accounts, []);
      assert.deepEqual([...window.secrets.values], []);
    });
  });

  describe('for this session only', () => {
    it('an account is there, its key works, and nothing of it is stored', async () => {
      const { store, secrets, state, told } = openWindow();
      secrets.trouble = { store: 'rejects', get: 'rejects', delete: 'rejects' };
      assert.equal((await store.add({ name: 'Agence' }, key, 'session')).ok, true);
      const [account] = store.accounts;
      assert.equal(account?.sessionOnly, true);
      assert.deepEqual(await store.readApiKey(account?.id ?? ''), { ok: true, value: key });
      assert.deepEqual([...secrets.values, ...state.values], []);
      assert.deepEqual(told, ['accounts']);
      assert.deepEqual(openWindow(secrets, state.reopened()).store.accounts, []);
    });

    it('it can be removed, and is then as if it had never been', async () => {
      const { store, secrets } = openWindow();
      await store.add({ name: 'Agence' }, key, 'session');
      const id = store.accounts[0]?.id ?? '';
      assert.equal((await store.remove(id)).ok, true);
      assert.deepEqual(store.accounts, []);
      assert.deepEqual(await store.readApiKey(id), { ok: false, why: 'missing' });
      assert.deepEqual(
        secrets.calls.filter((call) => !call.startsWith('get')),
        [],
      );
    });

    it('a key stands in for the stored one, which stays as it is', async () => {
      const { store, secrets, id, told } = await withAccount();
      assert.equal((await store.replaceApiKey(id, otherKey, 'session')).ok, true);
      assert.deepEqual(told, ['apiKey']);
      assert.deepEqual(await store.readApiKey(id), { ok: true, value: otherKey });
      assert.deepEqual([...secrets.values.values()], [key]);
    });

    it('a key that stands in is called so, with the login that is its own', async () => {
      const { store, id } = await withAccount();
      await store.replaceApiKey(id, otherKey, 'session', { login: 'someone' });
      const bound = { origins: [documentedOrigin], keyMark: keyMark(id, otherKey) };
      const account = { id, name: 'Agence', login: 'someone', ...bound };
      assert.deepEqual(store.accounts, [{ ...account, sessionOnly: true }]);
      await store.replaceApiKey(id, otherKey, 'keychain', { login: 'someone' });
      assert.deepEqual(store.accounts, [account]);
    });

    it('an account becomes one like the others when the keychain takes another key for it', async () => {
      const { store, secrets, state, told } = openWindow();
      await store.add({ name: 'Agence' }, key, 'session');
      told.length = 0;
      const id = store.accounts[0]?.id ?? '';
      const replaced = await store.replaceApiKey(id, otherKey, 'keychain', { login: 'someone' });
      assert.equal(replaced.ok, true);
      const bound = { origins: [documentedOrigin], keyMark: keyMark(id, otherKey) };
      const account = { id, name: 'Agence', login: 'someone', ...bound };
      assert.deepEqual(store.accounts, [account], 'the same account, once');
      assert.deepEqual(told, ['accounts', 'apiKey'], 'its list is loaded anew');
      const restarted = openWindow(secrets, state.reopened());
      assert.deepEqual(restarted.store.accounts, [account]);
      assert.deepEqual(await restarted.store.readApiKey(id), { ok: true, value: otherKey });
    });

    it('while it becomes one, whoever looks sees it once', async () => {
      const { store } = openWindow();
      await store.add({ name: 'Agence' }, key, 'session');
      const id = store.accounts[0]?.id ?? '';
      let isDone = false;
      const replacing = store.replaceApiKey(id, otherKey).finally(() => {
        isDone = true;
      });
      while (!isDone) {
        store.lookAgain();
        assert.deepEqual(
          store.accounts.map((account) => account.id),
          [id],
        );
        await Promise.resolve();
      }
      assert.ok((await replacing).ok);
    });

    it('an account stays of this session, with its key, when the keychain still says no', async () => {
      const { store, secrets, state } = openWindow();
      await store.add({ name: 'Agence' }, key, 'session');
      const id = store.accounts[0]?.id ?? '';
      secrets.trouble.store = 'rejects';
      assert.deepEqual(await store.replaceApiKey(id, otherKey), { ok: false, why: 'failed' });
      assert.deepEqual(await store.readApiKey(id), { ok: true, value: key });
      assert.equal((await store.replaceApiKey(id, otherKey, 'session')).ok, true);
      assert.deepEqual(await store.readApiKey(id), { ok: true, value: otherKey });
      assert.equal(store.accounts.length, 1);
      assert.equal(state.values.get('mailPartner.accounts'), undefined);
    });

    it('a key that can be stored after all is used from then on', async () => {
      const { store, id } = await withAccount();
      await store.replaceApiKey(id, otherKey, 'session');
      await store.replaceApiKey(id, 'third');
      assert.deepEqual(await store.readApiKey(id), { ok: true, value: 'third' });
    });
  });

  describe('keys without a name', () => {
    beforeEach(() => mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 }));
    afterEach(() => mock.timers.reset());
    const secretOf = (id: string) => `mailPartner.apiKey.${id}`;
    /** A new window that reads its first key. */
    async function anotherWindow({ secrets, state, id }: Awaited<ReturnType<typeof withAccount>>) {
      const { store } = openWindow(secrets, state);
      assert.ok((await store.readApiKey(id)).ok);
      await settled();
    }

    it('of this profile are deleted by a window of a later day; another profile’s, and those that get a name, are not', async () => {
      const window = await withAccount();
      const { store, secrets, state, id } = window;
      const mark = id.slice(0, id.indexOf('.'));
      secrets.values.set(secretOf(`${mark}.crashed`), 'k1');
      secrets.values.set(secretOf(`${mark}.being-added`), 'k2');
      secrets.values.set(secretOf('elsewhere.theirs'), 'k3');
      await anotherWindow(window);
      mock.timers.tick(orphanAge - 1);
      await anotherWindow(window);
      assert.equal(secrets.values.size, 4, 'nothing is deleted on the first day');
      state.values.set('mailPartner.accounts', [
        ...store.accounts,
        { id: `${mark}.being-added`, name: 'New' },
      ]);
      secrets.values.set(secretOf(`${mark}.younger`), 'k4');
      mock.timers.tick(1);
      await anotherWindow(window);
      assert.deepEqual(
        [...secrets.values.keys()].sort(),
        [id, `${mark}.being-added`, 'elsewhere.theirs', `${mark}.younger`].map(secretOf).sort(),
      );
    });

    it('are not deleted where the name is only late, be it by an hour: it may be another window’s new account', async () => {
      const window = await withAccount();
      const { secrets, state } = window;
      // What this window's VS Code knows of the names stays behind what the other one has written.
      const stale = new FakeMemento();
      for (const [name, value] of state.values) stale.values.set(name, value);
      assert.ok((await window.store.add({ name: 'New' }, otherKey)).ok);
      for (const minutes of [0, 2, 60]) {
        mock.timers.tick(minutes * 60_000);
        await anotherWindow({ ...window, state: stale });
      }
      assert.deepEqual([...secrets.values.values()], [key, otherKey]);
    });

    it('are known for what they are by their numbers alone: nothing of a key is noted', async () => {
      const window = await withAccount();
      window.secrets.values.set(secretOf(`${window.id.slice(0, window.id.indexOf('.'))}.crashed`), 'canary');
      await anotherWindow(window);
      assert.match(JSON.stringify([...window.state.values]), /crashed/);
      assert.doesNotMatch(JSON.stringify([...window.state.values]), /canary/);
    });

    it('stay when the keychain will not delete them, and are tried again', async () => {
      const window = await withAccount();
      const orphan = secretOf(`${window.id.slice(0, window.id.indexOf('.'))}.crashed`);
      window.secrets.values.set(orphan, 'k1');
      await anotherWindow(window);
      mock.timers.tick(orphanAge);
      window.secrets.trouble.delete = 'rejects';
      await anotherWindow(window);
      assert.ok(window.secrets.values.has(orphan));
      window.secrets.trouble = {};
      await anotherWindow(window);
      assert.ok(!window.secrets.values.has(orphan));
    });

    it('that could not be taken back are known, also where VS Code can’t list keys', async () => {
      const window = await withAccount();
      const { store, secrets, state, id } = window;
      Object.assign(secrets, { keys: undefined });
      state.rejectUpdates(2);
      secrets.trouble.delete = 'rejects';
      assert.deepEqual(await store.add({ name: 'Studio' }, otherKey), { ok: false, why: 'state' });
      secrets.trouble = {};
      assert.deepEqual([...secrets.values.values()], [key, otherKey]);
      const later = { ...window, state: state.reopened() };
      await anotherWindow(later);
      assert.equal(secrets.values.size, 2, 'nothing is deleted on the first day');
      mock.timers.tick(orphanAge);
      await anotherWindow(later);
      assert.deepEqual([...secrets.values.keys()], [secretOf(id)]);
      await settled();
      assert.deepEqual(later.state.stored.get('mailPartner.unnamed'), {});
    });

    it('are deleted, too, where no account is left whose key would be read', async () => {
      const window = await withAccount();
      const { store, secrets, state, id } = window;
      secrets.trouble = { get: 'rejects', delete: 'rejects' };
      state.rejectUpdates(2);
      assert.deepEqual(await store.remove(id), { ok: false, why: 'keyLeft' });
      secrets.trouble = {};
      mock.timers.tick(orphanAge);
      const { store: later } = openWindow(secrets, state.reopened());
      assert.deepEqual(later.accounts, []);
      later.lookAgain();
      await settled();
      assert.deepEqual([...secrets.values], []);
    });

    it('are not noted any more once they have a name', async () => {
      const { state } = await withAccount();
      assert.deepEqual(state.stored.get('mailPartner.unnamed') ?? {}, {});
    });

    it('stay where VS Code can’t list keys', async () => {
      const window = await withAccount();
      const { secrets, id } = window;
      secrets.values.set(secretOf(`${id.slice(0, id.indexOf('.'))}.crashed`), 'k1');
      Object.assign(secrets, { keys: undefined });
      await anotherWindow(window);
      mock.timers.tick(orphanAge);
      await anotherWindow(window);
      assert.equal(secrets.values.size, 2);
    });
  });

  it('a key that is missing only at first is not missing', async () => {
    const { store, secrets, id } = await withAccount();
    const get = secrets.get.bind(secrets);
    let first = true;
    secrets.get = async (name) => {
      const value = await get(name);
      const nothing = first;
      first = false;
      return nothing ? undefined : value;
    };
    assert.deepEqual(await store.readApiKey(id), { ok: true, value: key });
  });

  it('remove forgets name and key', async () => {
    const { store, secrets, id, told } = await withAccount();
    assert.equal((await store.remove(id)).ok, true);
    assert.deepEqual(store.accounts, []);
    assert.deepEqual([...secrets.values], []);
    assert.deepEqual(told, ['accounts']);
  });

  it('replacing a key is told once, with its account', async () => {
    const { store, changes, id } = await withAccount();
    const told: AccountChange[] = [];
    changes.event((change) => told.push(change));
    await store.replaceApiKey(id, otherKey);
    assert.deepEqual(told, [{ kind: 'origins' }, { kind: 'apiKey', id }], 'where it may go comes first');
    assert.deepEqual(await store.readApiKey(id), { ok: true, value: otherKey });
  });

  it('replacing a key also replaces whose it is: the next key is compared with this one', async () => {
    const { store, secrets, state } = openWindow();
    await store.add({ name: 'Agence', login: 'old' }, key);
    const id = store.accounts[0]?.id ?? '';
    await store.replaceApiKey(id, otherKey, 'keychain', { login: 'new' });
    assert.equal(store.find(id)?.login, 'new');
    assert.equal(openWindow(secrets, state.reopened()).store.find(id)?.login, 'new');
    await store.replaceApiKey(id, key, 'keychain', undefined);
    assert.equal(store.find(id)?.login, undefined, 'nobody knows');
  });

  it('finds the account that has a key already', async () => {
    const { store, secrets, id } = await withAccount();
    assert.equal((await store.accountWithKey(key))?.id, id);
    assert.equal(await store.accountWithKey(otherKey), undefined);
    secrets.trouble.get = 'rejects';
    assert.equal(await store.accountWithKey(key), undefined);
  });

  describe('another window', () => {
    it('adds an account: it is there, though its name came after its key', async () => {
      const here = openWindow();
      const there = openWindow(here.secrets, here.state.anotherWindow());
      const change = next(here.changes);
      await there.store.add({ name: 'Agence' }, key);
      assert.deepEqual(await change, { kind: 'accounts' });
      assert.deepEqual(here.store.accounts, there.store.accounts);
    });

    it('replaces a key that was used here: told; the same key again: not', async () => {
      const here = await withAccount();
      const there = openWindow(here.secrets, here.state.anotherWindow());
      await here.store.readApiKey(here.id);
      const isTold = until(here.changes, () => here.told.toSorted().join() === 'apiKey,origins');
      await there.store.replaceApiKey(here.id, otherKey);
      await isTold;
      here.told.length = 0;
      await there.store.replaceApiKey(here.id, otherKey);
      await here.store.readApiKey(here.id);
      assert.deepEqual(here.told, []);
    });

    it('removes an account: it is gone here', async () => {
      const here = await withAccount();
      const there = openWindow(here.secrets, here.state.anotherWindow());
      const change = next(here.changes);
      await there.store.remove(here.id);
      assert.deepEqual(await change, { kind: 'accounts' });
      assert.deepEqual(here.store.accounts, []);
    });

    it('removes an account whose key is to be replaced here: it is gone, and no key is left behind', async () => {
      const here = await withAccount();
      here.state.values.set('mailPartner.accounts', []);
      here.secrets.values.clear();
      assert.deepEqual(await here.store.replaceApiKey(here.id, otherKey), { ok: false, why: 'gone' });
      assert.deepEqual([...here.secrets.values], []);
    });

    it('removes it while the keychain takes its time: the same', async () => {
      const here = await withAccount();
      const store = here.secrets.store.bind(here.secrets);
      here.secrets.store = async (name, value) => {
        here.state.values.set('mailPartner.accounts', []);
        await store(name, value);
      };
      assert.deepEqual(await here.store.replaceApiKey(here.id, otherKey), { ok: false, why: 'gone' });
      assert.deepEqual([...here.secrets.values], []);
      assert.deepEqual(here.store.accounts, []);
    });

    it('removes it meanwhile, and the keychain does not take the key back: it is known, and deleted one day', async () => {
      const here = await withAccount();
      const store = here.secrets.store.bind(here.secrets);
      here.secrets.trouble.delete = 'rejects';
      here.secrets.store = async (name, value) => {
        await here.state.update('mailPartner.accounts', []);
        await store(name, value);
      };
      assert.deepEqual(await here.store.replaceApiKey(here.id, otherKey), { ok: false, why: 'gone' });
      const noted = here.state.stored.get('mailPartner.unnamed');
      assert.deepEqual(Object.keys(noted ?? {}), [here.id]);
    });

    it('that had not heard of an account stores all that it knows: the account’s name is put back beside its own', async () => {
      const here = openWindow();
      const deaf = here.state.anotherWindow();
      deaf.isDeaf = true;
      const there = openWindow(here.secrets, deaf);
      await here.store.add({ name: 'Agence' }, key);
      const [first] = here.store.accounts;
      await there.store.add({ name: 'Agence' }, otherKey);
      here.store.lookAgain();
      assert.deepEqual(here.store.accounts, there.store.accounts, 'the first is lost');
      await until(here.changes, () => here.store.accounts.length === 2);
      assert.deepEqual(
        here.store.accounts.map(({ name }) => name),
        ['Agence', 'Agence 2'],
      );
      assert.deepEqual(await here.store.readApiKey(first?.id ?? ''), { ok: true, value: key });
      assert.deepEqual(openWindow(here.secrets, here.state.reopened()).store.accounts, here.store.accounts);
    });

    for (const trouble of [{}, { get: 'rejects' }] as const) {
      it(`that removes an account, ${JSON.stringify(trouble)}: its name is not put back`, async () => {
        mock.timers.enable({ apis: ['setTimeout'] });
        const here = await withAccount();
        const there = openWindow(here.secrets, here.state.anotherWindow());
        here.secrets.trouble = trouble;
        assert.ok((await there.store.remove(here.id)).ok);
        here.secrets.trouble = {};
        const reads = () => here.secrets.calls.filter((call) => call.startsWith('get')).length;
        const before = reads();
        here.store.lookAgain();
        mock.timers.tick(1);
        await here.store.replaceApiKey('nobody', 'x', 'session');
        assert.deepEqual(here.store.accounts, []);
        assert.equal(reads() > before, trouble.get === undefined, 'where it is noted, nothing is asked');
      });
    }

    afterEach(() => mock.timers.reset());

    it('is not listened to any more after dispose', async () => {
      const here = await withAccount();
      here.store.dispose();
      assert.equal(here.secrets.changes.listeners, 0);
    });
  });
});

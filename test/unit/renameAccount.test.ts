// Renaming an account: its name alone changes, in every window, whatever else happens to it meanwhile; and what a tried key said stays beside it.
import assert from 'node:assert/strict';
import { AccountNames, longestName } from '../../src/accounts/account';
import { type AccountChange, AccountStore } from '../../src/accounts/accountStore';
import { Keychain } from '../../src/accounts/keychain';
import { StoredState } from '../../src/accounts/storedState';
import { FakeEmitter, FakeMemento, FakeSecrets } from './support/vscodeParts';

const origin = 'https://proxy.example.org';

function openWindow(secrets = new FakeSecrets(), state = new FakeMemento()) {
  const changes = new FakeEmitter<AccountChange>();
  const told: string[] = [];
  changes.event((change) => told.push(change.kind));
  const store = new AccountStore({
    keychain: new Keychain(secrets, 20),
    names: new AccountNames(new StoredState(state)),
    changes,
    lookAgainAfter: [],
  });
  return { store, secrets, state, told };
}

async function withAccounts() {
  const window = openWindow();
  await window.store.add({ name: 'Agence', login: 'compte@example.fr', origin }, 'canary-key-1');
  await window.store.add({ name: 'Studio' }, 'canary-key-2');
  window.told.length = 0;
  const [agence, studio] = window.store.accounts;
  assert.ok(agence && studio);
  return { ...window, agence, studio };
}

const names = (store: AccountStore) => store.accounts.map(({ name }) => name);

describe('renaming an account', () => {
  it('changes its name and nothing else: place, id, key, login and origins stay, here and after a restart', async () => {
    const { store, secrets, state, told, agence, studio } = await withAccounts();
    const calls = secrets.calls.length;
    assert.deepEqual(await store.rename(agence.id, 'Agence Nord'), {
      ok: true,
      value: { ...agence, name: 'Agence Nord' },
    });
    assert.deepEqual(told, ['accounts']);
    assert.equal(secrets.calls.length, calls, 'the keychain is left alone');
    const restarted = openWindow(secrets, state.reopened());
    assert.deepEqual(restarted.store.accounts, [{ ...agence, name: 'Agence Nord' }, studio]);
    assert.deepEqual(await restarted.store.readApiKey(agence.id), { ok: true, value: 'canary-key-1' });
  });

  it('reaches another window, and a name that was taken there meanwhile gets a number', async () => {
    const here = await withAccounts();
    const there = openWindow(here.secrets, here.state.anotherWindow());
    await there.store.rename(here.studio.id, 'Maison');
    const renamed = await here.store.rename(here.agence.id, 'Maison');
    assert.equal(renamed.ok && renamed.value.name, 'Maison 2');
    there.store.lookAgain();
    assert.deepEqual(
      [names(here.store), names(there.store)],
      [
        ['Maison 2', 'Maison'],
        ['Maison 2', 'Maison'],
      ],
    );
  });

  it('by two windows at once leaves one of the two names, in both, and no account lost', async () => {
    const here = await withAccounts();
    const there = openWindow(here.secrets, here.state.anotherWindow());
    const both = await Promise.all([
      here.store.rename(here.agence.id, 'A'),
      there.store.rename(here.agence.id, 'B'),
    ]);
    assert.ok(both.every(({ ok }) => ok));
    here.store.lookAgain();
    there.store.lookAgain();
    assert.deepEqual(names(here.store), names(there.store));
    assert.ok(['A', 'B'].includes(names(here.store)[0] ?? ''));
    assert.equal(names(here.store)[1], 'Studio');
  });

  it('to the name that it has, or that no other has in that case, gives no number', async () => {
    const { store, agence } = await withAccounts();
    assert.ok((await store.rename(agence.id, 'Agence')).ok);
    assert.deepEqual(names(store), ['Agence', 'Studio']);
    await store.rename(agence.id, 'Studio');
    assert.deepEqual(names(store), ['Studio 2', 'Studio']);
  });

  it('to the longest name of another keeps it that long, with its number', async () => {
    const { store, agence, studio } = await withAccounts();
    await store.rename(studio.id, 'x'.repeat(longestName));
    await store.rename(agence.id, 'x'.repeat(longestName));
    const [first = '', second = ''] = names(store);
    assert.notEqual(first, second);
    assert.ok(first.endsWith(' 2') && [...first].length <= longestName);
  });

  it('that VS Code can’t store says so, and the old name stays, here and there', async () => {
    const { store, secrets, state, told, agence } = await withAccounts();
    state.rejects = true;
    assert.deepEqual(await store.rename(agence.id, 'Nord'), { ok: false, why: 'state' });
    assert.deepEqual(names(store), ['Agence', 'Studio']);
    assert.deepEqual(told, []);
    assert.deepEqual(names(openWindow(secrets, state.reopened()).store), ['Agence', 'Studio']);
  });

  it('that another window has removed meanwhile brings nothing back, and says that it is gone', async () => {
    const here = await withAccounts();
    const there = openWindow(here.secrets, here.state.anotherWindow());
    const [removed, renamed] = await Promise.all([
      there.store.remove(here.agence.id),
      here.store.rename(here.agence.id, 'Nord'),
    ]);
    assert.ok(removed.ok && (renamed.ok || renamed.why === 'gone'));
    assert.deepEqual(await here.store.rename(here.agence.id, 'Nord'), { ok: false, why: 'gone' });
    assert.deepEqual(names(here.store), ['Studio']);
    assert.deepEqual([...here.secrets.values.values()], ['canary-key-2']);
  });

  it('while its key is replaced keeps both, in either order', async () => {
    const { store, agence } = await withAccounts();
    await Promise.all([
      store.replaceApiKey(agence.id, 'canary-key-3'),
      store.rename(agence.id, 'Nord'),
      store.replaceApiKey(agence.id, 'canary-key-4'),
    ]);
    assert.deepEqual(names(store), ['Nord', 'Studio']);
    assert.deepEqual(await store.readApiKey(agence.id), { ok: true, value: 'canary-key-4' });
  });

  it('of this session alone stays so, under a name that no other has, also once its key is in the keychain', async () => {
    const { store, secrets, state } = await withAccounts();
    const added = await store.add({ name: 'Invité', origin }, 'canary-key-5', 'session');
    assert.ok(added.ok);
    const { id } = added.value;
    const renamed = await store.rename(id, 'Studio');
    assert.deepEqual(renamed, { ok: true, value: { ...added.value, name: 'Studio 2' } });
    assert.doesNotMatch(JSON.stringify([...state.stored]), /Studio 2/);
    await store.replaceApiKey(id, 'canary-key-5');
    assert.deepEqual(names(openWindow(secrets, state.reopened()).store), ['Agence', 'Studio', 'Studio 2']);
  });

  it('whose key is of this session, though its name is stored, is stored under the new one', async () => {
    const { store, secrets, state, agence } = await withAccounts();
    await store.replaceApiKey(agence.id, 'canary-key-6', 'session');
    const renamed = await store.rename(agence.id, 'Nord');
    assert.ok(renamed.ok && renamed.value.sessionOnly);
    assert.deepEqual(names(openWindow(secrets, state.reopened()).store), ['Nord', 'Studio']);
  });
});

describe('what an account had when its key was tried', () => {
  const balance = { amount: '1480.250', currency: 'EUR', at: 1_800_000_000_000 };

  for (const keep of ['keychain', 'session'] as const) {
    it(`is known beside it in this window, ${keep}, also under another name, and stored nowhere`, async () => {
      const { store, state, told } = openWindow();
      const added = await store.add({ name: 'Agence', balance }, 'canary-key-1', keep);
      assert.ok(added.ok);
      await store.rename(added.value.id, 'Nord');
      assert.deepEqual(
        store.accounts.map((account) => [account.name, account.balance]),
        [['Nord', balance]],
      );
      assert.ok(told.length > 0);
      assert.doesNotMatch(JSON.stringify([...state.values]), /1480/);
    });
  }

  it('is that of the new key once it is replaced, and none where that said none', async () => {
    const { store, secrets, state } = openWindow();
    const added = await store.add({ name: 'Agence', balance }, 'canary-key-1');
    assert.ok(added.ok);
    const { id } = added.value;
    const more = { ...balance, amount: '2.00' };
    await store.replaceApiKey(id, 'canary-key-2', 'keychain', { balance: more });
    assert.deepEqual(store.find(id)?.balance, more);
    const there = openWindow(secrets, state.anotherWindow());
    const heard = new Promise((resolve) => store.onDidChange(resolve));
    await there.store.replaceApiKey(id, 'canary-key-3');
    await heard;
    assert.equal(store.find(id)?.balance, undefined, 'another window’s key may be another account’s');
    await store.replaceApiKey(id, 'canary-key-4');
    assert.equal(store.find(id)?.balance, undefined);
  });
});

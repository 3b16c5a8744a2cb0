// A key and where it may go are not stored in one place: whatever comes between the two, in this window or another, a new key never goes where the old one went.
import assert from 'node:assert/strict';
import { keyMark, mostOrigins, withOrigin } from '../../../src/accounts/origins';
import { done } from '../../../src/api/result';
import { OriginQuestions } from '../../../src/features/accounts/core/originQuestions';
import { settled } from '../../support/settled';
import { FakeMemento, type FakeSecrets } from '../support/vscodeParts';
import { documented, mirror, other, stored010, unknownKey, World } from './support';

const [old, fresh] = ['canary-old', 'canary-new'];
const atMirror = { origin: mirror };
const accountsKey = 'mailPartner.accounts';

/** A window with an account whose key was added for the documented service. */
async function withAccount() {
  const world = new World();
  const added = await world.accounts.add({ name: 'Agence', origin: documented }, old);
  assert.ok(added.ok);
  return { world, id: added.value.id, ...world };
}

/** Stores a key as a crash leaves it: nothing of what comes with it, and nobody is told. */
const storeAlone = (secrets: FakeSecrets, id: string) =>
  secrets.values.set(`mailPartner.apiKey.${id}`, fresh);

describe('the mark of a key', () => {
  it('is another for another key and another account, and eight digits that say nothing of the key', () => {
    const marks = [keyMark('a', old), keyMark('a', fresh), keyMark('b', old)];
    assert.equal(new Set(marks).size, 3);
    for (const mark of marks) assert.match(mark, /^[0-9a-f]{8}$/);
    assert.equal(keyMark('a', old), marks[0]);
  });

  for (const hears of [true, false]) {
    it(`keeps another window’s new key here that is there before where it may go, ${hears ? 'which comes later' : 'of which this window hears nothing'}`, async () => {
      const { world: theirs, id, state, secrets } = await withAccount();
      const here = new World(state.anotherWindow(), secrets);
      here.state.isDeaf = !hears;
      assert.ok((await here.list(id)).ok);
      const answers: unknown[] = [];
      const asked: Promise<unknown>[] = [];
      here.changes.event(({ kind }) => {
        if (kind === 'apiKey') asked.push(here.list(id).then((answer) => answers.push(answer)));
      });
      state.turn = () => new Promise((resolve) => setImmediate(resolve));
      theirs.address = mirror;
      assert.ok((await theirs.accounts.replaceApiKey(id, fresh, 'keychain', atMirror)).ok);
      assert.ok((await theirs.list(id)).ok, 'there it goes at once');
      await Promise.all(asked);
      assert.ok(answers.length > 0);
      if (!hears) {
        assert.deepEqual(answers.at(-1), { ok: false, why: unknownKey(documented) });
        assert.deepEqual(here.api.refusal(id), unknownKey(documented));
      }
      assert.deepEqual(here.sent, [{ origin: documented, apiKey: old }]);
      here.state.isDeaf = false;
      state.turn = () => Promise.resolve();
      await state.update('anything', 1);
      await settled();
      here.address = mirror;
      await here.accounts.settled();
      assert.ok((await here.list(id)).ok, 'it settles by itself');
    });
  }

  it('keeps the old key here where it was known first where the new one may go', async () => {
    const { world, id, state } = await withAccount();
    const accounts = [{ id, name: 'Agence', origins: [mirror], keyMark: keyMark(id, fresh) }];
    await state.update(accountsKey, accounts);
    world.accounts.lookAgain();
    world.address = mirror;
    assert.deepEqual(await world.list(id), { ok: false, why: unknownKey(mirror) });
    assert.deepEqual(world.sent, []);
    storeAlone(world.secrets, id);
    assert.ok((await world.list(id)).ok, 'once it is there, it goes');
  });

  it('keeps a key after a restart that could neither be stored with where it may go nor put back', async () => {
    const { world, id, state, secrets } = await withAccount();
    state.rejects = true;
    let stores = 0;
    secrets.isRejected = () => secrets.calls.at(-1)?.startsWith('store') === true && ++stores > 1;
    await world.accounts.replaceApiKey(id, fresh, 'keychain', atMirror);
    assert.deepEqual([...secrets.values.values()], [fresh]);
    [state.rejects, secrets.isRejected] = [false, () => false];
    for (const window of [world, new World(state.reopened(), secrets)]) {
      assert.deepEqual(await window.list(id), { ok: false, why: unknownKey(documented) });
      assert.deepEqual(window.sent, []);
    }
  });

  it('keeps a key that a crash left alone until the person lets it go, and that is stored with its own mark', async () => {
    const { id, state, secrets } = await withAccount();
    storeAlone(secrets, id);
    const world = new World(state.reopened(), secrets);
    assert.deepEqual(await world.list(id), { ok: false, why: unknownKey(documented) });
    assert.deepEqual(world.sent, []);
    assert.deepEqual(await world.accounts.allow(world.accounts.accounts, documented), done);
    const mark = keyMark(id, fresh);
    assert.deepEqual(world.state.stored.get(accountsKey), [
      { id, name: 'Agence', origins: [documented], keyMark: mark },
    ]);
    assert.ok((await world.list(id)).ok);
    assert.ok((await new World(world.state.reopened(), secrets).list(id)).ok);
  });

  it('of another key than the one that was known takes away whose that was, once the person lets it go', async () => {
    const login = 'agence@example.fr';
    const world = new World();
    const added = await world.accounts.add({ name: 'Agence', login, origin: documented }, old);
    assert.ok(added.ok);
    const { id } = added.value;
    const now = () => world.accounts.find(id);
    world.address = mirror;
    assert.deepEqual(await world.accounts.allow(world.accounts.accounts, mirror), done);
    assert.deepEqual([now()?.login, now()?.origins], [login, [documented, mirror]], 'the same key');
    storeAlone(world.secrets, id);
    assert.equal((await world.list(id)).ok, false);
    assert.equal(now()?.login, login, 'it may still be told that it is another key of the same');
    assert.deepEqual(await world.accounts.allow(world.accounts.accounts, mirror), done);
    assert.deepEqual(now(), { id, name: 'Agence', origins: [mirror], keyMark: keyMark(id, fresh) });
  });

  it('of a key that version 0.1.0 stored leaves whose it is, unless it is another since', async () => {
    const { state, secrets } = stored010('agence', 'studio');
    const world = new World(state, secrets);
    for (const { id } of world.accounts.accounts) assert.ok((await world.list(id)).ok);
    const [, studio = ''] = world.accounts.accounts.map(({ id }) => id);
    storeAlone(secrets, studio);
    assert.equal((await world.list(studio)).ok, false);
    assert.deepEqual(await world.accounts.allow(world.accounts.accounts, mirror), done);
    assert.deepEqual(
      world.accounts.accounts.map(({ login }) => login),
      ['agence@example.fr', undefined],
    );
  });

  it('does not stand for another key than the one that the person was asked about', async () => {
    const { id, state, secrets } = await withAccount();
    storeAlone(secrets, id);
    const world = new World(state.reopened(), secrets);
    await world.list(id);
    const asked = world.accounts.accounts;
    secrets.values.set(`mailPartner.apiKey.${id}`, 'canary-third');
    await world.accounts.readApiKey(id);
    await world.accounts.allow(asked, documented);
    assert.deepEqual(await world.list(id), { ok: false, why: unknownKey(documented) });
    assert.deepEqual(world.sent, []);
  });

  for (const how of ['the keychain', 'VS Code'] as const) {
    it(`holds nothing back after a change that ${how} did not take and that was undone`, async () => {
      const { world, id, state, secrets } = await withAccount();
      const told: string[] = [];
      world.changes.event(({ kind }) => told.push(kind));
      if (how === 'VS Code') state.rejects = true;
      else secrets.trouble.store = 'rejects';
      const replaced = await world.accounts.replaceApiKey(id, fresh, 'keychain', atMirror);
      assert.equal(replaced.ok, false);
      assert.equal(told.at(-1), 'origins', 'what was refused meanwhile is looked at again');
      assert.equal(world.api.refusal(id), undefined);
      assert.ok((await world.list(id)).ok);
    });
  }

  it('ends a doubt where the key that is known is there again', async () => {
    const { id, state, secrets } = await withAccount();
    storeAlone(secrets, id);
    const world = new World(state.reopened(), secrets);
    assert.equal((await world.list(id)).ok, false);
    secrets.values.set(`mailPartner.apiKey.${id}`, old);
    assert.ok((await world.list(id)).ok);
    assert.equal(world.api.refusal(id), undefined);
  });

  it('gives names their time to arrive before anything is settled about a key that is not known', async () => {
    const { world: theirs, id, state, secrets } = await withAccount();
    const here = new World(state.anotherWindow(), secrets, [0, 5]);
    here.state.isDeaf = true;
    await theirs.accounts.replaceApiKey(id, fresh, 'keychain', atMirror);
    assert.equal((await here.list(id)).ok, false);
    const settling = here.accounts.settled();
    here.state.isDeaf = false;
    await state.update('anything', 1);
    await settling;
    assert.deepEqual(here.accounts.find(id)?.origins, [mirror]);
    here.dispose();
  });
});

describe('the mark of an account of version 0.1.0', () => {
  const opened = () => {
    const { accounts, state, secrets } = stored010('agence');
    return { id: accounts[0]?.id ?? '', state, secrets };
  };

  it('is stored before its key is replaced by one for elsewhere: a crash in between sends nothing', async () => {
    const { id, state, secrets } = opened();
    const world = new World(state, secrets);
    let stores = 0;
    secrets.isRejected = () => secrets.calls.at(-1)?.startsWith('store') === true && ++stores > 1;
    state.rejectUpdates(2, 9);
    await world.accounts.replaceApiKey(id, fresh, 'keychain', atMirror);
    assert.deepEqual([...secrets.values.values()], [fresh]);
    secrets.isRejected = () => false;
    const restarted = new World(state.reopened(), secrets);
    assert.deepEqual(await restarted.list(id), { ok: false, why: unknownKey(documented) });
    assert.deepEqual(restarted.sent, []);
  });

  it('that can’t be stored keeps the key from being replaced', async () => {
    const { id, state, secrets } = opened();
    const world = new World(state, secrets);
    state.rejects = true;
    const replaced = await world.accounts.replaceApiKey(id, fresh, 'keychain', atMirror);
    assert.deepEqual(replaced, { ok: false, why: 'state' });
    assert.ok((await world.list(id)).ok);
    assert.deepEqual(world.sent, [{ origin: documented, apiKey: `key of ${id}` }]);
  });

  for (const isRead of [true, false]) {
    it(`is what this window first saw where another window changes the key${isRead ? '' : ', also one that it had not read yet'}`, async () => {
      const { id, state, secrets } = opened();
      const theirs = new World(state, secrets);
      const here = new World(state.anotherWindow(), secrets);
      here.answer = () => ({ kind: 'refusedKey' });
      here.state.isDeaf = true;
      if (isRead) await here.list(id);
      here.sent.length = 0;
      await theirs.accounts.replaceApiKey(id, fresh, 'keychain', atMirror);
      assert.deepEqual(await here.list(id), { ok: false, why: unknownKey(documented) });
      assert.deepEqual(here.sent, []);
    });
  }

  it('is that of its first key, which comes before its name where a window of 0.1.0 adds it', async () => {
    const { state, secrets } = opened();
    const here = new World(state, secrets);
    await secrets.store('mailPartner.apiKey.0a1b2c3d.new', fresh);
    const before = state.get<object[]>(accountsKey) ?? [];
    await state.anotherWindow().update(accountsKey, [...before, { id: '0a1b2c3d.new', name: 'new' }]);
    here.accounts.lookAgain();
    assert.ok((await here.list('0a1b2c3d.new')).ok);
    assert.deepEqual(here.sent, [{ origin: documented, apiKey: fresh }]);
  });

  it('holds on where a window of 0.1.0 drops it, and is put back', async () => {
    const { world, id, state, secrets } = await withAccount();
    await world.accounts.allow(world.accounts.accounts, mirror);
    const before = state.stored.get(accountsKey);
    const older = state.anotherWindow();
    await older.update(accountsKey, [{ id, name: 'Agence' }]);
    world.accounts.lookAgain();
    for (const address of [documented, mirror]) {
      world.address = address;
      assert.ok((await world.list(id)).ok);
    }
    const again = new World(state, secrets, [0]);
    await again.accounts.allow([], documented);
    assert.deepEqual(state.stored.get(accountsKey), [{ id, name: 'Agence' }], 'what was never known here');

    const keeping = new World(new FakeMemento([[accountsKey, before]]), secrets, [0]);
    await keeping.state.anotherWindow().update(accountsKey, [{ id, name: 'Agence' }]);
    keeping.accounts.lookAgain();
    await keeping.accounts.settled();
    assert.deepEqual(keeping.state.stored.get(accountsKey), before);
    for (const each of [again, keeping]) each.dispose();
  });
});

describe('the origins of a key', () => {
  it('are asked about once each: who works at two addresses is asked at neither again', async () => {
    const { world: local, id, state, secrets } = await withAccount();
    const container = new World(state.anotherWindow(), secrets);
    local.address = mirror;
    const asked: string[] = [];
    const came = async (window: World) => {
      window.accounts.lookAgain();
      const questions = new OriginQuestions({
        accounts: () => window.accounts.accounts,
        origin: () => window.origin,
        ask: async ({ origin }) => asked.push(origin) > 0,
        allow: (accounts, origin) => window.accounts.allow(accounts, origin),
        notKept: () => assert.fail(),
        settled: () => window.accounts.settled(),
        hasFocus: () => true,
      });
      if (!(await window.list(id)).ok) await questions.askOnce();
      assert.ok((await window.list(id)).ok);
    };
    for (let day = 0; day < 3; day++) {
      await came(local);
      await came(container);
    }
    assert.deepEqual(asked, [mirror]);
    container.address = other;
    await came(container);
    await came(local);
    assert.deepEqual(asked, [mirror, other]);
    assert.deepEqual(local.accounts.find(id)?.origins, [documented, mirror, other]);
    // Another key begins anew.
    await local.accounts.replaceApiKey(id, fresh, 'keychain', { origin: other });
    assert.deepEqual(local.accounts.find(id)?.origins, [other]);
  });

  it('are no more than can be counted: the one that was agreed to longest ago goes, the first never', () => {
    const origins = Array.from({ length: mostOrigins + 3 }, (_, i) => `https://${i}.example.org`);
    const kept = origins.reduce<readonly string[]>(withOrigin, []);
    assert.deepEqual(kept, [origins[0], ...origins.slice(1 - mostOrigins)]);
    assert.deepEqual(withOrigin(kept, origins[0] ?? ''), kept);
    assert.deepEqual(withOrigin(['a', 'b', 'c'], 'b'), ['a', 'c', 'b']);
  });
});

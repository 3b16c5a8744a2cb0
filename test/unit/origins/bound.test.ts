// A key goes to the origin that it was added for, and nowhere else; accounts of version 0.1.0, which have none, are bound at their first success.
import assert from 'node:assert/strict';
import { keyMark } from '../../../src/accounts/origins';
import { done, failed } from '../../../src/api/result';
import { FakeMemento } from '../support/vscodeParts';
import { documented, mirror, other, stored010, unknownKey, World } from './support';

const key = 'canary-key-1';
const never = () => new AbortController().signal;
async function added(origin: string | undefined, keep: 'keychain' | 'session' = 'keychain') {
  const world = new World();
  const account = await world.accounts.add({ name: 'Agence', login: 'compte@example.fr', origin }, key, keep);
  assert.ok(account.ok);
  return { world, id: account.value.id };
}

describe('a key', () => {
  for (const keep of ['keychain', 'session'] as const) {
    it(`that is kept in the ${keep} goes to its own origin alone, and is not even read for another`, async () => {
      const { world, id } = await added(mirror, keep);
      for (const origin of [documented, other, 'http://127.0.0.1:1', 'https://mirror.example.org:444']) {
        world.address = `${origin}/v1`;
        world.secrets.calls.length = 0;
        const why = { kind: 'origin', origin, boundTo: mirror };
        assert.deepEqual(await world.list(id), { ok: false, why });
        const request = { page: 1, format: 'json', signal: never() } as const;
        assert.deepEqual(await world.api.fetchAsSent(id, request), { ok: false, why });
        assert.deepEqual(world.api.refusal(id), why);
        assert.deepEqual(world.secrets.calls, [], 'the key was read');
      }
      assert.deepEqual(world.sent, []);
      for (const path of ['/v1', '/v2/', '']) {
        world.address = `${mirror}${path}`;
        assert.equal((await world.list(id)).ok, true);
        assert.equal(world.api.refusal(id), undefined);
      }
      assert.deepEqual(new Set(world.sent.map(({ origin }) => origin)), new Set([mirror]));
      world.dispose();
    });
  }

  it('of an account that is bound anew goes there, after a restart too', async () => {
    for (const keep of ['keychain', 'session'] as const) {
      const { world, id } = await added(documented, keep);
      world.address = mirror;
      assert.deepEqual(await world.accounts.allow(world.accounts.accounts, mirror), done);
      assert.equal((await world.list(id)).ok, true);
      assert.deepEqual(world.accounts.find(id)?.login, 'compte@example.fr');
      if (keep === 'keychain') {
        const restarted = new World(world.state.reopened(), world.secrets);
        assert.deepEqual(restarted.accounts.accounts, world.accounts.accounts);
        assert.deepEqual(restarted.accounts.find(id)?.origins, [documented, mirror]);
      }
    }
  });

  it('that is only tried goes where the person was told, whatever the address is by then', async () => {
    const world = new World();
    const trying = (origin: string) => world.api.tryApiKey('new account', key, origin, never());
    assert.deepEqual(await trying(mirror), {
      ok: false,
      why: { kind: 'origin', origin: documented, boundTo: mirror },
    });
    assert.deepEqual(world.sent, []);
    world.address = mirror;
    assert.deepEqual(await trying(mirror), {
      ok: true,
      value: { username: 'compte@example.fr', total: 0, balance: undefined, origin: mirror },
    });
    // Changed once the list has answered: whose it is is not asked elsewhere, and the key works at the first.
    world.sent.length = 0;
    world.wait = async (stop) => {
      if (stop === 'send') world.address = other;
    };
    const tried = await trying(mirror);
    assert.deepEqual(tried, {
      ok: true,
      value: { username: undefined, balance: undefined, total: 0, origin: mirror },
    });
    assert.deepEqual(world.sent, [{ origin: mirror, apiKey: key }]);
  });

  it('is not sent again, after a pause or in its turn, once the address has changed', async () => {
    for (const at of ['pause', 'turn', 'keychain'] as const) {
      const { world, id } = await added(documented);
      world.answer = () => ({ kind: 'server', status: 503 });
      world.wait = async (stop) => {
        if (stop === at) world.address = mirror;
      };
      const answer = await world.list(id);
      assert.deepEqual(answer, { ok: false, why: { kind: 'origin', origin: mirror, boundTo: documented } });
      assert.equal(world.sent.length, at === 'pause' ? 1 : 0, at);
    }
  });

  it('goes to the address of now where that changed within its origin while it waited', async () => {
    const { world, id } = await added(documented);
    world.wait = async (stop) => {
      if (stop === 'keychain') world.address = `${documented}/v2`;
    };
    assert.equal((await world.list(id)).ok, true);
    assert.equal(world.sent.length, 1);
  });

  it('that replaces another is bound to where it was tried, and goes nowhere while only half of that is stored', async () => {
    const { world, id } = await added(documented);
    const refusals: unknown[] = [];
    let isAsking = false;
    world.wait = async (stop) => {
      if (stop !== 'keychain' || isAsking) return;
      isAsking = true;
      const listed = await world.list(id);
      if (!listed.ok) refusals.push(listed.why);
      isAsking = false;
    };
    const facts = { login: 'autre@example.fr', origin: mirror };
    assert.equal((await world.accounts.replaceApiKey(id, 'canary-key-2', 'keychain', facts)).ok, true);
    assert.deepEqual(refusals[0], unknownKey(documented));
    // The one before goes where it went, as long as it is there.
    assert.deepEqual(
      world.sent.filter(({ apiKey }) => apiKey !== key),
      [],
    );
    world.sent.length = 0;
    world.wait = async () => undefined;
    assert.deepEqual(world.api.refusal(id), { kind: 'origin', origin: documented, boundTo: mirror });
    world.address = mirror;
    assert.equal((await world.list(id)).ok, true);
    assert.deepEqual(world.sent, [{ origin: mirror, apiKey: 'canary-key-2' }]);
  });

  it('that could not replace another leaves that where it was', async () => {
    const { world, id } = await added(documented);
    world.secrets.trouble.store = 'rejects';
    const facts = { login: undefined, origin: mirror };
    assert.equal((await world.accounts.replaceApiKey(id, 'canary-key-2', 'keychain', facts)).ok, false);
    assert.equal((await world.list(id)).ok, true);
    assert.deepEqual(world.sent, [{ origin: documented, apiKey: key }]);
  });

  it('goes where another window has let it, as soon as this one hears of it', async () => {
    const { world, id } = await added(documented);
    const theirs = new World(world.state.anotherWindow(), world.secrets);
    world.address = mirror;
    assert.equal((await world.list(id)).ok, false);
    const told: string[] = [];
    world.changes.event(({ kind }) => told.push(kind));
    await theirs.accounts.allow(theirs.accounts.accounts, mirror);
    world.accounts.lookAgain();
    assert.deepEqual(told, ['origins'], 'and nothing need be drawn anew');
    assert.equal((await world.list(id)).ok, true);
  });
});

describe('agreeing', () => {
  it('leaves alone what has another key since the person was asked', async () => {
    const { world, id } = await added(documented);
    const asked = world.accounts.accounts;
    await world.accounts.replaceApiKey(id, 'canary-key-2', 'keychain', { origin: other });
    assert.deepEqual(await world.accounts.allow(asked, mirror), done);
    assert.deepEqual(world.accounts.find(id)?.origins, [other]);
  });

  it('that can’t be stored says so, and changes nothing', async () => {
    const { world, id } = await added(documented);
    world.state.rejects = true;
    assert.deepEqual(await world.accounts.allow(world.accounts.accounts, mirror), failed('state'));
    assert.deepEqual(world.accounts.find(id)?.origins, [documented]);
  });

  it('takes what is stored for an origin and is none as leave to go nowhere', () => {
    const keyMark = '0a1b2c3d';
    for (const origins of [
      null,
      7,
      {},
      documented,
      [],
      [null],
      [''],
      ['somewhere'],
      [`${documented}/v1`],
      ['null'],
    ]) {
      for (const beside of [{ origins, keyMark }, { origins }, { origins, keyMark: 7 }, { keyMark }]) {
        const stored = [{ id: 'a', name: 'A', ...beside }];
        const world = new World(new FakeMemento([['mailPartner.accounts', stored]]));
        assert.deepEqual(world.api.refusal('a'), unknownKey(documented));
      }
    }
  });
});

describe('accounts of version 0.1.0', () => {
  it('are all there, and each is bound to the documented origin by its first success', async () => {
    const { accounts, state, secrets } = stored010('agence', 'studio');
    const world = new World(state, secrets);
    assert.deepEqual(world.accounts.accounts, accounts);
    const [first, second] = accounts.map(({ id }) => id);
    assert.ok(first && second);
    world.answer = () => ({ kind: 'refusedKey' });
    await world.list(first);
    assert.deepEqual(world.accounts.accounts, accounts, 'no success, no origin');
    world.answer = () => undefined;
    const bound = new Promise<void>((resolve) => world.changes.event(() => resolve()));
    await world.list(first);
    await bound;
    assert.deepEqual(state.stored.get('mailPartner.accounts'), [
      { ...accounts[0], origins: [documented], keyMark: keyMark(first, `key of ${first}`) },
      accounts[1],
    ]);
    assert.equal(state.stored.get('mailPartner.sortBy'), 'balance');
    assert.deepEqual(
      [...secrets.values],
      accounts.map(({ id }) => [`mailPartner.apiKey.${id}`, `key of ${id}`]),
    );
  });

  it('send nothing to any other address before the person has agreed', async () => {
    const { accounts, state, secrets } = stored010('agence');
    const world = new World(state, secrets);
    world.address = `${mirror}/v1`;
    const id = accounts[0]?.id ?? '';
    assert.deepEqual(await world.list(id), {
      ok: false,
      why: { kind: 'origin', origin: mirror, boundTo: undefined },
    });
    assert.deepEqual([world.sent, world.accounts.accounts], [[], accounts]);
    await world.accounts.allow(world.accounts.accounts, mirror);
    assert.equal((await world.list(id)).ok, true);
    const mark = keyMark(id, `key of ${id}`);
    assert.deepEqual(world.accounts.accounts, [{ ...accounts[0], origins: [mirror], keyMark: mark }]);
  });

  it('whose origin can’t be stored lose nothing, and are bound by the next success', async () => {
    const { accounts, state, secrets } = stored010('agence');
    const world = new World(state, secrets);
    const id = accounts[0]?.id ?? '';
    state.rejects = true;
    assert.equal((await world.list(id)).ok, true);
    // Whatever comes after it in the store's queue finds it over.
    await world.accounts.allow([], documented);
    assert.deepEqual(world.accounts.accounts, accounts);
    state.rejects = false;
    const bound = new Promise<void>((resolve) => world.changes.event(() => resolve()));
    assert.equal((await world.list(id)).ok, true);
    await bound;
    assert.deepEqual(world.accounts.find(id)?.origins, [documented]);
  });

  it('that was gone back to keeps names and keys, and is asked about again: what it writes has no origins', async () => {
    const { state, secrets } = stored010('agence');
    const world = new World(state, secrets);
    await world.accounts.allow(world.accounts.accounts, mirror);
    // Version 0.1.0 reads `id`, `name` and `login`, and writes these with its next change.
    const read = world.accounts.accounts.map(({ id, name, login }) => ({ id, name, login }));
    await state.update('mailPartner.accounts', [...read, { id: '0a1b2c3d.new', name: 'new' }]);
    const again = new World(state.reopened(), secrets);
    assert.deepEqual(
      again.accounts.accounts.map(({ name, origins }) => [name, origins]),
      [
        ['agence', undefined],
        ['new', undefined],
      ],
    );
    again.address = mirror;
    assert.equal(again.api.refusal(read[0]?.id ?? '')?.kind, 'origin');
  });
});

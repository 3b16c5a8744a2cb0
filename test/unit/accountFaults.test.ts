// What was said of accounts is what is there after a restart, whatever fails in whatever order: VS Code's state and the keychain.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AccountNames } from '../../src/accounts/account';
import { type AccountChange, AccountStore, type RemoveProblem } from '../../src/accounts/accountStore';
import { Keychain } from '../../src/accounts/keychain';
import { StoredState } from '../../src/accounts/storedState';
import { FakeEmitter, FakeMemento, FakeSecrets } from './support/vscodeParts';

/** What a person was told that there is: of each account that outlives the window, its name and key. */
type Told = Map<string, { readonly name: string; readonly key: string | undefined }>;

type Act =
  | 'add'
  | 'addForSession'
  | 'rename'
  | 'remove'
  | 'replace'
  | 'replaceForSession'
  | 'read'
  | 'look'
  | 'sort';

interface Step {
  readonly act: Act;
  /** Which account it is about, of those that are there. */
  readonly which: number;
  /** Whether the next step waits for it. */
  readonly awaited: boolean;
}

const act = fc.constantFrom<Act>(
  'add',
  'add',
  'addForSession',
  'rename',
  'remove',
  'remove',
  'replace',
  'replaceForSession',
  'read',
  'look',
  'sort',
);
const step: fc.Arbitrary<Step> = fc.record({ act, which: fc.nat(9), awaited: fc.boolean() });
/** Which of the calls fail, in their order; those after them don't. */
const faults = fc.array(
  fc.nat(3).map((each) => each === 0),
  { minLength: 10, maxLength: 40 },
);

function open(secrets: FakeSecrets, memento: FakeMemento) {
  const state = new StoredState(memento);
  const store = new AccountStore({
    keychain: new Keychain(secrets),
    names: new AccountNames(state),
    changes: new FakeEmitter<AccountChange>(),
    lookAgainAfter: [],
  });
  return { state, store };
}

/** Does these things one after another or at once. Answers with what was told of them. */
async function run(
  steps: readonly Step[],
  { state, store }: ReturnType<typeof open>,
  onRemoved: (why: RemoveProblem | 'done') => void,
  before: (n: number) => unknown = () => undefined,
): Promise<Told> {
  const told: Told = new Map();
  const ofSession = new Set<string>();
  const acts: Record<Act, (id: string, n: number) => Promise<unknown>> = {
    add: async (_, n) => {
      const added = await store.add({ name: 'Agence' }, `key ${n}`);
      if (added.ok) told.set(added.value.id, { name: added.value.name, key: `key ${n}` });
    },
    addForSession: async (_, n) => {
      const added = await store.add({ name: 'Agence' }, `key ${n}`, 'session');
      if (added.ok) ofSession.add(added.value.id);
    },
    rename: async (id, n) => {
      const before = store.find(id);
      const renamed = await store.rename(id, n % 2 === 0 ? 'Agence' : `Studio ${n}`);
      const was = told.get(id);
      if (renamed.ok) {
        const { name, ...rest } = renamed.value;
        const { name: _, ...restBefore } = before ?? {};
        if (awaitsAll) assert.deepEqual(rest, restBefore, 'all but the name is as it was');
        if (was) told.set(id, { ...was, name });
        else assert.ok(ofSession.has(id));
      }
    },
    remove: async (id) => {
      const removed = await store.remove(id);
      const why: RemoveProblem | undefined = removed.ok ? undefined : removed.why;
      const was = told.get(id);
      onRemoved(why ?? 'done');
      if (why === undefined || why === 'keyLeft') {
        told.delete(id);
        ofSession.delete(id);
      } else if (why === 'keyLost') {
        assert.ok(was);
        told.set(id, { name: was.name, key: undefined });
      }
    },
    replace: async (id, n) => {
      const replaced = await store.replaceApiKey(id, `key ${n}`, 'keychain', { login: `login ${n}` });
      const name = store.find(id)?.name;
      if (replaced.ok) {
        assert.ok(name && (told.has(id) || ofSession.delete(id)));
        told.set(id, { name, key: `key ${n}` });
      }
    },
    replaceForSession: (id, n) => store.replaceApiKey(id, `key ${n}`, 'session'),
    read: (id) => store.readApiKey(id),
    look: async () => store.lookAgain(),
    sort: (_, n) => state.update('mailPartner.sortBy', n).catch(() => undefined),
  };
  const awaitsAll = steps.every(({ awaited }) => awaited);
  const running: Promise<unknown>[] = [];
  for (const [n, { act: what, which, awaited }] of steps.entries()) {
    before(n);
    const { accounts } = store;
    const doing = acts[what](accounts[which % Math.max(1, accounts.length)]?.id ?? 'nobody', n);
    running.push(doing);
    await (awaited ? doing : undefined);
  }
  await Promise.all(running);
  return told;
}

/** That it is so, here and after a restart: each name, each key, and no key that nobody knows of. */
async function holds(
  told: Told,
  { store }: ReturnType<typeof open>,
  secrets: FakeSecrets,
  memento: FakeMemento,
): Promise<void> {
  secrets.isRejected = () => false;
  const restarted = open(secrets, memento.reopened());
  const there: Told = new Map();
  for (const { id, name } of restarted.store.accounts) {
    const key = await restarted.store.readApiKey(id);
    there.set(id, { name, key: key.ok ? key.value : undefined });
  }
  assert.deepEqual(there, told);
  store.lookAgain();
  const stored = store.accounts.filter(({ id }) => told.has(id));
  assert.deepEqual(
    stored.map(({ name }) => name),
    [...there.values()].map(({ name }) => name),
  );
  const names = store.accounts.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)], 'two of a name');
  const noted = new AccountNames(new StoredState(memento.reopened())).readUnnamed();
  for (const name of secrets.values.keys()) {
    const id = name.replace('mailPartner.apiKey.', '');
    assert.ok(told.has(id) || id in noted, 'a key that nobody knows of');
  }
}

/** Each way in which the first calls of a kind can fail. */
const ways = (calls: number) =>
  Array.from({ length: 2 ** calls }, (_, bits) =>
    Array.from({ length: calls }, (_, n) => ((bits >> n) & 1) === 1),
  );

describe('accounts, whatever fails', () => {
  for (const [last, expected] of [
    ['add', []],
    ['remove', ['done', 'failed', 'keyLeft', 'keyLost', 'state']],
    ['replace', []],
    ['rename', []],
  ] as const) {
    it(`${last}, with each step failing and not: what was said is what is there`, async () => {
      const removals = new Set<string>();
      for (const ofState of ways(4)) {
        for (const ofKeychain of ways(5)) {
          const [secrets, memento] = [new FakeSecrets(), new FakeMemento()];
          const window = open(secrets, memento);
          const first = { which: 0, awaited: true };
          const fail = () => {
            const [state, keychain] = [[...ofState], [...ofKeychain]];
            memento.rejectWhere(() => state.shift() ?? false);
            secrets.isRejected = () => keychain.shift() ?? false;
          };
          const steps: Step[] = [
            { ...first, act: 'add' },
            { ...first, act: last },
          ];
          const told = await run(
            steps,
            window,
            (why) => removals.add(why),
            (n) => n === 1 && fail(),
          );
          await holds(told, window, secrets, memento);
        }
      }
      assert.deepEqual([...removals].sort(), expected);
    });
  }

  it('what was said is what is there after a restart, whatever happens at once', async () => {
    const removals = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 14 }),
        faults,
        faults,
        fc.scheduler(),
        async (steps, stateFaults, keychainFaults, scheduler) => {
          const [secrets, memento] = [new FakeSecrets(), new FakeMemento()];
          const turn = () => scheduler.schedule(Promise.resolve());
          memento.turn = turn;
          secrets.turn = turn;
          const [ofState, ofKeychain] = [[...stateFaults], [...keychainFaults]];
          memento.rejectWhere(() => ofState.shift() ?? false);
          secrets.isRejected = () => ofKeychain.shift() ?? false;
          const window = open(secrets, memento);
          const told = await scheduler.waitFor(run(steps, window, (why) => removals.add(why)));

          secrets.turn = () => Promise.resolve();
          await holds(told, window, secrets, memento);
        },
      ),
      { numRuns: 400 },
    );
    assert.ok(
      ['done', 'failed', 'state'].every((each) => removals.has(each)),
      'not all was tried',
    );
  });
});

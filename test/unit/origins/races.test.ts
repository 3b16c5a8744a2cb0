// Whatever comes between what, in two windows and over restarts: no key goes to an origin that the person did not agree to for it, and there is one question at a time.
import assert from 'node:assert/strict';
import fc, { type Scheduler } from 'fast-check';
import { keyMark } from '../../../src/accounts/origins';
import { type OriginQuestion, OriginQuestions } from '../../../src/features/accounts/core/originQuestions';
import { FakeMemento, FakeSecrets } from '../support/vscodeParts';
import { documented, mirror, other, World } from './support';

const origins = [documented, mirror, other] as const;

type Step = { readonly window: number } & (
  | { readonly do: 'address'; readonly origin: number }
  | { readonly do: 'list' | 'sent'; readonly account: number }
  | { readonly do: 'ask' | 'restart' }
  | { readonly do: 'answer'; readonly agree: boolean }
  | { readonly do: 'replace'; readonly account: number; readonly keep: 'keychain' | 'session' }
  | { readonly do: 'fail'; readonly on: boolean }
  | { readonly do: 'store' | 'keep'; readonly fails: boolean }
);

const [window, account] = [fc.nat({ max: 1 }), fc.nat({ max: 2 })];
const only = <T extends string>(what: T) => fc.constant(what);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ window, do: only('address'), origin: fc.nat({ max: 2 }) }) },
  { weight: 4, arbitrary: fc.record({ window, do: fc.constantFrom('list', 'sent'), account }) },
  { weight: 2, arbitrary: fc.record({ window, do: only('ask') }) },
  { weight: 3, arbitrary: fc.record({ window, do: only('answer'), agree: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      window,
      do: only('replace'),
      account,
      keep: fc.constantFrom('keychain', 'session'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ window, do: only('restart') }) },
  { weight: 1, arbitrary: fc.record({ window, do: only('fail'), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ window, do: fc.constantFrom('store', 'keep'), fails: fc.boolean() }) },
);

/** What was told and what came of it, over all windows. */
class Person {
  /** Where each key may go by what the person said. */
  readonly agreed = new Map<string, Set<string>>();
  /** The keys that each account has had. */
  readonly keys = new Map<string, string[]>();
  readonly violations: string[] = [];
  sent = 0;
  agreements = 0;

  adds(id: string, apiKey: string, origin: string): void {
    this.agreed.set(apiKey, new Set([origin]));
    this.keys.set(id, [...(this.keys.get(id) ?? []), apiKey]);
  }

  agreesTo({ origin, accounts }: OriginQuestion): void {
    this.agreements++;
    for (const { id, keyMark: asked } of accounts) {
      for (const key of this.keys.get(id) ?? []) {
        // Of an account of 0.1.0 nothing tells which key it is.
        if (asked === undefined || asked === keyMark(id, key)) this.agreed.get(key)?.add(origin);
      }
    }
  }
}

/** One window, until it closes or crashes: what it was doing then never goes on. */
class Window {
  readonly world: World;
  readonly questions: OriginQuestions;
  /** Never more than one. */
  open: { readonly question: OriginQuestion; answer(agree: boolean): void } | undefined;
  readonly ended: Promise<void>;
  fails = false;
  #end: () => void = () => undefined;
  #isEnded = false;

  constructor(state: FakeMemento, keychain: FakeSecrets, person: Person, s: Scheduler) {
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    const waits = (what: string): Promise<void> =>
      this.#isEnded
        ? new Promise<never>(() => undefined)
        : s
            .schedule(Promise.resolve(), what)
            .then(() => (this.#isEnded ? new Promise<never>(() => undefined) : undefined));
    // The keychain is one; on the way there, each window has its own turn.
    const { values, changes, onDidChange } = keychain;
    const secrets = Object.assign(new FakeSecrets(), { values, changes, onDidChange });
    state.turn = () => waits('state');
    this.world = new World(state, secrets);
    this.world.wait = waits;
    this.world.onSent = ({ origin, apiKey }) => {
      person.sent++;
      if (!person.agreed.get(apiKey)?.has(origin)) person.violations.push(`${apiKey} went to ${origin}`);
    };
    this.world.answer = () => (this.fails ? { kind: 'server', status: 503 } : undefined);
    // As the list of an account does whose key is another.
    this.world.changes.event((change) => {
      if (change.kind === 'apiKey' && !this.#isEnded) void this.world.list(change.id);
    });
    const { accounts } = this.world;
    this.questions = new OriginQuestions({
      accounts: () => accounts.accounts,
      origin: () => this.world.origin,
      ask: (question) => {
        if (this.open || question.origin !== this.world.origin) person.violations.push('asked wrongly');
        return new Promise((resolve) => {
          this.open = {
            question,
            answer: (agree) => {
              this.open = undefined;
              if (agree && this.world.origin === question.origin) person.agreesTo(question);
              resolve(agree);
            },
          };
        });
      },
      allow: (asked, origin) => accounts.allow(asked, origin),
      settled: () => accounts.settled(),
      notKept: () => undefined,
      hasFocus: () => true,
    });
  }

  end(): void {
    this.#isEnded = true;
    this.world.dispose();
    this.#end();
  }
}

describe('a key and the address', () => {
  it('in any order of changes, questions, answers, new keys, requests, windows and restarts: it goes only where the person agreed', async () => {
    let [sent, agreements] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 3, maxLength: 25 }), async (s, steps) => {
        const [state, keychain, person] = [new FakeMemento(), new FakeSecrets(), new Person()];
        const first = new World(state, keychain);
        // The last as version 0.1.0 left it.
        for (const [i, origin] of [documented, mirror, undefined].entries()) {
          const added = await first.accounts.add({ name: `Account ${i}`, origin }, `key ${i}`);
          assert.ok(added.ok);
          person.adds(added.value.id, `key ${i}`, origin ?? documented);
        }
        const ids = first.accounts.accounts.map(({ id }) => id);
        first.dispose();
        const opened = () => new Window(state.anotherWindow(), keychain, person, s);
        const windows = [opened(), opened()];

        let made = 0;
        const run = async (each: Step, at: Window): Promise<void> => {
          const { world, questions } = at;
          const id = ('account' in each ? ids[each.account] : undefined) ?? '';
          const { signal } = new AbortController();
          switch (each.do) {
            case 'address':
              world.address = `${origins[each.origin]}/v1`;
              return;
            case 'ask':
              return questions.askOnce();
            case 'answer':
              at.open?.answer(each.agree);
              return;
            case 'restart':
              at.end();
              windows[each.window] = opened();
              return;
            case 'fail':
              at.fails = each.on;
              return;
            case 'store':
              world.state.rejects = each.fails;
              return;
            case 'keep':
              world.secrets.trouble.store = each.fails ? 'rejects' : undefined;
              return;
            case 'replace': {
              const told = world.origin;
              const apiKey = `new key ${made++}`;
              person.adds(id, apiKey, told);
              const tried = await world.api.tryApiKey('', apiKey, told, signal);
              if (tried.ok) await world.accounts.replaceApiKey(id, apiKey, each.keep, tried.value);
              return;
            }
            default: {
              const answer =
                each.do === 'list'
                  ? await world.list(id, signal)
                  : await world.api.fetchAsSent(id, { page: 1, format: 'json', signal });
              if (!answer.ok && answer.why.kind === 'origin') await questions.askOnce();
            }
          }
        };
        const runs = steps.map((each, i) =>
          s.schedule(Promise.resolve(), `step ${i}`).then(() => {
            const at = windows[each.window];
            return at && Promise.race([run(each, at), at.ended]);
          }),
        );
        const all = Promise.all(runs);
        let ended = false;
        const end = () => {
          ended = true;
        };
        void all.then(end, end);
        while (!ended) {
          await s.waitIdle();
          for (const at of windows) at.open?.answer(false);
          await new Promise(setImmediate);
        }
        await all;
        // What is left after all of it: each window asks once more, and one that opens now.
        const last = [...windows, opened()];
        const asking = Promise.all(last.flatMap(({ world }) => ids.map((id) => world.list(id))));
        void asking.then(() => s.waitIdle());
        await s.waitFor(asking);
        for (const at of last) at.end();
        sent += person.sent;
        agreements += person.agreements;
        assert.deepEqual(person.violations, []);
      }),
      { numRuns: 300 },
    );
    assert.ok(
      sent > 500 && agreements > 30,
      `${sent} requests, ${agreements} agreements: too few to prove anything`,
    );
  }).timeout(60_000);
});

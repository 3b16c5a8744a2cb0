// Whatever comes between what: no key goes to an origin that the person did not agree to for it, and there is one question at a time.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type OriginQuestion, OriginQuestions } from '../../../src/features/accounts/core/originQuestions';
import { documented, mirror, other, World } from './support';

const origins = [documented, mirror, other] as const;

type Step =
  | { readonly do: 'address'; readonly origin: number }
  | { readonly do: 'list' | 'sent' | 'retry'; readonly account: number }
  | { readonly do: 'ask' }
  | { readonly do: 'answer'; readonly agree: boolean }
  | { readonly do: 'replace'; readonly account: number; readonly keep: 'keychain' | 'session' }
  | { readonly do: 'fail'; readonly on: boolean }
  | { readonly do: 'store'; readonly fails: boolean };

const account = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('address' as const), origin: fc.nat({ max: 2 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('list' as const, 'sent' as const), account }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('answer' as const), agree: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('replace' as const),
      account,
      keep: fc.constantFrom('keychain' as const, 'session' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('store' as const), fails: fc.boolean() }) },
);

describe('a key and the address', () => {
  it('in any order of changes, questions, answers, new keys and requests: it goes only where the person agreed', async () => {
    let [sent, agreements] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 3, maxLength: 25 }), async (s, steps) => {
        const world = new World();
        // The last as version 0.1.0 left it.
        const agreed = new Map<string, Set<string>>();
        for (const [i, origin] of [documented, mirror, undefined].entries()) {
          agreed.set(`key ${i}`, new Set([origin ?? documented]));
          assert.ok((await world.accounts.add({ name: `Account ${i}`, origin }, `key ${i}`)).ok);
        }
        const keys = new Map(world.accounts.accounts.map(({ id }, i) => [id, [`key ${i}`]]));
        world.wait = (stop) => s.schedule(Promise.resolve(), stop);
        world.onSent = ({ origin, apiKey }) => {
          sent++;
          assert.ok(agreed.get(apiKey)?.has(origin), `${apiKey} went to ${origin}`);
        };
        let fails = false;
        world.answer = () => (fails ? { kind: 'server', status: 503 } : undefined);

        let open: { readonly question: OriginQuestion; answer(agree: boolean): void } | undefined;
        const questions = new OriginQuestions({
          accounts: () => world.accounts.accounts,
          origin: () => world.origin,
          ask: (question) => {
            assert.equal(open, undefined, 'two questions at once');
            assert.equal(question.origin, world.origin);
            return new Promise((resolve) => {
              open = {
                question,
                answer: (agree) => {
                  open = undefined;
                  if (agree && world.origin === question.origin) {
                    agreements++;
                    for (const { id } of question.accounts) {
                      // Each key that it has, or is given just now.
                      for (const key of keys.get(id) ?? []) agreed.get(key)?.add(question.origin);
                    }
                  }
                  resolve(agree);
                },
              };
            });
          },
          allow: (accounts, origin) => world.accounts.allow(accounts, origin),
          settled: () => world.accounts.settled(),
          notKept: () => undefined,
          hasFocus: () => true,
        });

        let made = 0;
        const run = async (each: Step): Promise<void> => {
          const id = 'account' in each ? world.accounts.accounts[each.account]?.id : undefined;
          switch (each.do) {
            case 'address':
              world.address = `${origins[each.origin]}/v1`;
              return;
            case 'ask':
              return questions.askOnce();
            case 'answer':
              open?.answer(each.agree);
              return;
            case 'fail':
              fails = each.on;
              return;
            case 'store':
              world.state.rejects = each.fails;
              return;
            case 'replace': {
              const told = world.origin;
              const apiKey = `new key ${made++}`;
              agreed.set(apiKey, new Set([told]));
              const tried = await world.api.tryApiKey('', apiKey, told, new AbortController().signal);
              if (tried.ok && id) {
                keys.get(id)?.push(apiKey);
                await world.accounts.replaceApiKey(id, apiKey, each.keep, tried.value);
              }
              return;
            }
            default: {
              const signal = new AbortController().signal;
              const answer =
                each.do === 'list'
                  ? await world.list(id ?? '', signal)
                  : await world.api.fetchAsSent(id ?? '', { page: 1, format: 'json', signal });
              if (!answer.ok && answer.why.kind === 'origin') await questions.askOnce();
            }
          }
        };
        const runs = steps.map((each, i) => s.schedule(Promise.resolve(), `step ${i}`).then(() => run(each)));
        const all = Promise.all(runs);
        let ended = false;
        void all.then(
          () => {
            ended = true;
          },
          () => {
            ended = true;
          },
        );
        while (!ended) {
          await s.waitIdle();
          open?.answer(false);
          await new Promise(setImmediate);
        }
        await all;
        world.dispose();
      }),
      { numRuns: 400 },
    );
    assert.ok(
      sent > 500 && agreements > 30,
      `${sent} requests, ${agreements} agreements: too few to prove anything`,
    );
  });
});

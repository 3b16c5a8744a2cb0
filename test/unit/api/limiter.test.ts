// How fast the service is asked (the clock is the test's): so many at a time, never over the ceiling, and slower after a 429.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import fc from 'fast-check';
import type { Answer } from '../../../src/api/api';
import type { Failure } from '../../../src/api/failure';
import { Limiter, mostPerMinute, requestsAtOnce } from '../../../src/api/limiter';
import { settled } from '../../support/settled';

const fine: Answer<string> = { ok: true, value: 'fine' };
const failure = (one: Failure): Answer<string> => ({ ok: false, why: one });
const never = () => new AbortController().signal;

describe('limiter', () => {
  let limiter: Limiter;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 1_000_000 });
    limiter = new Limiter();
  });
  afterEach(() => {
    limiter.dispose();
    mock.timers.reset();
  });

  /** Requests that the test answers one by one. */
  function service(account = 'a') {
    const open: ((answer: Answer<string>) => void)[] = [];
    const started: number[] = [];
    const ask = (signal = never()) =>
      limiter.of(account).run(() => {
        started.push(Date.now());
        return new Promise<Answer<string>>((resolve) => open.push(resolve));
      }, signal);
    const answer = async (with_: Answer<string> = fine) => {
      open.shift()?.(with_);
      await settled();
    };
    return { ask, answer, started };
  }

  it('lets so many through at a time for an account, and the next with each that ends', async () => {
    const { ask, answer, started } = service();
    for (let n = 0; n < 10; n++) void ask();
    await settled();
    assert.equal(started.length, requestsAtOnce);
    await answer();
    assert.equal(started.length, requestsAtOnce + 1);
  });

  it('holds no account up for another', async () => {
    const one = service('a');
    const other = service('b');
    for (let n = 0; n < 10; n++) void one.ask();
    void other.ask();
    await settled();
    assert.equal(other.started.length, 1);
  });

  it('answers what the request answered', async () => {
    const refused = failure({ kind: 'refusedKey', code: 10 });
    assert.equal(await limiter.of('a').run(async () => fine, never()), fine);
    assert.equal(await limiter.of('a').run(async () => refused, never()), refused);
  });

  it('does not send what is aborted while it waits, and lets the others through', async () => {
    const { ask, answer, started } = service();
    for (let n = 0; n < requestsAtOnce; n++) void ask();
    const given = new AbortController();
    const waiting = ask(given.signal);
    void ask();
    await settled();
    given.abort();
    assert.deepEqual(await waiting, { ok: false, why: { kind: 'aborted' } });
    await answer();
    await answer();
    assert.equal(started.length, requestsAtOnce + 1, 'the one after it went, it never did');
  });

  it('never sends more than the ceiling in any minute, whatever runs, and sends all in the end', async () => {
    const times: number[] = [];
    const total = mostPerMinute * 2 + 100;
    for (let n = 0; n < total; n++) {
      const account = `account ${n % 3}`;
      void limiter.of(account).run(async () => {
        times.push(Date.now());
        return fine;
      }, never());
    }
    for (let tick = 0; tick < 40 * 5 && times.length < total; tick++) {
      await settled();
      mock.timers.tick(1000);
    }
    assert.equal(times.length, total);
    for (let n = mostPerMinute; n < times.length; n++) {
      const span = (times[n] ?? 0) - (times[n - mostPerMinute] ?? 0);
      assert.ok(span >= 60_000, `${mostPerMinute + 1} requests within ${span} ms`);
    }
  });

  it('after a 429 nothing is sent until the time is over that the service named: it is said at once, with that time', async () => {
    const { ask, answer, started } = service();
    for (let n = 0; n < 20; n++) void ask();
    await settled();
    await answer(failure({ kind: 'rateLimited', retryAfter: 40 }));
    for (let n = 1; n < requestsAtOnce; n++) await answer();
    assert.equal(started.length, requestsAtOnce, 'those in flight end, and no other starts');
    mock.timers.tick(39_000);
    const refused = await ask();
    assert.ok(!refused.ok && refused.why.kind === 'rateLimited');
    const { notSent, until, retryAfter } = refused.why;
    assert.deepEqual({ notSent, until, retryAfter }, { notSent: true, until: 1_040_000, retryAfter: 1 });
    mock.timers.tick(1000);
    void ask();
    await settled();
    assert.equal(started.length, requestsAtOnce + 1);
  });

  it('nor of another account, also one that is first asked for meanwhile: the ceiling is of the computer’s address', async () => {
    const one = service('a');
    void one.ask();
    await settled();
    await one.answer(failure({ kind: 'rateLimited', retryAfter: 2 }));
    const other = service('b');
    const refused = await other.ask();
    assert.ok(!refused.ok && refused.why.kind === 'rateLimited' && refused.why.notSent);
    mock.timers.tick(2000);
    void other.ask();
    await settled();
    assert.equal(other.started.length, 1);
  });

  it('where no time was named all wait for a second, then one is sent at a time until one has passed, of whichever account', async () => {
    const one = service('a');
    const other = service('b');
    void one.ask();
    await settled();
    await one.answer(failure({ kind: 'rateLimited' }));
    void one.ask();
    void one.ask();
    void other.ask();
    const sent = () => one.started.length + other.started.length - 1;
    mock.timers.tick(999);
    await settled();
    assert.equal(sent(), 0);
    mock.timers.tick(1);
    await settled();
    assert.equal(sent(), 1);
    await one.answer(failure({ kind: 'server', status: 503 }));
    assert.equal(sent(), 2);
    await one.answer();
    void one.ask();
    void one.ask();
    await settled();
    assert.equal(sent(), 5);
  });

  it('a success that was sent before says nothing about the limit', async () => {
    const { ask, answer, started } = service();
    for (let n = 0; n < 2; n++) void ask();
    await settled();
    await answer(failure({ kind: 'rateLimited', retryAfter: 40 }));
    await answer();
    await ask();
    assert.equal(started.length, 2);
  });

  it('then it goes on with half as many, and each success lets one more join', async () => {
    const { ask, answer, started } = service();
    for (let n = 0; n < 60; n++) void ask();
    await settled();
    await answer(failure({ kind: 'rateLimited' }));
    // All that were in flight meet the same: that counts once.
    for (let n = 1; n < requestsAtOnce; n++) await answer(failure({ kind: 'rateLimited' }));
    mock.timers.tick(1000);
    await settled();
    assert.equal(started.length - requestsAtOnce, 1);
    await answer();
    assert.equal(started.length - requestsAtOnce - 1, requestsAtOnce / 2 + 1);
    let inFlight = requestsAtOnce / 2 + 1;
    for (let n = 0; n < 10; n++) {
      const before = started.length;
      await answer();
      inFlight += started.length - before - 1;
    }
    assert.equal(inFlight, requestsAtOnce);
  });

  it('keeps a time that was named for an hour at the most: a mistaken one holds up no window for days', async () => {
    const { ask, answer, started } = service();
    void ask();
    await settled();
    await answer(failure({ kind: 'rateLimited', retryAfter: 86_400 }));
    mock.timers.tick(3_599_999);
    const refused = await ask();
    assert.ok(!refused.ok && refused.why.kind === 'rateLimited');
    assert.equal(refused.why.until, 1_000_000 + 86_400_000, 'what was named is told all the same');
    mock.timers.tick(1);
    void ask();
    await settled();
    assert.equal(started.length, 2);
  });

  it('holds up those who wait no longer than those who click, where a mistaken time was named', async () => {
    const { ask, answer } = service();
    void ask();
    await settled();
    await answer(failure({ kind: 'rateLimited', retryAfter: 86_400 }));
    const waits = () => limiter.of('a').run(async () => fine, never(), { waits: true });
    mock.timers.tick(3_599_999);
    const refused = await waits();
    assert.ok(!refused.ok && refused.why.kind === 'rateLimited' && refused.why.notSent);
    mock.timers.tick(501);
    assert.equal(await waits(), fine);
  });

  it('a second “too many requests” never makes the wait shorter', async () => {
    const { ask, answer, started } = service();
    void ask();
    void ask();
    await settled();
    await answer(failure({ kind: 'rateLimited', retryAfter: 10 }));
    await answer(failure({ kind: 'rateLimited', retryAfter: 1 }));
    mock.timers.tick(9999);
    await ask();
    assert.equal(started.length, 2, 'nothing is sent yet');
    mock.timers.tick(1);
    void ask();
    await settled();
    assert.equal(started.length, 3);
  });

  it('a clock that is set back holds nothing up', async () => {
    const { ask, answer, started } = service();
    void ask();
    await settled();
    await answer(failure({ kind: 'rateLimited', retryAfter: 40 }));
    mock.timers.setTime(500_000);
    void ask();
    await settled();
    assert.equal(started.length, 2);
  });

  it('knows nothing of a limit any more where another service is asked', async () => {
    const { ask, answer, started } = service();
    void ask();
    await settled();
    await answer(failure({ kind: 'rateLimited', retryAfter: 40 }));
    limiter.startAgain();
    void ask();
    void ask();
    await settled();
    assert.equal(started.length, 3);
  });

  it('what the service before still answers says nothing of the one that is asked now', async () => {
    const { ask, answer, started } = service();
    for (let n = 0; n < 8; n++) void ask();
    await settled();
    limiter.startAgain();
    const all = { kind: 'rateLimited', retryAfter: 40 } as const;
    await answer(failure(all));
    assert.equal(started.length, requestsAtOnce, 'what waited for the service before is not sent any more');
    const other = service('b');
    for (let n = 0; n < 3; n++) void other.ask();
    await settled();
    assert.equal(other.started.length, 3);
    await other.answer(failure(all));
    await answer();
    const refused = await other.ask();
    assert.ok(!refused.ok, 'nor does a success there lift the limit here');
  });

  it('forgets accounts that are gone, and what waits for its turn there is not sent', async () => {
    const { ask, answer, started } = service();
    for (let n = 0; n < 20; n++) void ask();
    const known = limiter.of('a');
    const kept = limiter.of('b');
    await settled();
    limiter.keepOnly(['b']);
    await answer();
    assert.equal(started.length, requestsAtOnce);
    assert.equal(limiter.of('b'), kept);
    assert.notEqual(limiter.of('a'), known);
  });

  for (const gone of ['keepOnly', 'dispose'] as const) {
    it(`answers all who wait, for their turn, for all accounts’ turn or for an answer, when their account is gone (${gone})`, async () => {
      const one = service('a');
      const other = service('b');
      void other.ask();
      await settled();
      await other.answer(failure({ kind: 'rateLimited' }));
      // Held up for all accounts together.
      const asked = Array.from({ length: 9 }, () => one.ask());
      const stays = other.ask();
      await settled();
      assert.equal(one.started.length, 0);
      const inTurn = limiter.of('a');
      limiter[gone](['b']);
      for (const answer of await Promise.all(asked)) {
        assert.deepEqual(answer, { ok: false, why: { kind: 'aborted' } });
      }
      assert.deepEqual(await inTurn.run(async () => fine, never()), { ok: false, why: { kind: 'aborted' } });
      mock.timers.tick(1000);
      await settled();
      assert.equal(one.started.length, 0);
      if (gone === 'keepOnly') {
        await other.answer();
        assert.equal(await stays, fine);
      }
    });
  }

  it('answers who waits for a request in flight when the account is gone', async () => {
    const { ask, started } = service();
    const asked = Array.from({ length: requestsAtOnce + 3 }, () => ask());
    await settled();
    assert.equal(started.length, requestsAtOnce);
    limiter.keepOnly([]);
    const answers = await Promise.all(asked);
    assert.ok(answers.every((answer) => !answer.ok && answer.why.kind === 'aborted'));
    assert.equal(started.length, requestsAtOnce);
  });

  it('a failure of another kind slows nothing down', async () => {
    const { ask, answer, started } = service();
    for (let n = 0; n < 20; n++) void ask();
    await settled();
    await answer(failure({ kind: 'server', status: 503 }));
    assert.equal(started.length, requestsAtOnce + 1);
  });

  it('after dispose nothing that waits is sent', async () => {
    const { ask, answer, started } = service();
    for (let n = 0; n < 20; n++) void ask();
    await settled();
    limiter.dispose();
    await answer();
    assert.equal(started.length, requestsAtOnce);
  });

  it('whatever is answered in whatever order: never too many at a time, and everything is answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('ok', '429', '503', 'abort'), { maxLength: 60 }),
        async (endings) => {
          const one = new Limiter();
          let inFlight = 0;
          let most = 0;
          const asked = endings.map((ending) => {
            const given = new AbortController();
            return one.of('a').run(async () => {
              most = Math.max(most, ++inFlight);
              await Promise.resolve();
              inFlight--;
              if (ending === 'abort') given.abort();
              if (ending === '429') return failure({ kind: 'rateLimited' });
              return ending === '503' ? failure({ kind: 'server', status: 503 }) : fine;
            }, given.signal);
          });
          let answered = false;
          const all = Promise.all(asked).then((answers) => {
            answered = true;
            return answers;
          });
          for (let n = 0; n < 200 && !answered; n++) {
            await settled();
            mock.timers.tick(1000);
          }
          assert.equal(answered, true);
          assert.ok(most <= requestsAtOnce);
          const kinds = (await all).map((answer) =>
            answer.ok
              ? 'ok'
              : answer.why.kind === 'aborted'
                ? 'abort'
                : answer.why.kind === 'server'
                  ? '503'
                  : '429',
          );
          assert.deepEqual(kinds, endings);
          one.dispose();
        },
      ),
      { numRuns: 60 },
    );
  });
});

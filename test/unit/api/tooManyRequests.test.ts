// When a load that waits may ask again (the clock is the test's): growing pauses, the time that was named, and no longer for who asks meanwhile.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import fc from 'fast-check';
import { failed, ok } from '../../../src/api/result';
import { TooManyRequests } from '../../../src/api/tooManyRequests';

const start = 1_000_000;

describe('too many requests', () => {
  beforeEach(() => mock.timers.enable({ apis: ['Date'], now: start }));
  afterEach(() => mock.timers.reset());

  /** Answers "too many requests", for so many seconds or without a time; says in how many milliseconds a load may ask again. */
  const meet = async (tooMany: TooManyRequests, retryAfter?: number) => {
    const why = { kind: 'rateLimited', ...(retryAfter === undefined ? {} : { retryAfter }) } as const;
    const answer = await tooMany.send(async () => failed(why));
    assert.ok(!answer.ok && answer.why.kind === 'rateLimited');
    return (answer.why.askAgainAt ?? 0) - Date.now();
  };
  const plain = () => new TooManyRequests({ random: () => 0.5 });

  /** Meets it again and again, each time as soon as a load may ask again. */
  const pauses = async (tooMany: TooManyRequests, named: readonly (number | undefined)[]) => {
    const waited: number[] = [];
    for (const seconds of named) {
      const pause = await meet(tooMany, seconds);
      waited.push(pause);
      mock.timers.tick(pause);
    }
    return waited;
  };

  it('lets a load ask again after 2, 4, 8 … seconds, up to a minute', async () => {
    const without = Array.from({ length: 7 }, () => undefined);
    assert.deepEqual(await pauses(plain(), without), [2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('spreads that by chance, by a quarter', async () => {
    assert.equal(await meet(new TooManyRequests({ random: () => 0 })), 1500);
    assert.equal(await meet(new TooManyRequests({ random: () => 1 })), 2500);
  });

  it('never before the time that was named, and seldom where that is always short', async () => {
    assert.deepEqual(await pauses(plain(), [45, 1, 1, 1, 1]), [45_250, 4000, 8000, 16_000, 32_000]);
  });

  it('takes a time that has passed already for none: it would ask without a pause', async () => {
    assert.deepEqual(await pauses(plain(), [0, 0]), [2000, 4000]);
  });

  it('no later because somebody asked meanwhile, unless the service names a later time', async () => {
    const tooMany = plain();
    await meet(tooMany);
    mock.timers.tick(500);
    assert.equal(await meet(tooMany), 1500);
    assert.equal(await meet(tooMany, 5), 5250);
  });

  it('begins with short pauses again once a request has passed, and where nobody asked for long', async () => {
    const tooMany = plain();
    await pauses(tooMany, [undefined, undefined, undefined]);
    await tooMany.send(async () => ok(1));
    assert.deepEqual(await pauses(tooMany, [undefined, undefined, undefined]), [2000, 4000, 8000]);
    mock.timers.tick(600_000);
    assert.equal(await meet(tooMany), 2000);
  });

  it('a mistaken time is told, and kept for an hour at the most, by who waits as by who clicks', async () => {
    const tooMany = plain();
    assert.equal(await meet(tooMany, 86_400), 3_600_250);
    mock.timers.tick(3_599_999);
    const refused = tooMany.refusal(true);
    assert.ok(refused && !refused.ok);
    assert.equal(refused.why.until, start + 86_400_000);
    assert.ok(tooMany.refusal(false));
    mock.timers.tick(1);
    assert.equal(tooMany.refusal(false), undefined);
    mock.timers.tick(250);
    assert.equal(tooMany.refusal(true), undefined);
  });

  it('a time that is over does not come back with the next that is named', async () => {
    const tooMany = plain();
    await meet(tooMany, 86_400);
    mock.timers.tick(3_700_000);
    assert.equal(await meet(tooMany, 5), 5250);
    const refused = tooMany.refusal(false);
    assert.ok(refused && !refused.ok);
    assert.equal(refused.why.until, Date.now() + 5000);
    mock.timers.tick(5000);
    assert.equal(tooMany.refusal(false), undefined);
  });

  it('nor does one of a clock that was set back since', async () => {
    const tooMany = plain();
    mock.timers.setTime(start + 1e9);
    await meet(tooMany, 40);
    mock.timers.setTime(start);
    assert.equal(await meet(tooMany), 2000);
    assert.equal(tooMany.refusal(false), undefined);
  });

  it('whatever is named whenever: nobody is held up for more than an hour after it, nor less than is right', async () => {
    const seconds = fc.option(fc.oneof(fc.nat(900), fc.nat(10 * 86_400)), { nil: undefined });
    const named = fc.record({ seconds, passes: fc.oneof(fc.nat(100_000), fc.nat(2 * 86_400_000)) });
    await fc.assert(
      fc.asyncProperty(fc.array(named, { minLength: 1, maxLength: 8 }), async (all) => {
        mock.timers.setTime(start);
        const tooMany = new TooManyRequests();
        let kept = 0;
        for (const each of all) {
          await meet(tooMany, each.seconds);
          const now = Date.now();
          kept = Math.max(kept, now + Math.min(3600, each.seconds ?? 0) * 1000);
          const refused = tooMany.refusal(true);
          assert.ok(refused && !refused.ok && refused.why.askAgainAt !== undefined);
          const { askAgainAt, until = 0 } = refused.why;
          assert.ok(askAgainAt >= kept && askAgainAt <= Math.max(kept + 500, now + 75_000));
          assert.ok(until >= (kept > now ? kept : 0), 'what is told is never sooner');
          assert.equal(tooMany.refusal(false) !== undefined, kept > now);
          mock.timers.tick(each.passes);
          assert.equal(tooMany.refusal(false) !== undefined, kept > Date.now());
          assert.equal(tooMany.refusal(true) !== undefined, askAgainAt > Date.now());
        }
      }),
    );
  });

  it('refuses a load that waits until then, and others only until the time that was named', async () => {
    const tooMany = plain();
    await meet(tooMany);
    assert.equal(tooMany.refusal(false), undefined);
    const refused = tooMany.refusal(true);
    assert.deepEqual(refused, failed({ kind: 'rateLimited', askAgainAt: start + 2000, notSent: true }));
    mock.timers.tick(2000);
    assert.equal(tooMany.refusal(true), undefined);
  });
});

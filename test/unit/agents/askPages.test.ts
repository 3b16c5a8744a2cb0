// Pages that are asked for past the list: several at a time, and "too many requests" is waited out.
import assert from 'node:assert/strict';
import { failed, ok } from '../../../src/api/result';
import { askPages } from '../../../src/features/agents/core/askPages';
import type { ListFailure } from '../../../src/subAccounts/lists';
import { longestWaiting } from '../../../src/subAccounts/patience';
import { FakeClock } from '../../support/fakeClock';
import { settled } from '../../support/settled';
import { subAccount } from '../../support/subAccounts';

const minute = 60_000;

describe('pages that are asked for past the list', () => {
  let clock: FakeClock;
  /** Which pages were asked for together. */
  let asked: number[][];
  /** What a request fails with that comes now; undefined for an answer. */
  let fails: (page: number) => ListFailure | undefined;
  const abort = () => new AbortController();

  beforeEach(() => {
    [clock, asked, fails] = [new FakeClock(Date.UTC(2026, 2, 4)), [], () => undefined];
  });
  afterEach(() => clock.restore());

  const ask = (pages: number[], signal = abort().signal) => {
    let together: number[] | undefined;
    const answers = askPages(
      pages,
      async (page) => {
        if (!together) {
          together = [];
          asked.push(together);
        }
        together.push(page);
        await Promise.resolve();
        together = undefined;
        const why = fails(page);
        return why ? failed(why) : ok({ rows: [subAccount(page)] });
      },
      signal,
    );
    return answers.then((all) =>
      all.map((answer) => (answer.ok ? answer.value.rows[0]?.id : answer.why.kind)),
    );
  };

  const limited = (wait: number): ListFailure => ({ kind: 'rateLimited', askAgainAt: Date.now() + wait });

  it('come together, and a failure among them is not asked for again', async () => {
    fails = (page) => (page === 5 ? { kind: 'server', status: 503 } : undefined);
    assert.deepEqual(await ask([2, 5, 9]), [2, 'server', 9]);
    assert.deepEqual(asked, [[2, 5, 9]]);
    assert.deepEqual(await ask([]), []);
  });

  it('wait until a limit has passed, and then one alone finds out', async () => {
    const isOver = Date.now() + 3 * minute;
    fails = (page) => (page > 2 && Date.now() < isOver ? limited(page * 20_000) : undefined);
    const answers = ask([2, 3, 4, 5]);
    await clock.advance(4 * minute);
    assert.deepEqual((await answers).toSorted(), [2, 3, 4, 5]);
    const [first, ...later] = asked;
    assert.deepEqual(first, [2, 3, 4, 5]);
    assert.deepEqual(
      later.map(({ length }) => length),
      [1, 1, 2],
    );
    assert.equal(clock.timers, 0);
  });

  it('wait no longer in all than a list does, and say why', async () => {
    fails = () => limited(7 * minute);
    const answers = ask([2, 3]);
    await clock.advance(longestWaiting);
    assert.deepEqual(await answers, ['rateLimited', 'rateLimited']);
    assert.deepEqual(
      asked.map(({ length }) => length),
      [2, 1],
    );
    assert.equal(clock.timers, 0);
  });

  it('wait no more when nobody wants them', async () => {
    fails = () => limited(7 * minute);
    const ending = abort();
    const answers = ask([2], ending.signal);
    await settled();
    await settled();
    assert.equal(clock.timers, 1);
    ending.abort();
    await answers;
    assert.equal(clock.timers, 0);
    assert.deepEqual(asked, [[2]]);
    const before = abort();
    fails = () => {
      before.abort();
      return limited(7 * minute);
    };
    await ask([2], before.signal);
    assert.equal(clock.timers, 0, 'it was stopped while it was in flight');
  });
});

// Reads are repeated twice where it may help, as long as the service allows, and never after an abort.
import assert from 'node:assert/strict';
import type { Answer } from '../../../src/api/api';
import type { Failure } from '../../../src/api/failure';
import { retryDelay, withRetries } from '../../../src/api/retry';

const host = 'api.test';
const offline: Failure = { kind: 'offline', reason: 'refused', host };

/** Fails with each failure in turn, then answers. */
function failing(failures: readonly Failure[]) {
  const attempts: number[] = [];
  const run = async (attempt: number): Promise<Answer<string>> => {
    attempts.push(attempt);
    const failure = failures[attempts.length - 1];
    return failure === undefined ? { ok: true, value: 'fine' } : { ok: false, why: failure };
  };
  return { attempts, run };
}

function noTime() {
  const waits: number[] = [];
  return { waits, sleep: async (milliseconds: number) => void waits.push(milliseconds), random: () => 0.5 };
}

describe('retries', () => {
  it('end with the first success, after growing waits', async () => {
    const { attempts, run } = failing([offline, { kind: 'timeout', seconds: 15 }]);
    const time = noTime();
    const answer = await withRetries(run, new AbortController().signal, time);
    assert.deepEqual(answer, { ok: true, value: 'fine' });
    assert.deepEqual(attempts, [1, 2, 3]);
    assert.deepEqual(time.waits, [500, 1000]);
  });

  it('end after three attempts with the last failure', async () => {
    const { attempts, run } = failing([offline, offline, { kind: 'server', status: 502 }, offline]);
    const answer = await withRetries(run, new AbortController().signal, noTime());
    assert.deepEqual(answer, { ok: false, why: { kind: 'server', status: 502 } });
    assert.deepEqual(attempts, [1, 2, 3]);
  });

  it('wait as long as the service asks', async () => {
    const { run } = failing([
      { kind: 'rateLimited', retryAfter: 7 },
      { kind: 'server', status: 503, retryAfter: 2 },
    ]);
    const time = noTime();
    await withRetries(run, new AbortController().signal, time);
    assert.deepEqual(time.waits, [7500, 3000]);
  });

  it('are not made when the service asks for more than ten seconds', async () => {
    const failure: Failure = { kind: 'rateLimited', retryAfter: 11 };
    const { attempts, run } = failing([failure]);
    const answer = await withRetries(run, new AbortController().signal, noTime());
    assert.deepEqual(answer, { ok: false, why: failure });
    assert.deepEqual(attempts, [1]);
  });

  const table: readonly [failure: Failure, retried: boolean][] = [
    [{ kind: 'timeout', seconds: 15 }, true],
    [{ kind: 'rateLimited' }, true],
    [{ kind: 'rateLimited', retryAfter: 10 }, true],
    [{ kind: 'server', status: 500 }, true],
    [{ kind: 'server', status: 503, retryAfter: 60 }, false],
    [{ kind: 'offline', reason: 'name', host }, true],
    [{ kind: 'offline', reason: 'reset', host }, true],
    [{ kind: 'offline', reason: 'unreachable', host }, true],
    [{ kind: 'offline', reason: 'proxy', host }, true],
    [{ kind: 'offline', reason: 'proxyPassword', host }, false],
    [{ kind: 'certificate', reason: 'expired', host }, false],
    [{ kind: 'refusedKey' }, false],
    [{ kind: 'notAllowed', reason: 'blocked' }, false],
    [{ kind: 'malformed', reason: 'notJson', status: 200 }, false],
    [{ kind: 'rejected', code: 55, message: 'Non' }, false],
  ];
  for (const [failure, retried] of table) {
    it(`are ${retried ? '' : 'not '}made on ${JSON.stringify(failure)}`, async () => {
      const { attempts, run } = failing([failure]);
      await withRetries(run, new AbortController().signal, noTime());
      assert.equal(attempts.length, retried ? 2 : 1);
    });
  }

  it('are spread by chance between half and one and a half of the wait', () => {
    assert.equal(retryDelay(offline, 1, 0), 250);
    assert.equal(retryDelay(offline, 1, 1), 750);
    assert.equal(retryDelay(offline, 2, 0), 500);
    assert.equal(retryDelay({ kind: 'rateLimited', retryAfter: 3 }, 1, 0), 3250);
  });

  it('stop at once when aborted while waiting for real', async () => {
    const caller = new AbortController();
    const { attempts, run } = failing([{ kind: 'rateLimited', retryAfter: 10 }]);
    const answer = withRetries(async (attempt) => {
      // Aborts once the wait has begun.
      setImmediate(() => caller.abort());
      return run(attempt);
    }, caller.signal);
    assert.deepEqual(await answer, { ok: false, why: { kind: 'aborted' } });
    assert.deepEqual(attempts, [1]);
  }).timeout(5000);

  it('make no attempt when aborted before', async () => {
    const { attempts, run } = failing([]);
    assert.deepEqual(await withRetries(run, AbortSignal.abort(), noTime()), {
      ok: false,
      why: { kind: 'aborted' },
    });
    assert.deepEqual(attempts, []);
  });

  it('give back an abort even where the attempt had succeeded', async () => {
    const caller = new AbortController();
    const answer = await withRetries(
      async () => {
        caller.abort();
        return { ok: true, value: 1 };
      },
      caller.signal,
      noTime(),
    );
    assert.deepEqual(answer, { ok: false, why: { kind: 'aborted' } });
  });

  it('let an error of our own code through as it is', async () => {
    const bug = new TypeError('a bug');
    const run = async (): Promise<Answer<string>> => {
      throw bug;
    };
    await assert.rejects(withRetries(run, new AbortController().signal, noTime()), bug);
  });
});

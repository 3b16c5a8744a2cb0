// The client against the sandbox: what it sends, what it reads, and what it lets go of.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { RequestEntry } from '../../../src/api/attempt';
import { createApi } from '../../../src/api/client';
import { Limiter } from '../../../src/api/limiter';
import type { SubAccount } from '../../../src/api/subAccount';
import { type Drift, type Sandbox, type SandboxAccount, startSandbox } from '../../sandbox/sandbox';

describe('the client', () => {
  let sandbox: Sandbox;
  let account: SandboxAccount;
  let entries: RequestEntry[];
  const caller = new AbortController();
  const { signal } = caller;

  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());
  beforeEach(() => {
    sandbox.heal();
    sandbox.requests.length = 0;
    sandbox.lies = {};
    entries = [];
    const first = sandbox.accounts[0];
    assert.ok(first !== undefined && first.subAccounts.length > 40);
    account = first;
  });

  function client() {
    return createApi({ baseUrl: sandbox.url, timeoutSeconds: 30, onRequest: (entry) => entries.push(entry) });
  }

  function listed(from: number, to: number): SubAccount[] {
    return account.subAccounts
      .slice(from, to)
      .map((each) => ({ ...each, createdAt: String(each.createdAt) }));
  }

  it('reads each page of the list', async () => {
    const { apiKey } = account;
    const total = account.subAccounts.length;
    const expected = { skipped: 0, total, pageSize: 20 };
    const first = await client().listSubAccounts({ apiKey, page: 1, signal });
    assert.deepEqual(first, { ok: true, value: { ...expected, rows: listed(0, 20) } });
    const second = await client().listSubAccounts({ apiKey, page: 2, signal });
    assert.deepEqual(second, { ok: true, value: { ...expected, rows: listed(20, 40) } });
  });

  it('reads whose key it is', async () => {
    const answer = await client().getProfile({ apiKey: account.apiKey, signal });
    const { name: username } = account;
    assert.deepEqual(answer, {
      ok: true,
      value: { username, balance: '1480.250', currency: 'EUR' },
    });
  });

  it('sends what is documented, and one GET', async () => {
    await client().listSubAccounts({ apiKey: account.apiKey, page: 3, signal });
    assert.equal(sandbox.requests.length, 1);
    const [request] = sandbox.requests;
    assert.equal(request?.method, 'GET');
    assert.equal(request?.path, '/v1/subaccount/list');
    assert.equal(request?.page, 3);
    assert.equal(request?.account, account.name);
    assert.equal(request?.format, 'json');
    assert.equal(request?.headers.accept, 'application/json');
    assert.equal(request?.headers['user-agent'], 'mailpartner-subaccounts');
    assert.equal(request?.headers.referer, undefined);
  });

  it('sends a key of any characters whole', async () => {
    const apiKey = 'clé &page=9#?/%20+=';
    await client().listSubAccounts({ apiKey, page: 2, signal });
    assert.equal(sandbox.requests[0]?.apiKey, apiKey);
    assert.equal(sandbox.requests[0]?.page, 2);
  });

  it('uses a connection again', async () => {
    const api = client();
    for (const page of [1, 2, 3]) {
      await api.listSubAccounts({ apiKey: account.apiKey, page, signal });
    }
    const sockets = new Set(sandbox.requests.map(({ socketId }) => socketId));
    assert.equal(sandbox.requests.length, 3);
    assert.equal(sockets.size, 1);
  });

  it('leaves no listener on the signal of its caller', async () => {
    const own = new AbortController();
    const api = client();
    await api.listSubAccounts({ apiKey: account.apiKey, page: 1, signal: own.signal });
    sandbox.fault({ kind: 'html' });
    await api.getProfile({ apiKey: account.apiKey, signal: own.signal });
    assert.equal(getEventListeners(own.signal, 'abort').length, 0);
  });

  it('tells the log of each attempt, and no secret', async () => {
    sandbox.fault({ kind: 'http', status: 503 }, { times: 1 });
    sandbox.lies = { drift: 'oneUnreadableRow' };
    const api = createApi({
      baseUrl: sandbox.url,
      timeoutSeconds: 30,
      retry: { sleep: async () => {} },
      onRequest: (entry) => entries.push(entry),
    });
    await api.listSubAccounts({ apiKey: account.apiKey, page: 2, signal });
    await api.getProfile({ apiKey: account.apiKey, signal });
    await api.getProfile({ apiKey: account.apiKey, signal: AbortSignal.abort() });
    assert.deepEqual(
      entries.map(({ milliseconds, ...entry }) => ({ ...entry, timed: Number.isInteger(milliseconds) })),
      [
        { call: 'list', page: 2, attempt: 1, outcome: 'server 503', timed: true },
        { call: 'list', page: 2, attempt: 2, outcome: 'ok 19 rows', skipped: 1, timed: true },
        { call: 'me', attempt: 1, outcome: 'ok', timed: true },
      ],
    );
  });

  it('tells whom waits itself of too many requests at once, by HTTP and by code, and when to ask again', async () => {
    const limiter = new Limiter();
    try {
      for (const fault of [{ kind: 'rateLimited' }, { kind: 'code', code: 429 }] as const) {
        limiter.startAgain();
        sandbox.requests.length = 0;
        const heal = sandbox.fault(fault);
        const api = createApi({ baseUrl: sandbox.url, timeoutSeconds: 30, limit: limiter.of('a') });
        const answer = await api.listSubAccounts({ apiKey: account.apiKey, page: 1, signal, waits: true });
        heal();
        assert.equal(sandbox.requests.length, 1);
        assert.ok(!answer.ok && answer.why.kind === 'rateLimited');
        assert.ok((answer.why.askAgainAt ?? 0) > Date.now());
      }
    } finally {
      limiter.dispose();
    }
  });

  it('says at once, once, and not to the log what was not sent because the service asked to wait', async () => {
    const limiter = new Limiter();
    try {
      sandbox.fault({ kind: 'rateLimited', retryAfter: '8' }, { times: 1 });
      const api = createApi({
        baseUrl: sandbox.url,
        timeoutSeconds: 30,
        retry: { sleep: async () => assert.fail('nobody is kept waiting') },
        limit: limiter.of('a'),
        onRequest: (entry) => entries.push(entry),
      });
      const { apiKey } = account;
      await api.listAsSent({ apiKey, page: 1, format: 'json', signal });
      for (const ask of [
        () => api.listSubAccounts({ apiKey, page: 1, signal }),
        () => api.getProfile({ apiKey, signal }),
        () => api.listAsSent({ apiKey, page: 1, format: 'xml', signal }),
      ]) {
        const answer = await ask();
        assert.ok(!answer.ok && answer.why.kind === 'rateLimited' && answer.why.notSent);
      }
      assert.deepEqual(
        [sandbox.requests.length, entries.map(({ outcome }) => outcome)],
        [1, ['rateLimited for 8 s']],
      );
    } finally {
      limiter.dispose();
    }
  });

  const harmless: readonly Drift[] = ['numbersAsText', 'dataAsObject', 'isoDates', 'phpDates', 'extraFields'];
  for (const drift of [...harmless, harmless.filter((each) => each !== 'isoDates')]) {
    it(`reads the same rows with ${[drift].flat().join(', ')}`, async () => {
      sandbox.lies = { drift };
      const answer = await client().listSubAccounts({ apiKey: account.apiKey, page: 1, signal });
      assert.ok(answer.ok);
      assert.deepEqual(answer.value.rows, listed(0, 20));
      assert.equal(answer.value.total, account.subAccounts.length);
    });
  }

  it('reads every row with fields that are null', async () => {
    sandbox.lies = { drift: 'nullFields' };
    const answer = await client().listSubAccounts({ apiKey: account.apiKey, page: 1, signal });
    assert.ok(answer.ok);
    assert.deepEqual(
      answer.value.rows.map(({ id }) => id),
      listed(0, 20).map(({ id }) => id),
    );
    assert.ok(answer.value.rows.some(({ token }) => token === undefined));
  });

  for (const drift of ['oneUnreadableRow', 'oneRowWithoutId'] as const) {
    it(`skips and counts ${drift}`, async () => {
      sandbox.lies = { drift };
      const answer = await client().listSubAccounts({ apiKey: account.apiKey, page: 1, signal });
      assert.ok(answer.ok);
      assert.equal(answer.value.skipped, 1);
      assert.deepEqual(answer.value.rows, [...listed(0, 1), ...listed(2, 20)]);
    });
  }

  for (const drift of ['dataMissing', 'dataMissingWhenEmpty', 'dataNullWhenEmpty'] as const) {
    it(`reads no rows with ${drift}`, async () => {
      sandbox.lies = { drift };
      const answer = await client().listSubAccounts({ apiKey: account.apiKey, page: 999, signal });
      assert.ok(answer.ok);
      assert.deepEqual(answer.value.rows, []);
    });
  }

  it('says it was aborted when it was, before headers came', async () => {
    const own = new AbortController();
    const hold = sandbox.hold();
    const answer = client().getProfile({ apiKey: account.apiKey, signal: own.signal });
    const request = await hold.arrived;
    own.abort();
    assert.deepEqual(await answer, { ok: false, why: { kind: 'aborted' } });
    assert.equal(await sandbox.ended(request), 'aborted');
    hold.release();
    assert.equal(sandbox.requests.length, 1);
  });
});

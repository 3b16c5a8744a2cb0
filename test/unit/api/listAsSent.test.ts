// The list as it is sent: whatever the service answers, with the words for what is wrong, and a masked copy.
import assert from 'node:assert/strict';
import { Response } from 'node-fetch';
import type { AnswerFormat, SentPage } from '../../../src/api/api';
import type { RequestEntry } from '../../../src/api/attempt';
import { createApi } from '../../../src/api/client';
import type { AccountLimit } from '../../../src/api/limiter';
import { type Fault, type Sandbox, type SandboxAccount, startSandbox } from '../../sandbox/sandbox';

describe('the list as sent', () => {
  let sandbox: Sandbox;
  let account: SandboxAccount;
  let entries: RequestEntry[];
  const { signal } = new AbortController();

  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());
  beforeEach(() => {
    sandbox.heal();
    sandbox.requests.length = 0;
    entries = [];
    const [first] = sandbox.accounts;
    assert.ok(first);
    account = first;
  });

  const ask = (format: AnswerFormat, page = 1, timeoutSeconds = 30) =>
    createApi({
      baseUrl: sandbox.url,
      timeoutSeconds,
      onRequest: (entry) => entries.push(entry),
    }).listAsSent({ apiKey: account.apiKey, page, format, signal });

  async function sent(format: AnswerFormat, page = 1): Promise<SentPage> {
    const answer = await ask(format, page);
    assert.ok(answer.ok);
    return answer.value;
  }

  it('is the body itself, with its status and type, in JSON', async () => {
    const { body, status, failure } = await sent('json', 2);
    assert.equal(JSON.parse(body).data[0].token, account.subAccounts[20]?.token);
    assert.deepEqual([status, failure], [200, undefined]);
    const [request] = sandbox.requests;
    assert.deepEqual([request?.page, request?.format, request?.account], [2, 'json', account.name]);
  });

  it('is the body itself in XML, which is asked for as such and is no failure', async () => {
    const { body, failure } = await sent('xml');
    assert.match(body, /^<\?xml/);
    assert.ok(body.includes(`<![CDATA[${account.subAccounts[0]?.email}]]>`));
    assert.equal(failure, undefined);
    assert.equal(sandbox.requests[0]?.format, 'xml');
    assert.match(String(sandbox.requests[0]?.headers.accept), /xml/);
  });

  it('has a copy without the keys and tokens, though they come again elsewhere in it', async () => {
    const [first] = account.subAccounts;
    assert.ok(first);
    const { token, email } = first;
    first.token = 'a/word é "7"';
    first.email = `${token} (a/word é "7")`;
    try {
      const { body, masked } = await sent('json');
      assert.ok(body.includes(JSON.stringify(first.token)));
      assert.ok(!masked.includes('word'));
      for (const each of account.subAccounts.slice(0, 20)) {
        assert.ok(!masked.includes(each.apiKey) && !masked.includes(each.token));
      }
      assert.deepEqual(Object.keys(JSON.parse(masked)), Object.keys(JSON.parse(body)));
    } finally {
      Object.assign(first, { token, email });
    }
  });

  const wrong: readonly [Fault, number, string][] = [
    [{ kind: 'refusedKey', httpStatus: 401 }, 401, 'refusedKey'],
    [{ kind: 'refusedKey' }, 200, 'refusedKey'],
    [{ kind: 'code', code: 30 }, 200, 'notAllowed'],
    [{ kind: 'http', status: 503 }, 503, 'server'],
    [{ kind: 'rateLimited' }, 429, 'rateLimited'],
    [{ kind: 'html' }, 200, 'malformed'],
    [{ kind: 'emptyBody' }, 200, 'malformed'],
    [{ kind: 'truncatedJson' }, 200, 'malformed'],
    [{ kind: 'wrongShape', variant: 'array' }, 200, 'malformed'],
  ];
  for (const [fault, status, kind] of wrong) {
    it(`is shown, and said to be wrong, after ${JSON.stringify(fault)}; asked once`, async () => {
      sandbox.fault(fault);
      const page = await sent('json');
      assert.deepEqual([page.status, page.failure?.kind], [status, kind]);
      assert.equal(page.body === '', fault.kind === 'emptyBody');
      assert.equal(sandbox.requests.length, 1);
      assert.equal(entries.length, 1);
      assert.match(entries[0]?.outcome ?? '', new RegExp(`^${kind}`));
    });
  }

  it('names the failure where XML was asked for and a page with an error status came', async () => {
    sandbox.fault({ kind: 'http', status: 502 });
    assert.deepEqual((await sent('xml')).failure, { kind: 'server', status: 502 });
  });

  it('masks the key that an answer quotes', async () => {
    sandbox.fault({ kind: 'code', code: 77, message: `no such key: ${account.apiKey.slice(0, 20)}…` });
    const whole = account.apiKey;
    account.apiKey = account.apiKey.slice(0, 20);
    try {
      const { body, masked } = await sent('json');
      assert.ok(body.includes(account.apiKey));
      assert.ok(!masked.includes(account.apiKey));
    } finally {
      account.apiKey = whole;
    }
  });

  it('fails where no answer came, or none that may be kept', async () => {
    for (const [fault, kind] of [
      [{ kind: 'silence' }, 'timeout'],
      [{ kind: 'redirect', to: 'http://127.0.0.1:9/' }, 'malformed'],
      [{ kind: 'endlessBody' }, 'malformed'],
      [{ kind: 'reset', when: 'beforeHeaders' }, 'offline'],
    ] as const) {
      sandbox.heal();
      sandbox.fault(fault);
      const answer = await ask('json', 1, fault.kind === 'silence' ? 0.2 : 30);
      assert.ok(!answer.ok);
      assert.equal(answer.why.kind, kind);
    }
  });

  it('waits for its turn with the other requests of its account, and slows them down after “too many requests”', async () => {
    const ran: unknown[] = [];
    const limit: Pick<AccountLimit, 'run'> = {
      run: async (attempt) => {
        assert.equal(sandbox.requests.length, ran.length);
        const answer = await attempt();
        ran.push(answer.ok ? 'well' : answer.why.kind);
        return answer;
      },
    };
    const api = createApi({ baseUrl: sandbox.url, timeoutSeconds: 30, limit });
    const request = { apiKey: account.apiKey, page: 1, format: 'json', signal } as const;
    await api.listAsSent(request);
    sandbox.fault({ kind: 'rateLimited' });
    const answer = await api.listAsSent(request);
    assert.deepEqual(ran, ['well', 'rateLimited']);
    assert.ok(answer.ok && answer.value.body.includes('429'));
  });

  it('is shown however far it branches, though it is no page', async () => {
    const body = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const api = createApi({
      baseUrl: sandbox.url,
      timeoutSeconds: 30,
      fetch: async () => new Response(body),
    });
    const answer = await api.listAsSent({ apiKey: account.apiKey, page: 1, format: 'json', signal });
    const failure = { kind: 'malformed', reason: 'shape', status: 200 };
    assert.deepEqual(answer, { ok: true, value: { status: 200, body, masked: body, failure } });
  });

  it('stops when it is aborted, and says so to the log', async () => {
    const abort = new AbortController();
    const hold = sandbox.hold();
    const asked = createApi({
      baseUrl: sandbox.url,
      timeoutSeconds: 30,
      onRequest: (entry) => entries.push(entry),
    }).listAsSent({ apiKey: account.apiKey, page: 1, format: 'xml', signal: abort.signal });
    await hold.arrived;
    abort.abort();
    assert.deepEqual(await asked, { ok: false, why: { kind: 'aborted' } });
    hold.release();
    assert.deepEqual(
      entries.map(({ outcome }) => outcome),
      ['aborted'],
    );
  });

  it('tells the log how it was asked, and nothing of what was answered', async () => {
    await sent('xml', 3);
    assert.deepEqual(
      entries.map(({ milliseconds: _, ...entry }) => entry),
      [{ call: 'list', page: 3, attempt: 1, outcome: 'ok as xml' }],
    );
  });
});

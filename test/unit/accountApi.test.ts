// Asking in the name of an account for its list as sent: with its key, in its turn, and why nothing was asked.
import assert from 'node:assert/strict';
import { AccountApi, type AccountApiParts } from '../../src/accounts/accountApi';
import { originOf } from '../../src/accounts/origins';
import { createApi } from '../../src/api/client';
import { Limiter } from '../../src/api/limiter';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';

describe('an account’s list as sent', () => {
  let sandbox: Sandbox;
  let limited: string[];
  let logged: string[];
  let api: AccountApi;
  let limiter: Limiter;
  let isKeyOf: () => boolean;
  let key: Awaited<ReturnType<AccountApiParts['accounts']['readApiKey']>>;
  let address: ReturnType<AccountApiParts['settings']['apiBaseUrl']>;
  const request = { page: 1, format: 'json', signal: new AbortController().signal } as const;

  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());
  beforeEach(() => {
    sandbox.requests.length = 0;
    [limited, logged, isKeyOf] = [[], [], () => true];
    key = { ok: true, value: sandbox.accounts[0]?.apiKey ?? '' };
    address = { ok: true, value: sandbox.url };
    class Noting extends Limiter {
      override of(accountId: string) {
        limited.push(accountId);
        return super.of(accountId);
      }
    }
    limiter = new Noting();
    api = new AccountApi({
      accounts: {
        find: (id) => ({ id, name: `Account ${id}`, origins: [originOf(sandbox.url)] }),
        readApiKey: async () => key,
        isKeyOf: () => isKeyOf(),
        allow: async () => assert.fail('it is bound already'),
      },
      settings: { apiBaseUrl: () => address, requestTimeout: () => 30 },
      createApi,
      limiter,
      onUnexpected: (error) => assert.fail(String(error)),
      onRequest: (account, { outcome }) => logged.push(`${account}: ${outcome}`),
    });
  });
  afterEach(() => limiter.dispose());

  it('is asked for once, in the turn of its account, with a line in the log', async () => {
    const answer = await api.fetchAsSent('a', request);
    assert.ok(answer.ok);
    assert.match(answer.value.body, /"success":true/);
    assert.deepEqual([limited, logged], [['a'], ['Account a: ok as json']]);
    assert.equal(sandbox.requests.length, 1);
  });

  it('is nothing when it is given up before it is asked for', async () => {
    const answer = await api.fetchAsSent('a', { ...request, signal: AbortSignal.abort() });
    assert.deepEqual(answer, { ok: false, why: { kind: 'aborted' } });
    assert.deepEqual(sandbox.requests, []);
  });

  it('is not asked for without a key, or at an address that can’t be used: it says why', async () => {
    key = { ok: false, why: 'missing' };
    assert.deepEqual(await api.fetchAsSent('a', request), {
      ok: false,
      why: { kind: 'keychain', reason: 'missing' },
    });
    address = { ok: false, why: 'insecure' };
    assert.deepEqual(await api.fetchAsSent('a', request), {
      ok: false,
      why: { kind: 'setting', reason: 'insecure' },
    });
    assert.deepEqual(sandbox.requests, []);
  });

  it('is not asked for with another key than the one that is known, whether that is so at first or in its turn', async () => {
    const why = { kind: 'origin', origin: originOf(sandbox.url), boundTo: undefined, isKeyUnknown: true };
    for (const times of [0, 1]) {
      let looked = 0;
      isKeyOf = () => looked++ < times;
      assert.deepEqual(await api.fetchAsSent('a', request), { ok: false, why });
      assert.ok(looked > times);
    }
    assert.deepEqual(sandbox.requests, []);
  });

  it('forgets what an account was held to once it is gone, not what keys are held to that are only tried', async () => {
    const [gone, stays, tried] = ['a', 'b', ''].map((id) => limiter.of(id));
    api.keepOnly(['b']);
    assert.notEqual(limiter.of('a'), gone);
    assert.deepEqual([limiter.of('b'), limiter.of('')], [stays, tried]);
  });
});

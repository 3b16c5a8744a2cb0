// Every fault of the sandbox, through the client: the failure, the number of requests, and no key in any of it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { createServer, type Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Answer } from '../../../src/api/api';
import type { RequestEntry } from '../../../src/api/attempt';
import { createApi } from '../../../src/api/client';
import { LARGEST_BODY } from '../../../src/api/request';
import { type Fault, type Sandbox, startSandbox } from '../../sandbox/sandbox';

const host = '127.0.0.1';

describe('a fault of the service', () => {
  let sandbox: Sandbox;
  let apiKey: string;
  let entries: RequestEntry[];
  const { signal } = new AbortController();

  before(async () => {
    sandbox = await startSandbox();
    apiKey = sandbox.accounts[0]?.apiKey ?? '';
    assert.notEqual(apiKey, '');
  });
  after(() => sandbox.close());
  beforeEach(() => {
    sandbox.heal();
    sandbox.requests.length = 0;
    entries = [];
  });

  function client(timeoutSeconds = 30, baseUrl = sandbox.url) {
    return createApi({
      baseUrl,
      timeoutSeconds,
      retry: { sleep: async () => {} },
      onRequest: (entry) => entries.push(entry),
    });
  }

  function noKeyIn(answer: unknown) {
    const said = JSON.stringify([answer, entries]);
    assert.ok(!said.includes(apiKey));
    assert.doesNotMatch(said, /apiKey|_format|\?/);
  }

  const pages = (status: number) => ({ kind: 'malformed', reason: 'notJson', status });
  const table: readonly [fault: Fault, requests: number, failure: object][] = [
    [{ kind: 'refusedKey' }, 1, { kind: 'refusedKey', code: 10, message: 'Clé API incorrecte' }],
    [
      { kind: 'refusedKey', httpStatus: 401 },
      1,
      { kind: 'refusedKey', code: 10, message: 'Clé API incorrecte' },
    ],
    [{ kind: 'code', code: 1, message: 'M' }, 1, { kind: 'refusedKey', code: 1, message: 'M' }],
    [
      { kind: 'code', code: 20, message: 'M' },
      1,
      { kind: 'notAllowed', reason: 'disabled', code: 20, message: 'M' },
    ],
    [
      { kind: 'code', code: 96, message: 'M', httpStatus: 403 },
      1,
      { kind: 'notAllowed', reason: 'ipAddress', code: 96, message: 'M' },
    ],
    [{ kind: 'code', code: 429 }, 3, { kind: 'rateLimited' }],
    [
      { kind: 'code', code: 77, message: 'M', httpStatus: 500 },
      1,
      { kind: 'rejected', code: 77, message: 'M' },
    ],
    [
      { kind: 'errorShape', shape: 'list' },
      1,
      { kind: 'rejected', code: 9, message: "Cette valeur n'est pas valide.; Cette valeur est trop longue." },
    ],
    [{ kind: 'errorShape', shape: 'object' }, 1, { kind: 'rejected', code: 11, message: 'NOCREDITS' }],
    [
      { kind: 'errorShape', shape: 'nested' },
      1,
      { kind: 'rejected', code: 55, message: 'Des erreurs sont survenues.' },
    ],
    [
      { kind: 'errorShape', shape: 'bare', httpStatus: 400 },
      1,
      { kind: 'rejected', code: 77, message: 'HTTP 400' },
    ],
    [{ kind: 'rateLimited' }, 3, { kind: 'rateLimited' }],
    [{ kind: 'rateLimited', retryAfter: '2' }, 3, { kind: 'rateLimited', retryAfter: 2 }],
    [{ kind: 'rateLimited', retryAfter: '120', json: false }, 1, { kind: 'rateLimited', retryAfter: 120 }],
    [{ kind: 'reset', when: 'beforeHeaders' }, 3, { kind: 'offline', reason: 'reset', host }],
    [{ kind: 'reset', when: 'duringBody' }, 3, { kind: 'offline', reason: 'reset', host }],
    [{ kind: 'http', status: 500 }, 3, { kind: 'server', status: 500 }],
    [{ kind: 'http', status: 503, body: 'empty' }, 3, { kind: 'server', status: 503 }],
    [{ kind: 'http', status: 502, body: 'json' }, 3, { kind: 'server', status: 502, message: 'Erreur 502' }],
    [{ kind: 'http', status: 401 }, 1, { kind: 'refusedKey' }],
    [{ kind: 'http', status: 403 }, 1, { kind: 'notAllowed', reason: 'forbidden' }],
    [{ kind: 'http', status: 404 }, 1, pages(404)],
    [{ kind: 'http', status: 407 }, 1, { kind: 'offline', reason: 'proxyPassword', host }],
    [{ kind: 'http', status: 304, body: 'empty' }, 1, { kind: 'malformed', reason: 'empty', status: 304 }],
    [{ kind: 'html' }, 1, pages(200)],
    [{ kind: 'emptyBody' }, 1, { kind: 'malformed', reason: 'empty', status: 200 }],
    [{ kind: 'truncatedJson' }, 1, { kind: 'malformed', reason: 'cutOff', status: 200 }],
    [{ kind: 'wrongShape', variant: 'array' }, 1, { kind: 'malformed', reason: 'shape', status: 200 }],
    [{ kind: 'wrongShape', variant: 'number' }, 1, { kind: 'malformed', reason: 'shape', status: 200 }],
    [{ kind: 'wrongShape', variant: 'null' }, 1, { kind: 'malformed', reason: 'shape', status: 200 }],
    [{ kind: 'wrongShape', variant: 'dataText' }, 1, { kind: 'malformed', reason: 'shape', status: 200 }],
    [{ kind: 'wrongShape', variant: 'successText' }, 1, { kind: 'malformed', reason: 'shape', status: 200 }],
    [{ kind: 'endlessBody' }, 1, { kind: 'malformed', reason: 'tooLarge', status: 200 }],
  ];
  for (const [fault, requests, failure] of table) {
    it(`${JSON.stringify(fault)} is ${JSON.stringify(failure)} after ${requests}`, async () => {
      sandbox.fault(fault);
      const answer = await client().listSubAccounts({ apiKey, page: 1, signal });
      assert.deepEqual(answer, { ok: false, why: failure });
      assert.equal(sandbox.requests.length, requests);
      assert.equal(entries.length, requests);
      noKeyIn(answer);
    }).timeout(20_000);
  }

  it('that heals between attempts is not seen', async () => {
    sandbox.fault({ kind: 'reset', when: 'duringBody' }, { times: 1 });
    const answer = await client().listSubAccounts({ apiKey, page: 1, signal });
    assert.ok(answer.ok);
    assert.equal(sandbox.requests.length, 2);
  });

  it('that repeats the key in its words gives none of it away', async () => {
    const odd = 'clef/de test é';
    sandbox.fault({ kind: 'code', code: 55, message: `Clé ${odd} inconnue` });
    const answer = await client().getProfile({ apiKey: odd, signal });
    assert.deepEqual(answer, {
      ok: false,
      why: { kind: 'rejected', code: 55, message: 'Clé ••• inconnue' },
    });
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`that redirects (${status}) is not followed, here or elsewhere`, async () => {
      sandbox.fault({ kind: 'redirect', to: `${sandbox.url}/me?elsewhere=1`, status });
      const answer = await client().listSubAccounts({ apiKey, page: 1, signal });
      assert.deepEqual(answer, {
        ok: false,
        why: { kind: 'malformed', reason: 'redirect', status },
      });
      assert.deepEqual(
        sandbox.requests.map(({ path }) => path),
        ['/v1/subaccount/list'],
      );
    });
  }

  it('is met within a time limit that is no whole number of milliseconds', async () => {
    assert.ok((await client(1.1).getProfile({ apiKey, signal })).ok);
    sandbox.fault({ kind: 'silence' });
    const answer = await client(0.0501).getProfile({ apiKey, signal });
    assert.deepEqual(answer, { ok: false, why: { kind: 'timeout', seconds: 0.0501 } });
  });

  for (const fault of [{ kind: 'silence' }, { kind: 'stalledBody' }] as const) {
    it(`of ${fault.kind} ends with the time limit, each time`, async () => {
      sandbox.fault(fault);
      const answer = await client(0.2).getProfile({ apiKey, signal });
      assert.deepEqual(answer, { ok: false, why: { kind: 'timeout', seconds: 0.2 } });
      assert.equal(sandbox.requests.length, 3);
      for (const request of sandbox.requests) {
        assert.equal(await sandbox.ended(request), 'aborted');
      }
      noKeyIn(answer);
    }).timeout(20_000);

    it(`of ${fault.kind} ends with an abort`, async () => {
      sandbox.fault(fault);
      const own = new AbortController();
      const arrived = sandbox.waitForRequest({ call: 'me' });
      const answer = client().getProfile({ apiKey, signal: own.signal });
      const request = await arrived;
      setImmediate(() => own.abort());
      assert.deepEqual(await answer, { ok: false, why: { kind: 'aborted' } });
      assert.equal(await sandbox.ended(request), 'aborted');
      assert.equal(sandbox.requests.length, 1);
    });
  }

  it('of endless bodies closes the connection', async () => {
    sandbox.fault({ kind: 'endlessBody' });
    await client().listSubAccounts({ apiKey, page: 1, signal });
    const [request] = sandbox.requests;
    assert.ok(request !== undefined);
    assert.equal(await sandbox.ended(request), 'aborted');
  }).timeout(20_000);

  it('of an address where nobody listens is "refused"', async () => {
    const closed = await startSandbox();
    await closed.close();
    const answer = await client(30, closed.url).getProfile({ apiKey, signal });
    assert.deepEqual(answer, {
      ok: false,
      why: { kind: 'offline', reason: 'refused', host },
    });
    assert.equal(entries.length, 3);
    noKeyIn(answer);
  });

  it('of a name that does not exist is "name"', async () => {
    // Longer than a label may be: it fails here, without asking any name server.
    const name = `${'a'.repeat(64)}.invalid`;
    const answer = await client(30, `https://${name}/v1`).getProfile({ apiKey, signal });
    assert.deepEqual(answer, {
      ok: false,
      why: { kind: 'offline', reason: 'name', host: name },
    });
    noKeyIn(answer);
  }).timeout(20_000);

  describe('that is not the sandbox', () => {
    let server: Server | undefined;
    afterEach(async () => {
      const open = server;
      server = undefined;
      await new Promise<unknown>((resolve) =>
        open === undefined ? resolve(undefined) : open.close(resolve),
      );
    });

    async function addressOf(listening: Server): Promise<string> {
      await new Promise<void>((resolve) => listening.listen(0, host, resolve));
      const address = listening.address();
      assert.ok(typeof address === 'object' && address !== null);
      return `http://${host}:${address.port}/v1`;
    }

    /** Answers every connection with the same bytes and hangs up. */
    async function answering(bytes: Buffer): Promise<Answer<unknown>> {
      const listening = createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => socket.end(bytes));
      });
      server = listening;
      return client(30, await addressOf(listening)).getProfile({ apiKey, signal });
    }

    function gzipped(body: Buffer, status = '200 OK'): Buffer {
      const head = `HTTP/1.1 ${status}\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`;
      return Buffer.concat([Buffer.from(head), body]);
    }

    it('speaks something else than HTTP', async () => {
      const answer = await answering(Buffer.from('220 smtp.example.fr ESMTP\r\n'));
      const failure = { kind: 'malformed', reason: 'notJson', status: 0 };
      assert.deepEqual(answer, { ok: false, why: failure });
      noKeyIn(answer);
    });

    it('compresses well', async () => {
      const answer = await answering(gzipped(gzipSync('{"success":true,"user":{"username":"é"}}')));
      assert.ok(answer.ok);
      assert.deepEqual(answer.value, { username: 'é', balance: undefined, currency: undefined });
    });

    it('compresses badly', async () => {
      const answer = await answering(gzipped(Buffer.from('not gzip at all')));
      assert.deepEqual(answer, {
        ok: false,
        why: { kind: 'malformed', reason: 'notJson', status: 200 },
      });
    });

    it('compresses a bomb: the limit is of decoded bytes', async () => {
      const answer = await answering(gzipped(gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '))));
      assert.deepEqual(answer, {
        ok: false,
        why: { kind: 'malformed', reason: 'tooLarge', status: 200 },
      });
    }).timeout(20_000);

    it('is a large page under HTTP 401: the key is refused all the same', async () => {
      const page = gzipSync(Buffer.from(`<html>${'x'.repeat(LARGEST_BODY)}`));
      const answer = await answering(gzipped(page, '401 Unauthorized'));
      assert.deepEqual(answer, { ok: false, why: { kind: 'refusedKey' } });
    });

    it('branches without end: it is given up before it is parsed, which would block for a second', async () => {
      const answer = await answering(gzipped(gzipSync(Buffer.alloc(8 * 1024 * 1024 - 1, '['))));
      const failure = { kind: 'malformed', reason: 'tooLarge', status: 200 };
      assert.deepEqual(answer, { ok: false, why: failure });
    });

    it('is as large as may be: it is read', async () => {
      const body = '{"success":true,"user":{"username":"é"}}';
      const whole = Buffer.from(body.padEnd(LARGEST_BODY - 1));
      assert.equal(whole.length, LARGEST_BODY);
      assert.ok((await answering(gzipped(gzipSync(whole)))).ok);
    });

    it('is as large as may be and branches without end: it is no page', async () => {
      const branches = Buffer.alloc(LARGEST_BODY, '[');
      const failure = { kind: 'malformed', reason: 'cutOff', status: 200 };
      assert.deepEqual(await answering(gzipped(gzipSync(branches))), { ok: false, why: failure });
    });

    it('branches without end under HTTP 503: the status says what it is', async () => {
      const body = '['.repeat(1000);
      const head = `HTTP/1.1 503 Unavailable\r\nRetry-After: 60\r\nContent-Length: ${body.length}\r\n\r\n`;
      const answer = await answering(Buffer.from(head + body));
      const failure = { kind: 'server', status: 503, retryAfter: 60 };
      assert.deepEqual(answer, { ok: false, why: failure });
    });

    it('redirects with a body that never ends: the connection is closed', async () => {
      const head = 'HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 1000000\r\n\r\nmoved';
      let closed: Promise<unknown> = Promise.reject(new Error('nobody came'));
      closed.catch(() => {});
      const listening = createServer((socket) => {
        socket.on('error', () => {});
        closed = once(socket, 'close');
        socket.once('data', () => socket.write(head));
      });
      server = listening;
      const answer = await client(30, await addressOf(listening)).getProfile({ apiKey, signal });
      assert.deepEqual(answer, {
        ok: false,
        why: { kind: 'malformed', reason: 'redirect', status: 302 },
      });
      await closed;
    });

    it('breaks off a body of chunks', async () => {
      const bytes = Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{"succes\r\n');
      const answer = await answering(bytes);
      assert.deepEqual(answer, {
        ok: false,
        why: { kind: 'offline', reason: 'reset', host },
      });
    });
  });

  it('leaves the agents of Node as VS Code patched them', async () => {
    let agent: unknown = 'never asked';
    const original = http.request;
    // Stands where VS Code puts its own request(), which acts only where the caller gave no agent.
    http.request = ((address: URL, options: http.RequestOptions) => {
      agent = options.agent;
      return original(address, options);
    }) as typeof http.request;
    try {
      assert.ok((await client().getProfile({ apiKey, signal })).ok);
    } finally {
      http.request = original;
    }
    assert.equal(agent, undefined);
  });
});

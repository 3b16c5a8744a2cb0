// Over TLS: a certificate that is trusted is used, and three ways of not being so are told apart, before the key is sent.
import assert from 'node:assert/strict';
import https from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { createApi } from '../../../src/api/client';
import { makeCertificates } from '../../sandbox/certificates';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox';

const host = '127.0.0.1';
type Made = ReturnType<typeof makeCertificates>;

describe('a certificate', () => {
  const trustedBefore = https.globalAgent.options.ca;
  let sandbox: Sandbox | undefined;
  afterEach(async () => {
    https.globalAgent.options.ca = trustedBefore;
    await sandbox?.close();
    sandbox = undefined;
  });

  async function askWith(made: Made, trusted?: string) {
    const started = await startSandbox({ tls: made });
    sandbox = started;
    https.globalAgent.options.ca = trusted;
    const attempts: string[] = [];
    const api = createApi({
      baseUrl: started.url,
      timeoutSeconds: 30,
      onRequest: ({ outcome }) => attempts.push(outcome),
    });
    const apiKey = started.accounts[0]?.apiKey ?? '';
    const answer = await api.getProfile({ apiKey, signal: new AbortController().signal });
    assert.ok(!JSON.stringify(answer).includes(apiKey));
    return { answer, attempts, requests: started.requests.length };
  }

  it('that is trusted lets the call through', async () => {
    const made = makeCertificates({ hosts: [host] });
    const { answer, requests } = await askWith(made, made.ca);
    assert.ok(answer.ok);
    assert.equal(requests, 1);
  });

  const wrong: readonly [reason: string, make: () => { made: Made; trusted: string | undefined }][] = [
    ['untrusted', () => ({ made: makeCertificates({ hosts: [host] }), trusted: undefined })],
    [
      'untrusted',
      () => ({ made: makeCertificates({ hosts: [host] }), trusted: makeCertificates({ hosts: [host] }).ca }),
    ],
    [
      'expired',
      () => {
        const made = makeCertificates({ hosts: [host], notAfter: new Date('2024-01-01T00:00:00Z') });
        return { made, trusted: made.ca };
      },
    ],
    [
      'notYetValid',
      () => {
        const made = makeCertificates({ hosts: [host], notBefore: new Date(Date.now() + 86_400_000) });
        return { made, trusted: made.ca };
      },
    ],
    [
      'wrongHost',
      () => {
        const made = makeCertificates({ hosts: ['other.example.fr'] });
        return { made, trusted: made.ca };
      },
    ],
  ];
  wrong.forEach(([reason, make], at) => {
    it(`is ${reason} (${at + 1}), once, and the service sees no key`, async () => {
      const { made, trusted } = make();
      const { answer, attempts, requests } = await askWith(made, trusted);
      assert.deepEqual(answer, { ok: false, why: { kind: 'certificate', reason, host } });
      assert.deepEqual(attempts, [`certificate ${reason}`]);
      assert.equal(requests, 0);
    });
  });

  it('is asked in vain of a service that speaks plain HTTP', async () => {
    const plain = await startSandbox();
    sandbox = plain;
    const api = createApi({
      baseUrl: plain.url.replace('http:', 'https:'),
      timeoutSeconds: 30,
      retry: { sleep: async () => {} },
    });
    const answer = await api.getProfile({ apiKey: 'clé-de-test', signal: new AbortController().signal });
    const failure = { kind: 'certificate', reason: 'noTls', host };
    assert.deepEqual(answer, { ok: false, why: failure });
    assert.equal(plain.requests.length, 0);
  });

  it('is asked in vain of a service that hangs up at once', async () => {
    const silent = createServer((socket) => socket.once('data', () => socket.end()));
    await new Promise<void>((resolve) => silent.listen(0, host, resolve));
    try {
      const { port } = silent.address() as AddressInfo;
      const attempts: string[] = [];
      const api = createApi({
        baseUrl: `https://${host}:${port}/v1`,
        timeoutSeconds: 30,
        retry: { sleep: async () => {} },
        onRequest: ({ outcome }) => attempts.push(outcome),
      });
      const answer = await api.getProfile({ apiKey: 'clé-de-test', signal: new AbortController().signal });
      assert.deepEqual(answer, { ok: false, why: { kind: 'certificate', reason: 'noTls', host } });
      assert.deepEqual(attempts, Array(3).fill('certificate noTls'), 'a connection may break off once');
    } finally {
      await new Promise((resolve) => silent.close(resolve));
    }
  });
});

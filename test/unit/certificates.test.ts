// The test certificates are accepted and refused by Node's own https as real ones are.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { type Asking, ask, type Came } from '../sandbox/ask';
import { type Certificates, makeCertificates } from '../sandbox/certificates';
import { SAMPLE_KEYS, startSandbox } from '../sandbox/sandbox';

describe('certificates', () => {
  const good = makeCertificates({ hosts: ['127.0.0.1', 'api.test', '2001:db8::1'] });

  async function askWith(tls: Certificates, options: Asking): Promise<Came & { url: string }> {
    const sandbox = await startSandbox({ tls });
    try {
      return { ...(await ask(`${sandbox.url}/me?apiKey=${SAMPLE_KEYS.vide}`, options)), url: sandbox.url };
    } finally {
      await sandbox.close();
    }
  }

  it('are accepted by who trusts the authority', async () => {
    const { status, text, url } = await askWith(good, { ca: good.ca });
    ok(url.startsWith('https://127.0.0.1:'));
    deepEqual([status, JSON.parse(text).user.username], [200, 'vide@example.fr']);
    equal(
      (await askWith(good, { ca: good.ca, servername: 'api.test', headers: { host: 'api.test' } })).status,
      200,
    );
  });

  it('are refused by who does not', async () => {
    const other = makeCertificates({ hosts: ['127.0.0.1'] });
    equal((await askWith(good, {})).error, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    equal((await askWith(good, { ca: other.ca })).error, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    equal((await askWith(good, { ca: other.ca + good.ca })).status, 200);
  });

  it('are refused for another host, and out of their time', async () => {
    const wrongHost = makeCertificates({ hosts: ['api.test', '127.0.0.2'] });
    const expired = makeCertificates({ hosts: ['127.0.0.1'], notAfter: new Date(Date.now() - 60_000) });
    const early = makeCertificates({ hosts: ['127.0.0.1'], notBefore: new Date(Date.now() + 3_600_000) });
    equal((await askWith(wrongHost, { ca: wrongHost.ca })).error, 'ERR_TLS_CERT_ALTNAME_INVALID');
    equal((await askWith(expired, { ca: expired.ca })).error, 'CERT_HAS_EXPIRED');
    equal((await askWith(early, { ca: early.ca })).error, 'CERT_NOT_YET_VALID');
  });

  it('say what they are', () => {
    const authority = new X509Certificate(good.ca);
    const server = new X509Certificate(good.cert);
    deepEqual([authority.ca, server.ca], [true, false]);
    ok(server.checkIssued(authority));
    ok(server.verify(authority.publicKey));
    equal(server.subjectAltName, 'IP Address:127.0.0.1, DNS:api.test, IP Address:2001:DB8:0:0:0:0:0:1');
    deepEqual(server.keyUsage, ['1.3.6.1.5.5.7.3.1']);
    equal(authority.validTo, 'Jan  1 00:00:00 2060 GMT');
  });

  it('break a connection over TLS too', async () => {
    const sandbox = await startSandbox({ tls: good });
    sandbox.fault({ kind: 'reset', when: 'beforeHeaders' });
    const { status, error } = await ask(`${sandbox.url}/me`, { ca: good.ca });
    await sandbox.close();
    deepEqual([status, error], [undefined, 'ECONNRESET']);
  });
});

// The other side can't prove who it is: told apart, asked once, and nothing is sent to it.
import * as assert from 'node:assert/strict';
import https from 'node:https';
import { makeCertificates } from '../../sandbox/certificates';
import { startSandbox } from '../../sandbox/sandbox';
import type { FaultCase } from './support/faultCase';
import { proveFault } from './support/prove';
import type { World } from './support/world';

const day = 24 * 60 * 60 * 1000;
const host = '127.0.0.1';
const refused = { requests: 1, reaches: false, label: 'Certificate not accepted' } as const;
const untrusted = {
  ...refused,
  sentence:
    'The certificate of 127.0.0.1 is not trusted here, so nothing was sent. If a proxy inspects traffic, install its certificate in the system.',
  outcome: 'certificate untrusted',
} as const;
const expired = {
  ...refused,
  sentence:
    'The certificate of 127.0.0.1 has expired, so nothing was sent. Check this computer’s date, then try again.',
  outcome: 'certificate expired',
} as const;

export const cases: readonly FaultCase[] = [
  { fault: 'certificate not trusted', breaks: serve({ hosts: [host] }, 'nobody'), ...untrusted },
  {
    fault: 'certificate of another authority than the trusted one',
    breaks: serve({ hosts: [host] }, 'another'),
    ...untrusted,
  },
  {
    fault: 'certificate expired',
    breaks: serve({ hosts: [host], notAfter: new Date(Date.now() - day) }),
    ...expired,
  },
  {
    fault: 'certificate not valid yet',
    breaks: serve({ hosts: [host], notBefore: new Date(Date.now() + day) }),
    ...refused,
    sentence:
      'The certificate of 127.0.0.1 is not valid yet, so nothing was sent. Check this computer’s date, then try again.',
    outcome: 'certificate notYetValid',
  },
  {
    fault: 'certificate of another host',
    breaks: serve({ hosts: ['other.example.fr', '127.0.0.2'] }),
    ...refused,
    sentence:
      'The certificate belongs to another host than 127.0.0.1, so nothing was sent. Check the address and the network.',
    outcome: 'certificate wrongHost',
  },
  {
    fault: 'no TLS where there should be',
    breaks: serve(undefined, 'nobody'),
    requests: 3,
    reaches: false,
    label: 'No secure connection',
    sentence:
      'No protected connection (TLS) could be made to 127.0.0.1, so nothing was sent. Check the address and its port, and whether a proxy is in between, then try again.',
    outcome: 'certificate noTls',
  },
];

for (const each of cases) proveFault(each);

/**
 * Puts a server with such a certificate in the service's place; without one, a server that speaks plain HTTP. Unless said otherwise
 * its authority is trusted, so that nothing but what the case is about can be wrong with it.
 */
function serve(
  certificate: Parameters<typeof makeCertificates>[0] | undefined,
  trust: 'its own' | 'another' | 'nobody' = 'its own',
) {
  return async ({ settings }: World): Promise<() => Promise<void>> => {
    const made = certificate && makeCertificates(certificate);
    const other = trust === 'another' ? makeCertificates({ hosts: [host] }).ca : undefined;
    const impostor = await startSandbox(made ? { tls: made } : {});
    const { baseUrl } = settings;
    const { ca } = https.globalAgent.options;
    settings.baseUrl = `https://${host}:${impostor.port}/v1`;
    https.globalAgent.options.ca = trust === 'its own' ? made?.ca : other;
    return async () => {
      settings.baseUrl = baseUrl;
      https.globalAgent.options.ca = ca;
      await impostor.close();
      assert.equal(impostor.requests.length, 0, 'nothing was sent');
    };
  };
}

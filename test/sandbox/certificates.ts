// Test certificates made at run time: an authority of its own and one server certificate signed by it.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP, isIPv6 } from 'node:net';
import { bits, boolean, der, integer, octets, oid, sequence, time, utf8 } from './der';

const DAY = 24 * 60 * 60 * 1000;
const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

/** All in PEM: the authority to trust, the server's key and its certificate. */
export interface Certificates {
  ca: string;
  key: string;
  cert: string;
}

interface Party {
  name: string;
  publicKey: KeyObject;
}

/**
 * A certificate for a server of these host names and IP addresses, valid from yesterday for 30 days unless said
 * otherwise, and the new authority that signed it. For an expired one give a `notAfter` that has passed; for an
 * untrusted one, trust the authority of another call; for a wrong host, ask for other hosts.
 */
export function makeCertificates(options: {
  hosts: string[];
  notBefore?: Date;
  notAfter?: Date;
}): Certificates {
  const { notAfter = new Date(Date.now() + 30 * DAY) } = options;
  const { notBefore = new Date(Math.min(Date.now(), notAfter.getTime()) - DAY) } = options;
  const authorityKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const serverKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authority = { name: 'Test authority', publicKey: authorityKeys.publicKey };
  const server = { name: 'Test server', publicKey: serverKeys.publicKey };
  const issue = (subject: Party, from: Date, to: Date, extensions: readonly Buffer[]): string =>
    certificate(subject, authority, authorityKeys.privateKey, from, to, extensions);

  const ca = issue(authority, new Date(Date.UTC(2020, 0, 1)), new Date(Date.UTC(2060, 0, 1)), [
    extension('2.5.29.19', sequence(boolean(true)), true),
    extension('2.5.29.15', bits(Buffer.from([0x06]), 1), true),
    extension('2.5.29.14', octets(keyId(authority))),
  ]);
  const cert = issue(server, notBefore, notAfter, [
    extension('2.5.29.19', sequence(), true),
    extension('2.5.29.15', bits(Buffer.from([0x80]), 7), true),
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...options.hosts.map(alternativeName))),
    extension('2.5.29.14', octets(keyId(server))),
    extension('2.5.29.35', sequence(der(0x80, keyId(authority)))),
  ]);
  const key = serverKeys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { ca, key, cert };
}

/** An X.509 version 3 certificate in PEM (RFC 5280 §4.1). */
function certificate(
  subject: Party,
  issuer: Party,
  issuerKey: KeyObject,
  notBefore: Date,
  notAfter: Date,
  extensions: readonly Buffer[],
): string {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const toBeSigned = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer.name),
    sequence(time(notBefore), time(notAfter)),
    distinguishedName(subject.name),
    subject.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signed = sequence(toBeSigned, ECDSA_WITH_SHA256, bits(sign('sha256', toBeSigned, issuerKey)));
  const lines = signed.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function distinguishedName(commonName: string): Buffer {
  return sequence(der(0x31, sequence(oid('2.5.4.3'), utf8(commonName))));
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));
}

function keyId({ publicKey }: Party): Buffer {
  return createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
}

function alternativeName(host: string): Buffer {
  return isIP(host) === 0 ? der(0x82, Buffer.from(host, 'latin1')) : der(0x87, addressBytes(host));
}

function addressBytes(address: string): Buffer {
  if (!isIPv6(address)) {
    return Buffer.from(address.split('.').map(Number));
  }
  const [head = '', tail = ''] = address.split('::');
  const words = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const zeros = Array<string>(8 - words(head).length - words(tail).length).fill('0');
  const all = [...words(head), ...zeros, ...words(tail)];
  return Buffer.from(all.map((word) => word.padStart(4, '0')).join(''), 'hex');
}

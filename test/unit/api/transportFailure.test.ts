// Errors of Node, of node-fetch and of proxy agents, by their codes and words.
import assert from 'node:assert/strict';
import { FetchError } from 'node-fetch';
import { toTransportFailure } from '../../../src/api/transportFailure';

const url = new URL('https://api.test/v1/me?apiKey=0123456789abcdef0123456789abcdef01234567');
const host = 'api.test';

function failureOf(message: string, code: string | undefined, status?: number) {
  const system = Object.assign(new Error(message), code === undefined ? {} : { code, syscall: 'connect' });
  const error = new FetchError(
    `request to ${url.href} failed, reason: ${message}`,
    'system',
    system as never,
  );
  return toTransportFailure(error, { url, status });
}

const offline = (reason: string) => ({ kind: 'offline', reason, host });
const certificate = (reason: string) => ({ kind: 'certificate', reason, host });

const table: readonly [code: string | undefined, message: string, expected: unknown][] = [
  ['ENOTFOUND', 'getaddrinfo ENOTFOUND api.test', offline('name')],
  ['EAI_AGAIN', 'getaddrinfo EAI_AGAIN api.test', offline('name')],
  ['ENOTFOUND', 'getaddrinfo ENOTFOUND proxy.corp', offline('proxy')],
  ['ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.1:443', offline('refused')],
  ['ECONNREFUSED', 'connect ECONNREFUSED ::1:443', offline('refused')],
  ['ECONNREFUSED', '', offline('refused')],
  ['ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.1:3128', offline('proxy')],
  ['ECONNRESET', 'read ECONNRESET', offline('reset')],
  ['ECONNRESET', 'socket hang up', offline('reset')],
  [
    'ECONNRESET',
    'Client network socket disconnected before secure TLS connection was established',
    certificate('noTls'),
  ],
  ['EPIPE', 'write EPIPE', offline('reset')],
  ['ERR_STREAM_PREMATURE_CLOSE', 'Premature close', offline('reset')],
  [undefined, 'Premature close', offline('reset')],
  ['EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:443', offline('unreachable')],
  ['ENETUNREACH', 'connect ENETUNREACH 10.0.0.1:443 - Local (0.0.0.0:0)', offline('unreachable')],
  ['ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443', offline('unreachable')],
  ['ETIMEDOUT', '', offline('unreachable')],
  ['ESOCKETTIMEDOUT', '', offline('unreachable')],
  ['ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:8080', offline('proxy')],
  ['CERT_HAS_EXPIRED', 'certificate has expired', certificate('expired')],
  ['CERT_NOT_YET_VALID', 'certificate is not yet valid', certificate('notYetValid')],
  ['EE_KEY_TOO_SMALL', 'EE certificate key too weak', certificate('untrusted')],
  ['CA_MD_TOO_WEAK', 'CA signature digest algorithm too weak', certificate('untrusted')],
  ['ERROR_IN_CERT_NOT_AFTER_FIELD', 'format error', certificate('untrusted')],
  ['UNSPECIFIED', 'unspecified', certificate('untrusted')],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'SSL alert number 116', certificate('asksForOurs')],
  ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'SSL alert number 112', certificate('noTls')],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    "Hostname/IP does not match certificate's altnames",
    certificate('wrongHost'),
  ],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', certificate('untrusted')],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', certificate('untrusted')],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', certificate('untrusted')],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer certificate', certificate('untrusted')],
  ['EPROTO', 'write EPROTO 140:error:0A00010B:SSL routines::wrong version number', certificate('noTls')],
  [undefined, 'Failed to establish a socket connection to proxies: PROXY 10.0.0.1:3128', offline('proxy')],
  ['ECONNRESET', 'The proxy connection ended before receiving CONNECT response', offline('proxy')],
  [
    'HPE_INVALID_CONSTANT',
    'Parse Error: Expected HTTP/',
    { kind: 'malformed', reason: 'notJson', status: 0 },
  ],
  ['Z_DATA_ERROR', 'incorrect header check', { kind: 'malformed', reason: 'notJson', status: 0 }],
  [undefined, 'anything', offline('reset')],
];

describe('an error of the transport', () => {
  for (const [code, message, expected] of table) {
    it(`${code ?? 'without code'}, ${JSON.stringify(message)}, is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(failureOf(message, code), expected);
    });
  }

  it('is not judged by the words of the address', () => {
    const odd = new URL('https://socks.test/v1/me?apiKey=connect ECONNREFUSED x:1 getaddrinfo x y');
    const message = `request to ${odd.href} failed, reason: connect ECONNREFUSED 10.0.0.1:443`;
    const error = Object.assign(new Error(message), { code: 'ECONNREFUSED' });
    const failure = toTransportFailure(error, { url: odd, status: undefined });
    assert.deepEqual(failure, { kind: 'offline', reason: 'refused', host: 'socks.test' });
  });

  it('keeps the HTTP status where one had come', () => {
    assert.deepEqual(failureOf('incorrect header check', 'Z_DATA_ERROR', 200), {
      kind: 'malformed',
      reason: 'notJson',
      status: 200,
    });
  });

  it('is found by its cause', () => {
    const error = new Error('failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) });
    assert.deepEqual(toTransportFailure(error, { url, status: undefined }), offline('refused'));
  });

  for (const thrown of [undefined, null, 'text', 42, {}]) {
    it(`is offline when what was thrown is ${JSON.stringify(thrown)}`, () => {
      assert.deepEqual(toTransportFailure(thrown, { url, status: undefined }), offline('reset'));
    });
  }
});

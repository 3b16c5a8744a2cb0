// From an error of node-fetch or Node to a failure. The error carries the URL, and with it the key: it ends here.
import type { BadCertificate, Failure, Offline } from './failure';

const OFFLINE: Readonly<Record<string, Offline['reason']>> = {
  ENOTFOUND: 'name',
  EAI_AGAIN: 'name',
  EAI_NODATA: 'name',
  EAI_FAIL: 'name',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ERR_STREAM_PREMATURE_CLOSE: 'reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  // Not our own time limit, which more time would help: Node tries several addresses for a moment each, and the system gives up by itself.
  ETIMEDOUT: 'unreachable',
  ESOCKETTIMEDOUT: 'unreachable',
};

const CERTIFICATE: Readonly<Record<string, BadCertificate['reason']>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'notYetValid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrongHost',
  HOSTNAME_MISMATCH: 'wrongHost',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: 'untrusted',
  CERT_CHAIN_TOO_LONG: 'untrusted',
  CERT_REJECTED: 'untrusted',
  CERT_REVOKED: 'untrusted',
  CERT_SIGNATURE_FAILURE: 'untrusted',
  CERT_UNTRUSTED: 'untrusted',
  INVALID_CA: 'untrusted',
  INVALID_PURPOSE: 'untrusted',
  PATH_LENGTH_EXCEEDED: 'untrusted',
};

/** VS Code's proxy support words all its failures to reach or use a proxy like these, and gives them no code. */
const PROXY = /socket connection to proxies|proxy connection|before receiving CONNECT|\bsocks/i;

/** Where an error came from. */
export interface Circumstances {
  readonly url: URL;
  /** The HTTP status, where headers had come. */
  readonly status: number | undefined;
}

/** The failure for any error at all. */
export function toTransportFailure(error: unknown, { url, status }: Circumstances): Failure {
  const host = url.hostname;
  const code = codeOf(error);
  const words = wordsOf(error, url);
  const certificate = CERTIFICATE[code];
  if (certificate !== undefined) {
    return { kind: 'certificate', reason: certificate, host };
  }
  if (PROXY.test(words) || isAboutAnother(words, url)) {
    return { kind: 'offline', reason: 'proxy', host };
  }
  if (code === 'ECONNRESET' && words.includes('before secure TLS connection')) {
    return { kind: 'certificate', reason: 'noTls', host };
  }
  const offline = OFFLINE[code];
  if (offline !== undefined) {
    return { kind: 'offline', reason: offline, host };
  }
  if (/^ERR_SSL_.*ALERT_.*CERTIFICATE/.test(code)) {
    return { kind: 'certificate', reason: 'asksForOurs', host };
  }
  if (/^(ERR_SSL|ERR_TLS|EPROTO)/.test(code)) {
    // No certificate was seen: what answered speaks no TLS, or none that both sides know.
    return { kind: 'certificate', reason: 'noTls', host };
  }
  if (/^(?:[A-Z]+(?:_[A-Z]+)+|UNSPECIFIED)$/.test(code) && !/^(?:HPE|Z|ERR|EAI|BROTLI)_/.test(code)) {
    // What OpenSSL finds wrong with a certificate has such names: EE_KEY_TOO_SMALL, CA_MD_TOO_WEAK, …
    return { kind: 'certificate', reason: 'untrusted', host };
  }
  if (/^(HPE_|Z_|ERR_|BROTLI)/i.test(code)) {
    // It spoke, but not HTTP, or with a broken encoding.
    return { kind: 'malformed', reason: 'notJson', status: status ?? 0 };
  }
  return { kind: 'offline', reason: 'reset', host };
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) {
    return '';
  }
  if ('code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return 'cause' in error ? codeOf(error.cause) : '';
}

/** What Node said, without the URL that node-fetch writes before it. */
function wordsOf(error: unknown, url: URL): string {
  const words = error instanceof Error ? error.message : '';
  return words.replaceAll(url.href, '');
}

/** Node names who could not be reached ("getaddrinfo ENOTFOUND proxy.corp", "connect ECONNREFUSED 10.0.0.1:3128"): if not the service, a proxy. */
function isAboutAnother(words: string, url: URL): boolean {
  const name = /getaddrinfo \w+ (\S+)/.exec(words)?.[1];
  if (name !== undefined) {
    return name !== url.hostname;
  }
  const port = /connect \w+ \S+:(\d+)/.exec(words)?.[1];
  return port !== undefined && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'));
}

// What a person reads where no answer came that could be understood: no connection, a certificate, or an answer that makes no sense.
import { l10n } from 'vscode';
import type { ListFailure } from '../../subAccounts/lists';

/** Why the service could not be reached. */
export function offline(reason: (ListFailure & { kind: 'offline' })['reason'], host: string): string {
  switch (reason) {
    case 'name':
      return l10n.t('The name {0} could not be found. Check the connection, then try again.', host);
    case 'refused':
      return l10n.t('{0} refused the connection. Check the address and the network, then try again.', host);
    case 'reset':
      return l10n.t('The connection to {0} broke off. Try again.', host);
    case 'unreachable':
      return l10n.t('{0} can’t be reached from here. Check the connection, then try again.', host);
    case 'proxy':
      return l10n.t('The proxy could not be used. Check the setting “http.proxy”, then try again.');
    case 'proxyPassword':
      return l10n.t('The proxy asks for a user name and password. Sign in to the proxy, then try again.');
    default:
      return unknown(reason);
  }
}

/** Why nothing was sent to a service that can’t prove who it is, or speaks no TLS. */
export function certificate(reason: (ListFailure & { kind: 'certificate' })['reason'], host: string): string {
  switch (reason) {
    case 'untrusted':
      return l10n.t(
        'The certificate of {0} is not trusted here, so nothing was sent. If a proxy inspects traffic, install its certificate in the system.',
        host,
      );
    case 'expired':
      return l10n.t(
        'The certificate of {0} has expired, so nothing was sent. Check this computer’s date, then try again.',
        host,
      );
    case 'notYetValid':
      return l10n.t(
        'The certificate of {0} is not valid yet, so nothing was sent. Check this computer’s date, then try again.',
        host,
      );
    case 'asksForOurs':
      return l10n.t(
        '{0} asks for a certificate of this computer, and there is none to show. Check the address, and whether a proxy is in between, then try again.',
        host,
      );
    case 'noTls':
      return l10n.t(
        'No protected connection (TLS) could be made to {0}, so nothing was sent. Check the address and its port, and whether a proxy is in between, then try again.',
        host,
      );
    case 'wrongHost':
      return l10n.t(
        'The certificate belongs to another host than {0}, so nothing was sent. Check the address and the network.',
        host,
      );
    default:
      return unknown(reason);
  }
}

/** Why an answer is none of the service’s, or not the one that was asked for. */
export function malformed(reason: (ListFailure & { kind: 'malformed' })['reason'], status: number): string {
  switch (reason) {
    case 'notJson':
      return l10n.t(
        'Something other than Mail Partner’s API answered (HTTP {0}, not JSON). Check the setting “mailPartner.apiBaseUrl”, and whether a proxy or sign-in page is in between, then try again.',
        status,
      );
    case 'cutOff':
      return l10n.t('The answer broke off before its end (HTTP {0}). Try again.', status);
    case 'empty':
      return l10n.t('The answer was empty (HTTP {0}). Try again.', status);
    case 'shape':
      return l10n.t(
        'The answer was not in the expected form (HTTP {0}). Try again, or look for an update of this extension.',
        status,
      );
    case 'noFields':
      return l10n.t(
        'Mail Partner reported success, but sent nothing of what was asked for (HTTP {0}). Try again later.',
        status,
      );
    case 'textAround':
      return l10n.t(
        'Other text stands in or around Mail Partner’s answer (HTTP {0}), so it could not be read. Try again; if this persists, tell Mail Partner what “Show API Response…” shows.',
        status,
      );
    case 'fewer':
      return l10n.t(
        'Mail Partner returned fewer sub-accounts than it says there are. Nothing that was shown is lost. Try again.',
      );
    case 'tooLarge':
      return l10n.t('The answer was too large and was given up. Try again.');
    case 'redirect':
      return l10n.t(
        'The address redirects elsewhere (HTTP {0}). It was not followed, to keep the API key from going there. Check the setting “mailPartner.apiBaseUrl”.',
        status,
      );
    default:
      return unknown(reason);
  }
}

/** The same in a few words. */
export function malformedInShort(reason: (ListFailure & { kind: 'malformed' })['reason']): string {
  switch (reason) {
    case 'fewer':
      return l10n.t('Sub-accounts missing');
    case 'redirect':
      return l10n.t('Redirected elsewhere');
    default:
      return l10n.t('Answer not understood');
  }
}

/** The compiler proves that this is never reached: a new failure without words does not compile. */
export function unknown(_: never): never {
  // Not what it is: it may hold the service's words, or the person's.
  throw new TypeError('No words for this.');
}

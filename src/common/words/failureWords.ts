// What a person reads when something failed: what happened, and what to do. The one place where failures become words.
import { env, l10n } from 'vscode';
import { cut } from '../../api/foreignText';
import type { ListFailure } from '../../subAccounts/lists';
import { originSentence, settingSentence } from './addressWords';
import { keychainSentence } from './keychainWords';
import { plainText } from './plainText';
import { certificate, malformed, malformedInShort, offline, unknown } from './transportWords';
import { timeWords } from './waitingWords';

/** What a click on a failed row does about it. */
export type Remedy = 'retry' | 'replaceApiKey' | 'openSetting' | 'askAboutAddress';

export interface FailureWords {
  /** A few words, for a row. */
  readonly short: string;
  /** What a row says beside these, where it is more than they do: the service's own words, or which host it is about. */
  readonly own?: string;
  /** One or two sentences: what happened, and what to do. */
  readonly sentence: string;
  readonly remedy: Remedy;
  /** The time before which the remedy is of no use, where the service named one. */
  readonly after?: string;
  /** Whether the sentence names the account; where there are several, the others need its name before them. */
  readonly namesAccount: boolean;
}

/**
 * The words for a failure. `account` is the account's name, for sentences that must name it; without it, the words are about a
 * key that is only being tried.
 */
export function failureWords(failure: ListFailure, account?: string): FailureWords {
  const retry = (short: string, sentence: string): FailureWords => ({
    short,
    sentence,
    remedy: 'retry',
    namesAccount: false,
  });
  switch (failure.kind) {
    case 'refusedKey':
      return {
        short: l10n.t('API key refused'),
        sentence:
          account === undefined
            ? l10n.t('Mail Partner refused this API key. Check that it was copied whole.')
            : l10n.t('Mail Partner refused the API key of “{0}”. Replace the API key to go on.', account),
        remedy: 'replaceApiKey',
        namesAccount: account !== undefined,
      };
    case 'notAllowed':
      return {
        ...retry(l10n.t('Not allowed'), notAllowed(failure.reason, failure.message)),
        ...ownWords(failure.message),
      };
    case 'rateLimited':
      return {
        ...retry(l10n.t('Too many requests'), tooManyRequests(failure)),
        ...(failure.until === undefined ? {} : { after: timeWords(failure.until, env.language) }),
      };
    case 'timeout':
      return retry(
        l10n.t('No answer in time'),
        l10n.t(
          'Mail Partner did not answer within {0} s. Try again, or allow more time in the setting “mailPartner.requestTimeout”.',
          failure.seconds,
        ),
      );
    case 'offline':
      return retry(l10n.t('No connection'), offline(failure.reason, failure.host));
    case 'certificate':
      return retry(
        failure.reason === 'noTls' || failure.reason === 'asksForOurs'
          ? l10n.t('No secure connection')
          : l10n.t('Certificate not accepted'),
        certificate(failure.reason, failure.host),
      );
    case 'server':
      return {
        ...retry(
          l10n.t('Mail Partner error (HTTP {0})', failure.status),
          l10n.t(
            'Mail Partner answered with an internal error (HTTP {0}). Try again later.',
            failure.status,
          ) + says(failure.message),
        ),
        ...ownWords(failure.message),
      };
    case 'malformed':
      return {
        ...retry(malformedInShort(failure.reason), malformed(failure.reason, failure.status)),
        // Asking again would only be sent elsewhere again.
        ...(failure.reason === 'redirect' ? { remedy: 'openSetting' } : {}),
      };
    case 'rejected':
      return retry(
        l10n.t('Request refused: {0}', forRow(failure.message)),
        l10n.t('Mail Partner refused the request: “{0}”. Try again.', plainText(failure.message)),
      );
    case 'keychain':
      return failure.reason === 'missing'
        ? {
            short: l10n.t('API key missing'),
            sentence:
              account === undefined
                ? l10n.t('The keychain no longer has this API key. Enter it again.')
                : l10n.t('The keychain no longer has the API key of “{0}”. Enter it again.', account),
            remedy: 'replaceApiKey',
            namesAccount: account !== undefined,
          }
        : retry(
            l10n.t('Keychain not available'),
            keychainSentence(failure.reason, account === undefined ? 'none' : 'replaceApiKey'),
          );
    case 'setting':
      return {
        short: l10n.t('API address not usable'),
        sentence: settingSentence(failure.reason),
        remedy: 'openSetting',
        namesAccount: false,
      };
    case 'origin':
      return {
        short: failure.isKeyUnknown ? l10n.t('API key not confirmed yet') : l10n.t('Address not allowed yet'),
        own: new URL(failure.origin).host,
        sentence: originSentence(failure, account),
        remedy: 'askAboutAddress',
        namesAccount: account !== undefined,
      };
    case 'unexpected':
      return retry(l10n.t('Something went wrong'), unexpectedSentence());
    default:
      return unknown(failure);
  }
}

/** The service's own words after a sentence of ours. */
function says(message: string | undefined): string {
  return message ? ` ${l10n.t('Mail Partner says: “{0}”.', plainText(message))}` : '';
}

/** The same beside the words of a row. */
function ownWords(message: string | undefined): Pick<FailureWords, 'own'> {
  return message === undefined ? {} : { own: forRow(message) };
}

/** Characters of the service's own words in a row; all of them are in the sentence. */
const longestInRow = 80;

/** The service's own words as part of a line: no longer than one can be, and without a point at the end. */
function forRow(message: string): string {
  return plainText(cut(message.replace(/[\s.!]+$/, ''), longestInRow));
}

/** The sentence for a fault of this extension. */
export function unexpectedSentence(): string {
  return l10n.t('Something went wrong in this extension. Try again; the log says more.');
}

/** What the row of this failure does when it is clicked, as buttons call it. */
export function remedyWords(remedy: Remedy): string {
  switch (remedy) {
    case 'retry':
      return l10n.t('Try Again');
    case 'replaceApiKey':
      return l10n.t('Replace API Key…');
    case 'openSetting':
      return l10n.t('Open Settings');
    case 'askAboutAddress':
      return l10n.t('Allow This Address…');
    default:
      return unknown(remedy);
  }
}

function tooManyRequests({ until, retryAfter, notSent }: ListFailure & { kind: 'rateLimited' }): string {
  if (until !== undefined) {
    const time = timeWords(until, env.language);
    return notSent
      ? l10n.t('Mail Partner asked to wait until {0}, so nothing was sent. Try again then.', time)
      : l10n.t('Mail Partner received too many requests and asks to wait until {0}. Try again then.', time);
  }
  // Nothing, or a time that has passed already.
  return retryAfter
    ? l10n.t('Mail Partner received too many requests. Try again in {0} s.', retryAfter)
    : l10n.t('Mail Partner received too many requests. Wait a minute, then try again.');
}

function notAllowed(
  reason: (ListFailure & { kind: 'notAllowed' })['reason'],
  message: string | undefined,
): string {
  const said = says(message);
  switch (reason) {
    case 'disabled':
      return l10n.t('This account is disabled. Ask Mail Partner to enable it, then try again.') + said;
    case 'blocked':
      return l10n.t('This account is blocked. Ask Mail Partner why, then try again.') + said;
    case 'apiAccess':
      return l10n.t('This account may not use the API. Ask Mail Partner to allow it, then try again.') + said;
    case 'ipAddress':
      return (
        l10n.t(
          'The IP address of this computer is not authorised. Add it in the Mail Partner dashboard, then try again.',
        ) + said
      );
    case 'forbidden':
      return l10n.t('Mail Partner does not allow this (HTTP 403). Check the account’s rights.') + said;
    default:
      return unknown(reason);
  }
}

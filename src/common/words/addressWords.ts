// What a person reads of the API's address: why the setting can't be used, and why a key does not go there yet.
import { l10n } from 'vscode';
import type { ListFailure } from '../../subAccounts/lists';
import { unknown } from './transportWords';

/** The sentence for an API address that can't be used. */
export function settingSentence(reason: (ListFailure & { kind: 'setting' })['reason']): string {
  switch (reason) {
    case 'insecure':
      return l10n.t(
        'The setting “mailPartner.apiBaseUrl” must start with https://, or API keys would travel unprotected. Nothing was sent.',
      );
    case 'credentials':
      return l10n.t(
        'The setting “mailPartner.apiBaseUrl” must not hold a user name or password. Nothing was sent.',
      );
    case 'query':
      return l10n.t('The setting “mailPartner.apiBaseUrl” must not hold “?” or “#”. Nothing was sent.');
    case 'invalid':
      return l10n.t(
        'The setting “mailPartner.apiBaseUrl” is not a usable address, such as https://api.mailpartner.fr/v1. Nothing was sent.',
      );
    default:
      return unknown(reason);
  }
}

/** The sentence for an address to which a key does not go; without an account, for a key that is only tried. */
export function originSentence(
  { origin, boundTo, isKeyUnknown }: ListFailure & { kind: 'origin' },
  account: string | undefined,
): string {
  if (account === undefined) {
    return l10n.t(
      'The API address is {0} now. Nothing was sent there. Try again, or change the setting “mailPartner.apiBaseUrl” back.',
      origin,
    );
  }
  if (isKeyUnknown) {
    return l10n.t(
      'The API key of “{0}” has changed, maybe in another window, and it is not known yet for which address. Nothing was sent. Try again in a moment, or allow {1} in the list of sub-accounts.',
      account,
      origin,
    );
  }
  return boundTo === undefined
    ? l10n.t(
        'The API address is {1}, and nobody has said yet that the API key of “{0}” may go there. Nothing was sent. Allow this address in the list of sub-accounts, or change the setting “mailPartner.apiBaseUrl”.',
        account,
        origin,
      )
    : l10n.t(
        'The API key of “{0}” was added for {2}, but the API address is {1} now. Nothing was sent there. Allow this address in the list of sub-accounts, or change the setting “mailPartner.apiBaseUrl” back.',
        account,
        origin,
        boundTo,
      );
}

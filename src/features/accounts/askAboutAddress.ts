// Asks in a modal, which names the origin and the accounts, whether keys may go to another origin than they were added for.
import { l10n, window } from 'vscode';
import type { AccountStore } from '../../accounts/accountStore';
import { documentedOrigin } from '../../accounts/origins';
import type { AddressSetting } from '../../common/addressSetting';
import { plainText } from '../../common/words/plainText';
import { type OriginQuestion, OriginQuestions } from './core/originQuestions';

/** More accounts than these are not named one by one. */
const mostNames = 10;

/** The questions of this window. */
export function originQuestions(
  accounts: AccountStore,
  address: Pick<AddressSetting, 'origin' | 'open' | 'isRead'>,
): OriginQuestions {
  return new OriginQuestions({
    accounts: () => accounts.accounts,
    origin: () => address.origin(),
    ask: async (question) => {
      const allow = l10n.t('Send There');
      const settings = l10n.t('Open Settings');
      const answer = await window.showWarningMessage(
        questionWords(question),
        { modal: true, detail: detailWords(question, address.isRead) },
        // The first is under the keyboard, and the question comes by itself: an Enter that was meant for something else must not agree.
        settings,
        allow,
      );
      if (answer === settings) {
        void address.open();
      }
      return answer === allow;
    },
    bind: (asked, origin) => accounts.bind(asked, origin),
    notKept: () =>
      void window.showErrorMessage(
        l10n.t(
          'VS Code could not keep that the address is allowed, so nothing was sent. Try again, or restart VS Code.',
        ),
      ),
    hasFocus: () => window.state.focused,
  });
}

function questionWords({ origin, accounts }: OriginQuestion): string {
  const [only, ...others] = accounts;
  if (only && others.length === 0) {
    return l10n.t('Send the API key of “{0}” to {1}?', plainText(only.name), origin);
  }
  const names = accounts.slice(0, mostNames).map(({ name }) => l10n.t('“{0}”', plainText(name)));
  const rest = accounts.length - names.length;
  return rest > 0
    ? l10n.t('Send the API keys of {0} and {1} more to {2}?', names.join(', '), rest, origin)
    : l10n.t('Send the API keys of {0} to {1}?', names.join(', '), origin);
}

function detailWords({ accounts }: OriginQuestion, isRead: boolean): string {
  const origins = [...new Set(accounts.flatMap((account) => account.origin || []))].join(', ');
  return [
    isRead
      ? l10n.t('The setting “mailPartner.apiBaseUrl” names this address.')
      : l10n.t(
          'This window does not read the setting “mailPartner.apiBaseUrl”, and uses Mail Partner’s own address.',
        ),
    origins === ''
      ? l10n.t(
          'Since this update, you are asked once before a key goes anywhere but to {0}.',
          documentedOrigin,
        )
      : accounts.length === 1
        ? l10n.t('The key was added for {0}.', origins)
        : l10n.t('The keys were added for {0}.', origins),
    l10n.t('Nothing is sent before you agree.'),
    l10n.t(
      'Agree only if you trust this address, such as your company’s own proxy: whoever runs it can read what is sent, and with it every token and API key. If you did not set it, open the settings and reset it: another extension may have changed it.',
    ),
  ].join(' ');
}

// Asks in a modal, which names the origin and the accounts, whether keys may go to another origin than they were added for.
import { l10n, window } from 'vscode';
import type { AccountStore } from '../../accounts/accountStore';
import type { AddressSetting } from '../../common/addressSetting';
import { askInModal } from '../../common/askInModal';
import { OriginQuestions } from './core/originQuestions';
import { whyNotKept } from './keepKey';
import { originDetail, originQuestion } from './originWords';

/** The questions of this window. */
export function originQuestions(
  accounts: Pick<AccountStore, 'accounts' | 'allow' | 'settled'>,
  address: Pick<AddressSetting, 'origin' | 'open' | 'isRead'>,
): OriginQuestions {
  return new OriginQuestions({
    accounts: () => accounts.accounts,
    origin: () => address.origin(),
    ask: async (question) => {
      const { isRead } = address;
      const allow = l10n.t('Send There');
      const settings = l10n.t('Open Settings');
      // The first is under the keyboard, and the question comes by itself: an Enter that was meant for something else must not agree.
      const harmless = isRead ? settings : l10n.t('Not Now');
      const detail = originDetail(question, isRead);
      const answer = await askInModal(originQuestion(question), { modal: true, detail }, harmless, allow);
      if (answer === settings) {
        void address.open();
      }
      return answer === allow;
    },
    allow: (asked, origin) => accounts.allow(asked, origin),
    notKept: (why) => {
      const what = l10n.t('The address is not allowed yet, and nothing was sent.');
      void window.showErrorMessage(`${what} ${whyNotKept(why, 'none')}`);
    },
    settled: () => accounts.settled(),
    hasFocus: () => window.state.focused,
  });
}

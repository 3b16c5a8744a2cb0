// The sub-account that a key binding names: found without a question, and said in clear words where it fits none or several.
import { l10n } from 'vscode';
import type { Account } from '../accounts/account';
import { cutInMiddle } from '../api/foreignText';
import { type FittingParts, fittingSubAccount, isSameText, type NotOne } from './core/fittingSubAccount';
import type { NamedSubAccount } from './core/keyBindingArguments';
import { sayFailure, sayInStatusBar } from './statusBar';
import type { OwnedSubAccount } from './targets';
import { failureWords } from './words/failureWords';
import { plainText } from './words/plainText';

export interface NamedParts extends Omit<FittingParts, 'onAskingForAll'> {
  readonly accounts: () => readonly Account[];
}

/** The one that is named, as the service has it; undefined, after a word, where it fits none or several or could not be asked for. */
export async function findNamed(
  named: NamedSubAccount,
  parts: NamedParts,
): Promise<OwnedSubAccount | undefined> {
  const shown = plainText(cutInMiddle(named.subAccount, 60));
  const all = parts.accounts();
  const accounts = all.filter(({ name }) => named.account === undefined || isSameText(name, named.account));
  if (accounts.length === 0) {
    sayFailure(
      all.length === 0
        ? l10n.t('No account yet. Add one first.')
        : l10n.t(
            'No account is called “{0}”: change the key binding.',
            plainText(cutInMiddle(named.account ?? '', 60)),
          ),
    );
    return undefined;
  }
  const one = await fittingSubAccount(named.subAccount, accounts, {
    ...parts,
    onAskingForAll: () => sayInStatusBar(l10n.t('{0} is on another page now: looking through all', shown)),
  });
  if (one.ok) {
    return one.value;
  }
  const words = notOneWords(one.why, shown);
  if (words !== undefined) {
    sayFailure(words);
  }
  return undefined;
}

/** Why nothing was done; undefined where the person has ended it. */
function notOneWords(why: NotOne, shown: string): string | undefined {
  switch (why.kind) {
    case 'none':
      return l10n.t('No sub-account fits “{0}”. Nothing was done.', shown);
    case 'gone':
      return l10n.t('{0} is no longer there. Nothing was done.', shown);
    case 'several':
      return l10n.t('Several sub-accounts fit “{0}”: name the account and the ID in the key binding.', shown);
    case 'failed':
      return failureWords(why.why, plainText(why.account.name)).sentence;
    case 'stopped':
      return undefined;
    default:
      return why;
  }
}

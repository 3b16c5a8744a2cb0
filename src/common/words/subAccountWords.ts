// What people read of a sub-account, wherever it is named: its name, its type, and that it lacks something.
import { l10n } from 'vscode';
import { cutInMiddle } from '../../api/foreignText';
import type { SubAccount } from '../../api/subAccount';
import { plainText } from './plainText';

/** What can be copied or inserted of a sub-account. */
export type ValueName = 'token' | 'apiKey' | 'email';

/** What people call a sub-account: its e-mail, or its number where the service gave no e-mail. */
export function subAccountName(subAccount: Pick<SubAccount, 'id' | 'email'>): string {
  return subAccount.email ?? l10n.t('Sub-account {0}', subAccount.id);
}

/** Characters of a name among other words; and in the status bar, of which VS Code gives a text two fifths of a window at most. */
const longestName = { inSentence: 60, inStatusBar: 36 };

/** Their names as plain text, among other words: shortened in their middle, and without quotes that would end ours; of many, the first ones. */
export function subAccountNames(subAccounts: readonly Pick<SubAccount, 'id' | 'email'>[]): string {
  const named = subAccounts
    .slice(0, 3)
    .map((subAccount) => nameAmongWords(subAccount, longestName.inSentence));
  const rest = subAccounts.length - named.length;
  return rest > 0 ? `${named.join(', ')} (+${rest})` : named.join(', ');
}

/** The name of one for what the status bar says, short enough that the verb and what was done stay in sight beside it. */
export function nameInStatusBar(subAccount: Pick<SubAccount, 'id' | 'email'>): string {
  return nameAmongWords(subAccount, longestName.inStatusBar);
}

function nameAmongWords(subAccount: Pick<SubAccount, 'id' | 'email'>, most: number): string {
  return plainText(cutInMiddle(subAccountName(subAccount).replace(/[“”„«»]/g, '"'), most));
}

/** The word for a type. */
export function typeWord(type: string): string {
  switch (type) {
    case 'simple':
      return l10n.t('simple');
    case 'advanced':
      return l10n.t('advanced');
    default:
      return type;
  }
}

/** The icon of a type, as a codicon's name. */
export function typeIcon(type: string | undefined): string {
  switch (type) {
    case 'simple':
      return 'mail';
    case 'advanced':
      return 'account';
    default:
      return 'circle-outline';
  }
}

/** What is said of sub-accounts that lack what was asked of them. */
export function lackingWords(value: ValueName, subAccounts: readonly SubAccount[]): string {
  const name = subAccountNames(subAccounts);
  switch (value) {
    case 'token':
      return l10n.t('Mail Partner gave no token for {0}. Refresh, or ask Mail Partner.', name);
    case 'apiKey':
      return l10n.t('Mail Partner gave no API key for {0}. Refresh, or ask Mail Partner.', name);
    case 'email':
      return l10n.t('Mail Partner gave no e-mail for {0}.', name);
    default:
      return value;
  }
}

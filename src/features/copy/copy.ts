// Copy Token, Copy API Key, Copy E-mail: one value a line on the clipboard, and a word in the status bar that never shows it.
import { l10n, window } from 'vscode';
import type { SubAccount } from '../../api/subAccount';
import type { Clipboard } from '../../common/clipboard';
import { copyAndSay } from '../../common/copyAndSay';
import { chosenSubAccounts, type TargetParts } from '../../common/targets';
import { plainText } from '../../common/words/plainText';
import { subAccountName } from '../../tree/subAccountItem';

/** What can be copied of a sub-account. */
export type Copied = 'token' | 'apiKey' | 'email';

export interface CopyParts extends TargetParts {
  readonly clipboard: Clipboard;
}

/** Copies from the row, the selected rows, or the sub-account that the person picks. */
export async function copy(what: Copied, args: readonly unknown[], parts: CopyParts): Promise<void> {
  await copyOf(what, await chosenSubAccounts(args, title(what), parts), parts.clipboard);
}

/** Copies of these sub-accounts, one value a line. Does nothing where there are none. */
export async function copyOf(
  what: Copied,
  chosen: readonly SubAccount[],
  clipboard: Clipboard,
): Promise<void> {
  const having = havingOf(what, chosen);
  if (having.length === 0) {
    return;
  }
  const text = having.map((subAccount) => subAccount[what]).join('\n');
  await copyAndSay(text, copied(what, having), { clipboard, secret: what !== 'email' });
}

/** Those that have what is asked of them; of the others the person is told. */
export function havingOf(what: Copied, chosen: readonly SubAccount[]): readonly SubAccount[] {
  const missing = chosen.filter((subAccount) => !subAccount[what]);
  if (missing.length > 0) {
    void window.showWarningMessage(lacking(what, missing));
  }
  return chosen.filter((subAccount) => subAccount[what]);
}

function title(what: Copied): string {
  switch (what) {
    case 'token':
      return l10n.t('Copy Token');
    case 'apiKey':
      return l10n.t('Copy API Key');
    case 'email':
      return l10n.t('Copy E-mail');
    default:
      return what;
  }
}

function copied(what: Copied, subAccounts: readonly SubAccount[]): string {
  const count = subAccounts.length;
  const name = names(subAccounts);
  switch (what) {
    case 'token':
      return count === 1 ? l10n.t('Token of {0} copied', name) : l10n.t('{0} tokens copied', count);
    case 'apiKey':
      return count === 1 ? l10n.t('API key of {0} copied', name) : l10n.t('{0} API keys copied', count);
    case 'email':
      return count === 1 ? l10n.t('E-mail {0} copied', name) : l10n.t('{0} e-mails copied', count);
    default:
      return what;
  }
}

/** What is said of sub-accounts that lack what was asked of them. */
export function lacking(what: Copied, subAccounts: readonly SubAccount[]): string {
  const name = names(subAccounts);
  switch (what) {
    case 'token':
      return l10n.t('Mail Partner gave no token for {0}. Refresh, or ask Mail Partner.', name);
    case 'apiKey':
      return l10n.t('Mail Partner gave no API key for {0}. Refresh, or ask Mail Partner.', name);
    case 'email':
      return l10n.t('Mail Partner gave no e-mail for {0}.', name);
    default:
      return what;
  }
}

/** Their names as text; of many, the first ones. */
export function names(subAccounts: readonly SubAccount[]): string {
  const named = subAccounts.slice(0, 3).map((subAccount) => plainText(subAccountName(subAccount)));
  const rest = subAccounts.length - named.length;
  return rest > 0 ? `${named.join(', ')} (+${rest})` : named.join(', ');
}

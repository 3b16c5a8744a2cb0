// Puts tokens, API keys or e-mails of sub-accounts on the clipboard, one a line, and says so without ever showing them.
import { l10n } from 'vscode';
import type { SubAccount } from '../api/subAccount';
import type { Clipboard } from './clipboard';
import { copyAndSay } from './copyAndSay';
import { dropLacking, type OwnedSubAccount } from './targets';
import { subAccountNames, type ValueName } from './words/subAccountWords';

/** Copies of those that have the value; of the others the person is told. Does nothing where none has it. */
export async function copyValues(
  value: ValueName,
  chosen: readonly OwnedSubAccount[],
  clipboard: Clipboard,
): Promise<void> {
  const subAccounts = dropLacking(value, chosen).map(({ subAccount }) => subAccount);
  if (subAccounts.length === 0) {
    return;
  }
  const text = subAccounts.map((subAccount) => subAccount[value]).join('\n');
  await copyAndSay(text, copiedWords(value, subAccounts), { clipboard, secret: value !== 'email' });
}

function copiedWords(value: ValueName, subAccounts: readonly SubAccount[]): string {
  const count = subAccounts.length;
  const name = subAccountNames(subAccounts);
  switch (value) {
    case 'token':
      return count === 1 ? l10n.t('Token of {0} copied', name) : l10n.t('{0} tokens copied', count);
    case 'apiKey':
      return count === 1 ? l10n.t('API key of {0} copied', name) : l10n.t('{0} API keys copied', count);
    case 'email':
      return count === 1 ? l10n.t('E-mail {0} copied', name) : l10n.t('{0} e-mails copied', count);
    default:
      return value;
  }
}

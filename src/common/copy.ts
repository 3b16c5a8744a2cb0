// Puts text, or values of sub-accounts, on the clipboard, and says so without ever showing them.
import { l10n, window } from 'vscode';
import type { SubAccount } from '../api/subAccount';
import type { Clipboard } from './clipboard';
import { sayInStatusBar } from './statusBar';
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

/** Says that what was copied could not be cleared; whether the person wants it to be tried again. */
export async function askToClearAgain(): Promise<boolean> {
  const again = l10n.t('Try Again');
  const answer = await window.showWarningMessage(
    l10n.t(
      'The clipboard could not be cleared: the token or API key that you copied may still be there. Copy something else over it, or try again.',
    ),
    again,
  );
  return answer === again;
}

/** Copies, and says `said`, with when the clipboard is cleared where it will be. False when the clipboard could not be written. */
export async function copyAndSay(
  text: string,
  said: string,
  { clipboard, secret }: { readonly clipboard: Clipboard; readonly secret: boolean },
): Promise<boolean> {
  let cleared: number | undefined;
  try {
    cleared = await clipboard.copy(text, { secret });
  } catch {
    // The error is not shown: nobody knows whether it quotes what was to be copied.
    void window.showErrorMessage(
      l10n.t('The clipboard could not be written. Click into the window, then copy again.'),
    );
    return false;
  }
  sayInStatusBar(
    cleared === undefined ? said : l10n.t('{0}, until the clipboard is cleared in {1} s', said, cleared),
  );
  return true;
}

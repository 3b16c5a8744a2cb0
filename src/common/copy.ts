// Puts text, or values of sub-accounts, on the clipboard, and says so without ever showing them.
import { env, l10n, window } from 'vscode';
import type { SubAccount } from '../api/subAccount';
import type { Clipboard } from './clipboard';
import { sayDone } from './statusBar';
import { dropLacking, type OwnedSubAccount, type TargetParts } from './targets';
import { formatCount } from './words/format';
import { nameInStatusBar, type ValueName } from './words/subAccountWords';

export interface CopyingParts extends Pick<TargetParts, 'onUsed'> {
  readonly clipboard: Clipboard;
}

/** Copies of those that have the value; of the others the person is told. Does nothing where none has it. */
export async function copyValues(
  value: ValueName,
  chosen: readonly OwnedSubAccount[],
  { clipboard, onUsed }: CopyingParts,
): Promise<void> {
  const having = dropLacking(value, chosen);
  const subAccounts = having.map(({ subAccount }) => subAccount);
  if (subAccounts.length === 0) {
    return;
  }
  const text = subAccounts.map((subAccount) => subAccount[value]).join('\n');
  if (await copyAndSay(text, copiedWords(value, subAccounts), { clipboard, secret: value !== 'email' })) {
    onUsed?.(having);
  }
}

function copiedWords(value: ValueName, subAccounts: readonly SubAccount[]): string {
  const [only, ...others] = subAccounts;
  const name = only && others.length === 0 ? nameInStatusBar(only) : undefined;
  const count = formatCount(subAccounts.length, env.language);
  switch (value) {
    case 'token':
      return name ? l10n.t('Copied token of {0}', name) : l10n.t('Copied {0} tokens', count);
    case 'apiKey':
      return name ? l10n.t('Copied API key of {0}', name) : l10n.t('Copied {0} API keys', count);
    case 'email':
      return name ? l10n.t('Copied e-mail {0}', name) : l10n.t('Copied {0} e-mails', count);
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

export interface Copying {
  readonly clipboard: Clipboard;
  readonly secret: boolean;
}

/** Copies: in how many seconds the clipboard is cleared, where it will be. Undefined, after a word, when it could not be written. */
export async function copyText(
  text: string,
  { clipboard, secret }: Copying,
): Promise<{ readonly cleared: number | undefined } | undefined> {
  try {
    return { cleared: await clipboard.copy(text, { secret }) };
  } catch {
    // The error is not shown: nobody knows whether it quotes what was to be copied.
    void window.showErrorMessage(
      l10n.t('The clipboard could not be written. Click into the window, then copy again.'),
    );
    return undefined;
  }
}

/** Copies, and says `said`, which begins with the verb, with when the clipboard is cleared where it will be. False when the clipboard could not be written. */
export async function copyAndSay(text: string, said: string, how: Copying): Promise<boolean> {
  const copied = await copyText(text, how);
  if (copied) {
    const { cleared } = copied;
    sayDone(cleared === undefined ? said : l10n.t('{0}, cleared in {1} s', said, cleared));
  }
  return copied !== undefined;
}

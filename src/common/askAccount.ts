// Which account: asked only where there is more than one.
import { l10n, type QuickPickItem, window } from 'vscode';
import type { Account } from '../accounts/account';
import { sayFailure } from './statusBar';
import { plainText } from './words/plainText';

/** Whether there is an account; says that there is none. */
export function hasAccount(accounts: readonly Account[]): boolean {
  if (accounts.length === 0) {
    sayFailure(l10n.t('No account yet. Add one first.'));
  }
  return accounts.length > 0;
}

/** The only account, or the one that the person picks, `first` being on top. Undefined when they give up, or, after a word, where there is none. */
export async function askAccount(
  title: string,
  placeHolder: string,
  accounts: readonly Account[],
  first?: string,
): Promise<Account | undefined> {
  if (!hasAccount(accounts) || accounts.length < 2) {
    return accounts[0];
  }
  const inOrder = [
    ...accounts.filter(({ id }) => id === first),
    ...accounts.filter(({ id }) => id !== first),
  ];
  const items: (QuickPickItem & { account: Account })[] = inOrder.map((account) => ({
    label: plainText(account.name),
    account,
  }));
  return (await window.showQuickPick(items, { title, placeHolder }))?.account;
}

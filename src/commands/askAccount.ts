// Which account: asked only where there is more than one.
import { l10n, type QuickPickItem, window } from 'vscode';
import type { Account } from '../accounts/account';
import { statusTime } from '../view/names';
import { plainText } from '../view/plainText';

/** The only account, or the one that the person picks. Undefined when they give up, or, after a word in the status bar, where there is none. */
export async function askAccount(
  title: string,
  placeHolder: string,
  accounts: readonly Account[],
): Promise<Account | undefined> {
  const [only] = accounts;
  if (!only) {
    window.setStatusBarMessage(l10n.t('No account yet. Add one first.'), statusTime);
  }
  if (accounts.length < 2) {
    return only;
  }
  const items: (QuickPickItem & { account: Account })[] = accounts.map((account) => ({
    label: plainText(account.name),
    account,
  }));
  return (await window.showQuickPick(items, { title, placeHolder }))?.account;
}

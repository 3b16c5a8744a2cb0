// Rename Account…: asks what an account is to be called, and calls it so, here and in other windows. Nothing changes at Mail Partner.
import { l10n, window } from 'vscode';
import type { Row } from '../../common/rows';
import { sayDone, sayInStatusBar } from '../../common/statusBar';
import { rowsCalledOn, rowsOfKeyBinding } from '../../common/targets';
import { plainText } from '../../common/words/plainText';
import { askName } from './askName';
import { type AccountsParts, chooseAccounts } from './chooseAccounts';
import { whyNotKept } from './keepKey';

/** Of the row, of the only account, or of the one that the person picks. */
export async function renameAccount(args: readonly unknown[], parts: AccountsParts): Promise<void> {
  const { accounts } = parts;
  // One box for one account, whatever else is selected.
  const [account] = await chooseAccounts(
    args.slice(0, 1),
    parts,
    { title: l10n.t('Rename Account'), question: l10n.t('Which account?') },
    ({ kind }) => kind === 'account',
  );
  if (!account) {
    return;
  }
  const answer = await askName({
    title: l10n.t('Rename Account: {0}', plainText(account.name)),
    prompt: l10n.t('What should this account be called here? Nothing changes at Mail Partner.'),
    value: account.name,
    taken: () => accounts.accounts.filter(({ id }) => id !== account.id).map(({ name }) => name),
  });
  if (answer.kind !== 'named' || answer.name === accounts.find(account.id)?.name) {
    return;
  }
  const renamed = await accounts.rename(account.id, answer.name);
  if (renamed.ok) {
    sayDone(l10n.t('Renamed account to “{0}”', plainText(renamed.value.name)));
  } else {
    const what = l10n.t('The account “{0}” was not renamed.', plainText(account.name));
    void window.showErrorMessage(`${what} ${whyNotKept(renamed.why, 'none')}`);
  }
}

/** F2, which VS Code gives the row under the keyboard: on any other than an account's, it is not known what a person would rename. */
export function renameFocused(
  args: readonly unknown[],
  selection: () => readonly Row[],
  parts: AccountsParts,
): Promise<void> {
  const [row] = rowsCalledOn(args) ? [] : (rowsOfKeyBinding(args, selection) ?? []);
  if (row && row.kind !== 'account') {
    sayInStatusBar(l10n.t('Only accounts can be renamed.'));
    return Promise.resolve();
  }
  return renameAccount(row ? [row] : args, parts);
}

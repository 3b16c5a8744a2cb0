// Asks before an API key goes into a file that git would commit, and offers the environment's file in its place.
import { posix } from 'node:path';
import { commands, l10n, type Uri, window, workspace } from 'vscode';
import type { Account } from '../../accounts/account';
import type { SubAccount } from '../../api/subAccount';
import { wouldBeCommitted } from '../../common/git/wouldBeCommitted';
import { plainText } from '../../common/words/plainText';
import type { SubAccountLists } from '../../subAccounts/lists';
import type { SubAccountRow } from '../../tree/rows';
import { type CopyParts, names } from '../copy/copy';
import { isEnvFileName } from '../env/core/envFileNames';

export interface AskParts extends CopyParts {
  readonly accounts: () => readonly Account[];
  readonly lists: SubAccountLists;
  /** Whether git would commit a file. */
  readonly wouldBeCommitted?: typeof wouldBeCommitted;
}

/**
 * Whether the API keys may be inserted into the file: they may unless git would commit it and the person does not want that. What they
 * want in its place is done.
 */
export async function mayInsertApiKey(
  subAccounts: readonly SubAccount[],
  file: Uri,
  parts: AskParts,
): Promise<boolean> {
  // Samples such as .env.example are there to be committed.
  if (
    isEnvFileName(posix.basename(file.path)) ||
    (await (parts.wouldBeCommitted ?? wouldBeCommitted)(file)) === 'no'
  ) {
    return true;
  }
  const insert = l10n.t('Insert');
  const inEnv = new Map([
    [l10n.t('Save to .env…'), 'mailPartner.writeEnv'],
    [l10n.t('Copy as .env Lines'), 'mailPartner.copyEnv'],
  ]);
  const shown = plainText(workspace.asRelativePath(file));
  const question =
    subAccounts.length === 1
      ? l10n.t('Insert the API key of {0} into “{1}”?', names(subAccounts), shown)
      : l10n.t('Insert {0} API keys into “{1}”?', subAccounts.length, shown);
  const detail = l10n.t(
    'As far as VS Code can tell, git would commit this file and what is inserted. A .env file that git ignores keeps it on this computer.',
  );
  const picked = await window.showWarningMessage(question, { modal: true, detail }, ...inEnv.keys(), insert);
  const command = picked && inEnv.get(picked);
  if (command) {
    // By the rows, which hold no secret, and not by what the command was called with: the person is not asked again which one.
    const rows = rowsOf(subAccounts, parts);
    await commands.executeCommand(command, rows[0], rows);
  }
  return picked === insert;
}

function rowsOf(subAccounts: readonly SubAccount[], { accounts, lists }: AskParts): SubAccountRow[] {
  return subAccounts.flatMap((subAccount) => {
    const account = accounts().find(({ id }) => lists.of(id).get(subAccount.id) === subAccount);
    return account
      ? [{ kind: 'subAccount' as const, accountId: account.id, subAccountId: subAccount.id }]
      : [];
  });
}

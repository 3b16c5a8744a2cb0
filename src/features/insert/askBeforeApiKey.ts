// Asks before an API key goes into a file that git would commit, and offers the environment's file in its place.
import { commands, l10n, type Uri, window, workspace } from 'vscode';
import { wouldBeCommitted } from '../../common/git/wouldBeCommitted';
import { type CommandId, commandIds } from '../../common/ids';
import type { SubAccountRow } from '../../common/rows';
import type { OwnedSubAccount } from '../../common/targets';
import { plainText } from '../../common/words/plainText';
import { subAccountNames } from '../../common/words/subAccountWords';

export interface AskParts {
  /** Whether git would commit a file; VS Code's git is asked unless a test gives another. */
  readonly wouldBeCommitted?: typeof wouldBeCommitted;
}

/**
 * Whether the API keys may be inserted into the file: they may unless git would commit it and the person does not want that. What they
 * want in its place is done.
 */
export async function mayInsertApiKey(
  having: readonly OwnedSubAccount[],
  file: Uri,
  parts: AskParts,
): Promise<boolean> {
  // Whatever it is called: a .env file too may be one that git tracks.
  if ((await (parts.wouldBeCommitted ?? wouldBeCommitted)(file)) === 'no') {
    return true;
  }
  const insert = l10n.t('Insert');
  const inEnv = new Map<string, CommandId>([
    [l10n.t('Save to .env…'), commandIds.writeEnv],
    [l10n.t('Copy as .env Lines'), commandIds.copyEnv],
  ]);
  const shown = plainText(workspace.asRelativePath(file));
  const question =
    having.length === 1
      ? l10n.t(
          'Insert the API key of {0} into “{1}”?',
          subAccountNames(having.map(({ subAccount }) => subAccount)),
          shown,
        )
      : l10n.t('Insert {0} API keys into “{1}”?', having.length, shown);
  const detail = l10n.t(
    'As far as VS Code can tell, git would commit this file and what is inserted. A .env file that git ignores keeps it on this computer.',
  );
  const picked = await window.showWarningMessage(question, { modal: true, detail }, ...inEnv.keys(), insert);
  const command = picked && inEnv.get(picked);
  if (command) {
    // By the rows, which hold no secret, and not by what the command was called with: the person is not asked again which one.
    const rows = having.map(rowOf);
    await commands.executeCommand(command, rows[0], rows);
  }
  return picked === insert;
}

function rowOf({ account, subAccount }: OwnedSubAccount): SubAccountRow {
  return { kind: 'subAccount', accountId: account.id, subAccountId: subAccount.id };
}

// Asks before an API key goes into a file that git would commit or that is another than it seems, and offers the environment's file in its place.
import { commands, l10n, type Uri, window, workspace } from 'vscode';
import { askInModal } from '../../common/askInModal';
import { partsBelow, realPath } from '../../common/core/realPath';
import { wouldBeCommitted } from '../../common/git/wouldBeCommitted';
import { type CommandId, commandIds } from '../../common/ids';
import { findRealFile, isStill, openPlace } from '../../common/realFile';
import { subAccountRow } from '../../common/rows';
import type { OwnedSubAccount } from '../../common/targets';
import { plainText } from '../../common/words/plainText';
import { realFileWords, realPathWords } from '../../common/words/realFileWords';
import { subAccountNames } from '../../common/words/subAccountWords';

export interface AskParts {
  /** Whether git would commit a file; git is asked unless a test gives another. */
  readonly wouldBeCommitted?: typeof wouldBeCommitted;
  /** Where VS Code keeps the person's settings, key bindings and the like. */
  readonly userFolder: Uri;
}

/**
 * Whether the API keys may be inserted into the file: they may unless git would commit the real file, or that is another than its name
 * shows, or may leave this computer with VS Code's settings, and the person does not want that. What they want in its place is done.
 */
export async function mayInsertApiKey(
  having: readonly OwnedSubAccount[],
  file: Uri,
  parts: AskParts,
): Promise<boolean> {
  const place = openPlace();
  const asked = plainText(workspace.asRelativePath(file));
  const found = await findRealFile(file, place);
  if (!found.ok) {
    void window.showErrorMessage(
      l10n.t(
        'Nothing was inserted. “{0}” is a broken link: correct the link, or insert into another file.',
        asked,
      ),
    );
    return false;
  }
  const real = found.value;
  // Whatever it is called: a .env file too may be one that git tracks.
  const would = await (parts.wouldBeCommitted ?? wouldBeCommitted)(real.uri);
  const reasons = [
    ...realFileWords(real, asked),
    ...(would === 'no' ? [] : [...realPathWords(real), gitWords()]),
    ...((await isUserData(real.uri, parts.userFolder)) ? [userDataWords()] : []),
  ];
  if (reasons.length === 0) {
    return true;
  }
  const insert = l10n.t('Insert');
  const inEnv = new Map<string, CommandId>([
    [l10n.t('Save to .env…'), commandIds.writeEnv],
    [l10n.t('Copy as .env Lines'), commandIds.copyEnv],
  ]);
  const question =
    having.length === 1
      ? l10n.t(
          'Insert the API key of {0} into “{1}”?',
          subAccountNames(having.map(({ subAccount }) => subAccount)),
          real.shown,
        )
      : l10n.t('Insert {0} API keys into “{1}”?', having.length, real.shown);
  const detail = reasons.join('\n\n');
  const picked = await askInModal(question, { modal: true, detail }, ...inEnv.keys(), insert);
  const command = picked && inEnv.get(picked);
  if (command) {
    // By the rows, which hold no secret, and not by what the command was called with: the person is not asked again which one.
    const rows = having.map(({ account, subAccount }) => subAccountRow(account.id, subAccount.id));
    await commands.executeCommand(command, rows[0], rows);
  }
  if (picked !== insert) {
    return false;
  }
  if (!(await isStill(real, file, place))) {
    void window.showErrorMessage(
      l10n.t(
        'Nothing was inserted. “{0}” is no longer the file that you were asked about: check what it is now, then try again.',
        real.shown,
      ),
    );
    return false;
  }
  return true;
}

async function isUserData(uri: Uri, { scheme, fsPath }: Uri): Promise<boolean> {
  if (uri.scheme !== 'file' || scheme !== 'file') {
    return uri.scheme === 'vscode-userdata';
  }
  const folder = await realPath(fsPath);
  return folder.ok && partsBelow(folder.value, uri.fsPath) !== undefined;
}

function gitWords(): string {
  return l10n.t(
    'As far as VS Code can tell, git would commit this file and what is inserted. A .env file that git ignores keeps it on this computer.',
  );
}

function userDataWords(): string {
  return l10n.t(
    'These are VS Code’s own settings: Settings Sync, where it is on, copies them to your other computers, and other extensions read them.',
  );
}

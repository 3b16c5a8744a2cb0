// Save to .env…: sets the tokens and API keys of sub-accounts in a .env file of the workspace. Their values show nowhere but in the file.
import { type FileSystem, l10n, type Uri, type WorkspaceFolder, window, workspace } from 'vscode';
import { done, failed, ok, type Result } from '../../api/result';
import { wouldBeCommitted } from '../../common/git/wouldBeCommitted';
import { sayInStatusBar } from '../../common/statusBar';
import { chooseSubAccounts, type TargetParts } from '../../common/targets';
import { plainText } from '../../common/words/plainText';
import { askEnvFile, envFolders } from './askEnvFile';
import { askIgnored, gitIgnoreOf } from './askIgnored';
import { overwritten, setVariables } from './core/envFile';
import { type EnvVariable, envVariables } from './core/envVariables';
import { fileProblemWords, placeWords, savedLines, sayLeftOut } from './envWords';
import { createPrivately, readText, replaceText, type TextFileProblem, unsaved } from './textFiles';

/** What a test puts in the place of VS Code's own. */
export interface WriteEnvParts extends TargetParts {
  readonly folders?: () => readonly WorkspaceFolder[];
  readonly fs?: FileSystem;
  readonly committed?: typeof wouldBeCommitted;
}

/**
 * Saves those of the row, of the selected rows, or of the sub-account that the person picks.
 *
 * Everything is asked before anything is written, and what can't be written is said before git is asked about: `.gitignore` is not changed
 * for a file that is then refused.
 */
export async function writeEnv(args: readonly unknown[], parts: WriteEnvParts): Promise<void> {
  const {
    folders = () => workspace.workspaceFolders ?? [],
    fs = workspace.fs,
    committed = wouldBeCommitted,
  } = parts;
  const place = envFolders({ folders: folders(), fs });
  if (!place.ok) {
    void window.showErrorMessage(placeWords(place.why));
    return;
  }
  const title = l10n.t('Save to .env…');
  const chosen = await chooseSubAccounts(args, title, parts);
  const made = envVariables(chosen.map(({ subAccount }) => subAccount));
  sayLeftOut(made);
  if (made.variables.length === 0) {
    return;
  }
  const file = await askEnvFile(title, place.value, fs);
  if (!file) {
    return;
  }
  const { uri } = file;
  const shown = shownName(uri);
  if (!(await mayTouch(uri, shown))) {
    return;
  }
  const tried = file.problem ? failed(file.problem) : await edited(uri, made.variables, fs);
  if (!tried.ok) {
    void window.showErrorMessage(fileProblemWords(tried.why, shown));
    return;
  }
  if (!(await mayReplace(overwritten(tried.value.before ?? '', made.variables), shown))) {
    return;
  }
  const ignored = await askIgnored(uri, shown, { fs, committed });
  if (!ignored.ok) {
    void window.showErrorMessage(fileProblemWords(ignored.why, shownName(gitIgnoreOf(uri))));
    return;
  }
  if (ignored.value === 'giveUp') {
    return;
  }
  const saved = await save(uri, made.variables, fs);
  if (!saved.ok) {
    void window.showErrorMessage(fileProblemWords(saved.why, shown));
    return;
  }
  const said = savedLines(made.having, shown);
  const isAdded = ignored.value === 'added';
  if (isAdded && (await committed(uri)) === 'yes') {
    void window.showWarningMessage(
      l10n.t(
        '“{0}” is in .gitignore now, but git may commit it all the same: it goes on tracking what it has tracked before; “git rm --cached” followed by the file ends that.',
        shown,
      ),
    );
  }
  sayInStatusBar(isAdded ? l10n.t('{0} and added to .gitignore', said) : said);
}

/** Whether no unsaved changes are in the way; offers to save them. */
async function mayTouch(uri: Uri, shown: string): Promise<boolean> {
  const document = unsaved(uri);
  if (!document) {
    return true;
  }
  const saveFirst = l10n.t('Save It and Go On');
  const answer = await window.showWarningMessage(
    l10n.t('“{0}” is open with unsaved changes. Save it first, or they would be in each other’s way.', shown),
    saveFirst,
  );
  if (answer === saveFirst && !(await document.save())) {
    void window.showErrorMessage(fileProblemWords('notSaved', shown));
    return false;
  }
  return answer === saveFirst;
}

/** Asks before a token takes another's place: names are made of e-mails, and those of two sub-accounts may come out the same. */
async function mayReplace(names: readonly string[], shown: string): Promise<boolean> {
  if (names.length === 0) {
    return true;
  }
  const replace = l10n.t('Replace');
  const answer = await window.showWarningMessage(
    l10n.t('“{0}” has another token in {1}. Replace it?', shown, names.join(', ')),
    {
      modal: true,
      detail: l10n.t(
        'It may be of another sub-account, whose e-mail makes the same name. What used it would use this one.',
      ),
    },
    replace,
  );
  return answer === replace;
}

/** Reads once more and writes at once: the file may have changed while the person was asked. */
async function save(
  uri: Uri,
  variables: readonly EnvVariable[],
  fs: FileSystem,
): Promise<Result<void, TextFileProblem | 'notSafe'>> {
  if (unsaved(uri)) {
    return failed('notSaved');
  }
  const now = await edited(uri, variables, fs);
  if (!now.ok) {
    return now;
  }
  const { text, before } = now.value;
  if (before === undefined) {
    return createPrivately(uri, text, fs);
  }
  return text === before ? done : replaceText(uri, text, before, fs);
}

async function edited(
  uri: Uri,
  variables: readonly EnvVariable[],
  fs: FileSystem,
): Promise<
  Result<{ readonly text: string; readonly before: string | undefined }, TextFileProblem | 'notSafe'>
> {
  const read = await readText(uri, fs);
  if (!read.ok) {
    return read;
  }
  const text = setVariables(read.value ?? '', variables);
  return text === undefined ? failed('notSafe') : ok({ text, before: read.value });
}

function shownName(uri: Uri): string {
  return plainText(workspace.asRelativePath(uri));
}

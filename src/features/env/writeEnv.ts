// Save to .env…: sets the tokens and API keys of sub-accounts in a .env file of the workspace. Their values show nowhere but in the file.
import { type FileSystem, l10n, type Uri, type WorkspaceFolder, window, workspace } from 'vscode';
import { done, failed, ok, type Result } from '../../api/result';
import { askInModal } from '../../common/askInModal';
import type { Clipboard } from '../../common/clipboard';
import { wouldBeCommitted } from '../../common/git/wouldBeCommitted';
import { findRealFile, isStill, type RealFile } from '../../common/realFile';
import { sayInStatusBar } from '../../common/statusBar';
import { chooseSubAccounts, type TargetParts } from '../../common/targets';
import { plainText } from '../../common/words/plainText';
import { askBeforeSaving } from './askBeforeSaving';
import { askEnvFile, envFolders } from './askEnvFile';
import { copyLines } from './copyEnv';
import { overwritten, setVariables } from './core/envFile';
import { type EnvVariable, envVariables } from './core/envVariables';
import { copyInstead, fileProblemWords, outsideWords, placeWords, savedLines, sayLeftOut } from './envWords';
import { gitIgnoreOf } from './gitIgnoreFile';
import { type Open, readText, type TextFileProblem, unsaved, writeText } from './textFiles';

/** What a test puts in the place of VS Code's own. */
export interface WriteEnvParts extends TargetParts {
  readonly clipboard: Clipboard;
  readonly folders?: () => readonly WorkspaceFolder[];
  readonly fs?: FileSystem;
  readonly open?: Open;
  readonly committed?: typeof wouldBeCommitted;
  readonly saidOf: Set<string>;
}

/**
 * Saves those of the row, of the selected rows, or of the sub-account that the person picks.
 *
 * The real file is found once, and everything is about it. Everything is asked before anything is written, and what can't be written is
 * said before git is asked about: `.gitignore` is not changed for a file that is then refused.
 */
export async function writeEnv(args: readonly unknown[], parts: WriteEnvParts): Promise<void> {
  const {
    folders = () => workspace.workspaceFolders ?? [],
    fs = workspace.fs,
    committed = wouldBeCommitted,
  } = parts;
  const place = { folders: folders(), fs };
  const writable = envFolders(place);
  if (!writable.ok) {
    void window.showErrorMessage(placeWords(writable.why));
    return;
  }
  const title = l10n.t('Save to .env…');
  const chosen = await chooseSubAccounts(args, title, parts);
  const made = envVariables(chosen.map(({ subAccount }) => subAccount));
  sayLeftOut(made);
  if (made.variables.length === 0) {
    return;
  }
  const file = await askEnvFile(title, writable.value, fs);
  if (!file) {
    return;
  }
  const asked = shownName(file.uri);
  const found = await findRealFile(file.uri, place);
  if (!found.ok) {
    void window.showErrorMessage(fileProblemWords('notAFile', asked));
    return;
  }
  const real = found.value;
  if (!real.isInside) {
    if ((await window.showErrorMessage(outsideWords(asked, real.shown), copyInstead())) === copyInstead()) {
      await copyLines(made, parts.clipboard);
    }
    return;
  }
  if (!(await mayTouch(real))) {
    return;
  }
  const tried = file.problem ? failed(file.problem) : await edited(real, made.variables, fs);
  if (!tried.ok) {
    void window.showErrorMessage(fileProblemWords(tried.why, real.shown));
    return;
  }
  if (!(await mayReplace(overwritten(tried.value.before ?? '', made.variables), real.shown))) {
    return;
  }
  const answer = await askBeforeSaving(real, asked, {
    fs,
    committed,
    saidOf: parts.saidOf,
    ...(parts.open ? { open: parts.open } : {}),
  });
  if (!answer.ok) {
    void window.showErrorMessage(fileProblemWords(answer.why, shownName(gitIgnoreOf(real))));
    return;
  }
  if (answer.value === 'copyInstead') {
    await copyLines(made, parts.clipboard);
  }
  if (answer.value !== 'goOn' && answer.value !== 'added') {
    return;
  }
  const saved = (await isStill(real, file.uri, place))
    ? await save(real, made.variables, { ...parts, fs })
    : failed('movedAway' as const);
  if (!saved.ok) {
    void window.showErrorMessage(fileProblemWords(saved.why, real.shown));
    return;
  }
  const said = savedLines(made.having, real.shown);
  sayInStatusBar(answer.value === 'added' ? l10n.t('{0}; the file was added to .gitignore', said) : said);
}

/** Whether no unsaved changes are in the way; offers to save them. */
async function mayTouch(real: RealFile): Promise<boolean> {
  const document = await unsaved(real);
  if (!document) {
    return true;
  }
  const saveFirst = l10n.t('Save It and Go On');
  const answer = await window.showWarningMessage(
    l10n.t(
      '“{0}” is open with unsaved changes. Save it first, or they would be in each other’s way.',
      real.shown,
    ),
    saveFirst,
  );
  if (answer === saveFirst && !(await document.save())) {
    void window.showErrorMessage(fileProblemWords('notSaved', real.shown));
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
  const answer = await askInModal(
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
  real: RealFile,
  variables: readonly EnvVariable[],
  parts: { readonly fs: FileSystem; readonly open?: Open },
): Promise<Result<void, TextFileProblem | 'notSafe'>> {
  if (await unsaved(real)) {
    return failed('notSaved');
  }
  const now = await edited(real, variables, parts.fs);
  if (!now.ok) {
    return now;
  }
  const { text, before } = now.value;
  return text === before ? done : writeText(real, text, before, { ...parts, isPrivate: true });
}

async function edited(
  { uri }: RealFile,
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

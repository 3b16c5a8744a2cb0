// Save to .env…: sets the tokens and API keys of sub-accounts in a .env file of the workspace. Their values show nowhere but in the file.
import { type FileSystem, l10n, type Uri, type WorkspaceFolder, window, workspace } from 'vscode';
import { done, failed, ok, type Result } from '../../api/result';
import type { Clipboard } from '../../common/clipboard';
import { wouldBeCommitted } from '../../common/git/wouldBeCommitted';
import { findRealFile, isStill, type RealFile } from '../../common/realFile';
import { sayDone } from '../../common/statusBar';
import { chooseSubAccounts, type TargetParts } from '../../common/targets';
import { plainText } from '../../common/words/plainText';
import { askBeforeSaving } from './askBeforeSaving';
import { askEnvFile, envFolders } from './askEnvFile';
import { copyEnv, copyLines } from './copyEnv';
import { overwritten, setVariables } from './core/envFile';
import { type EnvVariable, envVariables } from './core/envVariables';
import {
  fileProblemWords,
  isForReading,
  outsideWords,
  placeWords,
  replacedNames,
  type SavingProblem,
  savedLines,
  sayLeftOut,
} from './envWords';
import { gitIgnoreOf } from './gitIgnoreFile';
import { offerCopy, offerFile, openFile } from './messages';
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
    await offerCopy(placeWords(writable.why), () => copyEnv(args, parts));
    return;
  }
  const title = l10n.t('Save to .env…');
  const chosen = await chooseSubAccounts(args, title, parts);
  const made = envVariables(chosen.map(({ subAccount }) => subAccount));
  sayLeftOut(made);
  if (made.variables.length === 0) {
    return;
  }
  const copyThem = () => copyLines(made, parts.clipboard);
  const file = await askEnvFile(title, writable.value, fs);
  if (!file) {
    return;
  }
  const asked = shownName(file.uri);
  const found = await findRealFile(file.uri, place);
  if (!found.ok) {
    await offerCopy(fileProblemWords('notAFile', asked), copyThem);
    return;
  }
  const real = found.value;
  const sayProblem = (problem: SavingProblem) =>
    offerCopy(
      fileProblemWords(problem, real.shown),
      copyThem,
      isForReading(problem) ? () => openFile(real) : undefined,
    );
  if (!real.isInside) {
    await offerCopy(outsideWords(asked, real.shown), copyThem);
    return;
  }
  const touch = await mayTouch(real);
  if (touch !== 'yes') {
    await (touch === 'notSaved' ? sayProblem(touch) : undefined);
    return;
  }
  const tried = file.problem ? failed(file.problem) : await edited(real, made.variables, fs);
  if (!tried.ok) {
    await sayProblem(tried.why);
    return;
  }
  const before = tried.value.before ?? '';
  const names = overwritten(before, made.variables);
  const beside = envVariables(
    chosen.map(({ subAccount }) => subAccount),
    (variable) => overwritten(before, [variable]).length > 0,
  ).variables;
  const usual = new Set(made.variables.map(({ name }) => name));
  const added = beside.map(({ name }) => name).filter((name) => !usual.has(name));
  const answer = await askBeforeSaving(
    real,
    asked,
    { names, beside: added },
    {
      fs,
      committed,
      saidOf: parts.saidOf,
      ...(parts.open ? { open: parts.open } : {}),
    },
  );
  if (!answer.ok) {
    await offerCopy(fileProblemWords(answer.why, shownName(gitIgnoreOf(real))), copyThem);
    return;
  }
  const { how, isBeside } = answer.value;
  if (how === 'copyInstead') {
    await copyThem();
  }
  if (how !== 'goOn' && how !== 'added') {
    return;
  }
  const variables = isBeside ? beside : made.variables;
  const saved = (await isStill(real, file.uri, place))
    ? await save(real, variables, { ...parts, fs, before, names: isBeside ? [] : names })
    : failed('movedAway' as const);
  if (!saved.ok) {
    await sayProblem(saved.why);
    return;
  }
  const lines = savedLines(made.having, real.shown);
  const said = how === 'added' ? l10n.t('{0}; the file was added to .gitignore', lines) : lines;
  if (names.length === 0) {
    sayDone(said);
    return;
  }
  // What was there is gone, or has another beside it: that stays until it is read.
  await offerFile(`${said}. ${replacedNames(isBeside ? added : names, isBeside)}`, real);
}

/** Whether no unsaved changes are in the way; offers to save them. */
async function mayTouch(real: RealFile): Promise<'yes' | 'no' | 'notSaved'> {
  const document = await unsaved(real);
  if (!document) {
    return 'yes';
  }
  const saveFirst = l10n.t('Save and Continue');
  const answer = await window.showWarningMessage(
    l10n.t('“{0}” is open with unsaved changes. Save it first, or the changes would conflict.', real.shown),
    saveFirst,
  );
  if (answer !== saveFirst) {
    return 'no';
  }
  return (await document.save()) ? 'yes' : 'notSaved';
}

/**
 * Reads once more and writes at once: the file may have changed while the person was asked. `names` may be replaced, in the text `before`
 * that the person was asked about.
 */
async function save(
  real: RealFile,
  variables: readonly EnvVariable[],
  parts: {
    readonly fs: FileSystem;
    readonly open?: Open;
    readonly before: string;
    readonly names: readonly string[];
  },
): Promise<Result<void, SavingProblem>> {
  if (await unsaved(real)) {
    return failed('notSaved');
  }
  const now = await edited(real, variables, parts.fs);
  if (!now.ok) {
    return now;
  }
  const { text, before } = now.value;
  const replaced = overwritten(before ?? '', variables);
  if (
    replaced.some((name) => !parts.names.includes(name)) ||
    (replaced.length > 0 && before !== parts.before)
  ) {
    return failed('changed');
  }
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

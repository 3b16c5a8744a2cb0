// Save to .env…: sets the tokens and API keys of sub-accounts in a .env file of the workspace. Their values show nowhere but in the file.
import { type FileSystem, l10n, type Uri, type WorkspaceFolder, workspace } from 'vscode';
import { failed } from '../../api/result';
import type { Clipboard } from '../../common/clipboard';
import { wouldBeCommitted } from '../../common/git/wouldBeCommitted';
import { findRealFile, isStill } from '../../common/realFile';
import { sayDone } from '../../common/statusBar';
import { chooseSubAccounts, type TargetParts } from '../../common/targets';
import { plainText } from '../../common/words/plainText';
import { askBeforeSaving } from './askBeforeSaving';
import { askEnvFile, envFolders } from './askEnvFile';
import { copyEnv, copyLines } from './copyEnv';
import { chooseNames } from './core/beside';
import { envVariables } from './core/envVariables';
import {
  fileProblemWords,
  isForReading,
  outsideWords,
  placeWords,
  replacedNames,
  type SavingProblem,
  savedLines,
  sayLeftOut,
  thereAlready,
} from './envWords';
import { gitIgnoreOf } from './gitIgnoreFile';
import { offerCopy, offerFile, openFile } from './messages';
import { edited, mayTouch, save } from './saveVariables';
import type { Open } from './textFiles';

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
  const copyThem = async () => {
    if (await copyLines(made, parts.clipboard)) {
      parts.onUsed?.(chosen);
    }
  };
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
  const choice = chooseNames(
    chosen.map(({ subAccount }) => subAccount),
    before,
  );
  if (choice.there.length > 0) {
    await offerFile(thereAlready(choice.there, real.shown), real);
    return;
  }
  const { names, added } = choice;
  const answer = await askBeforeSaving(
    real,
    asked,
    { names, beside: added },
    { fs, committed, saidOf: parts.saidOf, ...(parts.open ? { open: parts.open } : {}) },
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
  const variables = isBeside ? choice.beside : choice.usual;
  const saved = (await isStill(real, file.uri, place))
    ? await save(real, variables, { ...parts, fs, before, names: isBeside ? [] : names })
    : failed('movedAway' as const);
  if (!saved.ok) {
    await sayProblem(saved.why);
    return;
  }
  parts.onUsed?.(chosen);
  const lines = savedLines(made.having, real.shown);
  const said = how === 'added' ? l10n.t('{0}; the file was added to .gitignore', lines) : lines;
  if (names.length === 0) {
    sayDone(said);
    return;
  }
  // What was there is gone, or has another beside it: that stays until it is read.
  await offerFile(`${said}. ${replacedNames(isBeside ? added : names, isBeside)}`, real);
}

function shownName(uri: Uri): string {
  return plainText(workspace.asRelativePath(uri));
}

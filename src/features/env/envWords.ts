// What is said about .env lines and files: what was copied or saved, and why something was not. Never a value.
import { l10n, window } from 'vscode';
import type { SubAccount } from '../../api/subAccount';
import { lackingWords, nameInStatusBar, subAccountNames } from '../../common/words/subAccountWords';
import type { EnvVariables } from './core/envVariables';
import type { TextFileProblem } from './textFiles';

/** Says which values could not be had or written. */
export function sayLeftOut(left: EnvVariables): void {
  for (const secret of ['token', 'apiKey'] as const) {
    const [without, refused] = [left.lacking[secret], left.refused[secret]];
    if (without.length > 0) {
      void window.showWarningMessage(lackingWords(secret, without));
    }
    if (refused.length > 0) {
      void window.showWarningMessage(
        secret === 'token'
          ? l10n.t(
              'The token of {0} was left out: not every program would read it alike in a .env file, because of a sign such as $, two backslashes or a line end. Use Copy Token.',
              subAccountNames(refused),
            )
          : l10n.t(
              'The API key of {0} was left out: not every program would read it alike in a .env file, because of a sign such as $, two backslashes or a line end. Use Copy API Key.',
              subAccountNames(refused),
            ),
      );
    }
  }
}

export function copiedLines(having: readonly SubAccount[]): string {
  const name = nameOfOnly(having);
  return name
    ? l10n.t('Copied .env lines of {0}', name)
    : l10n.t('Copied .env lines of {0} sub-accounts', having.length);
}

/** `file` as it is shown to people, here and below. */
export function savedLines(having: readonly SubAccount[], file: string): string {
  const name = nameOfOnly(having);
  return name
    ? l10n.t('Saved .env lines of {0} in {1}', name, file)
    : l10n.t('Saved .env lines of {0} sub-accounts in {1}', having.length, file);
}

function nameOfOnly([first, ...others]: readonly SubAccount[]): string | undefined {
  return first && others.length === 0 ? nameInStatusBar(first) : undefined;
}

/** What took another value's place, or was added so as not to. */
export function replacedNames(names: readonly string[], isBeside: boolean): string {
  if (isBeside) {
    return l10n.t('What was there is kept, with {0} beside it.', namesOf(names));
  }
  return names.length === 1
    ? l10n.t('The value of {0} was replaced.', namesOf(names))
    : l10n.t('The values of {0} were replaced.', namesOf(names));
}

/** That there is nothing to save. */
export function thereAlready(names: readonly string[], file: string): string {
  return l10n.t('Nothing to save: “{0}” already has {1}.', file, namesOf(names));
}

/** So many names are read in a question; of others only how many they are. */
const mostNames = 4;

/** Names of variables among other words. */
export function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames ? `${shown} (+${names.length - mostNames})` : shown;
}

/** Why the workspace can take no .env file. */
export type PlaceProblem = 'noFolder' | 'readOnlyPlace' | 'virtual';

/** What stands first is what is read of a message that is cut. */
function notSaved(why: string): string {
  return l10n.t('Nothing was saved. {0}', why);
}

export function placeWords(problem: PlaceProblem): string {
  switch (problem) {
    case 'noFolder':
      return notSaved(l10n.t('No folder is open: open your project’s folder, or copy the lines.'));
    case 'readOnlyPlace':
      return notSaved(l10n.t('This workspace is read-only. Copy the lines.'));
    case 'virtual':
      return notSaved(
        l10n.t('This workspace is not on a disk where git could ignore a .env file. Copy the lines.'),
      );
    default:
      return problem;
  }
}

/** The button that is offered in the place of saving. */
export function copyInstead(): string {
  return l10n.t('Copy as .env Lines');
}

/** That a link leads out of the workspace, and what to do where that was meant. */
export function outsideWords(file: string, real: string): string {
  return notSaved(
    l10n.t(
      '“{0}” leads to “{1}”, which is in none of the open folders. If you mean that file, open its folder and save there, or copy the lines.',
      file,
      real,
    ),
  );
}

export type SavingProblem = TextFileProblem | 'notSafe' | 'changed';

/** Whether to look at the file helps. */
export function isForReading(problem: SavingProblem): boolean {
  return ['notUtf8', 'notSaved', 'notSafe', 'changed'].some((each) => each === problem);
}

export function fileProblemWords(problem: SavingProblem, file: string): string {
  if (typeof problem === 'object') {
    return notSaved(
      l10n.t(
        '“{0}” is encrypted or signed with {1}: what anything else writes into it would break it, or stay readable. Copy the lines and add them with {1}, or create a .env.local file beside it and try again.',
        file,
        problem.sealedBy,
      ),
    );
  }
  switch (problem) {
    case 'readOnly':
      return notSaved(l10n.t('“{0}” is read-only. Change its permissions, or copy the lines.', file));
    case 'notAFile':
      return notSaved(
        l10n.t(
          '“{0}” is not a file, but a folder or a broken link. Create a .env.local file beside it, then try again.',
          file,
        ),
      );
    case 'tooLarge':
      return notSaved(l10n.t('“{0}” is too large for a .env file. Copy the lines.', file));
    case 'notUtf8':
      return notSaved(
        l10n.t(
          '“{0}” is not text in UTF-8, and would be damaged. Save it with the encoding UTF-8, then try again.',
          file,
        ),
      );
    case 'unreadable':
      return notSaved(
        l10n.t('“{0}” could not be read. Check that it opens in an editor, then try again.', file),
      );
    case 'unwritable':
      return notSaved(
        l10n.t(
          '“{0}” could not be written, and is as it was. Check the disk and the permissions, then try again, or copy the lines.',
          file,
        ),
      );
    case 'movedAway':
      return notSaved(
        l10n.t(
          '“{0}” is no longer the file that you were asked about. Check what it is now, then try again.',
          file,
        ),
      );
    case 'changed':
      return notSaved(
        l10n.t(
          '“{0}” was changed while you were asked. Try again: you are asked about what is in it now.',
          file,
        ),
      );
    case 'damaged':
      return l10n.t(
        'Writing “{0}” broke off. What was in it before is in the editor that opened: save that once there is room on the disk.',
        file,
      );
    case 'notSaved':
      return notSaved(l10n.t('“{0}” has unsaved changes. Save it, then try again.', file));
    case 'notSafe':
      return notSaved(
        l10n.t(
          '“{0}” can’t be changed so that all programs would read it alike. Look for a quote that is not closed, or a line without an equals sign, correct it and try again, or copy the lines.',
          file,
        ),
      );
    default:
      return problem;
  }
}

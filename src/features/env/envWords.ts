// What is said about .env lines and files: what was copied or saved, and why something was not. Never a value.
import { l10n, window } from 'vscode';
import type { SubAccount } from '../../api/subAccount';
import { lackingWords, subAccountNames } from '../../common/words/subAccountWords';
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
  return having.length === 1
    ? l10n.t('.env lines of {0} copied', subAccountNames(having))
    : l10n.t('.env lines of {0} sub-accounts copied', having.length);
}

/** `file` as it is shown to people, here and below. */
export function savedLines(having: readonly SubAccount[], file: string): string {
  return having.length === 1
    ? l10n.t('.env lines of {0} saved in {1}', subAccountNames(having), file)
    : l10n.t('.env lines of {0} sub-accounts saved in {1}', having.length, file);
}

/** Why the workspace can take no .env file. */
export type PlaceProblem = 'noFolder' | 'readOnlyPlace' | 'virtual';

export function placeWords(problem: PlaceProblem): string {
  switch (problem) {
    case 'noFolder':
      return l10n.t(
        'No folder is open to save a .env file in. Open your project’s folder, or use Copy as .env Lines.',
      );
    case 'readOnlyPlace':
      return l10n.t('This workspace is read-only: nothing was saved. Use Copy as .env Lines.');
    case 'virtual':
      return l10n.t(
        'This workspace is not on a disk where git could ignore a .env file: nothing was saved. Use Copy as .env Lines.',
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
  return l10n.t(
    'Nothing was saved: “{0}” leads to “{1}”, which is in none of the open folders. If you mean that file, open its folder and save there, or copy the lines.',
    file,
    real,
  );
}

export function fileProblemWords(problem: TextFileProblem | 'notSafe', file: string): string {
  if (typeof problem === 'object') {
    return l10n.t(
      '“{0}” is encrypted or signed with {1}. What anything else writes into it would break it, or stay readable: nothing was saved. Use Copy as .env Lines and add them with {1}, or create a .env.local file beside it and try again.',
      file,
      problem.sealedBy,
    );
  }
  switch (problem) {
    case 'readOnly':
      return l10n.t(
        '“{0}” is read-only: nothing was saved. Change its permissions, or use Copy as .env Lines.',
        file,
      );
    case 'notAFile':
      return l10n.t(
        '“{0}” is no file but a folder or a link to nothing: nothing was saved. Create a .env.local file beside it, then try again.',
        file,
      );
    case 'tooLarge':
      return l10n.t('“{0}” is too large for a .env file: nothing was saved. Use Copy as .env Lines.', file);
    case 'notUtf8':
      return l10n.t(
        '“{0}” is not text in UTF-8, and would be damaged: nothing was saved. Save it with the encoding UTF-8, then try again.',
        file,
      );
    case 'unreadable':
      return l10n.t(
        '“{0}” could not be read: nothing was saved. Check that it opens in an editor, then try again.',
        file,
      );
    case 'unwritable':
      return l10n.t(
        '“{0}” could not be written, and is as it was. Check the disk and the permissions, then try again, or use Copy as .env Lines.',
        file,
      );
    case 'movedAway':
      return l10n.t(
        '“{0}” is no longer the file that you were asked about: nothing was saved. Check what it is now, then try again.',
        file,
      );
    case 'damaged':
      return l10n.t(
        'Writing “{0}” broke off. What was in it before is in the editor that opened: save that once there is room on the disk.',
        file,
      );
    case 'notSaved':
      return l10n.t('“{0}” still has unsaved changes, so nothing was added. Save it, then try again.', file);
    case 'notSafe':
      return l10n.t(
        '“{0}” can’t be changed so that all programs would read it alike: nothing was saved. Look for a quote that is not closed, or a line without an equals sign, correct it and try again, or use Copy as .env Lines.',
        file,
      );
    default:
      return problem;
  }
}

// The messages of Save to .env… that have buttons: why nothing was saved, and what took another value’s place.
import { commands, l10n, window } from 'vscode';
import type { RealFile } from '../../common/realFile';
import { copyInstead } from './envWords';

/** Says that it can't be saved, and why. What is offered in its place is done. */
export async function offerCopy(
  words: string,
  copyThem: () => Promise<void>,
  look?: () => Promise<void>,
): Promise<void> {
  const [copy, open] = [copyInstead(), openFileLabel()];
  const answer = await window.showErrorMessage(words, copy, ...(look ? [open] : []));
  await (answer === copy ? copyThem() : answer === open ? look?.() : undefined);
}

/** Says what was done, until it is read. */
export async function offerFile(words: string, real: RealFile): Promise<void> {
  const open = openFileLabel();
  if ((await window.showInformationMessage(words, open)) === open) {
    await openFile(real);
  }
}

function openFileLabel(): string {
  return l10n.t('Open File');
}

/** Opens it in VS Code’s own way, which says in the editor where it can’t. */
export async function openFile({ uri }: RealFile): Promise<void> {
  await commands.executeCommand('vscode.open', uri);
}

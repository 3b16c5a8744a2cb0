// Copy as .env Lines: the tokens and API keys of sub-accounts as lines of a .env file, on the clipboard.
import { l10n, window } from 'vscode';
import { envVariables } from '../snippets/envVariables';
import { statusTime } from '../view/names';
import type { CopyParts } from './copy';
import { copiedLines, sayLeftOut } from './envWords';
import { chosenSubAccounts } from './targets';

/** Copies of the row, of the selected rows, or of the sub-account that the person picks. */
export async function copyEnv(args: readonly unknown[], parts: CopyParts): Promise<void> {
  const chosen = await chosenSubAccounts(args, l10n.t('Copy as .env Lines'), parts);
  const made = envVariables(chosen);
  sayLeftOut(made);
  if (made.variables.length === 0) {
    return;
  }
  let cleared: number | undefined;
  try {
    const text = made.variables.map(({ name, text }) => `${name}=${text}`).join('\n');
    cleared = await parts.clipboard.copy(text, { secret: true });
  } catch {
    // The error is not shown: nobody knows whether it quotes what was to be copied.
    void window.showErrorMessage(
      l10n.t('The clipboard could not be written. Click into the window, then copy again.'),
    );
    return;
  }
  const said = copiedLines(made.having);
  window.setStatusBarMessage(
    cleared === undefined ? said : l10n.t('{0}, until the clipboard is cleared in {1} s', said, cleared),
    statusTime,
  );
}

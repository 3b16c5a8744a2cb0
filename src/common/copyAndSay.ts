// Puts text on the clipboard and says so in the status bar, or says in a message what to do where the clipboard can't be written.
import { l10n, window } from 'vscode';
import type { Clipboard } from './clipboard';
import { sayInStatusBar } from './statusBar';

/** Copies, and says `said`, with when the clipboard is cleared where it will be. False when the clipboard could not be written. */
export async function copyAndSay(
  text: string,
  said: string,
  { clipboard, secret }: { readonly clipboard: Clipboard; readonly secret: boolean },
): Promise<boolean> {
  let cleared: number | undefined;
  try {
    cleared = await clipboard.copy(text, { secret });
  } catch {
    // The error is not shown: nobody knows whether it quotes what was to be copied.
    void window.showErrorMessage(
      l10n.t('The clipboard could not be written. Click into the window, then copy again.'),
    );
    return false;
  }
  sayInStatusBar(
    cleared === undefined ? said : l10n.t('{0}, until the clipboard is cleared in {1} s', said, cleared),
  );
  return true;
}

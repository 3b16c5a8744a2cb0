// What the status bar says for a moment after a person did something.
import { window } from 'vscode';

/** How long it is said, in milliseconds. */
const shownFor = 3000;

/** Says it; `$(icon)` in it is drawn, so text of others must have gone through `plainText`. */
export function sayInStatusBar(text: string): void {
  window.setStatusBarMessage(text, shownFor);
}

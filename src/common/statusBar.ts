// What is said after a person did something, so that a screen reader hears it too: for a moment, or, what failed and stands nowhere else, until it is closed.
import { type Disposable, StatusBarAlignment, window, workspace } from 'vscode';

/** How long it is said, in milliseconds. */
const shownFor = 3000;

/** What is said now; the next takes its place. There is one of it in a window, as there is one status bar. */
let said: { readonly item: Disposable; readonly timer: NodeJS.Timeout } | undefined;

/** Takes away what is said in the status bar. For whoever owns it: the app, at its end. */
export const saidInStatusBar: Disposable = {
  dispose: () => {
    clearTimeout(said?.timer);
    said?.item.dispose();
    said = undefined;
  },
};

/**
 * Says it in the status bar; `$(icon)` in it is drawn, so text of others must have gone through `plainText`.
 *
 * A screen reader says nothing of what comes up in the status bar, VS Code's own messages there included, unless it has the role of an
 * alert. Who has set that they use a screen reader is told in a message instead, which VS Code has read out, and which can be read again.
 */
export function sayInStatusBar(text: string): void {
  saidInStatusBar.dispose();
  const item = window.createStatusBarItem('said', StatusBarAlignment.Left, Number.MIN_VALUE);
  const words = text.replace(/\$\([\w~-]+\)\s*/g, '');
  const asMessage = isScreenReaderSet();
  item.name = 'Mail Partner';
  item.text = text;
  item.accessibilityInformation = asMessage ? { label: words } : { label: words, role: 'alert' };
  item.show();
  said = { item, timer: setTimeout(() => saidInStatusBar.dispose(), shownFor) };
  if (asMessage) {
    sayToScreenReader(words);
  }
}

/** Says to who has set that they use a screen reader what others see in its place. */
export function sayToScreenReader(words: string): void {
  if (isScreenReaderSet()) {
    void window.showInformationMessage(words);
  }
}

/** Says in the status bar that something was done: behind a check mark, and `words` begin with the verb, for a narrow window cuts off their end. */
export function sayDone(words: string): void {
  sayInStatusBar(`$(check) ${words}`);
}

/**
 * Says that what a person asked for could not be done, where nothing else goes on saying so, as the row of a failure does: in a message that
 * stays until they close it, and that VS Code has read out. Text of others in it must have gone through `plainText`.
 */
export function sayFailure(text: string): void {
  void window.showWarningMessage(text);
}

/** With `auto`, which is usual, no extension learns whether there is one. */
function isScreenReaderSet(): boolean {
  return workspace.getConfiguration('editor').get('accessibilitySupport') === 'on';
}

// Puts the keyboard into the list after Add Account, once VS Code has the list's rows: before that, VS Code would leave it on nothing.
import { commands, type Disposable, type Event, window } from 'vscode';
import { focusViewId } from '../common/ids';

export interface FocusParts {
  /** Whether VS Code has been given the list as it is, and that is rows or why there are none. */
  readonly isShown: () => boolean;
  /** Fires when VS Code asks for rows. */
  readonly rowsAsked: Event<void>;
}

/** So many milliseconds after the account was added, the person may be typing somewhere else. */
const soon = 700;

/**
 * Gives the view the focus when the list is there: soon, or not at all, and not where the person has gone to an editor meanwhile or given
 * another command, which aborts `signal`.
 */
export async function focusOnceShown({ isShown, rowsAsked }: FocusParts, signal: AbortSignal): Promise<void> {
  const subscriptions: Disposable[] = [];
  const shown = await new Promise<boolean>((resolve) => {
    // What VS Code asks for, it has after this turn of the event loop.
    const look = () => void setImmediate(() => isShown() && resolve(true));
    const giveUp = () => resolve(false);
    const timer = setTimeout(giveUp, soon);
    signal.addEventListener('abort', giveUp, { once: true });
    subscriptions.push(rowsAsked(look), window.onDidChangeTextEditorSelection(giveUp), {
      dispose: () => clearTimeout(timer),
    });
    look();
  });
  for (const subscription of subscriptions) {
    subscription.dispose();
  }
  if (shown && !signal.aborted) {
    await commands.executeCommand(focusViewId);
  }
}

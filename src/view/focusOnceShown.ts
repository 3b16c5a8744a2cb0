// The keyboard goes into a list once VS Code has its rows: before that, the focus would stay on what the rows take the place of.
import { commands, Disposable, type Event, type TreeView, window } from 'vscode';
import type { SubAccountList } from '../subAccounts/lists';
import { viewId } from './names';

export interface FocusParts {
  readonly view: Pick<TreeView<unknown>, 'visible'>;
  readonly list: SubAccountList;
  /** Whether VS Code has been given the list's rows as they are. */
  readonly isGiven: () => boolean;
  /** Fires when VS Code asks for rows. */
  readonly rowsAsked: Event<void>;
}

/** VS Code asks within so many milliseconds, or does not show the rows. Later, the person is doing something else. */
const soon = 1000;

/** Gives the view the focus when the list's first page is there, unless the person has gone to an editor meanwhile. */
export async function focusOnceShown({ view, list, isGiven, rowsAsked }: FocusParts): Promise<void> {
  let wentElsewhere = false;
  const leaving = window.onDidChangeTextEditorSelection(() => {
    wentElsewhere = true;
  });
  try {
    if (list.pristine || list.state.kind === 'loading') {
      await list.loadMore();
    }
    const shown = isGiven() || (await firesSoon(rowsAsked));
    if (shown && view.visible && !wentElsewhere) {
      await commands.executeCommand(`${viewId}.focus`);
    }
  } finally {
    leaving.dispose();
  }
}

/** Whether the event fires soon; resolves when what it asked for has been answered. */
async function firesSoon(event: Event<void>): Promise<boolean> {
  const subscriptions: Disposable[] = [];
  const fired = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), soon);
    subscriptions.push(
      event(() => setImmediate(() => resolve(true))),
      new Disposable(() => clearTimeout(timer)),
    );
  });
  Disposable.from(...subscriptions).dispose();
  return fired;
}

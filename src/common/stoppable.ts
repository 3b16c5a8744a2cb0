// Waiting for answers that may take long: after a moment the person is told, and may give it up.
import { ProgressLocation, window } from 'vscode';

/** What comes soon needs no sign that it is awaited, in milliseconds: that would stay in front of it for a while. */
const usualPatience = 300;

/** What `ask` answers; its signal aborts where the person gives it up. `title` says what is awaited. */
export async function stoppable<T>(
  title: string,
  ask: (signal: AbortSignal) => Promise<T>,
  patience = usualPatience,
): Promise<T> {
  const abort = new AbortController();
  const answer = ask(abort.signal);
  const timer = setTimeout(() => {
    void window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (_, token) => {
        token.onCancellationRequested(() => abort.abort());
        await Promise.allSettled([answer]);
      },
    );
  }, patience);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
  }
}

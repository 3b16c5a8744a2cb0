// Asks for pages past the list, several at a time, and waits out "too many requests" as a list that is loaded does.
import type { Result } from '../../../api/result';
import type { SubAccount } from '../../../api/subAccount';
import { type ListFailure, limited } from '../../../subAccounts/lists';
import type { LoadedPage } from '../../../subAccounts/page';
import { Patience } from '../../../subAccounts/patience';

type Answer = Result<LoadedPage<SubAccount>, ListFailure>;

/**
 * What each of these pages is answered with; those that were not asked for after a limit that takes too long are left out. `ask` tells of a
 * limit at once. What it gives after `signal` aborted means nothing.
 */
export async function askPages(
  pages: readonly number[],
  ask: (page: number) => Promise<Answer>,
  signal: AbortSignal,
): Promise<readonly Answer[]> {
  const patience = new Patience<ListFailure>(() => Date.now());
  const stop = () => patience.end();
  signal.addEventListener('abort', stop, { once: true });
  const answers = new Map<number, Answer>();
  let due = pages;
  let atOnce = pages.length;
  while (due.length > 0 && !signal.aborted) {
    const asked = due.slice(0, atOnce);
    await Promise.all(asked.map(async (page) => answers.set(page, await ask(page))));
    const limits = asked.flatMap((page) => limitOf(page, answers.get(page)));
    const last = limits.sort((a, b) => b.askAgainAt - a.askAgainAt)[0];
    due = [...limits.map(({ page }) => page), ...due.slice(asked.length)];
    if (last) {
      if (signal.aborted || !patience.reaches(last.askAgainAt)) {
        break;
      }
      await patience.waitUntil(last.askAgainAt, last.why);
    }
    // One page alone finds out whether it has passed.
    atOnce = last ? 1 : due.length;
  }
  signal.removeEventListener('abort', stop);
  return [...answers.values()];
}

function limitOf(page: number, answer: Answer | undefined) {
  const limit = !answer || answer.ok ? undefined : limited(answer.why);
  return limit && answer && !answer.ok ? [{ page, why: answer.why, askAgainAt: limit.askAgainAt }] : [];
}

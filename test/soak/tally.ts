// Counts what came of the calls, and what is still to come.
import { getEventListeners } from 'node:events';
import type { Answer } from '../../src/api/api';
import type { RequestEntry } from '../../src/api/attempt';

/** The whole load's. Nothing here grows with the number of calls. */
export class Tally {
  calls = 0;
  attempts = 0;
  retries = 0;
  signalListeners = 0;
  toldAfterDispose = 0;
  readonly outcomes: Record<string, number> = {};
  readonly surprises = new Set<string>();
  /** Calls and loads that have not ended. */
  readonly open = new Set<Promise<unknown>>();

  /** For `ApiOptions.onRequest`. */
  readonly onRequest = ({ attempt }: RequestEntry): void => {
    this.attempts++;
    if (attempt > 1) {
      this.retries++;
    }
  };

  /** Makes a call and counts it. A call that has ended has nothing more to ask of its caller's signal. */
  async count<T>(signal: AbortSignal, call: () => Promise<Answer<T>>): Promise<Answer<T>> {
    this.calls++;
    const before = getEventListeners(signal, 'abort').length;
    const answer = await call();
    this.signalListeners += getEventListeners(signal, 'abort').length - before;
    const outcome = outcomeOf(answer);
    this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
    return answer;
  }

  /** Keeps track of what must end, and must not reject. */
  follow(promise: Promise<unknown>): void {
    this.open.add(promise);
    promise
      .catch((error: unknown) => this.surprises.add(`rejected: ${nameOf(error)}`))
      .finally(() => this.open.delete(promise));
  }
}

function outcomeOf(answer: Answer<unknown>): string {
  if (answer.ok) {
    return 'ok';
  }
  const { why } = answer;
  return 'reason' in why ? `${why.kind} ${why.reason}` : why.kind;
}

/** Its message might hold a URL, and so a key. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

// How fast the service is asked: a few requests at a time for an account, and never more than its ceiling in any minute.
import PQueue from 'p-queue';
import { type Answer, aborted } from './api';

/** Requests at a time for one account. */
export const requestsAtOnce = 6;

/**
 * Requests in any 60 seconds, whatever runs in this window: below the 2000 that are documented for an IP address (docpartner.dev,
 * Mail Partner › Introduction, for sending; taken as the ceiling of every call).
 */
export const mostPerMinute = 1800;

/** Milliseconds that everything waits after "too many requests", where the service does not say how long. */
const usualPause = 1000;

/** The limits of one window. Whoever makes it disposes it. */
export class Limiter {
  readonly #minute = new PQueue({ interval: 60_000, intervalCap: mostPerMinute, strict: true });
  readonly #accounts = new Map<string, AccountLimit>();
  readonly #longestPause: number;
  /** Until when nothing is sent, in milliseconds of the clock. */
  #pausedUntil = 0;

  /** `longestPause`: what "too many requests" may hold up at the most, in milliseconds, whatever the service says. */
  constructor({ longestPause = 10_000 } = {}) {
    this.#longestPause = longestPause;
  }

  /** The limit of an account: the same for as long as this limiter lives. */
  of(accountId: string): AccountLimit {
    let limit = this.#accounts.get(accountId);
    if (!limit) {
      limit = new AccountLimit({
        start: (attempt, signal) => this.#minute.add(attempt, { signal }),
        tooMany: (seconds) => this.#slowDown(seconds),
      });
      this.#accounts.set(accountId, limit);
      if (this.#pauseLeft > 0) {
        limit.slowDown(this.#pauseLeft);
      }
    }
    return limit;
  }

  /** Milliseconds; 0 or less where nothing is held up. A clock that was set back must not hold up for longer. */
  get #pauseLeft(): number {
    return Math.min(this.#pausedUntil - Date.now(), this.#longestPause);
  }

  /** The ceiling is of this computer's address, whichever account met it: all wait, and no later answer makes that shorter. */
  #slowDown(seconds: number | undefined): void {
    const asked = Math.min(seconds === undefined ? usualPause : seconds * 1000, this.#longestPause);
    const pause = Math.max(asked, this.#pauseLeft);
    this.#pausedUntil = Date.now() + pause;
    for (const limit of this.#accounts.values()) {
      limit.slowDown(pause);
    }
  }

  /** Nothing that waits is sent any more. */
  dispose(): void {
    this.#minute.clear();
    for (const limit of this.#accounts.values()) {
      limit.dispose();
    }
    this.#accounts.clear();
  }
}

/** What an account's limit needs of the others. */
export interface AccountLimitParts {
  /** Runs an attempt as soon as the ceiling of the minute allows it. */
  readonly start: <T>(attempt: () => Promise<T>, signal: AbortSignal) => Promise<T>;
  /** Told of "too many requests", with the seconds to wait where the service said so. */
  readonly tooMany: (seconds: number | undefined) => void;
}

/**
 * Lets the requests of one account through.
 *
 * "Too many requests" holds up all of them, not only the one that met it, and those of the other accounts: they wait, then go on with
 * half as many at a time, and each success lets one more join.
 */
export class AccountLimit {
  readonly #queue = new PQueue({ concurrency: requestsAtOnce });
  readonly #parts: AccountLimitParts;
  #resume: NodeJS.Timeout | undefined;

  constructor(parts: AccountLimitParts) {
    this.#parts = parts;
  }

  /** Runs `attempt`, one request, when its turn comes. One that is aborted before is not sent. */
  async run<T>(attempt: () => Promise<Answer<T>>, signal: AbortSignal): Promise<Answer<T>> {
    const send = async (): Promise<Answer<T>> => (signal.aborted ? aborted : this.#note(await attempt()));
    try {
      return await this.#queue.add(() => this.#parts.start(send, signal), { signal });
    } catch (error) {
      if (signal.aborted) {
        return aborted;
      }
      throw error;
    }
  }

  dispose(): void {
    clearTimeout(this.#resume);
    this.#queue.clear();
  }

  #note<T>(answer: Answer<T>): Answer<T> {
    if (answer.ok) {
      this.#queue.concurrency = Math.min(requestsAtOnce, this.#queue.concurrency + 1);
    } else if (answer.why.kind === 'rateLimited') {
      this.#parts.tooMany(answer.why.retryAfter);
    }
    return answer;
  }

  /** Sends nothing for so many milliseconds, then half as much at a time. */
  slowDown(pause: number): void {
    if (!this.#queue.isPaused) {
      this.#queue.pause();
      this.#queue.concurrency = Math.max(1, Math.floor(this.#queue.concurrency / 2));
    }
    clearTimeout(this.#resume);
    this.#resume = setTimeout(() => this.#queue.start(), pause);
  }
}

// How fast the service is asked: a few requests at a time for an account, never more than its ceiling in any minute, and after "too many requests" one at a time until one passes.
import PQueue from 'p-queue';
import { type Answer, aborted } from './api';
import { TooManyRequests } from './tooManyRequests';

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
  readonly #longestKept: number | undefined;
  readonly #pause: number;
  /** Of the service that is asked now. */
  #tooMany: TooManyRequests;
  #resume: NodeJS.Timeout | undefined;

  /** `longestKept`: for how long a time that the service names is kept at the most, in milliseconds; with 0, nothing is ever held up. */
  constructor({ longestKept }: { readonly longestKept?: number } = {}) {
    this.#longestKept = longestKept;
    this.#pause = Math.min(usualPause, longestKept ?? usualPause);
    this.#tooMany = this.#nothingKnown();
  }

  /** The limit of an account: the same until it is forgotten. */
  of(accountId: string): AccountLimit {
    const limit =
      this.#accounts.get(accountId) ??
      new AccountLimit(
        (attempt, signal) => this.#minute.add(attempt, { signal }),
        () => this.#tooMany,
      );
    this.#accounts.set(accountId, limit);
    return limit;
  }

  /** Forgets all accounts but these: what waits for its turn there is not sent any more, and whoever waits for an answer is told so. */
  keepOnly(accountIds: readonly string[]): void {
    for (const [id, limit] of this.#accounts) {
      if (!accountIds.includes(id)) {
        this.#accounts.delete(id);
        limit.dispose();
      }
    }
  }

  /** Forgets that there were too many requests: from now on another service is asked. What the one before still answers counts no more. */
  startAgain(): void {
    this.#tooMany = this.#nothingKnown();
    this.#minute.concurrency = Number.POSITIVE_INFINITY;
    this.#minute.start();
  }

  /** Nothing that waits is sent any more. What is in flight may still be answered, and sets nothing going. */
  dispose(): void {
    this.#tooMany = this.#nothingKnown();
    clearTimeout(this.#resume);
    this.keepOnly([]);
    this.#minute.clear();
  }

  #nothingKnown(): TooManyRequests {
    const tooMany: TooManyRequests = new TooManyRequests({
      ...(this.#longestKept === undefined ? {} : { longestKept: this.#longestKept }),
      onChange: (limit, isNamed) => {
        if (tooMany === this.#tooMany) {
          this.#changed(limit, isNamed);
        }
      },
    });
    return tooMany;
  }

  #changed(limit: 'met' | 'metAgain' | 'passed', isNamed: boolean): void {
    // The ceiling is of this computer's address, whichever account met it.
    this.#minute.concurrency = limit === 'passed' ? Number.POSITIVE_INFINITY : 1;
    if (limit === 'met') {
      for (const each of this.#accounts.values()) {
        each.slowDown();
      }
    }
    if (limit !== 'passed' && !isNamed) {
      this.#holdUp();
    }
  }

  #holdUp(): void {
    this.#minute.pause();
    clearTimeout(this.#resume);
    this.#resume = setTimeout(() => this.#minute.start(), this.#pause);
  }
}

/** Runs an attempt when its turn comes. */
type Start = <T>(attempt: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/**
 * Lets the requests of one account through.
 *
 * After "too many requests" it goes on with half as many at a time, and each success lets one more join.
 */
export class AccountLimit {
  readonly #queue = new PQueue({ concurrency: requestsAtOnce });
  readonly #start: Start;
  readonly #tooMany: () => Pick<TooManyRequests, 'refusal' | 'send'>;
  /** What ends each request that waits or is in flight. */
  readonly #ends = new Set<() => void>();
  #disposed = false;

  /** `start` runs an attempt as soon as all accounts together allow it; `tooMany` is what is known of the service that is asked now. */
  constructor(start: Start, tooMany: () => Pick<TooManyRequests, 'refusal' | 'send'>) {
    this.#start = start;
    this.#tooMany = tooMany;
  }

  /**
   * Runs `attempt`, one request, when its turn comes. One that is aborted before is not sent. Nor is one that the service asked to wait
   * with: that is answered at once, with `notSent`. With `waits`, which says that whoever asks will wait, that goes also for a time that
   * the service did not name.
   *
   * Answers `aborted` as soon as `signal` aborts or this is disposed, whatever becomes of a request that is in flight.
   */
  async run<T>(
    attempt: () => Promise<Answer<T>>,
    signal: AbortSignal,
    { waits = false } = {},
  ): Promise<Answer<T>> {
    if (signal.aborted || this.#disposed) {
      return aborted;
    }
    // The service that it is for may no longer be the one that is asked when its turn comes.
    const tooMany = this.#tooMany();
    const refused = () => tooMany.refusal(waits);
    const ending = new AbortController();
    const end = () => ending.abort();
    const send = async (): Promise<Answer<T>> =>
      signal.aborted || this.#disposed ? aborted : (refused() ?? this.#note(await tooMany.send(attempt)));
    this.#ends.add(end);
    signal.addEventListener('abort', end, { once: true });
    try {
      const start = () => this.#start(send, ending.signal);
      return refused() ?? (await this.#queue.add(start, { signal: ending.signal }));
    } catch (error) {
      if (ending.signal.aborted) {
        return aborted;
      }
      throw error;
    } finally {
      signal.removeEventListener('abort', end);
      this.#ends.delete(end);
    }
  }

  /** From now on half as many at a time. */
  slowDown(): void {
    this.#queue.concurrency = Math.max(1, Math.floor(this.#queue.concurrency / 2));
  }

  /** Nothing is sent any more, and whoever waits is answered. */
  dispose(): void {
    this.#disposed = true;
    // The queue's own `clear` would leave them waiting for ever.
    for (const end of [...this.#ends]) {
      end();
    }
  }

  #note<T>(answer: Answer<T>): Answer<T> {
    if (answer.ok) {
      this.#queue.concurrency = Math.min(requestsAtOnce, this.#queue.concurrency + 1);
    }
    return answer;
  }
}

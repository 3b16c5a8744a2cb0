// What is known of a limit that the service says we are over: until when nothing is sent, and when a load that waits may ask again.
import type { Answer } from './api';
import type { RateLimited } from './failure';
import { failed, type Result } from './result';

/** Milliseconds before a load that waits asks again, where the service does not say how long; doubled each time that it was too soon. */
const firstPause = 2000;
const longestPause = 60_000;

/** Milliseconds that may pass after a time that was named, so that not every window of an address asks in the same moment. */
const spread = 500;

interface Limit {
  /** When it was last heard of, in milliseconds since the epoch as all times here; `order` tells what was sent before from what was after. */
  readonly heardAt: number;
  readonly order: number;
  /** The end of the time that the service named, as it is told; 0 where it named none. */
  readonly namedUntil: number;
  /** The same, but not so late that it can only be a mistake: until then nothing is sent. */
  readonly keptUntil: number;
  readonly pause: number;
  readonly askAgainAt: number;
}

export interface TooManyRequestsOptions {
  /** Milliseconds that a named time is kept at the most, an hour unless given: a mistaken one must not hold up a window for days. */
  readonly longestKept?: number;
  /** From 0 up to but not 1, as `Math.random`. */
  readonly random?: () => number;
  /** Called when the limit is first met, each time that it is met again, and when a request has passed. */
  readonly onChange?: (limit: 'met' | 'metAgain' | 'passed', isNamed: boolean) => void;
}

/** The limit of this computer's address: it is the same for all accounts. */
export class TooManyRequests {
  readonly #longestKept: number;
  readonly #random: () => number;
  readonly #onChange: NonNullable<TooManyRequestsOptions['onChange']>;
  #limit: Limit | undefined;
  #order = 0;

  constructor({
    longestKept = 3_600_000,
    random = Math.random,
    onChange = () => undefined,
  }: TooManyRequestsOptions = {}) {
    this.#longestKept = longestKept;
    this.#random = random;
    this.#onChange = onChange;
  }

  /**
   * Why a request is not sent now: the time that the service named is not over, or, for a load that waits (`waits`), its own is not.
   * Undefined where it may be sent.
   */
  refusal(waits: boolean): Result<never, RateLimited> | undefined {
    const limit = this.#limit;
    const now = Date.now();
    // A clock that was set back must not hold up anything for longer.
    if (!limit || now < limit.heardAt) {
      return undefined;
    }
    return now < limit.keptUntil || (waits && now < limit.askAgainAt)
      ? failed({ ...rateLimited(limit, now), notSent: true })
      : undefined;
  }

  /** Sends a request, and takes note of what came of it. The answer says when a load that waits may ask again. */
  async send<T>(send: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const order = ++this.#order;
    const startedAt = Date.now();
    const answer = await send();
    if (answer.ok) {
      // What was sent before the limit was heard of says nothing about it.
      if (this.#limit && order > this.#limit.order) {
        this.#limit = undefined;
        this.#onChange('passed', false);
      }
      return answer;
    }
    return answer.why.kind === 'rateLimited'
      ? failed({ ...answer.why, ...this.#hear(answer.why.retryAfter, startedAt) })
      : answer;
  }

  #hear(seconds: number | undefined, startedAt: number): RateLimited {
    const now = Date.now();
    // What was heard by a clock that was set back since would bring back times that are far away by now.
    const known = this.#limit && now >= this.#limit.heardAt ? this.#limit : undefined;
    // A time that is over says nothing of what is named now.
    const kept = known && now < known.keptUntil ? known : undefined;
    const named = seconds ? now + seconds * 1000 : 0;
    const keptUntil = Math.max(Math.min(named, now + this.#longestKept), kept?.keptUntil ?? 0);
    // Who asks meanwhile, for a person who clicks, finds out nothing that makes the wait longer.
    const wasTooSoon = !known || startedAt >= known.askAgainAt;
    // Where nobody asked for long, what is met is another limit.
    const isNew = !known || startedAt > known.askAgainAt + longestPause;
    const pause = isNew ? firstPause : wasTooSoon ? Math.min(longestPause, known.pause * 2) : known.pause;
    const paused = wasTooSoon ? now + pause * (0.75 + this.#random() / 2) : known.askAgainAt;
    const limit = {
      heardAt: now,
      order: ++this.#order,
      namedUntil: Math.max(named, kept?.namedUntil ?? 0),
      keptUntil,
      pause,
      askAgainAt: Math.max(paused, keptUntil && keptUntil + spread * this.#random()),
    };
    this.#limit = limit;
    this.#onChange(known ? 'metAgain' : 'met', named > 0);
    return rateLimited(limit, now);
  }
}

function rateLimited({ namedUntil, keptUntil, askAgainAt }: Limit, now: number): RateLimited {
  const left = namedUntil - now;
  return {
    kind: 'rateLimited',
    askAgainAt,
    ...(now < keptUntil ? { isKept: true } : {}),
    ...(left > 0 ? { until: namedUntil, retryAfter: Math.ceil(left / 1000) } : {}),
  };
}

// A limit by the minute, whatever the key: requests beyond it answer "too many requests" until the minute is over.
import type { MinuteLimit } from './contract';
import type { Fault } from './faultKinds';

const MINUTE = 60_000;

/** Counts the requests of the minute that is running; it begins with the first request after the last one was over. */
export class Minute {
  private began = Number.NEGATIVE_INFINITY;
  private count = 0;

  /** Counts a request. What it is answered where it is one too many; those count too, as with most services. */
  take({ perMinute, retryAfter = false }: MinuteLimit, now = Date.now()): Fault | undefined {
    if (now - this.began >= MINUTE) {
      this.began = now;
      this.count = 0;
    }
    this.count++;
    const left = Math.ceil((this.began + MINUTE - now) / 1000);
    return this.count > perMinute
      ? { kind: 'rateLimited', ...(retryAfter ? { retryAfter: String(left) } : {}) }
      : undefined;
  }
}

// How long a load waits until it may ask again, each time and in all; and a wait that can be ended at any moment.

/** Milliseconds that a load waits in all. */
export const longestWaiting = 10 * 60_000;

/** `Why`: what is waited for. */
export class Patience<Why> {
  readonly #now: () => number;
  #left = longestWaiting;
  #waiting: { readonly why: Why; readonly end: () => void } | undefined;
  readonly #tellOfWait = new Set<() => void>();

  /** `now`: the time in milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** What is waited for just now. */
  get waitsFor(): Why | undefined {
    return this.#waiting?.why;
  }

  get isWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  /** Another load begins, with all the patience there is. */
  renew(): void {
    this.#left = longestWaiting;
  }

  /** Whether there is patience left to wait until then. */
  reaches(time: number): boolean {
    return time - this.#now() <= this.#left;
  }

  /** Settles when it is time, or when the wait is ended. A clock that is set meanwhile makes it neither longer nor shorter. */
  async waitUntil(time: number, why: Why): Promise<void> {
    const milliseconds = Math.max(0, Math.ceil(time - this.#now()));
    this.#left -= milliseconds;
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting = undefined;
        resolve();
      };
      // Node's timers may be early by a part of a millisecond.
      const timer = setTimeout(end, milliseconds + 1);
      this.#waiting = { why, end };
      this.#tell();
    });
  }

  /** Settles as soon as there is a wait, or when none will come of this load any more. */
  waiting(): Promise<void> {
    return this.isWaiting
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.#tellOfWait.add(resolve);
        });
  }

  /** Ends the wait, if there is one. */
  end(): void {
    this.#waiting?.end();
  }

  /** The load has ended. */
  endLoad(): void {
    this.end();
    this.#tell();
  }

  #tell(): void {
    for (const tell of this.#tellOfWait) {
      tell();
    }
    this.#tellOfWait.clear();
  }
}

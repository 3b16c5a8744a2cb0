// How often VS Code is told: what changes together is told together, and never faster than a person can read.

/** Times in milliseconds. */
export interface Times {
  /**
   * Changes within so long of the first are told with it: an answer that comes at once shows no "Loading…", and VS Code is spared
   * a second refresh right after the first.
   */
  readonly together: number;
  /** At least so long lies between two tellings. */
  readonly apart: number;
}

export const usualTimes: Times = { together: 30, apart: 250 };

/** Calls `tell` some time after it was asked to, once for all that asked meanwhile. */
export class Pace {
  readonly #tell: () => void;
  readonly #times: Times;
  #timer: NodeJS.Timeout | undefined;
  #last = Number.NEGATIVE_INFINITY;

  constructor(tell: () => void, times: Times = usualTimes) {
    this.#tell = tell;
    this.#times = times;
  }

  /** Asks for a telling. Does nothing while one is due. */
  ask(): void {
    if (this.#timer) {
      return;
    }
    const { together, apart } = this.#times;
    // A clock that was set back must not hold anything up.
    const rest = Math.min(apart, apart - (Date.now() - this.#last));
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#last = Date.now();
        this.#tell();
      },
      Math.max(together, rest),
    );
  }

  /** Tells now what is due, if anything is. */
  flush(): void {
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#last = Date.now();
      this.#tell();
    }
  }

  /** Nothing is told any more of what was asked before. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

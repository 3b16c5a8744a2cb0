// How often something is told: at once where a person waits for it, otherwise together with what follows, a few times a second.

/** Times in milliseconds. */
export interface Times {
  /**
   * Changes within so long of the first are told with it: an answer that comes at once shows no "Loading…", and VS Code is spared
   * a second refresh right after the first.
   */
  readonly together: number;
  /** At least so long lies between two tellings of what streams. */
  readonly apart: number;
}

export const usualTimes: Times = { together: 30, apart: 250 };

/** Calls `tell` some time after it was asked to, once for all that asked meanwhile. */
export class Pace {
  readonly #tell: () => void;
  readonly #times: Times;
  #due: { readonly timer: NodeJS.Timeout; readonly atOnce: boolean } | undefined;
  #last = Number.NEGATIVE_INFINITY;

  constructor(tell: () => void, times: Times = usualTimes) {
    this.#tell = tell;
    this.#times = times;
  }

  /** Asks for a telling: `atOnce` where a person waits for it, otherwise in its time. Does nothing while one is due that comes as soon. */
  ask({ atOnce = false } = {}): void {
    if (this.#due && (this.#due.atOnce || !atOnce)) {
      return;
    }
    clearTimeout(this.#due?.timer);
    const { together, apart } = this.#times;
    // A clock that was set back must not hold anything up.
    const rest = Math.min(apart, apart - (Date.now() - this.#last));
    const timer = setTimeout(() => this.flush(), atOnce ? 0 : Math.max(together, rest));
    this.#due = { timer, atOnce };
  }

  /** Tells now what is due, if anything is. */
  flush(): void {
    if (this.#due) {
      this.dispose();
      this.#last = Date.now();
      this.#tell();
    }
  }

  /** Nothing is told any more of what was asked before. */
  dispose(): void {
    clearTimeout(this.#due?.timer);
    this.#due = undefined;
  }
}

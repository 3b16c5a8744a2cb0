// Runs something once nothing has happened for a while.

export class WhenQuiet {
  readonly #run: () => unknown;
  readonly #milliseconds: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(run: () => unknown, milliseconds: number) {
    this.#run = run;
    this.#milliseconds = milliseconds;
  }

  /** Something has happened: what is to be run waits from now on. */
  happened(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#run, this.#milliseconds);
  }

  /** Nothing is run any more. */
  dispose(): void {
    clearTimeout(this.#timer);
  }
}

// Who wants which pages of a list: people who click or refresh, up to a page; and whoever wants all that is left, until they no longer do.

/** How a wish for all ended: with the load, or because it was given up. */
export type WishEnd = 'ended' | 'stopped';

export class Wishes {
  /** What ends each wish for all, and the last page that it is for. */
  readonly #forAll = new Map<() => void, number>();
  /** The last page that a click or a refresh wanted: a load goes on to there also after it failed or was stopped. */
  #goal = 1;
  /** The first page of those that a click or a refresh wants now; undefined where none does. */
  #clickedFrom: number | undefined;

  get goal(): number {
    return this.#goal;
  }

  /** Whether somebody wants all, and so waits out what holds a load up. */
  get isForAll(): boolean {
    return this.#forAll.size > 0;
  }

  /** Whether a click or a refresh wants pages now. */
  get isClicked(): boolean {
    return this.#clickedFrom !== undefined;
  }

  /** Whether so much is wanted that people may want to stop it: all that is left, or several pages. */
  get isForMany(): boolean {
    return this.isForAll || (this.#clickedFrom !== undefined && this.#goal > this.#clickedFrom);
  }

  /** The last page that is wanted now; 0 where none is. */
  get lastPage(): number {
    return Math.max(this.isClicked ? this.#goal : 0, ...this.#forAll.values());
  }

  /** A click wants the page `next`, and what was wanted before it. */
  click(next: number): void {
    this.#goal = Math.max(this.#goal, next);
    this.#clickedFrom ??= next;
  }

  /** A refresh wants the pages up to `last`, and nothing that was clicked before. */
  refresh(last: number): void {
    this.#goal = last;
    this.#clickedFrom = 1;
  }

  /** Nobody who clicked waits any more: the load has ended. */
  unclick(): void {
    this.#clickedFrom = undefined;
  }

  /**
   * Somebody wants all up to the page `last` until `load` settles or `signal` aborts. `onStop` is called when they give it up, also by
   * `stopForAll`.
   */
  async forAll(
    last: number,
    signal: AbortSignal,
    load: () => Promise<void>,
    onStop: () => void,
  ): Promise<WishEnd> {
    let stop: () => void = () => undefined;
    const stopped = new Promise<WishEnd>((resolve) => {
      stop = () => {
        this.#forAll.delete(stop);
        onStop();
        resolve('stopped');
      };
    });
    this.#forAll.set(stop, last);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await Promise.race([stopped, load().then((): WishEnd => 'ended')]);
    } finally {
      signal.removeEventListener('abort', stop);
      this.#forAll.delete(stop);
    }
  }

  /** Gives up every wish for all. */
  stopForAll(): void {
    for (const stop of [...this.#forAll.keys()]) {
      stop();
    }
  }
}

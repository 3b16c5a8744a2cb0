// Changes one after another: each reads what is stored, and writes it back.

export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `change` once all before it have ended, whether well or not. */
  run<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#last.then(change);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

// Looks that are to come after another window's change: what it stores beside a key may arrive after the key.

export class LaterLooks {
  readonly #after: readonly number[];
  readonly #look: (isLast: boolean) => void;
  readonly #toCome = new Set<NodeJS.Timeout>();
  /** Called once when the last look is over. */
  readonly #listeners = new Set<() => void>();

  /** `after`: when to look, in milliseconds. `look` is called each time. */
  constructor(after: readonly number[], look: (isLast: boolean) => void) {
    this.#after = after;
    this.#look = look;
  }

  /** Looks from now on, also where looks are to come already. */
  begin(): void {
    for (const milliseconds of this.#after) {
      const timer = setTimeout(() => {
        this.#toCome.delete(timer);
        const isLast = this.#toCome.size === 0;
        this.#look(isLast);
        if (isLast) {
          this.#tell();
        }
      }, milliseconds);
      timer.unref();
      this.#toCome.add(timer);
    }
  }

  /** The same where none is to come. */
  ensure(): void {
    if (this.#toCome.size === 0) {
      this.begin();
    }
  }

  /** Settles when the last of those that are to come is over. */
  async over(): Promise<void> {
    if (this.#toCome.size > 0) {
      await new Promise<void>((resolve) => this.#listeners.add(resolve));
    }
  }

  /** Looks no more; who waits for the end of it waits on. */
  stop(): void {
    for (const timer of this.#toCome) {
      clearTimeout(timer);
    }
    this.#toCome.clear();
  }

  #tell(): void {
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) {
      listener();
    }
  }
}

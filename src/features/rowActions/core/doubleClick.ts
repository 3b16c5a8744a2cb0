// Whether a click is the second of a double click. VS Code tells of each click alike.

/** Two clicks this many milliseconds apart are two. */
const together = 500;

export class DoubleClick<Thing> {
  #last: { readonly on: Thing; readonly at: number } | undefined;

  /** Something else was done meanwhile: the next click begins anew. */
  forget(): void {
    this.#last = undefined;
  }

  /** Notes a click at this time, in milliseconds; true where it ends a double click: a third click begins another. */
  isSecond(on: Thing, at: number): boolean {
    const last = this.#last;
    const isSecond = last?.on === on && at - last.at <= together;
    this.#last = isSecond ? undefined : { on, at };
    return isSecond;
  }
}

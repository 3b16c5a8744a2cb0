// Long work in small steps, so that whoever runs it can let others go on between two of them.

/** Work that can be put aside whenever it yields. */
export type InSteps<T> = Generator<undefined, T>;

/** What comes of it, at once. */
export function atOnce<T>(work: InSteps<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) {
      return step.value;
    }
  }
}

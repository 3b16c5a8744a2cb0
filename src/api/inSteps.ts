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

/** Milliseconds for which nothing else in the window's extensions is held up by it. */
const LONGEST_IN_ONE_GO = 8;

/** What comes of it, with a moment for others whenever it has taken some milliseconds. */
export async function inTurns<T>(work: InSteps<T>): Promise<T> {
  for (let since = performance.now(); ; ) {
    const step = work.next();
    if (step.done) {
      return step.value;
    }
    if (performance.now() - since > LONGEST_IN_ONE_GO) {
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    }
  }
}

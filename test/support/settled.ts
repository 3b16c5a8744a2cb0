// Waits for what follows from what was just done: until nothing is left that only waits for a promise.

/** A turn of the event loop: whatever promises set off is over by then. Timers and what comes from outside are not awaited. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

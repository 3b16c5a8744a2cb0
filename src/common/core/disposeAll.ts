// Ending several things in a row: one that can't be ended must not keep the others from it, as it does with VS Code's `Disposable.from`.

/**
 * Disposes each, in this order, whatever becomes of the others. `onError` is told what went wrong; without it, the first error is thrown
 * once all are done.
 */
export function disposeAll(
  parts: readonly { dispose(): unknown }[],
  onError?: (error: unknown) => void,
): void {
  const errors: unknown[] = [];
  for (const part of parts) {
    try {
      part.dispose();
    } catch (error) {
      errors.push(error);
      onError?.(error);
    }
  }
  if (errors.length > 0 && !onError) {
    throw errors[0];
  }
}

// A promise with a time limit: a keychain that hangs must not hang the extension.

/** What `withTimeLimit` answers when the time is up. */
export const noAnswer = Symbol('no answer in time');

/**
 * Waits for `promise`, but `milliseconds` at most. What comes later is ignored, a late rejection too.
 *
 * Rejects as `promise` does.
 */
export async function withTimeLimit<T>(
  promise: PromiseLike<T>,
  milliseconds: number,
): Promise<T | typeof noAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<typeof noAnswer>((resolve) => {
    timer = setTimeout(() => resolve(noAnswer), milliseconds);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}

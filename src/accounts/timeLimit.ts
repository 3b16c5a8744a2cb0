// A promise with a time limit: a keychain that hangs must not hang the extension.
import { setTimeout } from 'node:timers/promises';
import { failed, ok, type Result } from '../api/result';

/**
 * Waits for `promise`, but `milliseconds` at most. What comes later is ignored, a late rejection too.
 *
 * Rejects as `promise` does.
 */
export async function withTimeLimit<T>(
  promise: PromiseLike<T>,
  milliseconds: number,
): Promise<Result<T, 'noAnswer'>> {
  const settled = new AbortController();
  try {
    return await Promise.race([
      promise.then(ok),
      setTimeout(milliseconds, failed('noAnswer' as const), { signal: settled.signal }),
    ]);
  } finally {
    settled.abort();
  }
}

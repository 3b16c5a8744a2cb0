// The words for failures, in a bundle of its own: loaded when the first failure is to be said, so that starting stays light.
import type * as FailureWords from './failureWords';

/** Loads them on first use. At once, not later: a row is drawn in one go. */
export function words(): typeof FailureWords {
  return require('./failureWords');
}

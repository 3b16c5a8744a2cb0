// Quiet retries of reads: twice, with jitter, on what may pass by itself. Nothing that costs money may go through here.
import { setTimeout } from 'node:timers/promises';
import { type Answer, aborted } from './api';
import { type Failure, isRetryable } from './failure';

/** How retries are made; every part can be replaced, so that tests need no real time. */
export interface RetryOptions {
  /** Retries after the first attempt, 2 unless given. */
  readonly retries?: number;
  /** Resolves after `milliseconds`, rejects at once when `signal` aborts. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to but not 1, as `Math.random`. */
  readonly random?: () => number;
  /** Whether "too many requests" is told at once: whoever asks waits it out, always or where a time was named. */
  readonly tooManyAtOnce?: boolean | 'named';
}

/** Milliseconds before the first retry, in the middle of its jitter; doubled for each next one. */
const FIRST_DELAY = 500;

/** Seconds. Who is asked to wait longer than this is told so instead of being kept waiting. */
const LONGEST_RETRY_AFTER = 10;

/** Runs `attempt` (numbered from 1) until it answers, is aborted, or fails for good; the last failure is what comes back. */
export async function withRetries<T>(
  attempt: (number: number) => Promise<Answer<T>>,
  signal: AbortSignal,
  { retries = 2, sleep = sleepFor, random = Math.random, tooManyAtOnce = false }: RetryOptions = {},
): Promise<Answer<T>> {
  try {
    for (let number = 1; !signal.aborted; number++) {
      const answer = await attempt(number);
      const delay =
        answer.ok || answer.why.kind === 'aborted' || isToldAtOnce(answer.why, number, tooManyAtOnce)
          ? undefined
          : retryDelay(answer.why, number, random());
      if (delay === undefined || number > retries) {
        return signal.aborted ? aborted : answer;
      }
      await sleep(delay, signal);
    }
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
  return aborted;
}

/** Where nothing was sent, that is told at once too; but one that is repeated already is repeated on. */
function isToldAtOnce(failure: Failure, number: number, tooManyAtOnce: boolean | 'named'): boolean {
  return (
    failure.kind === 'rateLimited' &&
    (tooManyAtOnce === true ||
      (tooManyAtOnce === 'named' && failure.isKept === true) ||
      (failure.notSent === true && number === 1))
  );
}

/** Milliseconds to wait after attempt `number` (from 1) failed, or undefined where it should not be repeated. `random` is from 0 to 1. */
export function retryDelay(failure: Failure, number: number, random: number): number | undefined {
  if (!isRetryable(failure)) {
    return undefined;
  }
  const asked = 'retryAfter' in failure ? (failure.retryAfter ?? 0) : 0;
  if (asked > LONGEST_RETRY_AFTER) {
    return undefined;
  }
  return asked * 1000 + FIRST_DELAY * 2 ** (number - 1) * (0.5 + random);
}

function sleepFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return setTimeout(milliseconds, undefined, { signal });
}

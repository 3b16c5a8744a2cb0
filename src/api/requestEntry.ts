// What the log is told about a request: enough to find a fault, and no key, no token, no words of the service.
import type { Answer } from './api';
import type { Failure } from './failure';

/** One attempt of one call. */
export interface RequestEntry {
  readonly call: 'list' | 'me';
  /** For `list`. */
  readonly page?: number;
  /** From 1. */
  readonly attempt: number;
  readonly milliseconds: number;
  /** `ok`, `ok 20 rows`, `aborted`, or what failed: `offline refused`, `server 503`, `rejected 55`. */
  readonly outcome: string;
  /** Rows that could not be read, where there were some. */
  readonly skipped?: number;
}

/** What came of an attempt, in a few English words; `success` words what was answered. */
export function outcomeOf<T>(answer: Answer<T>, success: (value: T) => string): string {
  if (answer.ok) {
    return success(answer.value);
  }
  return answer.aborted ? 'aborted' : failureOutcome(answer.failure);
}

function failureOutcome(failure: Failure): string {
  const { kind } = failure;
  switch (kind) {
    case 'notAllowed':
    case 'offline':
    case 'certificate':
    case 'malformed':
      return `${kind} ${failure.reason}`;
    case 'server':
      return `${kind} ${failure.status}`;
    case 'refusedKey':
    case 'rejected':
      return failure.code === undefined ? kind : `${kind} ${failure.code}`;
    case 'rateLimited':
      return failure.retryAfter === undefined ? kind : `${kind} for ${failure.retryAfter} s`;
    case 'timeout':
      return `${kind} after ${failure.seconds} s`;
  }
}

// One attempt of a call: made when its turn comes, and told to the log without a key, a token or words of the service.
import type { Aborted, Answer } from './api';
import type { Failure } from './failure';
import type { AccountLimit } from './limiter';

/** One attempt of one call, as the log is told. */
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

export interface AttemptOptions {
  /** Holds each attempt until its turn comes, or says that it may not be made now; without it, each is made at once. */
  readonly limit?: Pick<AccountLimit, 'run'>;
  /** Told about every attempt once it has ended. */
  readonly onRequest?: (entry: RequestEntry) => void;
}

/** What is said of an attempt, whatever comes of it. */
type Said = Pick<RequestEntry, 'call' | 'page' | 'attempt'>;

/** Whose attempt it is: what ends it, and whether "too many requests" is waited out there. */
export interface AttemptCaller {
  readonly signal: AbortSignal;
  readonly waits?: boolean | 'named' | undefined;
}

/**
 * Makes an attempt by calling `send`; `success` words what was answered. The time is counted from when it is sent; of one that is not, the
 * log is told nothing but of an abort.
 */
export async function attempt<T>(
  { limit, onRequest }: AttemptOptions,
  said: Said,
  { signal, waits = false }: AttemptCaller,
  send: () => Promise<Answer<T>>,
  success: (value: T) => Pick<RequestEntry, 'outcome' | 'skipped'>,
): Promise<Answer<T>> {
  let started = performance.now();
  const timed = () => {
    started = performance.now();
    return send();
  };
  const answer = await (limit ? limit.run(timed, signal, { waits: waits === true }) : timed());
  if (!answer.ok && answer.why.kind === 'rateLimited' && answer.why.notSent) {
    return answer;
  }
  const milliseconds = Math.round(performance.now() - started);
  const came = answer.ok ? success(answer.value) : { outcome: outcomeOf(answer.why) };
  onRequest?.({ ...said, milliseconds, ...came });
  return answer;
}

function outcomeOf(why: Failure | Aborted): string {
  const { kind } = why;
  switch (kind) {
    case 'notAllowed':
    case 'offline':
    case 'certificate':
    case 'malformed':
      return `${kind} ${why.reason}`;
    case 'server':
      return `${kind} ${why.status}`;
    case 'refusedKey':
    case 'rejected':
      return why.code === undefined ? kind : `${kind} ${why.code}`;
    case 'rateLimited':
      return why.retryAfter === undefined ? kind : `${kind} for ${why.retryAfter} s`;
    case 'timeout':
      return `${kind} after ${why.seconds} s`;
    case 'aborted':
      return kind;
  }
}

// What a client of the service is made of.
import type fetch from 'node-fetch';
import type { AccountLimit } from './limiter';
import type { RequestEntry } from './requestEntry';
import type { RetryOptions } from './retry';

export interface ApiOptions {
  /** As `parseBaseUrl` gives it. */
  readonly baseUrl: string;
  /** For each attempt, headers and body together. */
  readonly timeoutSeconds: number;
  readonly retry?: RetryOptions;
  /** Holds each attempt until its turn comes; without it, none waits. */
  readonly limit?: Pick<AccountLimit, 'run'>;
  /** Told about every attempt once it has ended. */
  readonly onRequest?: (entry: RequestEntry) => void;
  readonly fetch?: typeof fetch;
}

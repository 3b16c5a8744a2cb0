// What the measured process is told: how much to do, with which accounts, and where to leave its figures.

/** An account of the load: a key, and the service that knows it. */
export interface SoakAccount {
  readonly id: string;
  readonly baseUrl: string;
  readonly apiKey: string;
}

export interface SoakPlan {
  readonly calls: number;
  readonly seed: number;
  /** The API client's bundle, as an absolute path. */
  readonly bundle: string;
  /** The file for the figures, as an absolute path. */
  readonly report: string;
  readonly accounts: readonly SoakAccount[];
  /** Where the heavy answers are, and what the service says of itself: `http://127.0.0.1:PORT`. */
  readonly service: string;
}

/** The environment variable that holds the plan, as JSON. */
export const PLAN_VARIABLE = 'MAILPARTNER_SOAK_PLAN';

/** What the service says of itself at `/status`, as JSON. */
export interface ServiceStatus {
  /** Requests that have come so far, and those of them that are neither answered nor given up by the client. */
  readonly requests: number;
  readonly pending: number;
  /** Open sockets. */
  readonly connections: number;
}

/** Calls after which memory is measured: thousands, or fewer for a short run. */
export function stretchOf(calls: number): number {
  return Math.min(1000, Math.ceil(calls / 4));
}

// Why a call to the service did not give an answer: one closed union, and nothing else that can go wrong.

/** The key is not (or no longer) one the service knows: codes 1 and 10, or HTTP 401 without JSON. */
export interface RefusedKey {
  readonly kind: 'refusedKey';
  /** The service's own code, not HTTP's. */
  readonly code?: number;
  /** The service's own words, redacted, usually French. */
  readonly message?: string;
}

/** The key is right but may not do this: codes 20, 30, 40 and 96, or HTTP 403 without JSON (`forbidden`). */
export interface NotAllowed {
  readonly kind: 'notAllowed';
  readonly reason: 'disabled' | 'blocked' | 'apiAccess' | 'ipAddress' | 'forbidden';
  readonly code?: number;
  readonly message?: string;
}

/** Too many requests: code 429 or HTTP 429. */
export interface RateLimited {
  readonly kind: 'rateLimited';
  /** Whole seconds to wait, where the service said so. */
  readonly retryAfter?: number;
  /** When that time is over, in milliseconds since the epoch. */
  readonly until?: number;
  /** When a load that waits may ask again, in milliseconds since the epoch; never before `until`, unless that is too far away to be meant. */
  readonly askAgainAt?: number;
  /** Nothing is sent before `askAgainAt`, for nobody: the service named a time that is not over. */
  readonly isKept?: true;
  /** Nothing was sent: that time is not over. */
  readonly notSent?: true;
}

/** No complete answer in time, headers and body together. */
export interface TimedOut {
  readonly kind: 'timeout';
  /** The limit that passed, in seconds. */
  readonly seconds: number;
}

/** The service could not be reached, or the connection broke. */
export interface Offline {
  readonly kind: 'offline';
  readonly reason: 'name' | 'refused' | 'reset' | 'unreachable' | 'proxy' | 'proxyPassword';
  /** Host name of the service, without port, path or query. */
  readonly host: string;
}

/** The other side could not prove who it is. */
export interface BadCertificate {
  readonly kind: 'certificate';
  /** `asksForOurs`: the other side wants a certificate of this computer. `noTls`: what answered does not speak TLS, or none that both sides know, so that there was no certificate. */
  readonly reason: 'untrusted' | 'expired' | 'notYetValid' | 'wrongHost' | 'noTls' | 'asksForOurs';
  readonly host: string;
}

/** The service failed: HTTP 5xx. */
export interface ServerFailed {
  readonly kind: 'server';
  /** The service's own words, redacted, where it said anything. */
  readonly message?: string;
  /** The HTTP status. */
  readonly status: number;
  /** Whole seconds to wait, where the service said so. */
  readonly retryAfter?: number;
}

/** An answer came that is not one of this service's. */
export interface Malformed {
  readonly kind: 'malformed';
  readonly reason:
    | 'notJson'
    | 'cutOff'
    | 'empty'
    | 'shape'
    | 'tooLarge'
    | 'redirect'
    /** A success that says nothing of what was asked for. */
    | 'noFields'
    /** An answer is in there, but text stands around it, and it could not be told which part is the answer. */
    | 'textAround'
    /** A page without rows, though the service's own total says that there are more. */
    | 'fewer';
  /** The HTTP status. */
  readonly status: number;
}

/** The service refused for a reason of its own: any other code, with its own words. */
export interface Rejected {
  readonly kind: 'rejected';
  readonly code?: number;
  readonly message: string;
}

/** Every way a call can fail. No member ever holds a key, a token or a URL. An abort is not among them. */
export type Failure =
  | RefusedKey
  | NotAllowed
  | RateLimited
  | TimedOut
  | Offline
  | BadCertificate
  | ServerFailed
  | Malformed
  | Rejected;

/** Whether the same read may well succeed a moment later. */
export function isRetryable(failure: Failure): boolean {
  switch (failure.kind) {
    case 'timeout':
    case 'rateLimited':
    case 'server':
      return true;
    case 'offline':
      return failure.reason !== 'proxyPassword';
    case 'certificate':
      // A connection that breaks off while it is made looks the same.
      return failure.reason === 'noTls';
    default:
      return false;
  }
}

// What can go wrong on demand: the closed list of the sandbox's faults, and which requests one of them hits.

/** One way for an answer to go wrong. `httpStatus` is 200 where it isn't given: the family answers errors both ways. */
export type Fault =
  /** The documented code 10, "Clé API incorrecte", whatever the key. */
  | { kind: 'refusedKey'; httpStatus?: 200 | 401 }
  /** Any other code in the plain error shape; the message is the usual French one unless given. */
  | { kind: 'code'; code: number; message?: string; httpStatus?: number }
  /** An error in one of the family's other shapes: `error[]`, `error{}`, `errors[]`, or code alone with no words. */
  | { kind: 'errorShape'; shape: 'list' | 'object' | 'nested' | 'bare'; httpStatus?: number }
  /** HTTP 429; `retryAfter` is the header as sent (seconds or a date), `json: false` answers a page instead of code 429. */
  | { kind: 'rateLimited'; retryAfter?: string; json?: boolean }
  /** The request is read and never answered. */
  | { kind: 'silence' }
  /** Headers and half a body, then nothing: the connection stays open. */
  | { kind: 'stalledBody' }
  /** The connection breaks: a TCP reset before any header, or an end in the middle of the body. */
  | { kind: 'reset'; when: 'beforeHeaders' | 'duringBody' }
  /** An HTTP status with a page (default), nothing, or the plain error shape whose code is the status. */
  | { kind: 'http'; status: number; body?: 'html' | 'empty' | 'json'; headers?: Record<string, string> }
  /** HTTP 200 with a page of HTML, as a captive portal answers. */
  | { kind: 'html' }
  /** HTTP 200 and no body, announced as JSON. */
  | { kind: 'emptyBody' }
  /** HTTP 200 and a complete answer that is only the first half of the JSON. */
  | { kind: 'truncatedJson' }
  /** Valid JSON that is no answer: `[]`, `42`, `null`, `data` as text, or `success` as a text that is neither. */
  | { kind: 'wrongShape'; variant: 'array' | 'number' | 'null' | 'dataText' | 'successText' }
  /** A success that says nothing of what was asked for, as the family once answered everything for a day; `data` is put beside it. */
  | { kind: 'queued'; data?: unknown }
  /** The answer without its rows, though its `total` stays what it is. */
  | { kind: 'noRows' }
  /** Text around the answer: a notice of PHP before it, a comment or a second object after it. */
  | { kind: 'textAround'; before?: string; after?: string }
  /** The answer in ISO-8859-1; its header says so, or the XML in it does, or nothing. */
  | { kind: 'latin1'; said: 'header' | 'xml' | 'nothing' }
  /** A list whose rows never end (256 MiB of them). */
  | { kind: 'endlessBody' }
  /** Sent elsewhere (302 unless given), with `to` as the Location header. */
  | { kind: 'redirect'; to: string; status?: number };

/** Which requests are hit: all given fields must match; `times` is how many, endless unless given. */
export interface FaultScope {
  call?: 'list' | 'me' | 'other';
  /** The page of the list that is asked; matches no other call. */
  page?: number;
  apiKey?: string;
  times?: number;
}

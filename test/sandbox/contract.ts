// What the sandbox looks like to a test: accounts, requests seen, faults, lies and holds.
import type { IncomingHttpHeaders } from 'node:http';
import type { Fault, FaultScope } from './faultKinds';

/** A sub-account as the sandbox holds it; answered in the documented shape (docpartner.dev, Mail Partner › Sous-comptes). */
export interface SandboxSubAccount {
  id: number;
  email: string;
  /** `simple` or `advanced`. */
  type: string;
  /** 40 lower-case hex characters, or 31 of both cases with dashes. */
  token: string;
  /** In the same form. */
  apiKey: string;
  /** `YYYY-MM-DD HH:MM:SS` in the samples; whatever is put here is answered, unless `drift` rewrites it. */
  createdAt: unknown;
  /** Euros as text with three decimals. */
  balance: string;
  currency: string;
}

/** A main account: what one API key opens. */
export interface SandboxAccount {
  /** The user name `/me` answers, an e-mail. */
  name: string;
  apiKey: string;
  /** Euros as text with three decimals. */
  balance: string;
  subAccounts: SandboxSubAccount[];
}

/** A request the sandbox has seen. It holds a key: for assertions, not for printing. */
export interface RecordedRequest {
  call: 'list' | 'me' | 'other';
  method: string;
  /** The path without its query, "/v1/me". */
  path: string;
  /** The page that is answered: the one asked, 1 where none or nonsense was asked; undefined for other calls. */
  page: number | undefined;
  /** The name of the account whose key was sent. */
  account: string | undefined;
  apiKey: string | undefined;
  /** `_format` as sent. */
  format: string | undefined;
  headers: IncomingHttpHeaders;
  /** The same for requests of the same connection. */
  socketId: number;
  /** `aborted`: the connection ended, from either side, before the whole answer was out. */
  outcome: 'answered' | 'aborted' | 'pending';
}

/** The ways in which rows and answers of the family stray from the documented types. */
export type Drift =
  /** `code`, `total`, `nb_per_page`, `page` and `id` as text. */
  | 'numbersAsText'
  /** `credits.balance` as a number. */
  | 'textAsNumbers'
  /** In each row another field is null: type, createdAt, balance, currency, credits, apiKey, token, email. */
  | 'nullFields'
  /** `data` is a PHP array with gaps: an object with numbers for keys. */
  | 'dataAsObject'
  /** `data` is never there. */
  | 'dataMissing'
  /** `data` is not there when it would have no row. */
  | 'dataMissingWhenEmpty'
  /** `data` is null when it would have no row. */
  | 'dataNullWhenEmpty'
  /** `createdAt` as ISO 8601 with an offset. */
  | 'isoDates'
  /** `createdAt` as `{ date, timezone_type, timezone }`. */
  | 'phpDates'
  /** The second row of each page has a type nobody knows. */
  | 'unknownType'
  /** The second row of each page is a text, not an object. */
  | 'oneUnreadableRow'
  /** The second row of each page has no `id`. */
  | 'oneRowWithoutId'
  /** Every fifth row can't be read: its `id` has letters, or is too large, or null; or the row itself is null. */
  | 'unreadableRows'
  /** `success` is 1, "1" or "true", or not there, from page to page. */
  | 'otherSuccess'
  /** Tokens and keys are numbers that are larger than JavaScript's. */
  | 'secretsAsNumbers'
  /** Balances in all the ways that people write amounts, some of them in doubt. */
  | 'oddAmounts'
  /** Texts are ready for a page of HTML. */
  | 'entities'
  /** On each page, the second row has a token of 25 kB, and the third a key of 7 kB. */
  | 'hugeSecrets'
  /** On each page, the second row has an e-mail of 40 kB, and the third a type, a balance and a currency of 9 kB; `/me` has a name of 40 kB. */
  | 'hugeTexts'
  /** Each text has line ends, controls, marks of direction and half a character in it, the token of every third row too; so has `/me`. */
  | 'hostileSigns'
  /** Each e-mail and type holds its own row's token or key, in capitals or as in a URL; `/me` holds the key that it is asked with. */
  | 'ownSecrets'
  /** The list has one element of 8 MB. */
  | 'hugeElement'
  /** Answers and rows carry fields that are not documented. */
  | 'extraFields'
  /** Every answer, of any call, has its fields in the opposite order. */
  | 'reversedFields';

/** How the list lies. A field that is absent tells the truth; the text 'missing' leaves the field out. */
export interface Lies {
  total?: number | string | null;
  /** What `nb_per_page` says; how many rows come is `rowsPerPage`. */
  perPage?: number | string | null;
  /** What `page` says. */
  page?: number | string | null;
  /** How many rows a page really has, 20 unless given. */
  rowsPerPage?: number;
  /** What comes past the last page: no rows (default), or the last or first page once more. */
  pastEnd?: 'nothing' | 'lastPage' | 'firstPage';
  drift?: Drift | readonly Drift[];
}

/** So many requests a minute, whatever the key. */
export interface MinuteLimit {
  perMinute: number;
  /** Whether the refusal names the seconds that are left of the minute. */
  retryAfter?: boolean;
}

/** Answers kept back. Each is decided when its request arrives, so it is what the server knew then. */
export interface Hold {
  /** The first request that matched. */
  arrived: Promise<RecordedRequest>;
  /** Lets all held answers go, and later ones through. */
  release(): void;
}

/** What to wait for. */
export type RequestMatch = Partial<Pick<RecordedRequest, 'call' | 'page' | 'account' | 'path' | 'method'>>;

/** A Mail Partner API that runs here. */
export interface Sandbox {
  /** The base address, `http://127.0.0.1:PORT/v1`. */
  url: string;
  port: number;
  /** Live: tests may push, splice and change. */
  accounts: SandboxAccount[];
  /** In order of arrival; may be emptied with `length = 0`. */
  requests: RecordedRequest[];
  /** Breaks the answers that match; of several faults that match, the newest acts. The function heals that one. */
  fault(fault: Fault, scope?: FaultScope): () => void;
  /** Beyond it, requests are answered "too many requests"; none unless given. A fault that matches comes before it. */
  limit: MinuteLimit | undefined;
  /** Ends all faults and the limit (neither lies, holds nor latency). Answers already broken stay so. */
  heal(): void;
  /** Milliseconds before each answer. */
  latency: number;
  /** Holds answers that match until released. For deterministic races. */
  hold(scope?: FaultScope): Hold;
  /** Releases whatever is held still. */
  releaseAll(): void;
  /** The next request that matches: ask before causing it. Rejected when the sandbox closes. */
  waitForRequest(match: RequestMatch): Promise<RecordedRequest>;
  /** How a recorded request ended, once it has. */
  ended(request: RecordedRequest): Promise<'answered' | 'aborted'>;
  lies: Lies;
  /** Open sockets now. */
  readonly connections: number;
  /** Ends everything, held and silent requests too. */
  close(): Promise<void>;
}

/** How to start a sandbox. */
export interface SandboxOptions {
  /** 0, or none: any free one. */
  port?: number;
  /** `sampleAccounts()` unless given. */
  accounts?: SandboxAccount[];
  /** Milliseconds. */
  latency?: number;
  /** The address to listen on, 127.0.0.1 unless given. */
  host?: string;
  /** PEM; then the address begins with https. */
  tls?: { key: string | Buffer; cert: string | Buffer };
  /** Whether `/_sandbox/…` is answered too, for people with curl. */
  control?: boolean;
}

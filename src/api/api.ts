// The calls of the service that the extension makes, as the rest of it sees them.
import type { Failure } from './failure';
import { failed, type Result } from './result';
import type { SubAccount } from './subAccount';

/** The caller's own signal ended the call. That is no failure, but what the caller asked for. */
export interface Aborted {
  readonly kind: 'aborted';
}

/** What came of a call. Calls never reject. */
export type Answer<T> = Result<T, Failure | Aborted>;

/** What a call answers that was aborted. */
export const aborted = failed<Aborted>({ kind: 'aborted' });

/** One page of the list. */
export interface SubAccountPage {
  /** In the order of the service; ids may repeat if the service repeats them. */
  readonly rows: readonly SubAccount[];
  /** Rows that could not be read at all (no usable id, not an object). */
  readonly skipped: number;
  /** A mark for each of those, where there are any: see `LoadedPage` in subAccounts/page.ts. Nothing of the row can be read out of it. */
  readonly marks?: readonly string[];
  /** Sub-accounts over all pages, as the service counts them. */
  readonly total: number | undefined;
  /** Rows in a full page, as the service says. */
  readonly pageSize: number | undefined;
}

/** The forms in which the service answers (`_format`). */
export type AnswerFormat = 'json' | 'xml';

/** One page of the list as the service sent it, to look at. */
export interface SentPage {
  /** The HTTP status. */
  readonly status: number;
  /** As it came, keys and tokens included: a secret. */
  readonly body: string;
  /** The same, with the keys and tokens taken out. */
  readonly masked: string;
  /** What is wrong with it, where something is. */
  readonly failure: Failure | undefined;
}

/** Whose key it is. */
export interface Profile {
  readonly username: string | undefined;
  /** What the account has: decimal text, and three letters; undefined where it is not said, or not beyond doubt. */
  readonly balance: string | undefined;
  readonly currency: string | undefined;
}

/** The Mail Partner API, as far as the extension reads it (docpartner.dev, Mail Partner › Sous-comptes). */
export interface MailPartnerApi {
  /** `GET /subaccount/list`: one page of sub-accounts. `page` counts from 1. */
  listSubAccounts(request: {
    readonly apiKey: string;
    readonly page: number;
    readonly signal: AbortSignal;
    /** Whether the caller waits out "too many requests" itself, always or where a time was named: then it is told at once, and when to ask again. */
    readonly waits?: boolean | 'named' | undefined;
  }): Promise<Answer<SubAccountPage>>;
  /** The same call in either format, once and without retries: whatever the service answers is an answer. */
  listAsSent(request: {
    readonly apiKey: string;
    readonly page: number;
    readonly format: AnswerFormat;
    /** Keys and tokens that may be in the answer: XML does not say what is one. */
    readonly known?: readonly string[];
    readonly signal: AbortSignal;
  }): Promise<Answer<SentPage>>;
  /** `GET /me`: whose key this is. */
  getProfile(request: { readonly apiKey: string; readonly signal: AbortSignal }): Promise<Answer<Profile>>;
}

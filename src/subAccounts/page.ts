// A page of a list, how one is asked for, and what a list is after it: complete, to be gone on with, or shorter than its own `total` says.
import type { Result } from '../api/result';

/** What the pager needs of a row: a number that stays the row's own from answer to answer. */
export interface Identified {
  readonly id: number;
}

/** One page as the service answered it. */
export interface LoadedPage<Row> {
  /** The rows that could be read, in the server's order. */
  readonly rows: readonly Row[];
  /** How many rows of the page could not be read. They count as answered, so that the totals still add up. */
  readonly skipped?: number;
  /**
   * A mark for each of those, the same for the same row, so that one that comes again is known; what is no object at all has "#" and its
   * place on the page. Where nobody gave any, each counts as another row.
   */
  readonly marks?: readonly string[];
  /** Rows over all pages, as the server says; undefined when it does not say. */
  readonly total?: number | undefined;
  /** Rows a page, as the server says; undefined when it does not say. */
  readonly pageSize?: number | undefined;
}

/**
 * Asks for one page, 1-based. It should stop early when `signal` is aborted; what it answers then is thrown away. A failure is a value;
 * what it is made of is the caller's business. `waits` says that whoever asks waits out a limit, or one whose end was named, and so is to
 * be told of it at once.
 */
export type FetchPage<Row, Why> = (
  page: number,
  signal: AbortSignal,
  waits?: boolean | 'named',
) => Promise<Result<LoadedPage<Row>, Why>>;

/** What a failure says of a limit: when who waits may ask again, in milliseconds since the epoch, and whether nothing was sent. */
export interface Limited {
  readonly askAgainAt: number;
  /** Nobody may ask before that: the service named a time. */
  readonly isKept: boolean;
  readonly notSent: boolean;
}

/** Pages in a row that bring nothing new before no more are asked for, whatever `total` claims. */
const barrenPagesAllowed = 3;

/** What is known of a list after a page has come. */
export interface Progress {
  /** Pages in a row, up to this one, that brought nothing. */
  readonly barren: number;
  /** Different rows answered in all, those that could not be read included. */
  readonly answered: number;
  /** Rows over all pages, as last answered. */
  readonly total: number | undefined;
  /** Rows a page, as the service says. */
  readonly pageSize: number;
  /** As many rows as one really had, of the pages before the last. */
  readonly largestPage: number;
  /** Pages that came, this one included. */
  readonly pages: number;
}

/** How many rows came, those that could not be read included. */
export function answeredOn(page: LoadedPage<unknown>): number {
  return page.rows.length + (page.skipped ?? 0);
}

/** `fewer`: the service has no more to give, and yet its own `total` says that there is more. */
export type Standing = 'more' | 'complete' | 'fewer';

/** What a list is after this page. */
export function standingAfter(page: LoadedPage<unknown>, known: Progress): Standing {
  const answered = answeredOn(page);
  const { total, pages, barren } = known;
  // By the rows that pages really have: what the service says of their size may be wrong.
  const size = Math.min(known.pageSize, known.largestPage);
  // Past the end that `total` names, there is nothing to come; before it, a page without anything new is a fault.
  const isPastEnd = total === undefined || (pages - barren) * size >= total || known.answered >= total;
  if (answered === 0 || barren >= barrenPagesAllowed) {
    return isPastEnd ? 'complete' : 'fewer';
  }
  const full = answered >= known.pageSize;
  if (total === undefined) {
    return full ? 'more' : 'complete';
  }
  if (known.answered === total) {
    return 'complete';
  }
  if (known.answered > total) {
    // More rows than `total` admits: it lies or is old. A full page means that there may be still more.
    return full ? 'more' : 'complete';
  }
  return isPastEnd && barren > 0 ? 'complete' : 'more';
}

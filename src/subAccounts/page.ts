// A page of a list, how one is asked for, and when a list is complete, whatever its `total` claims.
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
  /** Rows over all pages, as the server says; undefined when it does not say. */
  readonly total?: number | undefined;
  /** Rows a page, as the server says; undefined when it does not say. */
  readonly pageSize?: number | undefined;
}

/**
 * Asks for one page, 1-based. It should stop early when `signal` is aborted; what it answers then is thrown away. A failure is a value;
 * what it is made of is the caller's business. `waits` says that whoever asks waits out a limit, and so is to be told of one at once.
 */
export type FetchPage<Row, Why> = (
  page: number,
  signal: AbortSignal,
  waits?: boolean,
) => Promise<Result<LoadedPage<Row>, Why>>;

/** What a failure says of a limit: when who waits may ask again, in milliseconds since the epoch, and whether nothing was sent. */
export interface Limited {
  readonly askAgainAt: number;
  readonly notSent: boolean;
}

/** Pages in a row that bring nothing new before the list counts as complete, whatever `total` claims. */
const barrenPagesAllowed = 3;

/** What is known of a list after a page has landed. */
export interface Progress {
  /** Rows that this page brought. */
  readonly brought: number;
  /** Pages in a row, up to this one, that brought nothing. */
  readonly barren: number;
  /** Rows answered in all, those that could not be read included. */
  readonly answered: number;
  /** Rows over all pages, as last answered. */
  readonly total: number | undefined;
  readonly pageSize: number;
  /** Pages landed, this one included. */
  readonly pages: number;
}

/** Whether nothing is left to ask for after this page. */
export function isComplete(page: LoadedPage<unknown>, known: Progress): boolean {
  const answered = page.rows.length + (page.skipped ?? 0);
  if (answered === 0 || known.barren >= barrenPagesAllowed) {
    return true;
  }
  const full = answered >= known.pageSize;
  if (known.total === undefined) {
    return !full;
  }
  if (known.answered === known.total) {
    return true;
  }
  if (known.answered > known.total) {
    // More rows than `total` admits: it lies or is old. A full page means that there may be still more.
    return !full;
  }
  return known.pages * known.pageSize >= known.total && known.brought === 0;
}

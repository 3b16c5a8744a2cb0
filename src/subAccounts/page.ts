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
  /** Rows over all pages, as the server says; undefined when it does not say. */
  readonly total?: number | undefined;
  /** Rows a page, as the server says; undefined when it does not say. */
  readonly pageSize?: number | undefined;
}

/**
 * Asks for one page, 1-based. It should stop early when `signal` is aborted; what it answers then is thrown away. A failure is a value;
 * what it is made of is the caller's business.
 */
export type FetchPage<Row, Why> = (
  page: number,
  signal: AbortSignal,
) => Promise<Result<LoadedPage<Row>, Why>>;

/** Pages in a row that bring nothing new before no more are asked for, whatever `total` claims. */
const barrenPagesAllowed = 3;

/** What is known of a list after a page has come. */
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
  const { total, pages, pageSize } = known;
  if (answered === 0) {
    // Past the end that `total` names, there is nothing to come.
    return total === undefined || (pages - 1) * pageSize >= total || known.answered >= total
      ? 'complete'
      : 'fewer';
  }
  const isPastEnd = total === undefined || pages * pageSize >= total;
  if (known.barren >= barrenPagesAllowed) {
    return isPastEnd ? 'complete' : 'fewer';
  }
  const full = answered >= pageSize;
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
  return isPastEnd && known.brought === 0 ? 'complete' : 'more';
}

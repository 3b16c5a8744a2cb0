// A page of a list, and how asking for one ends.

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

/** How the load of one page ended. A failure is a value; what it is made of is the caller's business. */
export type PageOutcome<Row, Why> = { readonly page: LoadedPage<Row> } | { readonly failed: Why };

/** Asks for one page, 1-based. It should stop early when `signal` is aborted; what it answers then is thrown away. */
export type FetchPage<Row, Why> = (page: number, signal: AbortSignal) => Promise<PageOutcome<Row, Why>>;

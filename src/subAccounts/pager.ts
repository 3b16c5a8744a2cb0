// The pager: a list loaded page by page, what came of it, and how the last load ended.

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

/** Where a list stands. `idle` means that there is more to ask for. */
export type PagerState<Why> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly why: Why }
  | { readonly kind: 'complete' };

export interface PagerOptions<Row, Why> {
  readonly fetchPage: FetchPage<Row, Why>;
  /** Whether two rows of the same id say the same, so that the older object can stay. */
  readonly same: (a: Row, b: Row) => boolean;
  /** Turns what `fetchPage` throws in spite of its contract into a failure that can be shown. */
  readonly unexpected: (error: unknown) => Why;
  /** Called after every change of rows or state. */
  readonly onChange: () => void;
}

/** The documented page size, used until an answer says otherwise. */
export const defaultPageSize = 20;

/** Pages in a row that bring nothing new before the list counts as complete, whatever `total` claims. */
const barrenPagesAllowed = 3;

/**
 * A list that is loaded page by page.
 *
 * Every load belongs to a generation. `refresh` and `dispose` start a new one and abort what is in flight, and an
 * answer is thrown away unless its generation is still the current one: so no late page lands in a newer list.
 */
export class Pager<Row extends Identified, Why> {
  readonly #options: PagerOptions<Row, Why>;
  /** Rows of this generation, in the server's order: a Map keeps the place where an id first stood. */
  #fresh = new Map<number, Row>();
  /** Rows from before a refresh that this generation has not answered yet. They stay shown until it has. */
  #stale = new Map<number, Row>();
  #rows: readonly Row[] | undefined = [];
  #state: PagerState<Why> = { kind: 'idle' };
  #total: number | undefined;
  #pageSize = defaultPageSize;
  #skipped = 0;
  #barren = 0;
  #nextPage = 1;
  #depth = 0;
  #goal = 1;
  #keepTail = true;
  #generation = 0;
  #disposed = false;
  #abort: AbortController | undefined;
  #inFlight: Promise<void> | undefined;

  constructor(options: PagerOptions<Row, Why>) {
    this.#options = options;
  }

  /** The rows to show, in the server's order. The same array as long as nothing changed. */
  get rows(): readonly Row[] {
    this.#rows ??= [...this.#fresh.values(), ...this.#stale.values()];
    return this.#rows;
  }

  get state(): PagerState<Why> {
    return this.#state;
  }

  /** Rows over all pages as last answered; undefined when no answer said. */
  get total(): number | undefined {
    return this.#total;
  }

  /** Rows a page as last answered. */
  get pageSize(): number {
    return this.#pageSize;
  }

  /** How many pages have been loaded, and so will be loaded again by a refresh. */
  get depth(): number {
    return this.#depth;
  }

  /** True until the first load is asked for. */
  get pristine(): boolean {
    return this.#depth === 0 && this.#state.kind === 'idle';
  }

  /** The row of this id, if it has been loaded. */
  get(id: number): Row | undefined {
    return this.#fresh.get(id) ?? this.#stale.get(id);
  }

  /**
   * Loads the next page, or goes on where a failed load or refresh stopped.
   *
   * Joins the load that is in flight, if there is one. Does nothing when the list is complete.
   */
  loadMore(): Promise<void> {
    if (this.#disposed || this.#state.kind === 'complete') {
      return Promise.resolve();
    }
    if (this.#inFlight) {
      return this.#inFlight;
    }
    this.#goal = Math.max(this.#goal, this.#nextPage);
    return this.#start();
  }

  /**
   * Loads again as many pages as were loaded, from page 1.
   *
   * Old rows stay until the new answers have replaced them. With `keepTail: false` they go as soon as page 1 answers,
   * for when they may belong to another account.
   */
  refresh({ keepTail = true } = {}): Promise<void> {
    if (this.#disposed) {
      return Promise.resolve();
    }
    this.#newGeneration();
    this.#stale = new Map(this.rows.map((row) => [row.id, row]));
    this.#fresh = new Map();
    this.#skipped = 0;
    this.#barren = 0;
    this.#nextPage = 1;
    this.#goal = Math.max(1, this.#depth);
    this.#keepTail = keepTail;
    return this.#start();
  }

  /** Aborts what is in flight. Nothing lands and nothing is told any more. */
  dispose(): void {
    this.#disposed = true;
    this.#newGeneration();
  }

  #newGeneration(): void {
    this.#generation++;
    this.#abort?.abort();
    this.#abort = undefined;
    this.#inFlight = undefined;
  }

  #start(): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.#state = { kind: 'loading' };
    const run = this.#run(this.#generation, abort.signal);
    this.#inFlight = run;
    this.#options.onChange();
    return run;
  }

  async #run(generation: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      const outcome = await this.#fetch(this.#nextPage, signal);
      if (generation !== this.#generation) {
        // Whoever waits for this load waits for the one that took its place.
        return this.#inFlight;
      }
      if ('failed' in outcome) {
        return this.#end({ kind: 'failed', why: outcome.failed });
      }
      const brought = this.#land(outcome.page);
      if (!this.#keepTail) {
        this.#stale.clear();
      }
      if (this.#isComplete(outcome.page, brought)) {
        this.#stale.clear();
        return this.#end({ kind: 'complete' });
      }
      // A page that brought nothing new would make a click without effect: go on to the next.
      if (this.#nextPage > this.#goal && brought > 0) {
        this.#stale.clear();
        return this.#end({ kind: 'idle' });
      }
      this.#rows = undefined;
      this.#options.onChange();
    }
  }

  async #fetch(page: number, signal: AbortSignal): Promise<PageOutcome<Row, Why>> {
    try {
      return await this.#options.fetchPage(page, signal);
    } catch (error) {
      return { failed: this.#options.unexpected(error) };
    }
  }

  /** Merges a page by id and moves on. Returns how many rows it brought that this generation did not have. */
  #land(page: LoadedPage<Row>): number {
    let brought = page.skipped ?? 0;
    for (const row of page.rows) {
      const known = this.#fresh.get(row.id);
      const before = known ?? this.#stale.get(row.id);
      this.#fresh.set(row.id, before && this.#options.same(before, row) ? before : row);
      this.#stale.delete(row.id);
      if (!known) {
        brought++;
      }
    }
    this.#skipped += page.skipped ?? 0;
    this.#total = page.total ?? this.#total;
    this.#pageSize = page.pageSize ?? this.#pageSize;
    this.#barren = brought > 0 ? 0 : this.#barren + 1;
    this.#depth = Math.max(this.#depth, this.#nextPage);
    this.#nextPage++;
    return brought;
  }

  #isComplete(page: LoadedPage<Row>, brought: number): boolean {
    const answered = page.rows.length + (page.skipped ?? 0);
    if (answered === 0 || this.#barren >= barrenPagesAllowed) {
      return true;
    }
    const full = answered >= this.#pageSize;
    if (this.#total === undefined) {
      return !full;
    }
    const had = this.#fresh.size + this.#skipped;
    if (had === this.#total) {
      return true;
    }
    if (had > this.#total) {
      // More rows than `total` admits: it lies or is old. A full page means that there may be still more.
      return !full;
    }
    const pastTheEnd = (this.#nextPage - 1) * this.#pageSize >= this.#total;
    return pastTheEnd && brought === 0;
  }

  #end(state: PagerState<Why>): void {
    this.#state = state;
    this.#rows = undefined;
    this.#abort = undefined;
    this.#inFlight = undefined;
    if (state.kind === 'complete') {
      this.#depth = this.#nextPage - 1;
    }
    this.#options.onChange();
  }
}

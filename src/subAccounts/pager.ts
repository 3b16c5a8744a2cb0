// The pager: a list loaded page by page, what came of it, and how the last load ended.
import { AskedPages } from './askedPages';
import { MergedRows } from './mergedRows';
import {
  answeredOn,
  type FetchPage,
  type Identified,
  type LoadedPage,
  type Standing,
  standingAfter,
} from './page';

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
  /** The failure of a list that ends before its own `total` says: each time another object. */
  readonly fewer: () => Why;
  /** Called after every change of rows or state, with what a page that just landed answered. */
  readonly onChange: (landed: readonly Row[]) => void;
  /** The time in milliseconds; the computer's unless given. */
  readonly now?: () => number;
}

/** The documented page size, used until an answer says otherwise. */
export const defaultPageSize = 20;

/** How long an answer may wait for its turn after a load has stopped, in milliseconds: later it is asked for again. */
const longestWait = 30_000;

/** How many pages are asked for at a time, where more than one is wanted. */
export const pagesAtOnce = 6;

/**
 * A list that is loaded page by page.
 *
 * Every load belongs to a generation. `refresh` and `dispose` start a new one and abort what is in flight, and an
 * answer is thrown away unless its generation is still the current one: so no late page lands in a newer list.
 * Where several pages are wanted, they are asked for `pagesAtOnce` at a time, and land in their order.
 */
export class Pager<Row extends Identified, Why> {
  readonly #options: PagerOptions<Row, Why>;
  readonly #rows: MergedRows<Row>;
  readonly #asked: AskedPages<Row, Why>;
  #state: PagerState<Why> = { kind: 'idle' };
  #total: number | undefined;
  #pageSize = defaultPageSize;
  #barren = 0;
  #nextPage = 1;
  #depth = 0;
  /** The last page that a click or a refresh wants. */
  #goal = 1;
  /** What ends the wish of each who wants all pages. */
  readonly #wanting = new Set<() => void>();
  #keepTail = true;
  /** Whether the rows that are being asked for anew were all there are. */
  #wasWhole = false;
  /** Counts the loads, so that one that another took the place of is known as such. */
  #load = 0;
  /** Whether a page has landed in this load: before that, no other is asked for, so that a fault is met by one page alone. */
  #landed = false;
  #endedAt = 0;
  #disposed = false;
  #inFlight: Promise<void> | undefined;

  constructor(options: PagerOptions<Row, Why>) {
    this.#options = options;
    this.#rows = new MergedRows(options.same);
    this.#asked = new AskedPages(options.fetchPage, options.unexpected);
  }

  /** The rows to show, in the server's order. The same array as long as nothing changed. */
  get rows(): readonly Row[] {
    return this.#rows.all;
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

  /** Whether the rows are all that there are, as far as is known: also while they are asked for anew. */
  get isWhole(): boolean {
    return this.#state.kind === 'complete' || (this.#state.kind === 'loading' && this.#wasWhole);
  }

  /** Whether each row stands at the place where the service has it, so that pages can be counted in `rows`. */
  get rowsAreInPlace(): boolean {
    return this.#rows.answered === this.#rows.all.length;
  }

  /** How many rows the service answered that could not be read, and so are not in `rows`. */
  get unreadable(): number {
    return this.#rows.unreadable;
  }

  /** How many pages have been loaded, and so will be loaded again by a refresh. */
  get depth(): number {
    return this.#depth;
  }

  /** True until the first load is asked for. */
  get pristine(): boolean {
    return this.#depth === 0 && this.#state.kind === 'idle';
  }

  /** Whether all that is left is being loaded. */
  get loadingAll(): boolean {
    return this.#wanting.size > 0 && this.#state.kind === 'loading';
  }

  /** The row of this id, if it has been loaded. */
  get(id: number): Row | undefined {
    return this.#rows.get(id);
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
    this.#goal = Math.max(this.#goal, this.#nextPage);
    return this.#inFlight ?? this.#start();
  }

  /**
   * Loads all that is left. Settles when the list is complete, when a page failed, or when `signal` aborts.
   *
   * Several can want it at once; the loading stops when the last of them no longer does, and keeps what came.
   */
  async loadAll(signal: AbortSignal): Promise<void> {
    if (this.#disposed || this.#state.kind === 'complete' || signal.aborted) {
      return;
    }
    let stop: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => {
      stop = () => {
        this.#wanting.delete(stop);
        this.#stopWhatNobodyWants();
        resolve();
      };
    });
    this.#wanting.add(stop);
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (this.#inFlight) {
        this.#askAhead();
        this.#options.onChange([]);
      }
      await Promise.race([this.#inFlight ?? this.#start(), stopped]);
    } finally {
      signal.removeEventListener('abort', stop);
      this.#wanting.delete(stop);
    }
  }

  /** Ends the loading of all that is left, whoever wants it: their `loadAll` settles, and what came stays. */
  stopLoadingAll(): void {
    for (const stop of [...this.#wanting]) {
      stop();
    }
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
    if (!keepTail) {
      // Who wanted all of the other account's list did not ask for all of this one's.
      this.stopLoadingAll();
    }
    this.#wasWhole = keepTail && this.isWhole;
    this.#giveUp();
    this.#rows.startAgain();
    this.#barren = 0;
    this.#nextPage = 1;
    this.#keepTail = keepTail;
    if (!keepTail) {
      // Another account's: it says nothing about how many pages there are, or were wanted.
      this.#total = undefined;
      this.#depth = 0;
    }
    this.#goal = Math.max(1, this.#depth);
    return this.#start();
  }

  /** Aborts what is in flight. Nothing lands and nothing is told any more. */
  dispose(): void {
    this.#disposed = true;
    this.#giveUp();
  }

  #giveUp(): void {
    this.#load++;
    this.#inFlight = undefined;
    this.#asked.clear();
  }

  get #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  #start(): Promise<void> {
    if (this.#now - this.#endedAt > longestWait) {
      this.#asked.clear();
    }
    this.#state = { kind: 'loading' };
    this.#landed = false;
    this.#load++;
    const run = this.#run(this.#load);
    this.#inFlight = run;
    this.#options.onChange([]);
    return run;
  }

  async #run(load: number): Promise<void> {
    for (;;) {
      this.#askAhead();
      const settled = await this.#asked.take(this.#nextPage);
      if (load !== this.#load || !settled) {
        // Whoever waits for this load waits for the one that took its place.
        return this.#inFlight;
      }
      const { outcome, answeredAt } = settled;
      if (!outcome.ok) {
        return this.#end({ kind: 'failed', why: outcome.why });
      }
      const page = outcome.value;
      const { standing, brought } = this.#land(page, answeredAt);
      if (!this.#keepTail) {
        this.#rows.dropStale();
      }
      if (standing === 'fewer') {
        return this.#end({ kind: 'failed', why: this.#options.fewer() }, page.rows);
      }
      if (standing === 'complete') {
        this.#rows.dropStale();
        return this.#end({ kind: 'complete' }, page.rows);
      }
      // A page that brought nothing new would make a click without effect: go on to the next.
      if (this.#nextPage > this.#lastWanted && brought > 0) {
        this.#rows.dropStale();
        return this.#end({ kind: 'idle' }, page.rows);
      }
      this.#options.onChange(page.rows);
    }
  }

  get #lastWanted(): number {
    return this.#wanting.size > 0 ? Number.POSITIVE_INFINITY : this.#goal;
  }

  /** Asks for the next page, and for those after it that are wanted and that `total` admits. Past its end, one at a time. */
  #askAhead(): void {
    this.#asked.ask(this.#nextPage);
    if (!this.#landed || this.#total === undefined) {
      return;
    }
    const lastPage = Math.ceil(this.#total / this.#pageSize);
    const last = Math.min(this.#nextPage + pagesAtOnce - 1, this.#lastWanted, lastPage);
    for (let page = this.#nextPage + 1; page <= last; page++) {
      this.#asked.ask(page);
    }
  }

  #stopWhatNobodyWants(): void {
    if (!this.#inFlight || this.#wanting.size > 0) {
      return;
    }
    if (this.#nextPage <= this.#goal) {
      this.#asked.abortAfter(this.#goal);
      return;
    }
    this.#load++;
    // As many pages as there were before have come again: what is older is gone.
    this.#rows.dropStale();
    this.#end({ kind: 'idle' });
  }

  /** Merges a page by id and moves on. Says what the list is then, and how many rows came that this generation did not have. */
  #land(page: LoadedPage<Row>, answeredAt: number): { standing: Standing; brought: number } {
    const brought = this.#rows.land(page, answeredAt, this.#asked.hasOlderThan(answeredAt));
    this.#landed = true;
    // More than there was: what is shown is not all any more.
    this.#wasWhole &&= (page.total ?? 0) <= (this.#total ?? 0);
    this.#total = page.total ?? this.#total;
    this.#pageSize = page.pageSize ?? this.#pageSize;
    this.#barren = brought > 0 ? 0 : this.#barren + 1;
    const standing = standingAfter(page, {
      brought,
      barren: this.#barren,
      answered: this.#rows.answered,
      total: this.#total,
      pageSize: this.#pageSize,
      pages: this.#nextPage,
    });
    // A page that should have had rows is asked for again.
    if (standing !== 'fewer' || answeredOn(page) > 0) {
      this.#depth = Math.max(this.#depth, this.#nextPage);
      this.#nextPage++;
    }
    return { standing, brought };
  }

  #end(state: PagerState<Why>, landed: readonly Row[] = []): void {
    this.#state = state;
    this.#wasWhole = false;
    this.#endedAt = this.#now;
    this.#inFlight = undefined;
    if (state.kind === 'complete') {
      this.#depth = this.#nextPage - 1;
      this.#asked.clear();
    } else {
      this.#asked.abortAfter(0);
    }
    this.#options.onChange(landed);
  }
}

// The pager: a list loaded page by page, what came of it, and how the last load ended.
import { AskedPages } from './askedPages';
import { LoadedPages } from './loadedPages';
import type { FetchPage, Identified, Limited } from './page';
import { Patience } from './patience';
import { type WishEnd, Wishes } from './wishes';

/** Where a list stands. `idle` means that there is more to ask for. */
export type PagerState<Why> =
  | { readonly kind: 'idle' }
  /** `waitingUntil`: nothing is asked before then, in milliseconds since the epoch. It goes on by itself. */
  | { readonly kind: 'loading'; readonly waitingUntil?: number }
  | { readonly kind: 'failed'; readonly why: Why }
  | { readonly kind: 'complete' };

export interface PagerOptions<Row, Why> {
  readonly fetchPage: FetchPage<Row, Why>;
  /** Whether two rows of the same id say the same, so that the older object can stay. */
  readonly same: (a: Row, b: Row) => boolean;
  /** Turns what `fetchPage` throws in spite of its contract into a failure that can be shown. */
  readonly unexpected: (error: unknown) => Why;
  /** Whether a failure says that there were too many requests, and when to ask again; none does unless given. */
  readonly limited?: (why: Why) => Limited | undefined;
  /** The failure of a list that ends before its own `total` says: each time another object. */
  readonly fewer: () => Why;
  /** Called after every change of rows or state, with what a page that just landed answered. */
  readonly onChange: (landed: readonly Row[]) => void;
  /** The time in milliseconds; the computer's unless given. */
  readonly now?: () => number;
}

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
  readonly #pages: LoadedPages<Row>;
  readonly #asked: AskedPages<Row, Why>;
  #state: PagerState<Why> = { kind: 'idle' };
  readonly #wishes = new Wishes();
  readonly #patience: Patience<Why>;
  /** Counts the loads, so that one that another took the place of is known as such. */
  #load = 0;
  /** Whether a page has landed in this load: before that, no other is asked for, so that a fault is met by one page alone. */
  #landed = false;
  /** The failure that this load went on from, until a page has landed. */
  #failedBefore: Why | undefined;
  #endedAt = 0;
  #seenAt: number | undefined;
  #disposed = false;
  #inFlight: Promise<void> | undefined;

  constructor(options: PagerOptions<Row, Why>) {
    this.#options = options;
    this.#pages = new LoadedPages(options.same);
    this.#asked = new AskedPages(options.fetchPage, options.unexpected);
    this.#patience = new Patience(() => this.#now);
  }

  /** The rows to show, in the server's order. The same array as long as nothing changed. */
  get rows(): readonly Row[] {
    return this.#pages.rows;
  }

  get state(): PagerState<Why> {
    return this.#state;
  }

  /** Rows over all pages as last answered; undefined when no answer said. */
  get total(): number | undefined {
    return this.#pages.total;
  }

  /** Rows a page as last answered. */
  get pageSize(): number {
    return this.#pages.pageSize;
  }

  /** The rows that came since the last refresh, by the pages that brought them. */
  get pages(): readonly (readonly Row[])[] {
    return this.#pages.pages;
  }

  /** When the oldest of `pages` came, the first, in milliseconds of the epoch; undefined where none has. */
  get seenAt(): number | undefined {
    return this.#seenAt;
  }

  /** Whether the rows are all that there are, as far as is known: also while they are asked for anew. */
  get isWhole(): boolean {
    return this.#state.kind === 'complete' || (this.#state.kind === 'loading' && this.#pages.wasWhole);
  }

  /** Whether each row stands at the place where the service has it, so that pages can be counted in `rows`. */
  get rowsAreInPlace(): boolean {
    return this.#pages.rowsAreInPlace;
  }

  /** How many rows the service answered that could not be read, and so are not in `rows`. */
  get unreadable(): number {
    return this.#pages.unreadable;
  }

  /** How many rows the service's `total` has beyond those that it answered; undefined where it says nothing. */
  get left(): number | undefined {
    const { total } = this;
    return total === undefined ? undefined : Math.max(0, total - this.rows.length - this.unreadable);
  }

  /** How many pages have been loaded, and so will be loaded again by a refresh. */
  get depth(): number {
    return this.#pages.depth;
  }

  /** True until the first load is asked for. */
  get pristine(): boolean {
    return this.depth === 0 && this.#state.kind === 'idle';
  }

  /** Whether all that is left is being loaded. */
  get loadingAll(): boolean {
    return this.#wishes.isForAll && this.#state.kind === 'loading';
  }

  /** Whether it is worth stopping: all that is left is being loaded, several pages are refreshed, or it waits. */
  get canBeStopped(): boolean {
    return (this.#wishes.isForMany || this.#patience.isWaiting) && this.#state.kind === 'loading';
  }

  /** Whether rows are shown that a refresh has not brought again. */
  get isPartlyOld(): boolean {
    return this.#pages.isPartlyOld;
  }

  /** Whether a refresh was stopped, so that rows from before it are shown until the rest is asked for. */
  get isHalfRefreshed(): boolean {
    return this.#state.kind === 'idle' && this.#pages.isHalfRefreshed;
  }

  /** Settles as soon as the load waits, or when none will come of it any more. */
  waiting(): Promise<void> {
    return this.#patience.waiting();
  }

  /** The row of this id, if it has been loaded. */
  get(id: number): Row | undefined {
    return this.#pages.get(id);
  }

  /**
   * Loads the next page, or goes on where a load or refresh failed or was stopped. Settles when that has ended; also when it waits:
   * because of others, who want all, or because the service named a time. Then it goes on by itself.
   *
   * Joins the load that is in flight, if there is one. Does nothing when the list is complete.
   */
  loadMore(): Promise<void> {
    if (this.#disposed || this.#state.kind === 'complete') {
      return Promise.resolve();
    }
    this.#wishes.click(this.#pages.next);
    return Promise.race([this.#inFlight ?? this.#start(), this.#patience.waiting()]);
  }

  /**
   * Loads all that is left, or the next `pages` of it. Settles when that has come, when a page failed, or when it is stopped: when
   * `signal` aborts, or by `stop`. Too many requests are waited out, with `longestWaiting` in all.
   *
   * Several can want it at once; the loading stops when the last of them no longer does, and keeps what came.
   */
  async loadAll(signal: AbortSignal, pages = Number.POSITIVE_INFINITY): Promise<WishEnd> {
    if (this.#disposed || this.#state.kind === 'complete' || signal.aborted) {
      return signal.aborted ? 'stopped' : 'ended';
    }
    const load = () => {
      if (!this.#inFlight) {
        return this.#start();
      }
      this.#askAhead();
      this.#options.onChange([]);
      return this.#inFlight;
    };
    return this.#wishes.forAll(this.#pages.next + pages - 1, signal, load, () => this.#stopWhatNobodyWants());
  }

  /** Stops what `canBeStopped`, whoever wanted it. What came stays, and so do rows from before a refresh that have not come again. */
  stop(): void {
    if (!this.canBeStopped) {
      return;
    }
    this.#wishes.unclick();
    this.#wishes.stopForAll();
    this.#stopWhatNobodyWants();
  }

  /**
   * Loads again as many pages as were loaded, from page 1.
   *
   * Settles as `loadMore`. Old rows stay until the new answers have replaced them. With `keepTail: false` they go as soon as page 1 answers,
   * for when they may belong to another account.
   */
  refresh({ keepTail = true } = {}): Promise<void> {
    if (this.#disposed) {
      return Promise.resolve();
    }
    if (!keepTail) {
      // Who wanted all of the other account's list did not ask for all of this one's.
      this.#wishes.stopForAll();
    }
    this.#pages.startAgain({ keepTail, isWhole: this.isWhole });
    this.#seenAt = undefined;
    this.#giveUp();
    this.#wishes.refresh(Math.max(1, this.depth));
    return Promise.race([this.#start(), this.#patience.waiting()]);
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
    this.#patience.end();
  }

  get #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  #start(): Promise<void> {
    if (this.#now - this.#endedAt > longestWait) {
      this.#asked.clear();
    }
    this.#landed = false;
    this.#failedBefore = this.#state.kind === 'failed' ? this.#state.why : undefined;
    this.#patience.renew();
    this.#load++;
    const run = this.#run(this.#load);
    this.#inFlight = run;
    this.#setState({ kind: 'loading' });
    return run;
  }

  async #run(load: number): Promise<void> {
    let askedInTurn = 0;
    for (;;) {
      this.#askAhead();
      const next = this.#pages.next;
      const settled = await this.#asked.take(next);
      if (load !== this.#load || !settled) {
        // Whoever waits for this load waits for the one that took its place.
        return this.#inFlight;
      }
      const { outcome, answeredAt } = settled;
      if (!outcome.ok) {
        const limited = this.#options.limited?.(outcome.why);
        if (limited?.notSent && askedInTurn !== next) {
          // What was not sent when it was asked for ahead may be sent now that it is its turn.
          askedInTurn = next;
        } else if (!limited || !(await this.#isWaitedOut(limited, outcome.why))) {
          return load === this.#load ? this.#end({ kind: 'failed', why: outcome.why }) : this.#inFlight;
        }
        continue;
      }
      const { rows } = outcome.value;
      this.#seenAt ??= this.#now;
      const { standing, brought } = this.#pages.land(
        outcome.value,
        answeredAt,
        this.#asked.hasOlderThan(answeredAt),
      );
      this.#landed = true;
      this.#failedBefore = undefined;
      if (standing === 'fewer') {
        return this.#end({ kind: 'failed', why: this.#options.fewer() }, rows);
      }
      if (standing === 'complete') {
        return this.#end({ kind: 'complete' }, rows);
      }
      // A page that brought nothing new would make a click without effect: go on to the next.
      if (this.#pages.next > this.#wishes.lastPage && brought > 0) {
        return this.#end({ kind: 'idle' }, rows);
      }
      this.#options.onChange(rows);
    }
  }

  /**
   * Waits for those who want all, and for everybody where the service named a time: before that there is nothing that a click could do.
   * False where nobody would wait, where it would take too long, and where the load was ended meanwhile.
   */
  async #isWaitedOut({ askAgainAt, isKept }: Limited, why: Why): Promise<boolean> {
    if (!(this.#wishes.isForAll || isKept) || !this.#patience.reaches(askAgainAt)) {
      return false;
    }
    const load = this.#load;
    // What was asked for ahead would only meet the same. One page alone finds out whether it has passed.
    this.#asked.abortAfter(0);
    this.#landed = false;
    const over = this.#patience.waitUntil(askAgainAt, why);
    this.#setState({ kind: 'loading', waitingUntil: askAgainAt });
    await over;
    if (load !== this.#load) {
      return false;
    }
    this.#setState({ kind: 'loading' });
    return true;
  }

  /** Asks for the next page, and for those after it that are wanted and that `total` admits. Past its end, one at a time. */
  #askAhead(): void {
    if (this.#patience.isWaiting) {
      return;
    }
    const waits = this.#wishes.isForAll || 'named';
    const { next, last: lastPage } = this.#pages;
    this.#asked.ask(next, waits);
    if (!this.#landed || lastPage === undefined) {
      return;
    }
    const last = Math.min(next + pagesAtOnce - 1, this.#wishes.lastPage, lastPage);
    for (let page = next + 1; page <= last; page++) {
      this.#asked.ask(page, waits);
    }
  }

  #stopWhatNobodyWants(): void {
    if (!this.#inFlight || this.#wishes.isForAll) {
      return;
    }
    const { isClicked, goal } = this.#wishes;
    const { isWaiting, waitsFor } = this.#patience;
    const isOwnWait = waitsFor !== undefined && this.#options.limited?.(waitsFor)?.isKept === true;
    if (isClicked && (!isWaiting || isOwnWait) && this.#pages.next <= goal) {
      this.#asked.abortAfter(goal);
      return;
    }
    this.#load++;
    // Who clicked is told what was waited for. So is everybody where nothing has come yet: it would be asked for again at once. And what
    // had failed before, has.
    const why = isClicked || this.depth === 0 ? waitsFor : this.#failedBefore;
    this.#end(why === undefined ? { kind: 'idle' } : { kind: 'failed', why });
  }

  #setState(state: PagerState<Why>, landed: readonly Row[] = []): void {
    this.#state = state;
    this.#options.onChange(landed);
  }

  #end(state: PagerState<Why>, landed: readonly Row[] = []): void {
    this.#pages.end(state.kind === 'complete');
    this.#endedAt = this.#now;
    this.#inFlight = undefined;
    this.#patience.endLoad();
    this.#wishes.unclick();
    if (state.kind === 'complete') {
      this.#asked.clear();
    } else {
      this.#asked.abortAfter(0);
    }
    if (state.kind === 'idle' && this.#pages.next > this.#wishes.goal) {
      // As many pages as there were before a refresh have come again: what is older is gone.
      this.#pages.dropStale();
    }
    this.#setState(state, landed);
  }
}

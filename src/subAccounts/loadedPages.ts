// What has been loaded of a list since its last refresh: its rows, how many there are in all as far as anybody said, and which page comes next.
import { MergedRows } from './mergedRows';
import { answeredOn, type Identified, type LoadedPage, type Standing, standingAfter } from './page';

/** The documented page size, used until an answer says otherwise. */
export const defaultPageSize = 20;

/** What a page brought that has landed. */
export interface Landing {
  /** Rows that had not been answered since the last refresh. */
  readonly brought: number;
  /** What the list is then. */
  readonly standing: Standing;
}

export class LoadedPages<Row extends Identified> {
  readonly #rows: MergedRows<Row>;
  #total: number | undefined;
  #pageSize = defaultPageSize;
  /** Pages in a row that brought nothing. */
  #barren = 0;
  /** As many rows as one page had that another came after, since the last refresh and before it: the last one may be short. */
  #largestPage = 0;
  #largestBefore = 0;
  #lastPage = 0;
  /** Rows that came, those that came again included. */
  #came = 0;
  #next = 1;
  #depth = 0;
  #keepTail = true;
  /** How many rows had come before each page, since the last refresh. */
  #starts: number[] = [];
  /** Whether the rows that are being asked for anew were all there are. */
  #wasWhole = false;

  /** `same`: whether two rows of the same id say the same, so that the older object can stay. */
  constructor(same: (a: Row, b: Row) => boolean) {
    this.#rows = new MergedRows(same);
  }

  get rows(): readonly Row[] {
    return this.#rows.all;
  }

  get total(): number | undefined {
    return this.#total;
  }

  get pageSize(): number {
    return this.#pageSize;
  }

  /** The page that comes next, from 1. */
  get next(): number {
    return this.#next;
  }

  /** The last page that there is, as far as the service said. */
  get last(): number | undefined {
    return this.#total === undefined ? undefined : Math.ceil(this.#total / this.#pageSize);
  }

  /** The rows that came since the last refresh, each on the page, from 1, that brought it first. */
  get pages(): readonly (readonly Row[])[] {
    const ends = [...this.#starts.slice(1), this.#rows.freshCount];
    return this.#starts.map((start, at) => this.rows.slice(start, ends[at]));
  }

  /** How many pages have been loaded, those from before a refresh included. */
  get depth(): number {
    return this.#depth;
  }

  get wasWhole(): boolean {
    return this.#wasWhole;
  }

  get rowsAreInPlace(): boolean {
    return this.#rows.answered === this.#rows.all.length;
  }

  /** Rows that were answered and could not be read. */
  get unreadable(): number {
    return this.#rows.unreadable;
  }

  /** Whether there are rows that a refresh has not brought again. */
  get isPartlyOld(): boolean {
    return this.#rows.hasStale;
  }

  /** Whether there are pages that a refresh has not asked for again. */
  get isHalfRefreshed(): boolean {
    return this.isPartlyOld && this.#next <= this.#depth;
  }

  get(id: number): Row | undefined {
    return this.#rows.get(id);
  }

  /** Everything is asked for anew. `isWhole`: whether what is there is all. Without its tail, it may be another account's. */
  startAgain({ keepTail, isWhole }: { readonly keepTail: boolean; readonly isWhole: boolean }): void {
    this.#wasWhole = keepTail && isWhole;
    this.#rows.startAgain();
    this.#barren = 0;
    this.#largestBefore = Math.max(this.#largestPage, this.#largestBefore);
    this.#largestPage = 0;
    this.#lastPage = 0;
    this.#came = 0;
    this.#starts = [];
    this.#next = 1;
    // Of a tail that is not to be kept, none is kept before a page has come, however often it is asked for.
    this.#keepTail = keepTail && this.#depth > 0;
    if (!keepTail) {
      // Another account's: it says nothing about how many pages there are, or were wanted.
      this.#total = undefined;
      this.#depth = 0;
      this.#largestBefore = 0;
    }
  }

  /** Merges the next page by id and moves on. `answeredAt` and `older` as `MergedRows` has them. */
  land(page: LoadedPage<Row>, answeredAt: number, older: boolean): Landing {
    this.#starts[this.#next - 1] = this.#rows.freshCount;
    const brought = this.#rows.land(page, answeredAt, older);
    const total = this.#believed(page);
    // More than there was: what is shown is not all any more.
    this.#wasWhole &&= (total ?? 0) <= (this.#total ?? 0);
    this.#total = total;
    this.#pageSize = page.pageSize ?? this.#pageSize;
    this.#barren = brought > 0 ? 0 : this.#barren + 1;
    const came = answeredOn(page);
    this.#came += came;
    if (came > 0) {
      this.#largestPage = Math.max(this.#largestPage, this.#lastPage);
      this.#lastPage = came;
    }
    const standing = standingAfter(page, {
      barren: this.#barren,
      answered: this.#rows.answered,
      total: this.#total,
      pageSize: this.#pageSize,
      largestPage: this.#largestPage || this.#pageSize,
      pages: this.#next,
    });
    // A page that should have had rows is asked for again.
    if (standing !== 'fewer' || came > 0) {
      this.#depth = Math.max(this.#depth, this.#next);
      this.#next++;
    }
    if (standing === 'complete' || !this.#keepTail) {
      this.#rows.dropStale();
    }
    return { standing, brought };
  }

  /** The new `total`. A page without rows that takes back more than it would have had itself proves nothing. */
  #believed(page: LoadedPage<Row>): number | undefined {
    const [before = 0, now = before] = [this.#total, page.total];
    const size = this.#largestPage || this.#pageSize;
    const isTakenBack = answeredOn(page) === 0 && this.#next > 1 && before - (this.#next - 1) * size > size;
    return isTakenBack && now < before ? this.#total : (page.total ?? this.#total);
  }

  /** The load has ended. `isComplete`: there are no more pages than those that came. */
  end(isComplete: boolean): void {
    this.#wasWhole = false;
    if (isComplete) {
      this.#depth = this.#next - 1;
    }
  }

  /**
   * Forgets the rows from before the refresh, as many pages as there were having come again; but not where these had fewer rows than the
   * pages before the refresh: what is missing on them is not gone.
   */
  dropStale(): void {
    const size = Math.max(this.#largestPage, this.#largestBefore) || this.#pageSize;
    if (this.#came >= Math.min(this.#total ?? 0, (this.#next - 1) * size)) {
      this.#rows.dropStale();
    }
  }
}

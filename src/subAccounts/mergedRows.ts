// The rows of a list, merged by id as pages land: nothing twice, nothing answered lost, the server's order kept.
import type { Identified, LoadedPage } from './page';
import { PlacesById } from './placesById';

export class MergedRows<Row extends Identified> {
  readonly #same: (a: Row, b: Row) => boolean;
  /** Rows that were answered since the last refresh, in the server's order: each stays where its id first stood. */
  #fresh: Row[] = [];
  #places = this.#placesInFresh();
  /** Rows from before the refresh that have not been answered again yet. They stay shown until then. */
  #stale = new Map<number, Row>();
  /** All rows as they were before the refresh, and how many of these, from the first on, have been passed. */
  #before: readonly Row[] = [];
  #passed = 0;
  #all: readonly Row[] | undefined = [];
  #skipped = 0;
  #skippedBefore = 0;
  /** The marks of rows that could not be read, as far as there are any. */
  readonly #marks = new Set<string>();
  /** When rows were answered that landed before an older answer did, which must not undo them. */
  readonly #answeredAt = new Map<number, number>();

  constructor(same: (a: Row, b: Row) => boolean) {
    this.#same = same;
  }

  /** All rows, those from before a refresh last. The same array for as long as nothing changed; it never changes itself. */
  get all(): readonly Row[] {
    this.#all ??= this.#stale.size > 0 ? [...this.#fresh, ...this.#stale.values()] : this.#fresh;
    return this.#all;
  }

  /** How many of `all`, from the first on, were answered since the last refresh. */
  get freshCount(): number {
    return this.#fresh.length;
  }

  /** How many rows were answered since the last refresh, those that could not be read included. */
  get answered(): number {
    return this.#fresh.length + this.#skipped;
  }

  /** How many rows could not be read, of those that were answered; before a refresh has come to its end, not fewer than there were. */
  get unreadable(): number {
    return Math.max(this.#skipped, this.#skippedBefore);
  }

  /** Whether rows from before a refresh are shown that have not come again. */
  get hasStale(): boolean {
    return this.#stale.size > 0;
  }

  get(id: number): Row | undefined {
    return this.#freshOf(id) ?? this.#stale.get(id);
  }

  /** From now on everything is to be answered anew. What is shown stays until it is. */
  startAgain(): void {
    this.#before = this.all;
    this.#passed = 0;
    this.#stale = new Map(this.#before.map((row) => [row.id, row]));
    this.#fresh = [];
    this.#places = this.#placesInFresh();
    this.#skippedBefore = this.unreadable;
    this.#skipped = 0;
    this.#marks.clear();
    this.#answeredAt.clear();
  }

  /** Forgets the rows from before the refresh: nothing is left to answer that could bring them again. */
  dropStale(): void {
    this.#before = [];
    this.#skippedBefore = 0;
    if (this.#stale.size > 0) {
      this.#stale.clear();
      this.#all = undefined;
    }
  }

  /**
   * Takes a page in. Returns how many rows it brought that had not been answered since the last refresh.
   *
   * Pages land in their order, whatever the order of their answers. `answeredAt` counts the answers, and `older` says that an
   * older one is still to land.
   */
  land(page: LoadedPage<Row>, answeredAt: number, older: boolean): number {
    let brought = this.#newMarks(page).length;
    for (const row of page.rows) {
      const known = this.#freshOf(row.id);
      if (!known) {
        brought++;
      } else if ((this.#answeredAt.get(row.id) ?? answeredAt) > answeredAt) {
        continue;
      }
      this.#put(row, known);
      if (older) {
        this.#answeredAt.set(row.id, answeredAt);
      }
    }
    if (!older) {
      this.#answeredAt.clear();
    }
    this.#skip(page, brought > 0);
    return brought;
  }

  /** The marks of rows that can't be read and have not been met. */
  #newMarks({ marks, skipped = 0 }: LoadedPage<Row>): readonly string[] {
    return marks?.filter((mark) => !this.#marks.has(mark)) ?? Array.from({ length: skipped }, () => '');
  }

  /** Counts the rows of a page that can't be read: each once, as far as one can be told from another. A page that brought nothing has been counted. */
  #skip(page: LoadedPage<Row>, isNew: boolean): void {
    if (!isNew) {
      return;
    }
    const unmarked = page.marks?.filter((mark) => mark.startsWith('#')) ?? [];
    const marked = this.#newMarks(page).filter((mark) => !mark.startsWith('#'));
    this.#skipped += unmarked.length + marked.length;
    for (const mark of page.marks ?? []) {
      this.#marks.add(mark);
    }
  }

  #put(row: Row, known: Row | undefined): void {
    const before = known ?? this.#stale.get(row.id);
    const kept = before && this.#same(before, row) ? before : row;
    if (kept !== known) {
      if (this.#fresh === this.#all) {
        // Whoever was given it keeps it as it was.
        this.#fresh = [...this.#fresh];
      }
      this.#all = this.#isNextInPlace(kept) ? this.#all : undefined;
      this.#setFresh(kept);
    }
    this.#stale.delete(row.id);
  }

  #setFresh(row: Row): void {
    const place = this.#places.get(row.id);
    if (place !== undefined) {
      this.#fresh[place] = row;
      return;
    }
    this.#fresh.push(row);
    this.#places.add(row.id, this.#fresh.length - 1);
  }

  #freshOf(id: number): Row | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#fresh[place];
  }

  #placesInFresh(): PlacesById {
    return new PlacesById((place) => this.#fresh[place]?.id);
  }

  /** A refresh that brings the same rows in the same order changes nothing that shows. */
  #isNextInPlace(row: Row): boolean {
    for (;;) {
      const next = this.#before[this.#passed];
      if (next === undefined || this.#stale.has(next.id)) {
        return next === row;
      }
      this.#passed++;
    }
  }
}

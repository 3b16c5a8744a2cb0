// Which rows have just moved under a person's mouse, so that a click which was meant for another row is known as such.
import { keepOnly } from '../knownRows';

/** A row as far as its place is concerned: the same row has the same key, whatever it shows. */
export type RowKey = string | number;

/** Milliseconds after rows moved in which a click may be meant for what stood at its place before: VS Code draws late, and people see late. */
export const surprise = 500;

interface Move {
  readonly at: number;
  /** The first place, from 0, at which another row stands than before. */
  readonly from: number;
}

export class RowMoves {
  readonly #now: () => number;
  readonly #given = new Map<string, readonly RowKey[]>();
  readonly #moves = new Map<string, readonly Move[]>();

  /** `now`: the time in milliseconds, which only goes forward. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Notes which rows VS Code was given of a list, in their order, and which accounts stand below it: their rows move with its length. Rows
   * that come after all others move none, but where the last was one that stands for more: new ones come in its place, and all of them have
   * just moved.
   */
  given(accountId: string, rows: readonly RowKey[], below: readonly string[]): void {
    const before = this.#given.get(accountId) ?? [];
    this.#given.set(accountId, rows);
    const from = before.findIndex((key, at) => rows[at] !== key);
    if (from >= 0) {
      this.#moved(accountId, from);
    }
    if (before.length !== rows.length) {
      for (const id of below.filter((each) => this.#given.has(each))) {
        this.#moved(id, 0);
      }
    }
  }

  /** Notes that something came or went above all rows. */
  allMoved(): void {
    for (const accountId of this.#given.keys()) {
      this.#moved(accountId, 0);
    }
  }

  /** Whether this row came to where it is so recently that a click on it may be meant for another. */
  hasJustMoved(accountId: string, row: RowKey): boolean {
    const recent = this.#recent(accountId);
    const place = recent.length > 0 ? (this.#given.get(accountId)?.indexOf(row) ?? -1) : -1;
    return recent.some(({ from }) => from <= place);
  }

  /** Forgets accounts that are gone. */
  keepOnly(accountIds: readonly string[]): void {
    for (const kept of [this.#given, this.#moves]) {
      keepOnly(kept, accountIds);
    }
  }

  #moved(accountId: string, from: number): void {
    this.#moves.set(accountId, [...this.#recent(accountId), { at: this.#now(), from }]);
  }

  #recent(accountId: string): readonly Move[] {
    const now = this.#now();
    return this.#moves.get(accountId)?.filter(({ at }) => now - at < surprise) ?? [];
  }
}

// The rows that VS Code is given: in which order, by which ids, and which of them have just moved.
import type { AccountStore } from '../accounts/accountStore';
import { type Row, standsFor } from '../common/rows';
import type { SubAccountLists } from '../subAccounts/lists';
import type { SortOrder } from '../subAccounts/sortOrder';
import { RowMoves } from './core/rowMoves';
import { RowCache } from './rowCache';
import { RowIds } from './rowIds';

export interface GivenRowsParts {
  readonly accounts: Pick<AccountStore, 'accounts'>;
  readonly lists: SubAccountLists;
  readonly order: () => SortOrder;
  readonly selected: () => readonly Row[];
  /** The time in milliseconds, which only goes forward. */
  readonly now: () => number;
}

export class GivenRows {
  readonly #parts: GivenRowsParts;
  readonly #ids = new RowIds();
  readonly #moves: RowMoves;
  readonly cache = new RowCache();

  constructor(parts: GivenRowsParts) {
    this.#parts = parts;
    this.#moves = new RowMoves(parts.now);
  }

  /** What VS Code knows the row by. */
  idOf(row: Row): string {
    return this.#ids.of(row);
  }

  /** The rows of a list, with the ids by which VS Code will know them. */
  ofList(accountId: string): Row[] {
    const rows = this.#rowsOf(accountId);
    const isLast = (row: Row) =>
      row.accountId === accountId && (row.kind === 'pager' || row.kind === 'status');
    this.#ids.give(accountId, rows, () => this.#parts.selected().some(isLast));
    return rows;
  }

  /** Those rows, which VS Code is given now. */
  giveList(accountId: string): Row[] {
    const rows = this.ofList(accountId);
    const ids = this.#accountIds;
    // The row in the place of a list that has none yet has no button at which a click could be another's.
    const keys = this.#parts.lists.ofAccount(accountId).rows.length > 0 ? rows.map(standsFor) : [];
    this.#moves.given(accountId, keys, ids.slice(ids.indexOf(accountId) + 1));
    return rows;
  }

  /** Notes that VS Code is given the rows of all accounts, or, of the only one, its list in their place. */
  giveAccounts(): void {
    const ids = this.#accountIds;
    this.#moves.keepOnly(['', ...ids]);
    this.#moves.given('', ids, ids);
  }

  /** The same rows as they stand in the tree, each once. */
  inTreeOrder(rows: readonly Row[]): Row[] {
    // By id: what is selected may still be the row from before a refresh.
    const wanted = new Set(rows.map((row) => this.idOf(row)));
    const accountIds = new Set(rows.map((row) => row.accountId));
    return this.#accountIds
      .filter((id) => accountIds.has(id))
      .flatMap((id) => [this.cache.account(id), ...this.#rowsOf(id)])
      .filter((row) => wanted.has(this.idOf(row)));
  }

  isFirstNew(row: Row): boolean {
    return this.#ids.isFirstNew(row);
  }

  hasJustMoved(row: Row): boolean {
    return this.#moves.hasJustMoved(row.accountId, standsFor(row));
  }

  /** Notes that something came or went above all rows. */
  allMoved(): void {
    this.#moves.allMoved();
  }

  /** Forgets what was given of accounts that are gone. */
  forgetGone(): void {
    this.#ids.keepOnly(this.#accountIds);
  }

  get #accountIds(): readonly string[] {
    return this.#parts.accounts.accounts.map(({ id }) => id);
  }

  #rowsOf(accountId: string): Row[] {
    const { lists, order } = this.#parts;
    return this.cache.ofList(accountId, lists.ofAccount(accountId), order());
  }
}

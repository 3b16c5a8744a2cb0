// The row objects of the tree: the same thing keeps the same object for as long as it does not change, which is what VS Code goes by.
import type { SubAccount } from '../api/subAccount';
import {
  type AccountRow,
  accountRow,
  type PagerRow,
  pagerRow,
  type Row,
  type StatusRow,
  type SubAccountRow,
  statusRow,
  subAccountRow,
} from '../common/rows';
import { keepInPlace } from '../subAccounts/keepInPlace';
import type { SubAccountList } from '../subAccounts/lists';
import { type SortOrder, sortSubAccounts } from '../subAccounts/sortOrder';
import { hasLastRow, keepOnly, keepsPlaces } from './knownRows';

interface ListRows {
  /** The list's own array: a list that changed has another. */
  readonly subAccounts: readonly SubAccount[];
  /** Beside `subAccounts`, in the same order. */
  readonly rows: readonly SubAccountRow[];
  /** In the order that is shown. `isSorted`: in which they are sorted; otherwise those that came while loading stand below. */
  shown?: { readonly order: SortOrder; readonly rows: readonly SubAccountRow[]; readonly isSorted: boolean };
}

export class RowCache {
  /** By account. Two arrays side by side take a fraction of the memory of a map from sub-accounts to rows. */
  readonly #lists = new Map<string, ListRows>();
  readonly #accounts = new Map<string, AccountRow>();
  readonly #pagers = new Map<string, PagerRow>();
  readonly #statuses = new Map<string, StatusRow>();

  account(accountId: string): AccountRow {
    return getOrMake(this.#accounts, accountId, () => accountRow(accountId));
  }

  /** The row of a sub-account of the list; undefined where the list does not have it (any more). */
  subAccount(accountId: string, list: SubAccountList, subAccount: SubAccount): SubAccountRow | undefined {
    const { subAccounts, rows } = this.#rowsOf(accountId, list.rows);
    return rows[subAccounts.indexOf(subAccount)];
  }

  /** The rows that stand for a list, sub-accounts in this order. */
  ofList(accountId: string, list: SubAccountList, order: SortOrder): Row[] {
    const subAccounts = this.#inOrder(this.#rowsOf(accountId, list.rows), order, keepsPlaces(list, order));
    const last = this.lastOf(accountId, list);
    return last ? [...subAccounts, last] : [...subAccounts];
  }

  /** The row that says how a list stands: its only one, or the one after its sub-accounts where there is more to load. */
  lastOf(accountId: string, list: SubAccountList): StatusRow | PagerRow | undefined {
    if (list.rows.length === 0) {
      return getOrMake(this.#statuses, accountId, () => statusRow(accountId));
    }
    return hasLastRow(list) ? getOrMake(this.#pagers, accountId, () => pagerRow(accountId)) : undefined;
  }

  #rowsOf(accountId: string, subAccounts: readonly SubAccount[]): ListRows {
    const known = this.#lists.get(accountId);
    if (known?.subAccounts === subAccounts) {
      return known;
    }
    const before = known?.subAccounts ?? [];
    const isLonger = before.every((subAccount, at) => subAccount === subAccounts[at]);
    // Made only where something moved: as a rule, a list grows at its end.
    let moved: ReadonlyMap<SubAccount, SubAccountRow> | undefined;
    const rows = subAccounts.map((subAccount, at): SubAccountRow => {
      const inPlace = before[at] === subAccount ? known?.rows[at] : undefined;
      if (known && !inPlace && !isLonger) {
        moved ??= rowsBySubAccount(known);
      }
      return inPlace ?? moved?.get(subAccount) ?? subAccountRow(accountId, subAccount.id);
    });
    const made: ListRows = { subAccounts, rows };
    if (known?.shown) {
      made.shown = { ...known.shown, rows: inPlace(known.shown.rows, rows), isSorted: false };
    }
    this.#lists.set(accountId, made);
    return made;
  }

  #inOrder(list: ListRows, order: SortOrder, keepPlaces: boolean): readonly SubAccountRow[] {
    if (order === 'server') {
      delete list.shown;
      return list.rows;
    }
    const { shown } = list;
    if (shown?.order === order && (shown.isSorted || keepPlaces)) {
      return shown.rows;
    }
    const rows = rowsBySubAccount(list);
    const sorted = sortSubAccounts(list.subAccounts, order).flatMap(
      (subAccount) => rows.get(subAccount) ?? [],
    );
    list.shown = { order, rows: sorted, isSorted: true };
    return sorted;
  }

  /** Forgets the rows of accounts that are gone. */
  keepOnly(accountIds: readonly string[]): void {
    for (const rows of [this.#lists, this.#accounts, this.#pagers, this.#statuses]) {
      keepOnly(rows, accountIds);
    }
  }
}

/** Rows as they are now (`rows`, in the service's order): those that were shown stay in their places, new ones come below. */
function inPlace(shown: readonly SubAccountRow[], rows: readonly SubAccountRow[]): readonly SubAccountRow[] {
  const now = new Map(rows.map((row) => [row.subAccountId, row]));
  const stay = shown.flatMap(({ subAccountId }) => now.get(subAccountId) ?? []);
  return keepInPlace(stay, rows, rows.length, ({ subAccountId }) => String(subAccountId));
}

function rowsBySubAccount({ subAccounts, rows }: ListRows): ReadonlyMap<SubAccount, SubAccountRow> {
  return new Map(
    rows.flatMap((row, at) => {
      const subAccount = subAccounts[at];
      return subAccount ? [[subAccount, row] as const] : [];
    }),
  );
}

/** The value of the key, made on first asking. */
function getOrMake<K, V>(
  values: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  let value = values.get(key);
  if (value === undefined) {
    value = make();
    values.set(key, value);
  }
  return value;
}

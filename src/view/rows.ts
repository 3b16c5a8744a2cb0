// The rows of the tree, as VS Code holds them: names of things, never the things themselves.
import type { SubAccount } from '../api/subAccount';
import type { SubAccountList } from '../subAccounts/lists';
import { type SortOrder, sortSubAccounts } from '../subAccounts/sortOrder';

/** A main account; shown when there are several. */
export interface AccountRow {
  readonly kind: 'account';
  readonly accountId: string;
}

/** A sub-account, by its number: what it holds stays in the list. */
export interface SubAccountRow {
  readonly kind: 'subAccount';
  readonly accountId: string;
  readonly subAccountId: number;
}

/** The last row of a list that is not complete: more to load, loading, or why the next page did not come. */
export interface PagerRow {
  readonly kind: 'pager';
  readonly accountId: string;
}

/** The only row of a list without rows: loading, why it could not be loaded, or that it is empty. */
export interface StatusRow {
  readonly kind: 'status';
  readonly accountId: string;
}

export type Row = AccountRow | SubAccountRow | PagerRow | StatusRow;

/**
 * Makes rows and keeps them: the same thing has the same object for as long as it did not change, which is what VS Code goes by.
 */
export class Rows {
  readonly #subAccounts = new WeakMap<SubAccount, SubAccountRow>();
  readonly #accounts = new Map<string, AccountRow>();
  readonly #pagers = new Map<string, PagerRow>();
  readonly #statuses = new Map<string, StatusRow>();
  /** The rows of each list in its order, for as long as neither changed. */
  readonly #sorted = new WeakMap<
    readonly SubAccount[],
    { order: SortOrder; rows: readonly SubAccountRow[] }
  >();

  account(accountId: string): AccountRow {
    return kept(this.#accounts, accountId, () => ({ kind: 'account', accountId }));
  }

  subAccount(accountId: string, subAccount: SubAccount): SubAccountRow {
    return kept(this.#subAccounts, subAccount, () => ({
      kind: 'subAccount',
      accountId,
      subAccountId: subAccount.id,
    }));
  }

  /** The rows that stand for a list, sub-accounts in this order. */
  ofList(accountId: string, list: SubAccountList, order: SortOrder): Row[] {
    const subAccounts = list.rows.length === 0 ? [] : this.#inOrder(accountId, list.rows, order);
    const last = this.lastOf(accountId, list);
    return last ? [...subAccounts, last] : [...subAccounts];
  }

  /** The row that says how a list stands: its only one, or the one after its sub-accounts where there is more to load. */
  lastOf(accountId: string, list: SubAccountList): StatusRow | PagerRow | undefined {
    if (list.rows.length === 0) {
      return kept(this.#statuses, accountId, () => ({ kind: 'status', accountId }));
    }
    return list.state.kind === 'complete'
      ? undefined
      : kept(this.#pagers, accountId, () => ({ kind: 'pager', accountId }));
  }

  #inOrder(accountId: string, rows: readonly SubAccount[], order: SortOrder): readonly SubAccountRow[] {
    const known = this.#sorted.get(rows);
    if (known?.order === order) {
      return known.rows;
    }
    const sorted = sortSubAccounts(rows, order).map((subAccount) => this.subAccount(accountId, subAccount));
    this.#sorted.set(rows, { order, rows: sorted });
    return sorted;
  }

  /** Forgets the rows of accounts that are gone. */
  keepOnly(accountIds: readonly string[]): void {
    for (const rows of [this.#accounts, this.#pagers, this.#statuses]) {
      for (const id of rows.keys()) {
        if (!accountIds.includes(id)) {
          rows.delete(id);
        }
      }
    }
  }
}

/** The value of the key, made on first asking. */
function kept<K, V>(
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

/** The row's identity for VS Code: unique, stable, and made of nothing secret (it can appear in messages). */
export function rowId(row: Row): string {
  return row.kind === 'subAccount'
    ? `${row.accountId}/sub-account/${row.subAccountId}`
    : `${row.accountId}/${row.kind}`;
}

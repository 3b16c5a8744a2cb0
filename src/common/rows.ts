// What a row of the tree is: its kind, its account, and a sub-account’s number; never what it shows. Commands are given rows.

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

/** Whether what a command was called with is a row. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'kind' in value && 'accountId' in value;
}

// What a row of the tree is: its kind, its account, and a sub-account’s number; never what it shows. Rows are made here alone, and commands are given them.

/**
 * What only rows are that were made here. A command is called with anything, by any extension: what looks like a row is none, nor is
 * what hands a row on, such as a Proxy. In the row itself, as there are many: a list of them beside would cost memory for each.
 */
abstract class Made {
  readonly accountId: string;
  readonly #isMadeHere = true;

  constructor(accountId: string) {
    this.accountId = accountId;
  }

  static made(value: object): boolean {
    return #isMadeHere in value && value.#isMadeHere;
  }
}

/** A main account; shown when there are several. */
class AccountRow extends Made {
  get kind(): 'account' {
    return 'account';
  }
}

/** A sub-account, by its number: what it holds stays in the list. */
class SubAccountRow extends Made {
  readonly subAccountId: number;

  constructor(accountId: string, subAccountId: number) {
    super(accountId);
    this.subAccountId = subAccountId;
  }

  get kind(): 'subAccount' {
    return 'subAccount';
  }
}

/** The last row of a list that is not complete: more to load, loading, or why the next page did not come. */
class PagerRow extends Made {
  get kind(): 'pager' {
    return 'pager';
  }
}

/** The only row of a list without rows: loading, why it could not be loaded, or that it is empty. */
class StatusRow extends Made {
  get kind(): 'status' {
    return 'status';
  }
}

// VS Code hands rows to other extensions too. From one of them nobody makes another.
for (const { prototype } of [Made, AccountRow, SubAccountRow, PagerRow, StatusRow]) {
  Object.defineProperty(prototype, 'constructor', { value: undefined });
}

export type Row = AccountRow | SubAccountRow | PagerRow | StatusRow;
export type { AccountRow, PagerRow, StatusRow, SubAccountRow };

/** Nobody who is handed a row makes it another's. */
function frozen<R extends Row>(row: R): R {
  Object.freeze(row);
  return row;
}

export function accountRow(accountId: string): AccountRow {
  return frozen(new AccountRow(accountId));
}

export function subAccountRow(accountId: string, subAccountId: number): SubAccountRow {
  return frozen(new SubAccountRow(accountId, subAccountId));
}

export function pagerRow(accountId: string): PagerRow {
  return frozen(new PagerRow(accountId));
}

export function statusRow(accountId: string): StatusRow {
  return frozen(new StatusRow(accountId));
}

/** What a row stands for in its account: the same for one from before a refresh, whatever either shows. */
export function standsFor(row: Row): string | number {
  return row.kind === 'subAccount' ? row.subAccountId : row.kind;
}

/** Whether two rows stand for the same: one may be from before a refresh. */
export function isSameRow(one: Row, other: Row): boolean {
  return one.accountId === other.accountId && standsFor(one) === standsFor(other);
}

/** Whether what a command was called with is a row of ours. Looks at nothing of it: others' objects may do anything when they are read. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && Made.made(value);
}

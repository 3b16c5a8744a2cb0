// What VS Code knows each row by, and so keeps keyboard and selection on: the first new row takes over from the row that stood for it.
import type { Row, SubAccountRow } from '../common/rows';

interface Ids {
  /** A short name by chance for the account in this window: ids are sent with every row. */
  readonly name: string;
  /** Sub-accounts whose rows took over the id of a last row. */
  readonly heirs: Map<number, string>;
  /** How often the last row's id was taken over. */
  taken: number;
  /** The sub-account that took it over last, but from "Loading…" in the place of a list. */
  firstNew?: number;
  /** The rows that VS Code was given last. */
  given: readonly Row[];
}

export class RowIds {
  readonly #accounts = new Map<string, Ids>();

  /**
   * The row's identity for VS Code: unique, the same for as long as the window lives, and made of nothing secret.
   *
   * Nobody can guess it. VS Code puts the row in the place of its id in what a command is given, whoever wrote that: a key binding of
   * another extension, or its call by way of `runCommands`. Otherwise a few numbers would name every sub-account of an account.
   */
  of(row: Row): string {
    const ids = this.#of(row.accountId);
    switch (row.kind) {
      case 'subAccount':
        return ids.heirs.get(row.subAccountId) ?? `${ids.name}/${row.subAccountId}`;
      case 'account':
        return `${ids.name}/account`;
      default:
        return lastId(ids);
    }
  }

  /**
   * To be told of an account's rows before VS Code is given them. Where more came, the first that is new takes over the id of the last row,
   * which stood for it ("Loading…", "Load 20 more"): a keyboard that is there goes on at the first new row, at the same place and however late
   * it came, and one that is elsewhere stays there. A failure leaves it on the row that says so, which is the same one.
   *
   * Not where a new row stands above the place of the last one, as a refresh or an order may bring it: the keyboard would jump there. And not
   * where the last row is among the selected: the new one would be selected, and nobody selected it.
   */
  give(accountId: string, rows: readonly Row[], isLastSelected: () => boolean): void {
    const ids = this.#of(accountId);
    const before = subAccountsOf(ids.given);
    const now = subAccountsOf(rows);
    const hadLast = ids.given.length > before.length;
    ids.given = rows;
    const at = hadLast && now.length > before.length ? placeOfNew(before, now) : -1;
    const first = now[at];
    if (first && at >= before.length && !isLastSelected()) {
      ids.heirs.set(first.subAccountId, lastId(ids));
      ids.taken++;
      if (before.length > 0) {
        ids.firstNew = first.subAccountId;
      }
    }
  }

  /** Whether this row is the last that took over from "Load 20 more", so that a keyboard may have come to it by itself. */
  isFirstNew(row: Row): boolean {
    return row.kind === 'subAccount' && this.#of(row.accountId).firstNew === row.subAccountId;
  }

  /** Forgets what was given of accounts that are gone. */
  keepOnly(accountIds: readonly string[]): void {
    for (const [id, ids] of this.#accounts) {
      if (!accountIds.includes(id)) {
        ids.given = [];
        ids.heirs.clear();
      }
    }
  }

  #of(accountId: string): Ids {
    let ids = this.#accounts.get(accountId);
    if (!ids) {
      ids = { name: crypto.randomUUID().slice(0, 8), heirs: new Map(), taken: 0, given: [] };
      this.#accounts.set(accountId, ids);
    }
    return ids;
  }
}

function lastId({ name, taken }: Ids): string {
  return `${name}/last/${taken}`;
}

function subAccountsOf(rows: readonly Row[]): SubAccountRow[] {
  return rows.filter((row) => row.kind === 'subAccount');
}

/** Where the first of the rows stands whose sub-account had none before. */
function placeOfNew(before: readonly SubAccountRow[], now: readonly SubAccountRow[]): number {
  const known = new Set(before.map(({ subAccountId }) => subAccountId));
  return now.findIndex(({ subAccountId }) => !known.has(subAccountId));
}

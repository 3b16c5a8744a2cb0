// What VS Code has of each list, and so what it must be told when the list changes: all of it, or only its last row.
import type { SortOrder } from '../subAccounts/sortOrder';

/** A list as far as its rows in the tree depend on it. */
export interface Listed {
  readonly rows: readonly unknown[];
  readonly state: { readonly kind: string };
}

interface Given {
  readonly rows: readonly unknown[];
  readonly complete: boolean;
  readonly order: SortOrder;
}

/**
 * VS Code asks for every row again when it is told of a list, however little changed. So while pages stream into a long list it is
 * told each time the list has grown by half: all the telling together then costs as much as a few lists, not as many as pages.
 */
const growth = 1.5;
/** Lists up to here are told whenever they changed: it costs nothing that can be felt. */
const short = 200;

export class GivenRows {
  readonly #given = new Map<string, Given>();

  /** Notes that VS Code was given the rows of a list. */
  note(accountId: string, { rows, state }: Listed, order: SortOrder): void {
    this.#given.set(accountId, { rows, complete: state.kind === 'complete', order });
  }

  /** Whether VS Code has been given the rows as they are now. */
  isCurrent(accountId: string, { rows }: Listed, order: SortOrder): boolean {
    const given = this.#given.get(accountId);
    return given?.rows === rows && given.order === order;
  }

  /** What of a list VS Code must be told: its rows, or only that its last row (more to load, or why there is none) changed. */
  change(accountId: string, { rows, state }: Listed, order: SortOrder): 'rows' | 'lastRow' {
    const given = this.#given.get(accountId);
    // Fewer rows are of another key, or of a list that shrank: those that are gone must not be shown on.
    if (
      !given ||
      given.order !== order ||
      isEmpty(given.rows) !== isEmpty(rows) ||
      rows.length < given.rows.length
    ) {
      return 'rows';
    }
    if (state.kind === 'loading' && given.rows.length > short && !given.complete) {
      return rows.length >= given.rows.length * growth ? 'rows' : 'lastRow';
    }
    return given.rows === rows && given.complete === (state.kind === 'complete') ? 'lastRow' : 'rows';
  }

  /** Forgets the lists of accounts that are gone. */
  keepOnly(accountIds: readonly string[]): void {
    for (const id of this.#given.keys()) {
      if (!accountIds.includes(id)) {
        this.#given.delete(id);
      }
    }
  }
}

function isEmpty(rows: readonly unknown[]): boolean {
  return rows.length === 0;
}

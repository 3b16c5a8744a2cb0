// Which rows VS Code knows of each list, and so what it must be told when the list changes: all rows, the last one, or nothing.
import type { SortOrder } from '../subAccounts/sortOrder';

/** A list as far as its rows in the tree depend on it. */
export interface ListView {
  readonly rows: readonly unknown[];
  /** Another object each time the list begins or ends to load. */
  readonly state: { readonly kind: string };
  readonly isWhole: boolean;
  readonly canBeStopped: boolean;
  readonly total: number | undefined;
}

/** What the row after the sub-accounts, or in their place, is made of. */
type LastRow = Pick<ListView, 'state' | 'canBeStopped' | 'total'> & { readonly count: number };

interface Told {
  readonly rows: readonly unknown[];
  readonly order: SortOrder;
  /** Whether they stood in that order: while a list loads, they keep the places that they have. */
  readonly isSorted: boolean;
  /** Undefined where there is no such row. */
  readonly last: LastRow | undefined;
}

/**
 * VS Code asks for every row again when it is told of a list, however little changed. So while pages stream into a long list it is
 * told each time the list has grown by half: all the telling together then costs as much as a few lists, not as many as pages.
 */
const growth = 1.5;
/** Lists up to here are told whenever they changed: it costs nothing that can be felt. */
const short = 200;

/** Whether a row stands after the sub-accounts, or in their place: none does where all are there, also while they are asked for anew. */
export function hasLastRow({ rows, isWhole }: Pick<ListView, 'rows' | 'isWhole'>): boolean {
  return rows.length === 0 || !isWhole;
}

/** Whether the rows of a list stay where they are, and new ones come below, until it has ended to load: then they are sorted, once. */
export function keepsPlaces({ state }: Pick<ListView, 'state'>, order: SortOrder): boolean {
  return order !== 'server' && state.kind === 'loading';
}

/** Takes out what is kept for other accounts than these. */
export function keepOnly(
  kept: { keys(): Iterable<string>; delete(accountId: string): unknown },
  accountIds: readonly string[],
): void {
  for (const id of kept.keys()) {
    if (!accountIds.includes(id)) {
      kept.delete(id);
    }
  }
}

export class KnownRows {
  readonly #told = new Map<string, Told>();

  /** Notes that VS Code was given the rows of a list. */
  note(accountId: string, list: ListView, order: SortOrder): void {
    const told = this.#told.get(accountId);
    this.#told.set(accountId, {
      rows: list.rows,
      order,
      // The same rows were sorted before the load began, or are now, where the order is another.
      isSorted:
        !keepsPlaces(list, order) || (told?.rows === list.rows && (told.isSorted || told.order !== order)),
      last: lastRow(list),
    });
  }

  /** Notes that VS Code was told of the last row alone. */
  noteLastRow(accountId: string, list: ListView): void {
    const told = this.#told.get(accountId);
    if (told) {
      this.#told.set(accountId, { ...told, last: lastRow(list) });
    }
  }

  /** Whether VS Code has asked for the rows of a list, and there were none yet. */
  hasNone(accountId: string): boolean {
    return this.#told.get(accountId)?.rows.length === 0;
  }

  /** Whether VS Code has asked for the rows of a list. */
  has(accountId: string): boolean {
    return this.#told.has(accountId);
  }

  /** Whether VS Code has been given the rows as they are now. */
  isCurrent(accountId: string, list: ListView, order: SortOrder): boolean {
    const told = this.#told.get(accountId);
    return told?.rows === list.rows && told.order === order && (told.isSorted || keepsPlaces(list, order));
  }

  /** What of a list VS Code must be told: its rows, only its last row (more to load, or why there is none), or nothing. */
  change(accountId: string, list: ListView, order: SortOrder): 'rows' | 'lastRow' | 'nothing' {
    const told = this.#told.get(accountId);
    const { rows, state } = list;
    // Fewer rows are of another key, or of a list that shrank: those that are gone must not be shown on.
    if (
      !told ||
      told.order !== order ||
      (!told.isSorted && !keepsPlaces(list, order)) ||
      isEmpty(told.rows) !== isEmpty(rows) ||
      rows.length < told.rows.length
    ) {
      return 'rows';
    }
    const isStreaming = state.kind === 'loading' && told.rows.length > short;
    if (isStreaming && rows.length >= told.rows.length * growth) {
      return 'rows';
    }
    const last = lastRow(list);
    const isLastNew = (last === undefined) !== (told.last === undefined);
    if (!isStreaming && (told.rows !== rows || isLastNew)) {
      return 'rows';
    }
    return last === undefined || isLastNew || isSameLastRow(last, told.last) ? 'nothing' : 'lastRow';
  }

  /** Forgets the lists of accounts that are gone. */
  keepOnly(accountIds: readonly string[]): void {
    keepOnly(this.#told, accountIds);
  }
}

function lastRow(list: ListView): LastRow | undefined {
  const { state, canBeStopped, total, rows } = list;
  return hasLastRow(list) ? { state, canBeStopped, total, count: rows.length } : undefined;
}

function isSameLastRow(a: LastRow, b: LastRow | undefined): boolean {
  return (
    a.state === b?.state && a.canBeStopped === b.canBeStopped && a.total === b.total && a.count === b.count
  );
}

function isEmpty(rows: readonly unknown[]): boolean {
  return rows.length === 0;
}

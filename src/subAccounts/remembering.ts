// What is to be remembered of a list that is loaded, in part or whole, and whether it still is as it was remembered.
import type { SubAccount } from '../api/subAccount';
import { pageOf, type SubAccountList } from './lists';
import {
  mostRemembered,
  mostUsed,
  type RememberedList,
  type RememberedSubAccount,
  remembered,
  type Use,
} from './rememberedList';

/** What of a list says what there is in it. */
export type SeenList = Pick<
  SubAccountList,
  'rows' | 'get' | 'total' | 'pageSize' | 'depth' | 'state' | 'unreadable'
>;

/** Nothing yet. `now`: in milliseconds of the epoch. */
export function nothingRemembered(now: number): RememberedList {
  return { rows: [], total: undefined, isWhole: false, seenAt: now, used: [] };
}

/**
 * What is remembered from now on: of a whole list that alone; of one that is loaded in part that, then what was remembered beyond it; and what
 * there was where that says nothing new. `now`: in milliseconds of the epoch.
 */
export function toRemember(list: SeenList, before: RememberedList, now: number): RememberedList {
  const isComplete = list.state.kind === 'complete';
  // Rows of which no page has come since the key was replaced may be another account's.
  const saysNothing = list.depth === 0 || list.rows.length === 0 || isAsRemembered(list, before);
  if (!isComplete && saysNothing) {
    return before;
  }
  const { total, pageSize } = list;
  const { used } = before;
  const loaded = list.rows
    .slice(0, mostRemembered)
    .map((subAccount, index) => remembered(subAccount, pageOf(index, pageSize)));
  if (isComplete) {
    return { rows: loaded, total, isWhole: list.rows.length <= mostRemembered, seenAt: now, used };
  }
  const beyond = before.rows.filter(({ id }) => !list.get(id));
  return {
    rows: [...loaded, ...beyond].slice(0, mostRemembered),
    total,
    isWhole: false,
    // The older of what is in it.
    seenAt: beyond.length > 0 ? before.seenAt : now,
    used,
  };
}

/** Whether the service says, by its total and by each page that is loaded, that all is as it was remembered: then nothing more need be loaded. */
export function isAsRemembered(list: SeenList, { rows, total, isWhole }: RememberedList): boolean {
  if (!isWhole || list.depth === 0 || total === undefined || list.total !== total) {
    return false;
  }
  const end = rows.findIndex(({ page }) => page > list.depth);
  // Pages are counted by the rows that could be read: as many more are remembered as stood on them than came.
  const more = (end < 0 ? rows.length : end) - list.rows.length;
  return more >= 0 && more <= list.unreadable && list.rows.every((row, at) => isSame(row, rows[at]));
}

/** What is remembered beyond what is loaded: beside a list that is whole, nothing. */
export function beyondLoaded(
  list: Pick<SubAccountList, 'get' | 'state'>,
  { rows }: RememberedList,
): readonly RememberedSubAccount[] {
  return list.state.kind === 'complete' ? [] : rows.filter(({ id }) => !list.get(id));
}

/** The one of this id, where it is remembered and not loaded. */
export function rememberedOnly(
  list: Pick<SubAccountList, 'get' | 'state'>,
  { rows }: RememberedList,
  id: number,
): RememberedSubAccount | undefined {
  return list.state.kind === 'complete' || list.get(id) ? undefined : rows.find((row) => row.id === id);
}

/** With these uses too: the latest of each sub-account, the latest first, no more than are remembered. */
export function withUses(before: readonly Use[], uses: readonly Use[]): readonly Use[] {
  const latest = [...before, ...uses].sort((a, b) => b.at - a.at);
  const known = new Set<number>();
  return latest.filter(({ id }) => !known.has(id) && known.add(id)).slice(0, mostUsed);
}

/** Without a sub-account that is no longer there: what took its place, under another e-mail or id, is not known, so these are not all. */
export function withoutRow(before: RememberedList, gone: number): RememberedList {
  return {
    ...before,
    isWhole: false,
    rows: before.rows.filter(({ id }) => id !== gone),
    used: before.used.filter(({ id }) => id !== gone),
  };
}

/** With a sub-account as it is now, in the place of what was remembered of it. */
export function withRow(before: RememberedList, now: RememberedSubAccount): RememberedList {
  return { ...before, rows: before.rows.map((row) => (row.id === now.id ? now : row)) };
}

function isSame(
  row: Pick<SubAccount, 'id' | 'email' | 'type' | 'createdAt'>,
  other: RememberedSubAccount | undefined,
): boolean {
  return (
    row.id === other?.id &&
    row.email === other.email &&
    row.type === other.type &&
    row.createdAt === other.createdAt
  );
}

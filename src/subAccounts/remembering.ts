// What is to be remembered of a list that is loaded, in part or whole, and whether it still is as it was remembered.
import type { SubAccount } from '../api/subAccount';
import { answeredRow } from './answered';
import type { SubAccountList } from './lists';
import {
  mostRemembered,
  mostUsed,
  type RememberedList,
  type RememberedSubAccount,
  remembered,
  type Use,
} from './rememberedList';

/** What of a list says what there is in it. */
export type SeenList = Pick<SubAccountList, 'rows' | 'pages' | 'seenAt' | 'total' | 'depth' | 'state'>;

/** What a window knows beside its list: what was used, what the service had no longer, and what it had otherwise, each with when that was. */
export interface News {
  readonly used: readonly Use[];
  readonly gone: readonly Use[];
  readonly otherwise: readonly SeenOtherwise[];
}

/** A sub-account as it is now, in milliseconds of the epoch. */
export interface SeenOtherwise {
  readonly row: RememberedSubAccount;
  readonly at: number;
}

export const noNews: News = { used: [], gone: [], otherwise: [] };

/** Nothing yet. */
export const nothingRemembered: RememberedList = {
  rows: [],
  total: undefined,
  isWhole: false,
  seenAt: 0,
  used: [],
};

/**
 * What is remembered from now on: of a whole list that alone; of one that is loaded in part that, then what was remembered beyond it; and what
 * there was where that says nothing new, or is older. `now`: in milliseconds of the epoch.
 */
export function toRemember(list: SeenList, before: RememberedList, now: number): RememberedList {
  const { pages, seenAt, total, state } = list;
  // Rows that have not come since the last refresh are in neither: they may be another account's.
  if (seenAt === undefined || state.kind === 'loading' || isOlder(seenAt, before, now)) {
    return before;
  }
  const loaded = rememberedOn(pages).slice(0, mostRemembered);
  const { used } = before;
  if (state.kind === 'complete') {
    return { rows: loaded, total, isWhole: list.rows.length <= mostRemembered, seenAt, used };
  }
  if (loaded.length === 0 || isAsRemembered(list, before)) {
    return before;
  }
  const ids = new Set(loaded.map(({ id }) => id));
  const beyond = before.rows.filter(({ id }) => !ids.has(id));
  return {
    rows: [...loaded, ...beyond].slice(0, mostRemembered),
    total,
    isWhole: false,
    // The older of what is in it.
    seenAt: beyond.length > 0 ? Math.min(before.seenAt, seenAt) : seenAt,
    used,
  };
}

/** With what a window knows beside its list; the same object where that says nothing new. `now`: in milliseconds of the epoch. */
export function withNews(
  before: RememberedList,
  { used, gone, otherwise }: News,
  now: number,
): RememberedList {
  // What was seen again since is not gone.
  const isNews = ({ at }: { readonly at: number }) => !isOlder(at, before, now);
  const there = otherwise.filter(isNews).reduce((list, { row }) => withRow(list, row), before);
  const left = gone.filter(isNews).reduce((list, { id }) => withoutRow(list, id), there);
  const uses = withUses(left.used, used);
  const isNew = uses.some(({ id, at }, place) => left.used[place]?.id !== id || left.used[place].at !== at);
  return isNew ? { ...left, used: uses } : left;
}

/** Whether the service says, by its total and by each page that is loaded, that all is as it was remembered: then nothing more need be loaded. */
export function isAsRemembered(
  list: Pick<SeenList, 'rows' | 'total' | 'depth'>,
  { rows, total, isWhole }: RememberedList,
): boolean {
  if (!isWhole || list.depth === 0 || total === undefined || list.total !== total) {
    return false;
  }
  const end = rows.findIndex(({ page }) => page > list.depth);
  return (
    list.rows.length === (end < 0 ? rows.length : end) && list.rows.every((row, at) => isSame(row, rows[at]))
  );
}

/** What is remembered beyond what is loaded: beside a list that is whole, nothing. */
export function beyondLoaded(
  list: Pick<SubAccountList, 'get' | 'state' | 'depth'>,
  { rows }: RememberedList,
): readonly RememberedSubAccount[] {
  return list.state.kind === 'complete' ? [] : rows.filter(({ id }) => !answeredRow(list, id));
}

/** The one of this id, where it is remembered and not loaded. */
export function rememberedOnly(
  list: Pick<SubAccountList, 'get' | 'state' | 'depth'>,
  { rows }: RememberedList,
  id: number,
): RememberedSubAccount | undefined {
  return list.state.kind === 'complete' || answeredRow(list, id)
    ? undefined
    : rows.find((row) => row.id === id);
}

/** With these uses too: the latest of each sub-account, the latest first, no more than are remembered. */
export function withUses(before: readonly Use[], uses: readonly Use[]): readonly Use[] {
  const latest = [...before, ...uses].sort((a, b) => b.at - a.at);
  const known = new Set<number>();
  return latest.filter(({ id }) => !known.has(id) && known.add(id)).slice(0, mostUsed);
}

/**
 * Without a sub-account that is no longer there: what took its place, under another e-mail or id, is not known, so these are not all. The same
 * object where it is not in there.
 */
export function withoutRow(before: RememberedList, gone: number): RememberedList {
  const isIn = (rows: readonly { readonly id: number }[]) => rows.some(({ id }) => id === gone);
  if (!isIn(before.rows) && !isIn(before.used)) {
    return before;
  }
  return {
    ...before,
    isWhole: false,
    rows: before.rows.filter(({ id }) => id !== gone),
    used: before.used.filter(({ id }) => id !== gone),
  };
}

/** With a sub-account as it is now, in the place of what was remembered of it. */
export function withRow(before: RememberedList, now: RememberedSubAccount): RememberedList {
  const at = before.rows.findIndex(({ id }) => id === now.id);
  const known = before.rows[at];
  return known === undefined || (isSame(now, known) && known.page === now.page)
    ? before
    : { ...before, rows: before.rows.with(at, now) };
}

function rememberedOn(pages: SeenList['pages']): RememberedSubAccount[] {
  const all: RememberedSubAccount[] = [];
  // There may be very many: no list is made of each page.
  for (const [at, rows] of pages.entries()) {
    for (const row of rows) {
      all.push(remembered(row, at + 1));
    }
  }
  return all;
}

/** Whether what was remembered was seen later; what is from later than now was written while the clock was wrong. */
function isOlder(seenAt: number, before: RememberedList, now: number): boolean {
  return seenAt < before.seenAt && before.seenAt <= now;
}

/** What is remembered of a sub-account itself. */
type Facts = Pick<SubAccount, 'id' | 'email' | 'type' | 'createdAt'>;

/** Whether nothing is otherwise of what is remembered of a sub-account itself. */
export function isSame(row: Facts, other: Facts | undefined): boolean {
  return (
    row.id === other?.id &&
    row.email === other.email &&
    row.type === other.type &&
    row.createdAt === other.createdAt
  );
}

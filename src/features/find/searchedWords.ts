// How much has been searched, or is known, of how many sub-accounts: in the title of Find.
import { l10n } from 'vscode';
import { failureWords } from '../../common/words/failureWords';
import { formatAgo, formatCount } from '../../common/words/format';
import { languageOfWords } from '../../common/words/languageOfWords';
import { answeredRows, isAllAnswered } from '../../subAccounts/answered';
import type { SubAccountList } from '../../subAccounts/lists';
import type { SearchedList } from './core/allKnown';

/** Whether nothing is left that could be searched. */
export function isAllSearched(lists: readonly SubAccountList[]): boolean {
  return lists.every((list) => list.state.kind === 'complete');
}

/** How many rows of these lists could not be read, and so are searched in vain. */
export function unreadableIn(lists: readonly SubAccountList[]): number {
  return lists.reduce((sum, { unreadable }) => sum + unreadable, 0);
}

/** What is known of all lists, where no more is loaded because nothing has changed as far as the service says. */
export interface Known {
  readonly count: number;
  /** How many there are; more where some could not be read. */
  readonly total: number;
  /** When it was seen, in words. */
  readonly seen: string;
}

/** What people may type, of all that is searched. A balance is known of what is loaded alone. */
export function searchableWords(searched: readonly SearchedList[]): string {
  const isLoaded = searched.every(({ list, remembered }) => !remembered || list.state.kind === 'complete');
  if (searched.length > 1) {
    return isLoaded ? l10n.t('E-mail, ID, type, balance or account') : l10n.t('E-mail, ID, type or account');
  }
  return isLoaded ? l10n.t('E-mail, ID, type or balance') : l10n.t('E-mail, ID or type');
}

/**
 * What is searched of accounts of which nothing has come yet, and is known from before; undefined for nothing. `now`: in milliseconds of the
 * epoch.
 */
export function seenBefore(
  searched: readonly SearchedList[],
  now: number,
  locale: string,
): Pick<Known, 'count' | 'seen'> | undefined {
  const before = searched.flatMap(({ list, remembered }) =>
    remembered && remembered.rows.length > 0 && list.depth === 0 ? remembered : [],
  );
  if (before.length === 0) {
    return undefined;
  }
  const count = before.reduce((sum, { rows }) => sum + rows.length, 0);
  const seenAt = Math.min(...before.map((each) => each.seenAt));
  return { count, seen: formatAgo(seenAt, now, languageOfWords(locale)) };
}

/**
 * What has been searched, of how much, as far as the service said, and how much of it could not be read. `known`: where that is all; `before`:
 * where nothing has come yet.
 */
export function searchedWords(
  lists: readonly SubAccountList[],
  locale: string,
  known?: Known,
  before?: Pick<Known, 'count' | 'seen'>,
): string {
  if (known) {
    const [count, total] = [formatCount(known.count, locale), formatCount(known.total, locale)];
    return known.count < known.total
      ? l10n.t('{0} of {1} known, seen {2}', count, total, known.seen)
      : l10n.t('all {0} known, seen {1}', count, known.seen);
  }
  const unreadable = unreadableIn(lists);
  const words = readWords(lists, locale, before);
  return unreadable > 0 ? l10n.t('{0}, unreadable: {1}', words, formatCount(unreadable, locale)) : words;
}

function readWords(
  lists: readonly SubAccountList[],
  locale: string,
  before: Pick<Known, 'count' | 'seen'> | undefined,
): string {
  const searched = lists.reduce((sum, list) => sum + answeredRows(list).length, 0);
  const count = formatCount(searched, locale);
  if (isAllSearched(lists) && lists.every(({ left }) => !left)) {
    return l10n.t('all {0} searched', count);
  }
  // An item says more, but may be far below.
  const [why] = lists.flatMap(({ state }) => (state.kind === 'failed' ? [state.why] : []));
  if (why && !before && lists.every(({ state, left }) => state.kind !== 'loading' && left === 0)) {
    return l10n.t('{0} searched, not refreshed: {1}', count, failureWords(why).short);
  }
  const totals = lists.map((list) => (isAllAnswered(list) ? list.rows.length : list.total));
  const total = totals.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const loaded =
    totals.every((one) => one !== undefined) && total > searched
      ? l10n.t('{0} of {1} searched', count, formatCount(total, locale))
      : l10n.t('{0} searched so far', count);
  const words = withBefore(loaded, searched, before, locale);
  return why ? l10n.t('{0}, then stopped: {1}', words, failureWords(why).short) : words;
}

function withBefore(
  loaded: string,
  searched: number,
  before: Pick<Known, 'count' | 'seen'> | undefined,
  locale: string,
): string {
  if (!before) {
    return loaded;
  }
  const count = formatCount(before.count, locale);
  return searched === 0
    ? l10n.t('{0} known, seen {1}', count, before.seen)
    : l10n.t('{0}, {1} more known, seen {2}', loaded, count, before.seen);
}

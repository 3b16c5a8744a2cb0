// How much has been searched, or is known, of how many sub-accounts: in the title of Find.
import { l10n } from 'vscode';
import { failureWords } from '../../common/words/failureWords';
import { formatCount } from '../../common/words/format';
import type { SubAccountList } from '../../subAccounts/lists';

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

/** What has been searched, of how much, as far as the service said, and how much of it could not be read. */
export function searchedWords(lists: readonly SubAccountList[], locale: string, known?: Known): string {
  if (known) {
    const [count, total] = [formatCount(known.count, locale), formatCount(known.total, locale)];
    return known.count < known.total
      ? l10n.t('{0} of {1} known, seen {2}', count, total, known.seen)
      : l10n.t('all {0} known, seen {1}', count, known.seen);
  }
  const unreadable = unreadableIn(lists);
  const words = readWords(lists, locale);
  return unreadable > 0 ? l10n.t('{0}, unreadable: {1}', words, formatCount(unreadable, locale)) : words;
}

function readWords(lists: readonly SubAccountList[], locale: string): string {
  const searched = lists.reduce((sum, list) => sum + list.rows.length, 0);
  const count = formatCount(searched, locale);
  if (isAllSearched(lists) && lists.every(({ left }) => !left)) {
    return l10n.t('all {0} searched', count);
  }
  // An item says more, but may be far below.
  const [why] = lists.flatMap(({ state }) => (state.kind === 'failed' ? [state.why] : []));
  if (why && lists.every(({ state, left }) => state.kind !== 'loading' && left === 0)) {
    return l10n.t('{0} searched, not refreshed: {1}', count, failureWords(why).short);
  }
  const totals = lists.map((list) =>
    list.state.kind === 'complete' && !list.left ? list.rows.length : list.total,
  );
  const total = totals.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const words =
    totals.every((one) => one !== undefined) && total > searched
      ? l10n.t('{0} of {1} searched', count, formatCount(total, locale))
      : l10n.t('{0} searched so far', count);
  return why ? l10n.t('{0}, then stopped: {1}', words, failureWords(why).short) : words;
}

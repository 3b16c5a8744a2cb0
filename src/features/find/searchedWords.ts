// How much of the lists has been searched, in words: "1,240 of 10,000 searched".
import { l10n } from 'vscode';
import { failureWords } from '../../common/words/failureWords';
import { formatCount } from '../../common/words/format';
import type { SubAccountList } from '../../subAccounts/lists';

/** Whether nothing is left that could be searched. */
export function isAllSearched(lists: readonly SubAccountList[]): boolean {
  return lists.every((list) => list.state.kind === 'complete');
}

/** What has been searched, of how much, as far as the service said. */
export function searchedWords(lists: readonly SubAccountList[], locale: string): string {
  const searched = lists.reduce((sum, list) => sum + list.rows.length, 0);
  const count = formatCount(searched, locale);
  if (isAllSearched(lists)) {
    return l10n.t('all {0} searched', count);
  }
  const totals = lists.map((list) => (list.state.kind === 'complete' ? list.rows.length : list.total));
  const total = totals.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const words =
    totals.every((one) => one !== undefined) && total > searched
      ? l10n.t('{0} of {1} searched', count, formatCount(total, locale))
      : l10n.t('{0} searched so far', count);
  // An item says more, but may be far below.
  const [why] = lists.flatMap(({ state }) => (state.kind === 'failed' ? [state.why] : []));
  return why ? l10n.t('{0}, then stopped: {1}', words, failureWords(why).short) : words;
}

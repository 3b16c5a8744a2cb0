// What a person reads while too many requests are waited out: until when. It goes on by itself.
import { l10n } from 'vscode';
import type { SubAccountList } from '../../subAccounts/lists';
import { formatTime } from './format';

/** Until when the last of these lists waits; undefined where none does. */
export function waitingWords(lists: readonly SubAccountList[], locale: string): string | undefined {
  const times = lists.flatMap(({ state }) => (state.kind === 'loading' ? (state.waitingUntil ?? []) : []));
  return times.length > 0
    ? l10n.t('Too many requests: waiting until {0}', formatTime(Math.max(...times), locale))
    : undefined;
}

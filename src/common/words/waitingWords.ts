// What a person reads while too many requests are waited out: until when, first of all, as lines are cut at their end. It goes on by itself.
import { l10n } from 'vscode';
import type { SubAccountList } from '../../subAccounts/lists';
import { formatDay, formatTime } from './format';

/** A time (milliseconds since the epoch) as it stands after "until", "before" or "after"; with its day where that is not today's. */
export function timeWords(time: number, locale: string, now = Date.now()): string {
  const isToday = new Date(time).toDateString() === new Date(now).toDateString();
  const clock = formatTime(time, locale);
  return isToday ? clock : l10n.t('{0} at {1}', formatDay(time, locale), clock);
}

/** Until when the last of these lists waits, as `timeWords`; undefined where none does. */
export function waitingTime(lists: readonly SubAccountList[], locale: string): string | undefined {
  const times = lists.flatMap(({ state }) => (state.kind === 'loading' ? (state.waitingUntil ?? []) : []));
  return times.length > 0 ? timeWords(Math.max(...times), locale) : undefined;
}

/** The same in a line of its own. */
export function waitingWords(lists: readonly SubAccountList[], locale: string): string | undefined {
  const time = waitingTime(lists, locale);
  return time === undefined ? undefined : l10n.t('Waiting until {0}: too many requests', time);
}

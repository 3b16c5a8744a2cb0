// How a list stands, in words: how much of it is loaded, where it stopped, and what could not be read.
import { l10n } from 'vscode';
import { failureWords } from '../common/words/failureWords';
import { formatCount } from '../common/words/format';
import type { SubAccountList } from '../subAccounts/lists';

/** How much of a list is loaded: "20 of 137", or just the count where that is all that could be read, or nobody knows the rest. */
export function loadedCount(
  list: Pick<SubAccountList, 'left' | 'total'> & { readonly rows: { readonly length: number } },
  locale: string,
): string {
  const shown = formatCount(list.rows.length, locale);
  const { left = 0, total = 0 } = list;
  return left > 0 ? l10n.t('{0} of {1}', shown, formatCount(total, locale)) : shown;
}

/** Where a load that failed stopped, and why, or that it was a refresh; undefined where it did not fail. */
export function stoppedWords(list: SubAccountList, locale: string): string | undefined {
  const { state } = list;
  if (state.kind !== 'failed') {
    return undefined;
  }
  const { short, after } = failureWords(state.why);
  if (state.why.kind === 'origin') {
    return l10n.t('{0} is not allowed yet: nothing was sent there. Refresh asks again.', state.why.origin);
  }
  if (list.isPartlyOld) {
    return after === undefined
      ? l10n.t('Refresh stopped: {0}. The rest is from before.', short)
      : l10n.t('Not before {0}: too many requests. Refresh stopped; the rest is from before.', after);
  }
  const count = loadedCount(list, locale);
  return after === undefined
    ? l10n.t('Loading stopped at {0}: {1}', count, short)
    : l10n.t('Not before {0}: too many requests. Loading stopped at {1}.', after, count);
}

/** That a person stopped a refresh half-way; undefined where it is not so. */
export function halfRefreshedWords(list: SubAccountList): string | undefined {
  return list.isHalfRefreshed ? l10n.t('Refresh stopped. The rest is from before.') : undefined;
}

/** That some of what the service answered is missing; undefined where all of it could be read. */
export function unreadableWords({ unreadable }: SubAccountList, locale: string): string | undefined {
  return unreadable > 0 ? l10n.t('unreadable: {0}', formatCount(unreadable, locale)) : undefined;
}

/** The same in a sentence: what happened, and what to do. */
export function unreadableSentence({ unreadable }: SubAccountList, locale: string): string | undefined {
  return unreadable > 0
    ? l10n.t(
        'Sub-accounts that could not be read: {0}. “Show API Response…” shows what came.',
        formatCount(unreadable, locale),
      )
    : undefined;
}

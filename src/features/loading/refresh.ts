// Refresh: loads again what has been loaded, or the first pages where nothing has.
import { env, l10n } from 'vscode';
import type { Account } from '../../accounts/account';
import { hasAccount } from '../../common/askAccount';
import { sayDone, sayInStatusBar } from '../../common/statusBar';
import { rowsCalledOn } from '../../common/targets';
import { failureWords } from '../../common/words/failureWords';
import { plainText } from '../../common/words/plainText';
import type { SubAccountList } from '../../subAccounts/lists';
import { halfRefreshedWords, loadedCount } from '../../tree/listWords';
import { type LoadingParts, sayWaiting } from './loadAll';

interface Refreshed {
  readonly account: Account;
  readonly list: SubAccountList;
}

/** Loads the lists of the rows' accounts again, or all that have been loaded. Where none has, in a window that never showed the view, all. */
export async function refresh(args: readonly unknown[], parts: LoadingParts): Promise<void> {
  if (!hasAccount(parts.accounts())) {
    return;
  }
  const rows = rowsCalledOn(args);
  const ids = rows ? new Set(rows.map((row) => row.accountId)) : undefined;
  const accounts = parts.accounts().filter(({ id }) => ids?.has(id) ?? true);
  const answered = parts.askIfHeldBack(accounts.map(({ id }) => id));
  if (answered) {
    await answered;
  }
  const lists = accounts.map((account) => ({ account, list: parts.lists.ofAccount(account.id) }));
  const isFirst = ids === undefined && lists.every(({ list }) => list.pristine);
  const refreshed = lists.filter(({ list }) => ids || isFirst || !list.pristine);
  await Promise.all(refreshed.map(({ list }) => list.refresh()));
  const said = failedOrStopped(refreshed);
  if (said !== undefined) {
    sayInStatusBar(said);
  } else if (isFirst) {
    sayDone(loaded(refreshed));
  }
}

/** Why not all came again. The row that says so may be far below what the person sees. */
function failedOrStopped(refreshed: readonly Refreshed[]): string | undefined {
  const failed = refreshed.flatMap(({ list: { state, rows } }) =>
    state.kind === 'failed' ? [{ why: failureWords(state.why).short, isShown: rows.length > 0 }] : [],
  );
  const [first] = failed;
  if (first) {
    const said = failed.some(({ isShown }) => isShown)
      ? l10n.t('Refresh failed: {0}. What is shown is from before.', first.why)
      : l10n.t('Refresh failed: {0}.', first.why);
    return `$(warning) ${said}`;
  }
  const [half] = refreshed.flatMap(({ list }) => halfRefreshedWords(list) ?? []);
  if (half !== undefined) {
    return half;
  }
  sayWaiting(refreshed.map(({ list }) => list));
  return undefined;
}

/** What came: the view may not be in sight. */
function loaded(refreshed: readonly Refreshed[]): string {
  const counts = refreshed.map(({ account, list }) => {
    const count = loadedCount(list, env.language);
    return refreshed.length > 1 ? l10n.t('{0}: {1}', plainText(account.name), count) : count;
  });
  return l10n.t('Loaded sub-accounts: {0}', counts.join(' · '));
}

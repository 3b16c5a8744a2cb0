// Refresh and Load More: what of the lists is loaded, and loaded again.
import { l10n, window } from 'vscode';
import type { Account } from '../../accounts/account';
import { statusTime } from '../../common/names';
import { calledOn } from '../../common/targets';
import { failureWords } from '../../common/words/failureWords';
import type { SubAccountLists } from '../../subAccounts/lists';
import type { SubAccountsTree } from '../../tree/tree';
import { type LoadAll, sayEnding } from './loadAll';

export interface ListCommandParts {
  readonly accounts: () => readonly Account[];
  readonly lists: SubAccountLists;
  readonly tree: SubAccountsTree;
}

/** Loads the lists of the rows' accounts again, or all that have been loaded. */
export async function refresh(args: readonly unknown[], parts: ListCommandParts): Promise<void> {
  const rows = calledOn(args, () => parts.tree.selection);
  const ids = rows ? new Set(rows.map((row) => row.accountId)) : undefined;
  const accounts = parts.accounts().filter(({ id }) => ids?.has(id) ?? true);
  const lists = accounts.map(({ id }) => parts.lists.of(id));
  const refreshed = lists.filter((list) => ids || !list.pristine);
  await Promise.all(refreshed.map((list) => list.refresh()));
  // The row that says why may be far below what the person sees.
  const failed = refreshed.flatMap(({ state, rows: shown }) =>
    state.kind === 'failed' ? [{ why: failureWords(state.why).short, isShown: shown.length > 0 }] : [],
  );
  const [first] = failed;
  if (first) {
    const said = failed.some(({ isShown }) => isShown)
      ? l10n.t('Refresh failed: {0}. What is shown is from before.', first.why)
      : l10n.t('Refresh failed: {0}.', first.why);
    window.setStatusBarMessage(`$(warning) ${said}`, statusTime);
  }
}

/**
 * Loads the next page of the row's list, or tries again where the last load failed: then all that is left, where all was wanted.
 * Without a row, of the selected row's list.
 */
export async function loadMore(
  args: readonly unknown[],
  parts: ListCommandParts,
  loadAll?: Pick<LoadAll, 'goOn'>,
): Promise<void> {
  const [row] = calledOn(args, () => []) ?? parts.tree.selection;
  const accounts = parts.accounts();
  const account =
    accounts.find(({ id }) => id === row?.accountId) ?? (accounts.length === 1 ? accounts[0] : undefined);
  if (!account) {
    return;
  }
  const list = parts.lists.of(account.id);
  if (list.state.kind === 'loading') {
    return;
  }
  // Before anything changes: VS Code loses commands of rows that are revealed while they are refreshed.
  await parts.tree.focusBeforePager(account.id);
  const all = loadAll?.goOn(account.id);
  await (all ?? list.loadMore());
  if (!all && list.state.kind === 'failed') {
    // The keyboard is on another row by now, and the one that says why may be out of sight.
    sayEnding(list, accounts.length > 1 ? account : undefined);
  }
}

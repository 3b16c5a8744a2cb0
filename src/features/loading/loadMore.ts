// Load More: the next page of a list, or another try where the last load failed.
import { rowsCalledOn } from '../../common/targets';
import { type LoadAll, type LoadingParts, sayEnding, sayWaiting } from './loadAll';

/**
 * Loads the next page of the row's list, or tries again where the last load failed: then all that is left, where all was wanted.
 * Without a row, of the selected row's list.
 */
export async function loadMore(
  args: readonly unknown[],
  parts: LoadingParts,
  loadAll: Pick<LoadAll, 'goOn'>,
): Promise<void> {
  const [row] = rowsCalledOn(args) ?? parts.tree.selection;
  const accounts = parts.accounts();
  const account =
    accounts.find(({ id }) => id === row?.accountId) ?? (accounts.length === 1 ? accounts[0] : undefined);
  if (!account) {
    return;
  }
  const list = parts.lists.ofAccount(account.id);
  if (list.state.kind === 'loading') {
    return;
  }
  // Before anything changes: VS Code loses commands of rows that are revealed while they are refreshed.
  await parts.tree.focusBeforePager(account.id);
  const all = loadAll.goOn(account.id);
  await (all ?? list.loadMore());
  sayWaiting(list);
  if (!all && list.state.kind === 'failed') {
    // The keyboard is on another row by now, and the one that says why may be out of sight.
    sayEnding(list, accounts.length > 1 ? account : undefined);
  }
}

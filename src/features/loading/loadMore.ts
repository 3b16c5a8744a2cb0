// Load More: the next page of a list, or another try where the last load failed.
import { rowsCalledOn } from '../../common/targets';
import { type LoadAll, type LoadingParts, sayEnding, sayWaiting } from './loadAll';

/**
 * Loads the next page of the row's list, or tries again where the last load failed: then all that is left, where all was wanted.
 * Without a row, of the list whose last row was clicked. The keyboard goes on by itself, from that row to the first new one.
 */
export async function loadMore(
  args: readonly unknown[],
  parts: LoadingParts,
  loadAll: Pick<LoadAll, 'goOn'>,
): Promise<void> {
  const [row] = rowsCalledOn(args) ?? [parts.tree.clicked];
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
  await parts.tree.whenSelectionIsBack();
  const all = loadAll.goOn(account.id);
  await (all ?? list.loadMore());
  sayWaiting([list]);
  if (!all && list.state.kind === 'failed') {
    // The row says why, but no screen reader tells of a row that changes.
    sayEnding(list, accounts.length > 1 ? account : undefined);
  }
}

// Page 1 of a list, asked for when a search begins: what was loaded in this window may be hours old.
import type { SubAccount } from '../../../api/subAccount';
import { justSeen } from '../../../subAccounts/answered';
import type { ListFailure, SubAccountList } from '../../../subAccounts/lists';
import type { FetchPage } from '../../../subAccounts/page';
import { isSame } from '../../../subAccounts/remembering';
import type { WishEnd } from '../../../subAccounts/wishes';

/**
 * Asks for page 1 alone, if it did not come just now, and settles once that has come. Where more pages are loaded they stay in sight, and are
 * refreshed only where page 1 has changed; where pages are on their way, they are waited for. `fetchPage` asks past the list.
 */
export async function askFirstPage(
  list: SubAccountList,
  fetchPage: FetchPage<SubAccount, ListFailure>,
  signal: AbortSignal,
): Promise<WishEnd> {
  if (list.depth === 0 || list.state.kind === 'loading') {
    return list.loadAll(signal, 1);
  }
  if (list.state.kind === 'idle' && Date.now() - (list.seenAt ?? 0) < justSeen) {
    return 'ended';
  }
  if (list.depth === 1) {
    void list.refresh();
    return list.loadAll(signal, 1);
  }
  const answer = await fetchPage(1, signal);
  if (!answer.ok) {
    // The list says why.
    return list.loadAll(signal);
  }
  const [before = []] = list.pages;
  const { rows, total } = answer.value;
  if (
    total !== list.total ||
    rows.length !== before.length ||
    !rows.every((row, at) => isSame(row, before[at]))
  ) {
    void list.refresh();
  }
  return signal.aborted ? 'stopped' : 'ended';
}

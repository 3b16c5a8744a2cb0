// Find Sub-account…: shows in the tree what the person picked.
import { l10n } from 'vscode';
import { commandIds, type OnCommand } from '../../common/ids';
import type { OwnedSubAccount, TargetParts } from '../../common/targets';
import type { SubAccountLists } from '../../subAccounts/lists';
import { pagesAtOnce } from '../../subAccounts/pager';

export interface FindParts {
  readonly askSubAccount: TargetParts['askSubAccount'];
  readonly onUsed?: TargetParts['onUsed'];
  readonly lists: SubAccountLists;
  /** Shows the sub-account in the tree, selected and under the keyboard. */
  readonly reveal: (target: OwnedSubAccount) => Promise<void>;
}

export function registerFind(
  onCommand: OnCommand,
  { askSubAccount, onUsed, lists, reveal }: FindParts,
): void {
  onCommand(commandIds.find, async () => {
    const target = await askSubAccount(l10n.t('Find Sub-account'));
    if (target) {
      onUsed?.([target]);
      await loadUntilThere(target, lists);
      await reveal(target);
    }
  });
}

/** The tree shows what is loaded, page after page: one that was only remembered comes with the pages before it. */
async function loadUntilThere(
  { account, subAccount }: OwnedSubAccount,
  lists: SubAccountLists,
): Promise<void> {
  const list = lists.ofAccount(account.id);
  const signal = new AbortController().signal;
  while (!list.get(subAccount.id)) {
    // As many at a time as are asked for at once. What the person stops, and what fails, says so itself.
    if ((await list.loadAll(signal, pagesAtOnce)) === 'stopped' || list.state.kind !== 'idle') {
      return;
    }
  }
}

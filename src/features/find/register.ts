// Find Sub-account…: shows in the tree what the person picked.
import { l10n } from 'vscode';
import { commandIds, type OnCommand } from '../../common/ids';
import { sayFailure } from '../../common/statusBar';
import type { OwnedSubAccount, TargetParts } from '../../common/targets';
import { failureWords } from '../../common/words/failureWords';
import { plainText } from '../../common/words/plainText';
import { subAccountNames } from '../../common/words/subAccountWords';
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
      const words = await loadUntilThere(target, lists);
      if (words === undefined) {
        await reveal(target);
      } else {
        sayFailure(words);
      }
    }
  });
}

/** The tree shows what is loaded, page after page: one that was only remembered comes with the pages before it. Why it did not come, in words. */
async function loadUntilThere(
  { account, subAccount }: OwnedSubAccount,
  lists: SubAccountLists,
): Promise<string | undefined> {
  const list = lists.ofAccount(account.id);
  const name = subAccountNames([subAccount]);
  const signal = new AbortController().signal;
  while (!list.get(subAccount.id)) {
    const { depth } = list;
    // As many at a time as are asked for at once.
    const ended = await list.loadAll(signal, pagesAtOnce);
    const { state } = list;
    if (list.get(subAccount.id)) {
      break;
    }
    if (state.kind === 'failed') {
      const why = failureWords(state.why, plainText(account.name)).sentence;
      return l10n.t('{0} could not be shown in the list. {1}', name, why);
    }
    if (state.kind === 'complete') {
      return l10n.t(
        '{0} could not be shown in the list: its place there has changed. Refresh the list.',
        name,
      );
    }
    if (ended === 'stopped' || list.depth <= depth) {
      return l10n.t('{0} could not be shown in the list, which was not loaded that far.', name);
    }
  }
  return undefined;
}

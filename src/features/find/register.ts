// Find Sub-account…: shows in the tree what the person picked.
import { l10n } from 'vscode';
import { commandIds, type OnCommand } from '../../common/ids';
import type { OwnedSubAccount, TargetParts } from '../../common/targets';

export interface FindParts {
  readonly askSubAccount: TargetParts['askSubAccount'];
  /** Shows the sub-account in the tree, selected and under the keyboard. */
  readonly reveal: (target: OwnedSubAccount) => Promise<void>;
}

export function registerFind(onCommand: OnCommand, { askSubAccount, reveal }: FindParts): void {
  onCommand(commandIds.find, async () => {
    const target = await askSubAccount(l10n.t('Find Sub-account'));
    if (target) {
      await reveal(target);
    }
  });
}

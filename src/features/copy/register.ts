// Copy Token, Copy API Key, Copy E-mail: of the row, of the selected rows, or of the sub-account that the person picks.
import { l10n } from 'vscode';
import type { Clipboard } from '../../common/clipboard';
import { copyValues } from '../../common/copyValues';
import { commandIds, type OnCommand } from '../../common/ids';
import { chooseSubAccounts, type TargetParts } from '../../common/targets';
import type { ValueName } from '../../common/words/subAccountWords';

export interface CopyParts extends TargetParts {
  readonly clipboard: Clipboard;
}

export function registerCopy(onCommand: OnCommand, parts: CopyParts): void {
  onCommand(commandIds.copyToken, (...args) => copyChosen('token', args, parts));
  onCommand(commandIds.copyApiKey, (...args) => copyChosen('apiKey', args, parts));
  onCommand(commandIds.copyEmail, (...args) => copyChosen('email', args, parts));
}

/** Copies of what the command was called on; without rows, of the sub-account that the person picks. */
export async function copyChosen(
  value: ValueName,
  args: readonly unknown[],
  parts: CopyParts,
): Promise<void> {
  await copyValues(value, await chooseSubAccounts(args, copyTitle(value), parts), parts.clipboard);
}

function copyTitle(value: ValueName): string {
  switch (value) {
    case 'token':
      return l10n.t('Copy Token');
    case 'apiKey':
      return l10n.t('Copy API Key');
    case 'email':
      return l10n.t('Copy E-mail');
    default:
      return value;
  }
}

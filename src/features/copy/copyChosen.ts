// Copies a token, an API key or an e-mail: of the row, of the selected rows, or of the sub-account that the person picks.
import { l10n } from 'vscode';
import type { Clipboard } from '../../common/clipboard';
import { copyValues } from '../../common/copy';
import { chooseSubAccounts, rowsOfKeyBinding, type TargetParts } from '../../common/targets';
import type { ValueName } from '../../common/words/subAccountWords';

export interface CopyParts extends TargetParts {
  readonly clipboard: Clipboard;
}

/** Copies of what the command was called on; without rows, of the sub-account that the person picks. */
export async function copyChosen(
  value: ValueName,
  args: readonly unknown[],
  parts: CopyParts,
): Promise<void> {
  // The token alone has a key of its own in the view (`package.json`).
  const { tree } = parts;
  const rows =
    value === 'token'
      ? rowsOfKeyBinding(
          args,
          () => tree.selection,
          (row) => tree.isFirstNew(row),
        )
      : undefined;
  const chosen = await chooseSubAccounts(args, copyTitle(value), parts, {
    rows,
    canBeNamed: value === 'token',
  });
  await copyValues(value, chosen, parts);
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

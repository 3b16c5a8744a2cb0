// Copy as Key Binding: what to put into keybindings.json so that a key copies the token of a sub-account, without a question.
import { commands, l10n, window } from 'vscode';
import { namedBy } from '../../common/core/keyBindingArguments';
import { commandIds } from '../../common/ids';
import { chooseSubAccounts, type OwnedSubAccount } from '../../common/targets';
import { nameInStatusBar } from '../../common/words/subAccountWords';
import type { CopyParts } from './copyChosen';

/** Copies one for each sub-account that the command was called on, or for the one that the person picks. */
export async function copyKeyBinding(args: readonly unknown[], parts: CopyParts): Promise<void> {
  const chosen = await chooseSubAccounts(args, l10n.t('Copy as Key Binding'), parts);
  const [first, ...others] = chosen;
  if (!first) {
    return;
  }
  try {
    await parts.clipboard.copy(chosen.map(keyBinding).join(',\n'), { secret: false });
  } catch {
    void window.showErrorMessage(
      l10n.t('The clipboard could not be written. Click into the window, then copy again.'),
    );
    return;
  }
  const open = l10n.t('Open keybindings.json');
  const said =
    others.length === 0
      ? l10n.t(
          'Copied key binding for {0}. Put it between the brackets of keybindings.json, and write a key where it says "key".',
          nameInStatusBar(first.subAccount),
        )
      : l10n.t(
          'Copied {0} key bindings. Put them between the brackets of keybindings.json, and write a key where each says "key".',
          chosen.length,
        );
  if ((await window.showInformationMessage(said, open)) === open) {
    await commands.executeCommand('workbench.action.openGlobalKeybindingsFile');
  }
}

/** As it stands in keybindings.json, without the key. By the e-mail, which people can read; by the id where that can't be named. */
function keyBinding({ account: { name: account }, subAccount: { id, email } }: OwnedSubAccount): string {
  const args = namedBy({ account, subAccount: email }) ?? { account, subAccount: String(id) };
  return JSON.stringify({ key: '', command: commandIds.copyToken, args }, null, 2);
}

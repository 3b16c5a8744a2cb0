// Copy as Key Binding: what to put into keybindings.json so that a key copies the token of a sub-account, without a question.
import { commands, l10n, window } from 'vscode';
import { copyText } from '../../common/copy';
import { fitsOneAlone } from '../../common/core/fittingSubAccount';
import { namedBy } from '../../common/core/keyBindingArguments';
import { commandIds } from '../../common/ids';
import type { SubAccountMemory } from '../../common/subAccountMemory';
import { chooseSubAccounts, type OwnedSubAccount } from '../../common/targets';
import { nameInStatusBar } from '../../common/words/subAccountWords';
import type { SubAccountLists } from '../../subAccounts/lists';
import type { CopyParts } from './copyChosen';

export interface KeyBindingParts extends CopyParts {
  readonly lists: Pick<SubAccountLists, 'ofAccount'>;
  /** What is remembered of the accounts. */
  readonly memory: Pick<SubAccountMemory, 'of'>;
}

/** Copies one for each sub-account that the command was called on, or for the one that the person picks. */
export async function copyKeyBinding(args: readonly unknown[], parts: KeyBindingParts): Promise<void> {
  const chosen = await chooseSubAccounts(args, l10n.t('Copy as Key Binding'), parts);
  const [first, ...others] = chosen;
  if (!first) {
    return;
  }
  const bindings = await Promise.all(chosen.map((each) => keyBinding(each, parts)));
  if (!(await copyText(bindings.join(',\n'), { clipboard: parts.clipboard, secret: false }))) {
    return;
  }
  const open = l10n.t('Open keybindings.json');
  const said =
    others.length === 0
      ? l10n.t(
          'Copied key binding for {0}. Paste it between the brackets of keybindings.json, and write the key to press between the quotes after "key".',
          nameInStatusBar(first.subAccount),
        )
      : l10n.t(
          'Copied {0} key bindings. Paste them between the brackets of keybindings.json, and write the key to press between the quotes after each "key".',
          chosen.length,
        );
  if ((await window.showInformationMessage(said, open)) === open) {
    await commands.executeCommand('workbench.action.openGlobalKeybindingsFile');
  }
}

/** As it stands in keybindings.json, without the key. By the e-mail, which people can read; by the id where that can't be named, or fits another too. */
async function keyBinding(
  { account, subAccount: { id, email } }: OwnedSubAccount,
  { lists, memory }: KeyBindingParts,
): Promise<string> {
  const named = namedBy({ account: account.name, subAccount: email });
  const isAlone =
    named && fitsOneAlone(named.subAccount, lists.ofAccount(account.id), await memory.of(account));
  const args = isAlone ? named : { account: account.name, subAccount: String(id) };
  return JSON.stringify({ key: '', command: commandIds.copyToken, args }, null, 2);
}

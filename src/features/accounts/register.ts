// Add Account…, Replace API Key…, Rename Account… and Remove Account…, and the question whether keys may go to another address.
import { commandIds, type OnCommand } from '../../common/ids';
import { rowsCalledOn } from '../../common/targets';
import type { SubAccountsTree } from '../../tree/tree';
import { addAccount } from './addAccount';
import type { AccountsParts } from './chooseAccounts';
import type { OriginQuestions } from './core/originQuestions';
import { removeAccount } from './removeAccount';
import { renameFocused } from './renameAccount';
import { replaceApiKey } from './replaceApiKey';

export interface RegisterAccountsParts extends AccountsParts {
  readonly tree: Pick<SubAccountsTree, 'clicked' | 'selection'>;
  readonly questions: OriginQuestions;
}

export function registerAccounts(onCommand: OnCommand, parts: RegisterAccountsParts): void {
  onCommand(commandIds.addAccount, () => addAccount(parts));
  onCommand(commandIds.replaceApiKey, (...args) => replaceApiKey(args, parts));
  onCommand(commandIds.replaceSelectedApiKey, (...args) =>
    replaceApiKey(rowsCalledOn(args) ?? [parts.tree.clicked], parts),
  );
  onCommand(commandIds.renameAccount, (...args) => renameFocused(args, () => parts.tree.selection, parts));
  onCommand(commandIds.removeAccount, (...args) => removeAccount(args, parts));
  onCommand(commandIds.askAboutAddress, () => parts.questions.ask());
}

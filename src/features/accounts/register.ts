// Add Account…, Replace API Key… and Remove Account…, and the question whether keys may go to another address.
import { commandIds, type OnCommand } from '../../common/ids';
import type { TreeRows } from '../../common/targets';
import { addAccount } from './addAccount';
import type { AccountsParts } from './chooseAccounts';
import type { OriginQuestions } from './core/originQuestions';
import { removeAccount } from './removeAccount';
import { replaceApiKey } from './replaceApiKey';

export interface RegisterAccountsParts extends AccountsParts {
  readonly tree: Pick<TreeRows, 'selection'>;
  readonly questions: OriginQuestions;
}

export function registerAccounts(onCommand: OnCommand, parts: RegisterAccountsParts): void {
  onCommand(commandIds.addAccount, () => addAccount(parts));
  onCommand(commandIds.replaceApiKey, (...args) => replaceApiKey(args, parts));
  onCommand(commandIds.replaceSelectedApiKey, () => replaceApiKey(parts.tree.selection.slice(0, 1), parts));
  onCommand(commandIds.removeAccount, (...args) => removeAccount(args, parts));
  onCommand(commandIds.askAboutAddress, () => parts.questions.ask());
}

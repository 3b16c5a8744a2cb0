// Copy Token, Copy API Key, Copy E-mail and Copy as Key Binding.
import { commandIds, type OnCommand } from '../../common/ids';
import { type CopyParts, copyChosen } from './copyChosen';
import { copyKeyBinding } from './copyKeyBinding';

export function registerCopy(onCommand: OnCommand, parts: CopyParts): void {
  onCommand(commandIds.copyToken, (...args) => copyChosen('token', args, parts));
  onCommand(commandIds.copyApiKey, (...args) => copyChosen('apiKey', args, parts));
  onCommand(commandIds.copyKeyBinding, (...args) => copyKeyBinding(args, parts));
  onCommand(commandIds.copyEmail, (...args) => copyChosen('email', args, parts));
}

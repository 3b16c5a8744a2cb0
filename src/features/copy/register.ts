// Copy Token, Copy API Key, Copy E-mail and Copy as Key Binding.
import { commandIds, type OnCommand } from '../../common/ids';
import { copyChosen } from './copyChosen';
import { copyKeyBinding, type KeyBindingParts } from './copyKeyBinding';

export function registerCopy(onCommand: OnCommand, parts: KeyBindingParts): void {
  onCommand(commandIds.copyToken, (...args) => copyChosen('token', args, parts));
  onCommand(commandIds.copyApiKey, (...args) => copyChosen('apiKey', args, parts));
  onCommand(commandIds.copyKeyBinding, (...args) => copyKeyBinding(args, parts));
  onCommand(commandIds.copyEmail, (...args) => copyChosen('email', args, parts));
}

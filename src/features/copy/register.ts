// Copy Token, Copy API Key and Copy E-mail.
import { commandIds, type OnCommand } from '../../common/ids';
import { type CopyParts, copyChosen } from './copyChosen';

export function registerCopy(onCommand: OnCommand, parts: CopyParts): void {
  onCommand(commandIds.copyToken, (...args) => copyChosen('token', args, parts));
  onCommand(commandIds.copyApiKey, (...args) => copyChosen('apiKey', args, parts));
  onCommand(commandIds.copyEmail, (...args) => copyChosen('email', args, parts));
}

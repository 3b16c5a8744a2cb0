// Insert Token and Insert API Key.
import { commandIds, type OnCommand } from '../../common/ids';
import { type InsertParts, insert } from './insert';

export function registerInsert(onCommand: OnCommand, parts: InsertParts): void {
  onCommand(commandIds.insertToken, (...args) => insert('token', args, parts));
  onCommand(commandIds.insertApiKey, (...args) => insert('apiKey', args, parts));
}

// Copy Request as….
import { commandIds, type OnCommand } from '../../common/ids';
import { type CopyRequestParts, copyRequest } from './copyRequest';

export function registerRequest(onCommand: OnCommand, parts: CopyRequestParts): void {
  onCommand(commandIds.copyRequest, (...args) => copyRequest(args, parts));
}

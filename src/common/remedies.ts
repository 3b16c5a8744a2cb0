// Does what a person chooses about a failure, as its row and its messages offer it.
import { commands } from 'vscode';
import { commandIds } from './ids';
import { accountRow } from './rows';
import type { Remedy } from './words/failureWords';

/** Settles once the person is through with it. Trying again is the caller's own to do. */
export async function doAboutFailure(remedy: Exclude<Remedy, 'retry'>, accountId: string): Promise<void> {
  switch (remedy) {
    case 'replaceApiKey':
      await commands.executeCommand(commandIds.replaceApiKey, accountRow(accountId));
      return;
    case 'openSetting':
      await commands.executeCommand(commandIds.openAddressSetting);
      return;
    default:
      await commands.executeCommand(commandIds.askAboutAddress);
  }
}

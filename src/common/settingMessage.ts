// Names a setting that can't be used in a message, with the way to the setting.
import { commands, l10n, window } from 'vscode';
import type { BaseUrlProblem } from '../api/baseUrl';
import { settingNames } from './settings';
import { words } from './words/lazyWords';

/**
 * Opens the setting with the API's address.
 *
 * It belongs to the machine: where the extension runs on a remote one (`remote`), the setting is among the remote's, not the user's.
 */
export async function openAddressSetting(remote: boolean): Promise<void> {
  await commands.executeCommand(
    remote ? 'workbench.action.openRemoteSettings' : 'workbench.action.openSettings',
    { query: settingNames.apiBaseUrl },
  );
}

/** Shows the message for a problem with the API's address. */
export async function sayAddressProblem(problem: BaseUrlProblem, remote: boolean): Promise<void> {
  const open = l10n.t('Open Settings');
  const answer = await window.showErrorMessage(words().settingSentence(problem), open);
  if (answer === open) {
    await openAddressSetting(remote);
  }
}

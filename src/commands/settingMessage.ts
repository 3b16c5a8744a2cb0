// Names a setting that can't be used in a message, with the way to the setting; once for each value.
import { commands, l10n, window } from 'vscode';
import type { BaseUrlProblem } from '../api/baseUrl';
import { settingNames } from '../settings';
import { settingSentence } from '../view/failureWords';

/** Shows the message for a problem with the API's address. */
export async function sayAddressProblem(problem: BaseUrlProblem): Promise<void> {
  const open = l10n.t('Open Settings');
  const answer = await window.showErrorMessage(settingSentence(problem), open);
  if (answer === open) {
    await commands.executeCommand('workbench.action.openSettings', settingNames.apiBaseUrl);
  }
}

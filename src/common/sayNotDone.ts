// Says why nothing was done where Mail Partner could not be asked, and does what the person chooses about it.
import { l10n, window } from 'vscode';
import type { Account } from '../accounts/account';
import type { ListFailure } from '../subAccounts/lists';
import { doAboutFailure } from './remedies';
import { failureWords, remedyWords } from './words/failureWords';
import { plainText } from './words/plainText';

/** Says it in a message that stays until it is closed. Trying again is the person's own to do: by what they did before. */
export async function sayNotDone({ id, name }: Account, failure: ListFailure): Promise<void> {
  const { sentence, remedy } = failureWords(failure, plainText(name));
  const text = `${sentence} ${l10n.t('Nothing was done.')}`;
  if (remedy === 'retry') {
    void window.showWarningMessage(text);
  } else if (await window.showWarningMessage(text, remedyWords(remedy))) {
    await doAboutFailure(remedy, id);
  }
}

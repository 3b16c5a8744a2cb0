// Asks what an account is to be called here.
import { l10n, window } from 'vscode';
import { accountName, longestName, unusedName } from '../../accounts/account';
import { onOneLine } from '../../api/foreignText';

export interface AskNameOptions {
  readonly title: string;
  readonly step: { readonly step: number; readonly totalSteps: number };
  readonly proposed: string;
  readonly prompt: string;
  /** Names that are taken. */
  readonly taken: readonly string[];
}

/** Asks for a name that is not taken. Undefined when the person gives up. */
export function askName(options: AskNameOptions): Promise<string | undefined> {
  const input = window.createInputBox();
  input.title = options.title;
  input.step = options.step.step;
  input.totalSteps = options.step.totalSteps;
  input.prompt = options.prompt;
  input.placeholder = l10n.t('Name of the account');
  input.value = unusedName(accountName(options.proposed), options.taken);
  input.ignoreFocusOut = true;

  return new Promise((resolve) => {
    const objection = (name: string): string | undefined => {
      if (!name) {
        return l10n.t('Give the account a name.');
      }
      if ([...name].length > longestName) {
        return l10n.t('Give the account a shorter name, of {0} characters at most.', longestName);
      }
      return options.taken.includes(name) ? l10n.t('Another account has this name.') : undefined;
    };
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidAccept(() => {
      const name = onOneLine(input.value);
      input.validationMessage = objection(name);
      if (!input.validationMessage) {
        resolve(name);
        input.hide();
      }
    });
    input.onDidHide(() => {
      input.dispose();
      resolve(undefined);
    });
    input.show();
  });
}

// Asks what an account is to be called here.
import { l10n, QuickInputButtons, window } from 'vscode';
import { longestName } from '../../accounts/account';
import { onOneLine } from '../../api/foreignText';

export interface AskNameOptions {
  readonly title: string;
  readonly prompt: string;
  /** What the box starts with, selected. */
  readonly value: string;
  /** The names that are taken by the time of the call: another window may have changed them. */
  readonly taken: () => readonly string[];
  /** Where this is the last of several steps: with a button that goes back. */
  readonly step?: number;
}

/**
 * The name that the person gave, which is not taken. `left`: they gave none; `back`: they want to go back, and this stood in the
 * box.
 */
export type NameAnswer =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'left' }
  | { readonly kind: 'back'; readonly written: string };

/** Asks for a name that is not taken. */
export function askName({ title, prompt, value, taken, step }: AskNameOptions): Promise<NameAnswer> {
  const input = window.createInputBox();
  input.title = title;
  input.step = step;
  input.totalSteps = step;
  input.prompt = prompt;
  input.placeholder = l10n.t('Name of the account');
  input.value = value;
  input.ignoreFocusOut = true;
  input.buttons = step === undefined ? [] : [QuickInputButtons.Back];

  return new Promise((resolve) => {
    const objection = (name: string): string | undefined => {
      if (!name) {
        return l10n.t('Give the account a name.');
      }
      if ([...name].length > longestName) {
        return l10n.t('Give the account a shorter name, of {0} characters at most.', longestName);
      }
      return taken().includes(name) ? l10n.t('Another account has this name.') : undefined;
    };
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidAccept(() => {
      const name = onOneLine(input.value);
      input.validationMessage = objection(name);
      if (!input.validationMessage) {
        resolve({ kind: 'named', name });
        input.hide();
      }
    });
    input.onDidTriggerButton(() => {
      resolve({ kind: 'back', written: input.value });
      input.hide();
    });
    input.onDidHide(() => {
      resolve({ kind: 'left' });
      input.dispose();
    });
    input.show();
  });
}

// Asks for an API key in a box that says where it goes, and tries it before it answers: the box stays, busy, and says why a key is refused.
import * as vscode from 'vscode';
import { env, l10n, type QuickInputButton, ThemeIcon, Uri, window } from 'vscode';
import type { KeyOwner, KeyTrial } from '../../accounts/accountApi';
import { documentedOrigin } from '../../accounts/origins';
import { keyPage } from '../../api/baseUrl';
import { disposeAll } from '../../common/core/disposeAll';
import { failureWords } from '../../common/words/failureWords';
import { plainText } from '../../common/words/plainText';
import { apiKeyIn } from './core/apiKeyText';

/** A key that works, and whose it is. */
export interface TriedKey extends KeyOwner {
  readonly apiKey: string;
}

export interface AskApiKeyOptions {
  readonly title: string;
  readonly step?: { readonly step: number; readonly totalSteps: number };
  /** What the box starts with: a key that was there before. */
  readonly value?: string | undefined;
  /** The origin of the API's address now; undefined where it can't be used. */
  readonly origin: () => string | undefined;
  /** Tries a key at this origin, and nowhere else. */
  readonly tryKey: (apiKey: string, origin: string, signal: AbortSignal) => Promise<KeyTrial>;
  /** Says why a key that works can't be taken all the same; undefined when it can. */
  readonly objection?: (apiKey: string) => Promise<string | undefined>;
}

/** Asks until a key works. Undefined when the person gives up, which also aborts the try. */
export function askApiKey(options: AskApiKeyOptions): Promise<TriedKey | undefined> {
  const input = window.createInputBox();
  const show: QuickInputButton = { iconPath: new ThemeIcon('eye'), tooltip: l10n.t('Show the API key') };
  const hide: QuickInputButton = {
    iconPath: new ThemeIcon('eye-closed'),
    tooltip: l10n.t('Hide the API key'),
  };
  const page: QuickInputButton = {
    iconPath: new ThemeIcon('link-external'),
    tooltip: l10n.t('Open the page that shows the API key'),
  };

  input.title = options.title;
  input.step = options.step?.step;
  input.totalSteps = options.step?.totalSteps;
  /** Where the person is told that the key goes. */
  let told = options.origin();
  const sayWhere = () => {
    input.prompt = prompt(told);
  };
  sayWhere();
  input.placeholder = l10n.t('API key');
  input.password = true;
  input.value = options.value ?? '';
  // A person goes to the browser to fetch the key and comes back.
  input.ignoreFocusOut = true;
  const toggle = toggleOf(show);
  try {
    input.buttons = [toggle ?? show, page];
  } catch {
    input.buttons = [show, page];
  }

  return new Promise((resolve) => {
    let trial: AbortController | undefined;

    const accept = async () => {
      const apiKey = apiKeyIn(input.value);
      if (trial) {
        return;
      }
      if (!apiKey) {
        input.validationMessage = l10n.t('Paste the API key first.');
        return;
      }
      const origin = options.origin();
      if (origin === undefined || origin !== told) {
        told = origin;
        sayWhere();
        input.validationMessage = addressChanged(origin);
        return;
      }
      const current = new AbortController();
      trial = current;
      input.validationMessage = undefined;
      input.prompt =
        origin === documentedOrigin
          ? l10n.t('Trying the API key with Mail Partner…')
          : l10n.t('Trying the API key with {0}…', origin);
      input.busy = true;
      input.enabled = false;
      const [tried, objection] = await Promise.all([
        options.tryKey(apiKey, origin, current.signal),
        options.objection?.(apiKey),
      ]);
      if (current.signal.aborted) {
        return;
      }
      trial = undefined;
      sayWhere();
      input.busy = false;
      input.enabled = true;
      if (tried.ok && !objection) {
        resolve({ apiKey, ...tried.value });
        input.hide();
      } else if (!tried.ok && tried.why.kind === 'origin') {
        told = options.origin();
        sayWhere();
        input.validationMessage = addressChanged(told);
      } else {
        input.validationMessage =
          tried.ok || tried.why.kind === 'aborted' ? objection : plainText(failureWords(tried.why).sentence);
      }
    };

    const owned = [
      input.onDidAccept(accept),
      input.onDidChangeValue(() => {
        input.validationMessage = undefined;
      }),
      input.onDidTriggerButton((button) => {
        if (button === page) {
          void env.openExternal(Uri.parse(keyPage));
          return;
        }
        if (toggle && button === toggle && toggle.toggle.checked === input.password) {
          input.password = !toggle.toggle.checked;
          return;
        }
        // Also where VS Code has the places of such buttons and no toggles yet, as 1.100 does: there it changes nothing.
        input.password = button === hide;
        input.buttons = [input.password ? show : hide, page];
      }),
      input.onDidHide(() => {
        trial?.abort();
        resolve(undefined);
        disposeAll(owned);
      }),
      // The last: it says once more that it hides.
      input,
    ];
    input.show();
  });
}

/**
 * The button as a toggle inside the field, where VS Code has them (for all since 1.109): it changes `checked`, then tells that the button
 * was pressed. Undefined where it surely has none.
 */
function toggleOf(button: QuickInputButton) {
  if (!('QuickInputButtonLocation' in vscode)) {
    return undefined;
  }
  const { Input } = vscode.QuickInputButtonLocation as { readonly Input: number };
  return { ...button, location: Input, toggle: { checked: false } };
}

/** What is asked for, and where it goes, where that is not the documented service. */
function prompt(origin: string | undefined): string {
  const asked = l10n.t('API key of the main account, from the API page of the Mail Partner dashboard.');
  return origin === undefined || origin === documentedOrigin
    ? asked
    : `${asked} ${l10n.t('It is sent to {0}, which the setting “mailPartner.apiBaseUrl” names.', origin)}`;
}

/** Said where the address is no longer the one that the box named. */
function addressChanged(origin: string | undefined): string {
  return origin === undefined
    ? l10n.t('The setting “mailPartner.apiBaseUrl” has changed, and can’t be used now. Nothing was sent.')
    : l10n.t(
        'The setting “mailPartner.apiBaseUrl” has changed. Nothing was sent there. Press Enter to send the API key to {0}.',
        origin,
      );
}

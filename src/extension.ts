// What VS Code calls. Registers names and an empty view, and loads app.ts, which holds all the rest, when the first of them is used.
import { commands, type ExtensionContext, l10n, lm, window, workspace } from 'vscode';
import { accountsKey } from './accounts/accountsKey';
import type { App, createApp } from './app';
import { commandIds, contextKeys } from './common/ids';
import { settingNames } from './common/settingNames';
import { registerTools } from './features/agents/register';
import { createView, type SubAccountsView } from './tree/view';

let app: App | undefined;

export function activate(context: ExtensionContext): void {
  const use = (): App => {
    if (!app) {
      app = load(context, view);
      context.subscriptions.push(app);
    }
    return app;
  };
  const view = createView(() => use().tree);
  context.subscriptions.push(
    view,
    ...Object.values(commandIds).map((id) =>
      commands.registerCommand(id, (...args: unknown[]) => use().run(id, args)),
    ),
    ...registerTools(
      lm,
      () => use().tools,
      (error) => use().unexpected(error),
    ),
    // What is remembered is to go at once, also where nothing was used yet in any window.
    workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration(settingNames.rememberSubAccounts) && use(),
    ),
  );
  // Menus and the welcome text go by it.
  const accounts: unknown = context.globalState.get(accountsKey);
  setContext(contextKeys.accounts, Array.isArray(accounts) ? accounts.length : 0);
  setContext(contextKeys.doneSteps, context.globalState.get(contextKeys.doneSteps));
  sayPageOpened();
  context.subscriptions.push(
    // A page of VS Code's own has no input that extensions are told of.
    window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
      if ([...opened, ...changed].some(({ isActive, input }) => isActive && input === undefined)) {
        sayPageOpened();
      }
    }),
  );
}

/**
 * The walkthrough ticks a step when its context key changes, and never one whose key is set already when VS Code first reads the
 * walkthrough, as it does when that is opened (registerDoneListeners in VS Code's gettingStartedService). So here is a key that changes then.
 */
function sayPageOpened(): void {
  setContext(contextKeys.pageOpened, true);
  setContext(contextKeys.pageOpened, false);
}

function setContext(key: string, value: unknown): void {
  void commands.executeCommand('setContext', key, value);
}

function load(context: ExtensionContext, view: SubAccountsView): App {
  try {
    // At once and not by `import()`: VS Code mixes up rows that come late.
    const loaded: { readonly createApp: typeof createApp } = require('./app.js');
    return loaded.createApp(context, view);
  } catch {
    // VS Code shows the message, and nobody knows what the error's own would hold.
    throw new Error(
      l10n.t('The extension could not be started. Reload the window, or install the extension again.'),
    );
  }
}

/** VS Code waits for this before it ends the extension, for some seconds. */
export async function deactivate(): Promise<void> {
  await app?.beforeEnd();
}

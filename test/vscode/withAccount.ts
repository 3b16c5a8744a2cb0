// The extension begun with an account in place and its view in sight. For `npm start` alone: nothing of this ships.
import { commands, EventEmitter, type ExtensionContext, window } from 'vscode';
import { AccountNames, type NewAccount } from '../../src/accounts/account';
import { AccountStore } from '../../src/accounts/accountStore';
import { Keychain } from '../../src/accounts/keychain';
import { StoredState } from '../../src/accounts/storedState';
import type * as Extension from '../../src/extension';

/** What VS Code calls in the extension's place. */
export function withAccount(extension: typeof Extension, account: NewAccount, apiKey: string) {
  return {
    activate: async (context: ExtensionContext) => {
      await addFirst(context, account, apiKey);
      await extension.activate(context);
      // Not awaited: VS Code shows the view once this activation is over.
      void commands.executeCommand('mailPartner.subAccounts.focus');
    },
    deactivate: () => extension.deactivate(),
  };
}

/** Adds the account as the extension itself would, where there is none yet. */
async function addFirst(context: ExtensionContext, account: NewAccount, apiKey: string): Promise<void> {
  const store = new AccountStore({
    keychain: new Keychain(context.secrets),
    names: new AccountNames(new StoredState(context.globalState)),
    changes: new EventEmitter(),
  });
  try {
    if (store.accounts.length > 0) return;
    const added = await store.add(account, apiKey);
    if (!added.ok) void window.showWarningMessage(`${account.name} could not be added: ${added.why}.`);
  } finally {
    store.dispose();
  }
}

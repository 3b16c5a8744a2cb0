// Builds the parts of the extension and wires them, top to bottom. Nothing is loaded or asked before it is needed.
import { EventEmitter, type ExtensionContext, ExtensionKind, env, lm, window, workspace } from 'vscode';
import { AccountApi } from './accounts/accountApi';
import { AccountNames } from './accounts/accountNames';
import { type AccountChange, AccountStore } from './accounts/accountStore';
import { Keychain } from './accounts/keychain';
import { registerCommands } from './app';
import { Clipboard } from './common/clipboard';
import { logRequest, logUnexpected } from './common/log';
import { openAddressSetting, sayAddressProblem } from './common/settingMessage';
import { apiBaseUrl, clearAfter, lowBalance, requestTimeout, settingNames } from './common/settings';
import { registerTools } from './features/agents/register';
import { SortMemory } from './features/loading/sortMemory';
import { type FetchSubAccounts, SubAccountLists } from './subAccounts/lists';
import { SubAccountsTree } from './tree/tree';

/** What is to be done before the window ends, set by `activate`. */
let beforeEnd: (() => Promise<void>) | undefined;

/** VS Code waits for this before it ends the extension, for some seconds. */
export async function deactivate(): Promise<void> {
  await beforeEnd?.();
}

export function activate(context: ExtensionContext): void {
  const parts: { dispose(): unknown }[] = [];
  // The last built goes first: what is aborted at the end still finds the log open.
  context.subscriptions.push({ dispose: () => parts.reverse().map((part) => part.dispose()) });
  const own = <T extends { dispose(): unknown }>(part: T): T => {
    parts.push(part);
    return part;
  };

  const isLocal = context.extension.extensionKind === ExtensionKind.UI;
  const remote = env.remoteName !== undefined && !isLocal;
  const address = () => apiBaseUrl(isLocal);
  const log = own(window.createOutputChannel('Mail Partner', { log: true }));
  const accounts = own(
    new AccountStore({
      keychain: new Keychain(context.secrets),
      names: new AccountNames(context.globalState),
      changes: own(new EventEmitter<AccountChange>()),
    }),
  );
  const api = own(
    new AccountApi({
      accounts,
      settings: { apiBaseUrl: address, requestTimeout },
      loadApi: () => import('./api/main'),
      onUnexpected: (error) => logUnexpected(log, error),
      onRequest: (account, entry) => logRequest(log, account, entry),
    }),
  );

  const listChanges = own(new EventEmitter<string>());
  const fetchSubAccounts: FetchSubAccounts = async (...request) => {
    const outcome = await api.fetchSubAccounts(...request);
    if ('failed' in outcome && outcome.failed.kind === 'setting') {
      sayAddressProblemOnce();
    }
    return outcome;
  };
  const lists = own(
    new SubAccountLists(
      fetchSubAccounts,
      (accountId) => listChanges.fire(accountId),
      (error) => logUnexpected(log, error),
    ),
  );
  const sorting = new SortMemory(context.globalState);
  const tree = own(new SubAccountsTree(accounts, lists, { sortOrder: () => sorting.order, lowBalance }));

  own(listChanges.event((accountId) => tree.refresh(accountId)));
  own(
    accounts.onDidChange((change) => {
      if (change.kind === 'apiKey') {
        api.forgetKey(change.id);
        // The new key may be another account's: the old rows go as soon as it has answered.
        const list = lists.of(change.id);
        if (!list.pristine) {
          void list.refresh({ keepTail: false });
        }
      } else {
        lists.keepOnly(accounts.accounts.map(({ id }) => id));
        tree.refresh();
      }
    }),
  );
  own(window.onDidChangeWindowState(({ focused }) => focused && accounts.lookAgain()));

  let saidOf: string | undefined;
  const sayAddressProblemOnce = () => {
    const parsed = address();
    const value = JSON.stringify(workspace.getConfiguration().get(settingNames.apiBaseUrl));
    if (!parsed.ok && value !== saidOf) {
      saidOf = value;
      void sayAddressProblem(parsed.reason, remote);
    }
  };
  own(
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingNames.lowBalance)) {
        tree.refresh();
      }
      if (!event.affectsConfiguration(settingNames.apiBaseUrl)) {
        return;
      }
      saidOf = undefined;
      sayAddressProblemOnce();
      for (const { id } of accounts.accounts) {
        const list = lists.of(id);
        if (!list.pristine) {
          void list.refresh({ keepTail: false });
        }
      }
    }),
  );

  const clipboard = own(new Clipboard({ clipboard: env.clipboard, clearAfter }));
  beforeEnd = () => clipboard.clearDue();
  registerCommands(
    {
      accounts,
      api,
      lists,
      onDidChangeList: listChanges.event,
      tree,
      sorting,
      clipboard,
      log,
      state: context.globalState,
      canAsk: () => {
        const parsed = address();
        if (!parsed.ok) {
          void sayAddressProblem(parsed.reason, remote);
        }
        return parsed.ok;
      },
      openAddressSetting: () => openAddressSetting(remote),
    },
    own,
  );
  registerTools(lm, () => import('./features/agents/tools'), {
    accounts: () => accounts.accounts,
    lists,
    fetchPage: fetchSubAccounts,
    lookAgain: () => accounts.lookAgain(),
    onUnexpected: (error) => logUnexpected(log, error),
  }).forEach(own);
}

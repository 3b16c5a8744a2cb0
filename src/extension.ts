// Builds the parts of the extension and wires them, top to bottom. Nothing is loaded or asked before it is needed.
import {
  commands,
  EventEmitter,
  type ExtensionContext,
  ExtensionKind,
  env,
  l10n,
  lm,
  Uri,
  window,
  workspace,
} from 'vscode';
import { AccountApi } from './accounts/accountApi';
import { AccountNames } from './accounts/accountNames';
import { type AccountChange, AccountStore } from './accounts/accountStore';
import { Keychain } from './accounts/keychain';
import { registerTools } from './agents/register';
import { Clipboard } from './commands/clipboard';
import type { Copied } from './commands/copy';
import type { Inserted } from './commands/insertWords';
import type { LoadAll } from './commands/loadAll';
import { openAddressSetting, sayAddressProblem } from './commands/settingMessage';
import type { ApiResponses } from './commands/showResponse';
import { dashboardPage, keyPage } from './links';
import { logRequest, logUnexpected } from './log';
import { apiBaseUrl, clearAfter, lowBalance, requestTimeout, settingNames } from './settings';
import { type FetchSubAccounts, SubAccountLists } from './subAccounts/lists';
import { statusTime } from './view/names';
import { SortMemory } from './view/sortMemory';
import { SubAccountsTree } from './view/tree';

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

  const running = () => import('./commands/main');
  const coding = () => import('./commands/coding');
  const clipboard = own(new Clipboard({ clipboard: env.clipboard, clearAfter }));
  const find = async (title: string) => {
    if (accounts.accounts.length === 0) {
      window.setStatusBarMessage(l10n.t('No account yet. Add one first.'), statusTime);
      return undefined;
    }
    return (await running()).findSubAccount(title, {
      accounts: () => accounts.accounts,
      lists,
      onDidChangeList: listChanges.event,
      clipboard,
    });
  };
  const pick = async (title: string) => (await find(title))?.subAccount;
  const listParts = { accounts: () => accounts.accounts, lists, tree };
  const accountParts = {
    accounts,
    api,
    reveal: (accountId: string) => tree.revealAccount(accountId),
    canAsk: () => {
      const parsed = address();
      if (!parsed.ok) {
        void sayAddressProblem(parsed.reason, remote);
      }
      return parsed.ok;
    },
  };
  beforeEnd = () => clipboard.clearDue();
  const command = (name: string, run: (...args: unknown[]) => unknown) =>
    own(
      commands.registerCommand(`mailPartner.${name}`, async (...args) => {
        try {
          // Another window may have changed the accounts without a sign.
          accounts.lookAgain();
          await run(...args);
        } catch (error) {
          // VS Code would show the error's own text, and nobody knows what that holds.
          logUnexpected(log, error);
          void window.showErrorMessage(
            l10n.t('Something went wrong in this extension. Try again; the log says more.'),
          );
        }
      }),
    );
  const targets = { tree, pick };
  const copyCommand = (name: string, what: Copied) =>
    command(name, async (...args) => (await running()).copy(what, args, { ...targets, clipboard }));

  command('addAccount', async () => (await running()).addAccount(accountParts));
  command('replaceApiKey', async (...args) => (await running()).replaceApiKey(args, accountParts));
  command('removeAccount', async (...args) => (await running()).removeAccount(args, accountParts));
  command('refresh', async (...args) => (await running()).refresh(args, listParts));
  // The title's button: VS Code gives it the focused row, so it can't be told from an account row's Refresh.
  command('refreshAll', async () => (await running()).refresh([], listParts));
  command('loadMore', async (...args) => (await running()).loadMore(args, listParts));
  let loading: LoadAll | undefined;
  command('loadAll', async (...args) => {
    const { LoadAll } = await running();
    loading ??= own(new LoadAll(listParts));
    await loading.load(args);
  });
  command('cancelLoad', async (...args) => (await running()).stopLoading(args, listParts));
  command('find', async () => {
    const found = await find(l10n.t('Find Sub-account'));
    if (found) {
      await tree.reveal(found.accountId, found.subAccount.id);
    }
  });
  command('sortBy', async () => {
    const order = await (await running()).askSortOrder(sorting.order);
    if (order) {
      // It holds for this window, also where VS Code can't keep it.
      await sorting.choose(order).finally(() => tree.refresh());
    }
  });
  copyCommand('copyToken', 'token');
  copyCommand('copyApiKey', 'apiKey');
  copyCommand('copyEmail', 'email');
  const insertCommand = (name: string, what: Inserted) =>
    command(name, async (...args) =>
      (await coding()).insert(what, args, { ...targets, ...listParts, clipboard }),
    );
  insertCommand('insertToken', 'token');
  insertCommand('insertApiKey', 'apiKey');
  command('copyEnv', async (...args) => (await coding()).copyEnv(args, { ...targets, clipboard }));
  command('writeEnv', async (...args) => (await coding()).writeEnv(args, targets));
  command('copyRequest', async (...args) =>
    (await coding()).copyRequest(args, { ...targets, ...listParts, clipboard, state: context.globalState }),
  );
  let responses: ApiResponses | undefined;
  const response = async () => {
    const { ApiResponses } = await import('./commands/showResponse');
    responses ??= own(new ApiResponses({ ...listParts, ...accountParts, accounts: listParts.accounts }));
    return responses;
  };
  command('showResponse', async (...args) => (await response()).show(args));
  // In the view's … menu: VS Code gives it the focused row, which is not meant there.
  command('showPageResponse', async () => (await response()).show([]));
  command('revealResponse', async (...args) => (await response()).setRevealed(args, true));
  command('maskResponse', async (...args) => (await response()).setRevealed(args, false));
  command('showLog', () => log.show());
  command('openDashboard', () => env.openExternal(Uri.parse(dashboardPage)));
  command('openKeyPage', () => env.openExternal(Uri.parse(keyPage)));
  // Not in the palette: behind the row of a refused key, which is selected when it is clicked.
  command('replaceSelectedApiKey', async () =>
    (await running()).replaceApiKey(tree.selection.slice(0, 1), accountParts),
  );
  // Not in the palette: behind the row that says that the address can't be used.
  command('openAddressSetting', () => openAddressSetting(remote));

  registerTools(lm, () => import('./agents/tools'), {
    accounts: () => accounts.accounts,
    lists,
    fetchPage: fetchSubAccounts,
    lookAgain: () => accounts.lookAgain(),
    onUnexpected: (error) => logUnexpected(log, error),
  }).forEach(own);
}

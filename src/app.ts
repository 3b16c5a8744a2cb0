// What each command runs. Its code is loaded when it first runs, so that starting stays light.
import { commands, type Event, env, type LogOutputChannel, l10n, type Memento, Uri, window } from 'vscode';
import type { AccountApi } from './accounts/accountApi';
import type { AccountStore } from './accounts/accountStore';
import type { Clipboard } from './common/clipboard';
import { dashboardPage, keyPage } from './common/links';
import { logUnexpected } from './common/log';
import type { Copied } from './features/copy/copy';
import type { Inserted } from './features/insert/insertWords';
import type { LoadAll } from './features/loading/loadAll';
import type { SortMemory } from './features/loading/sortMemory';
import type { ApiResponses } from './features/response/showResponse';
import type { SubAccountLists } from './subAccounts/lists';
import type { SubAccountsTree } from './tree/tree';

export interface CommandParts {
  readonly accounts: AccountStore;
  readonly api: AccountApi;
  readonly lists: SubAccountLists;
  /** Fires with the account's id whenever its list changed. */
  readonly onDidChangeList: Event<string>;
  readonly tree: SubAccountsTree;
  readonly sorting: SortMemory;
  readonly clipboard: Clipboard;
  readonly log: LogOutputChannel;
  /** Keeps the last choices. */
  readonly state: Memento;
  /** Whether the API can be asked at all; says in a message what keeps it from being asked. */
  readonly canAsk: () => boolean;
  readonly openAddressSetting: () => unknown;
}

/** Registers every command of package.json. What is made while they run is owned through `own`, as they are. */
export function registerCommands(
  parts: CommandParts,
  own: <T extends { dispose(): unknown }>(part: T) => T,
): void {
  const { accounts, api, lists, onDidChangeList, tree, sorting, clipboard, log, state } = parts;
  const { canAsk, openAddressSetting } = parts;
  const running = () => import('./features/main');
  const coding = () => import('./features/coding');
  const find = async (title: string) =>
    (await running()).findSubAccount(title, {
      accounts: () => accounts.accounts,
      lists,
      onDidChangeList,
      clipboard,
    });
  const pick = async (title: string) => (await find(title))?.subAccount;
  const listParts = { accounts: () => accounts.accounts, lists, tree };
  const accountParts = {
    accounts,
    api,
    reveal: (...account: Parameters<SubAccountsTree['revealAccount']>) => tree.revealAccount(...account),
    canAsk,
  };
  const command = (name: string, run: (...args: unknown[]) => unknown) =>
    own(
      commands.registerCommand(`mailPartner.${name}`, async (...args) => {
        try {
          // Another window may have changed the accounts without a sign.
          accounts.lookAgain();
          tree.leaveFocus();
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
  let loading: LoadAll | undefined;
  command('loadMore', async (...args) => (await running()).loadMore(args, listParts, loading));
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
      await tree.showSelected();
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
    (await coding()).copyRequest(args, { ...targets, ...listParts, clipboard, state }),
  );
  let responses: ApiResponses | undefined;
  const response = async () => {
    const { ApiResponses } = await import('./features/response/showResponse');
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
  command('openAddressSetting', () => openAddressSetting());
}

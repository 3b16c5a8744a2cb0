// Builds the parts of the extension and wires them, top to bottom: one line a feature. Loaded when VS Code first asks for rows, runs a command or calls a tool.
import {
  commands,
  EventEmitter,
  type ExtensionContext,
  ExtensionKind,
  env,
  UIKind,
  Uri,
  window,
  workspace,
} from 'vscode';
import { AccountNames } from './accounts/account';
import { AccountApi } from './accounts/accountApi';
import { type AccountChange, AccountStore } from './accounts/accountStore';
import { Keychain } from './accounts/keychain';
import { SealingKey, sealingKeyPrefix } from './accounts/sealingKey';
import { StoredState } from './accounts/storedState';
import { contactPage, dashboardPage, keyPage } from './api/baseUrl';
import { createApi } from './api/client';
import { Limiter } from './api/limiter';
import { AddressSetting } from './common/addressSetting';
import { Clipboard } from './common/clipboard';
import { askToClearAgain } from './common/copy';
import { disposeAll } from './common/core/disposeAll';
import { type CommandId, commandIds, contextKeys, type OnCommand } from './common/ids';
import { logRemembering, logRequest, logUnexpected } from './common/log';
import { namedFinder } from './common/namedSubAccount';
import { settingNames } from './common/settingNames';
import { clearAfter, lowBalance, rememberSubAccounts, requestTimeout } from './common/settings';
import { saidInStatusBar } from './common/statusBar';
import { SubAccountMemory } from './common/subAccountMemory';
import type { TargetParts } from './common/targets';
import { unexpectedSentence } from './common/words/failureWords';
import { originQuestions } from './features/accounts/askAboutAddress';
import { registerAccounts } from './features/accounts/register';
import { AgentTools } from './features/agents/tools';
import { registerCopy } from './features/copy/register';
import { registerEnv } from './features/env/register';
import { askSubAccount } from './features/find/askSubAccount';
import { registerFind } from './features/find/register';
import { registerInsert } from './features/insert/register';
import { registerLoading } from './features/loading/register';
import { SortMemory } from './features/loading/sortBy';
import { registerRequest } from './features/request/register';
import { registerResponse } from './features/response/register';
import { registerRowActions } from './features/rowActions/register';
import { DoneSteps } from './features/walkthrough/doneSteps';
import { type FetchSubAccounts, SubAccountLists } from './subAccounts/lists';
import { RememberedFiles } from './subAccounts/rememberedFiles';
import { SubAccountsTree } from './tree/tree';
import type { SubAccountsView } from './tree/view';

/** What `extension.ts` hands over to. */
export interface App {
  readonly tree: SubAccountsTree;
  readonly tools: AgentTools;
  /** Runs a command with what VS Code called it with. Never rejects: a fault of our own is logged and said. */
  run(id: CommandId, args: readonly unknown[]): Promise<void>;
  /** Logs a fault of our own. */
  unexpected(error: unknown): void;
  /** To be awaited before the window ends. */
  beforeEnd(): Promise<void>;
  dispose(): void;
}

export function createApp(context: ExtensionContext, view: SubAccountsView): App {
  const parts: { dispose(): unknown }[] = [];
  const own = <T extends { dispose(): unknown }>(part: T): T => {
    parts.push(part);
    return part;
  };
  const log = own(window.createOutputChannel('Mail Partner', { log: true }));
  const unexpected = (error: unknown) => logUnexpected(log, error);
  own(saidInStatusBar);
  const address = own(new AddressSetting(context.extension.extensionKind === ExtensionKind.UI));

  // All that is kept goes through it, so that what is not stored is not taken along by what is.
  const state = new StoredState(context.globalState);
  const accounts = own(
    new AccountStore({
      keychain: new Keychain(context.secrets),
      names: new AccountNames(state),
      changes: own(new EventEmitter<AccountChange>()),
    }),
  );
  const limiter = own(new Limiter());
  const api = new AccountApi({
    accounts,
    settings: { apiBaseUrl: () => address.current(), requestTimeout },
    createApi,
    limiter,
    onUnexpected: unexpected,
    onRequest: (account, entry) => logRequest(log, account, entry),
  });
  const fetchPage: FetchSubAccounts = async (...request) => {
    const outcome = await api.fetchSubAccounts(...request);
    if (!outcome.ok && outcome.why.kind === 'setting') {
      address.sayProblemOnce();
    }
    return outcome;
  };
  const questions = originQuestions(accounts, address);
  const fetchForList: FetchSubAccounts = async (...request) => {
    const outcome = await fetchPage(...request);
    if (!outcome.ok && outcome.why.kind === 'origin') {
      questions.askOnce().catch(unexpected);
    }
    return outcome;
  };
  const listChanges = own(new EventEmitter<void>());
  const lists = own(
    new SubAccountLists(
      fetchForList,
      (accountId, landed) => {
        tree.refreshList(accountId, landed);
        memory.listChanged(accountId);
        listChanges.fire();
      },
      unexpected,
    ),
  );
  const storage = context.globalStorageUri;
  const memory = own(
    new SubAccountMemory({
      accounts: () => accounts.accounts,
      lists,
      files:
        storage.scheme === 'file'
          ? new RememberedFiles(Uri.joinPath(storage, 'remembered').fsPath)
          : undefined,
      key: own(new SealingKey(new Keychain(context.secrets, undefined, sealingKeyPrefix))),
      isOn: rememberSubAccounts,
      onTrouble: (trouble, account) => logRemembering(log, trouble, account),
    }),
  );
  memory.begin().catch(unexpected);
  const sorting = new SortMemory(state);
  const tree = own(
    new SubAccountsTree(view, accounts, lists, { sortOrder: () => sorting.order, lowBalance }),
  );

  own(
    accounts.onDidChange((change) => {
      if (change.kind === 'apiKey') {
        api.forgetKey(change.id);
      } else if (change.kind === 'accounts') {
        const ids = accounts.accounts.map(({ id }) => id);
        lists.keepOnly(ids);
        api.keepOnly(ids);
        tree.refresh();
      }
      memory.accountsChanged().catch(unexpected);
      loading.reload.afterChange(change);
    }),
  );
  own(
    address.onDidChange(() => {
      limiter.startAgain();
      loading.reload.afterAddress();
    }),
  );
  own(
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingNames.lowBalance)) {
        tree.refresh();
      }
      if (event.affectsConfiguration(settingNames.rememberSubAccounts)) {
        memory.settingChanged().catch(unexpected);
      }
    }),
  );
  own(
    window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        accounts.lookAgain();
        questions.focusCame().catch(unexpected);
      }
    }),
  );

  const clipboard = own(
    new Clipboard({
      clipboard: env.clipboard,
      clearAfter,
      host: {
        isBrowser: env.uiKind === UIKind.Web,
        hasFocus: () => window.state.focused,
        askToClearAgain,
      },
    }),
  );
  own(window.onDidChangeWindowState(({ focused }) => focused && clipboard.focusCame()));
  const shared = { accounts: () => accounts.accounts, lists, clipboard, state };
  const canAsk = () => address.canAsk();
  const targets: TargetParts & { readonly tree: SubAccountsTree } = {
    tree,
    findNamed: namedFinder({ ...shared, memory, fetchPage: fetchForList }),
    onUsed: (used) => {
      for (const { account, subAccount } of used) {
        memory.wasUsed(account.id, subAccount.id);
      }
    },
    askSubAccount: async (title) =>
      askSubAccount(title, {
        ...shared,
        onDidChangeList: listChanges.event,
        memory,
        fetchPage: fetchForList,
        first: await tree.subAccountInMind(),
      }),
  };

  const doneSteps = new DoneSteps({
    manifest: context.extension.packageJSON,
    state,
    say: (done) => commands.executeCommand('setContext', contextKeys.doneSteps, done),
  });
  const runs = new Map<CommandId, Parameters<OnCommand>[1]>();
  const on: OnCommand = (id, run) => runs.set(id, run);
  registerAccounts(on, {
    accounts,
    api,
    tree,
    canAsk,
    origin: () => address.origin(),
    reveal: (accountId) => tree.reveals.account(accountId),
    accountInMind: () => tree.accountInMind(),
    focusBeside: (place) => tree.reveals.beside(place),
    questions,
  });
  const refusal = (accountId: string) => api.refusal(accountId);
  const askIfHeldBack = (accountIds: readonly string[]) =>
    accountIds.some((id) => refusal(id)?.kind === 'origin') ? questions.ask() : undefined;
  const loading = own(
    registerLoading(on, { ...shared, tree, sorting, refusal, askIfHeldBack, onUnexpected: unexpected }),
  );
  registerFind(on, {
    ...targets,
    lists,
    reveal: (target) => tree.reveals.subAccount(target),
  });
  registerCopy(on, { ...targets, clipboard, lists, memory });
  const userFolder = Uri.joinPath(context.globalStorageUri, '..', '..');
  registerInsert(on, { ...targets, clipboard, userFolder });
  registerEnv(on, { ...targets, clipboard });
  const programs = Uri.joinPath(context.extensionUri, 'media', 'programs');
  registerRequest(on, { ...targets, ...shared, programs, onUnexpected: unexpected });
  own(registerResponse(on, { ...shared, api, canAsk }));
  const beforeRun = registerRowActions(on, targets);
  on(commandIds.tellFocusedRow, (...args) => tree.tellFocusedRow(args));
  on(commandIds.showLog, () => log.show());
  on(commandIds.openDashboard, () => env.openExternal(Uri.parse(dashboardPage)));
  on(commandIds.openKeyPage, () => env.openExternal(Uri.parse(keyPage)));
  on(commandIds.openContactPage, () => env.openExternal(Uri.parse(contactPage)));
  on(commandIds.openAddressSetting, () => address.open());

  return {
    tree,
    tools: new AgentTools({
      ...shared,
      fetchPage,
      remembered: (account) => memory.of(account),
      refusal,
      lookAgain: () => accounts.lookAgain(),
      onUnexpected: unexpected,
    }),
    run: async (id, args) => {
      try {
        // Another window may have changed the accounts without a sign.
        accounts.lookAgain();
        beforeRun(id);
        doneSteps.ran(id).catch(unexpected);
        await runs.get(id)?.(...args);
      } catch (error) {
        // VS Code would show the error's own text, and nobody knows what that holds.
        unexpected(error);
        void window.showErrorMessage(unexpectedSentence());
      }
    },
    unexpected,
    beforeEnd: async () => {
      await Promise.all([clipboard.clearDue(), memory.keepNow()]);
    },
    // The last built goes first: what is aborted at the end still finds the log open.
    dispose: () => disposeAll(parts.reverse(), unexpected),
  };
}

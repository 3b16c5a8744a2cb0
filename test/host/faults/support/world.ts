// All of the extension between the API's address and the rows of the view, for one account, on a sandbox of its own.
import { EventEmitter } from 'vscode';
import { AccountNames } from '../../../../src/accounts/account';
import { AccountApi } from '../../../../src/accounts/accountApi';
import { type AccountChange, AccountStore } from '../../../../src/accounts/accountStore';
import { Keychain } from '../../../../src/accounts/keychain';
import { originOf } from '../../../../src/accounts/origins';
import { StoredState } from '../../../../src/accounts/storedState';
import { createApi } from '../../../../src/api/client';
import { Limiter } from '../../../../src/api/limiter';
import { done } from '../../../../src/api/result';
import { logRequest } from '../../../../src/common/log';
import type { Row } from '../../../../src/common/rows';
import { LoadAll, type LoadingParts } from '../../../../src/features/loading/loadAll';
import { loadMore } from '../../../../src/features/loading/loadMore';
import { type SubAccountList, SubAccountLists } from '../../../../src/subAccounts/lists';
import { SubAccountsTree } from '../../../../src/tree/tree';
import { createView, type SubAccountsView } from '../../../../src/tree/view';
import { makeAccount, type Sandbox, startSandbox } from '../../../sandbox/sandbox';
import { FakeMemento, FakeSecrets } from '../../../unit/support/vscodeParts';
import { FakeLog } from '../../support/fakeLog';
import { FakeWindow } from '../../support/fakeWindow';

/** What people call the account. */
export const accountName = 'Agence Lyon';

/** The service's own name for it, and how many sub-accounts it has: two full pages and a rest. */
const username = 'agence@example.fr';
const count = 45;

/** The account's key: known beforehand, for faults that repeat it. It opens nothing but the sandbox. */
export const apiKey = makeAccount(username, 0).apiKey;

export interface World {
  readonly sandbox: Sandbox;
  readonly tree: SubAccountsTree;
  readonly list: SubAccountList;
  /** What features are given. */
  readonly parts: LoadingParts;
  readonly view: SubAccountsView['view'];
  /** Resolves once the list is so. */
  until(condition: (list: SubAccountList) => boolean): Promise<void>;
  readonly log: FakeLog;
  readonly messages: FakeWindow;
  /** Milliseconds that the quiet retries were asked to wait; they did not. */
  readonly waits: number[];
  /** Faults of our own. */
  readonly unexpected: unknown[];
  /** The settings. */
  readonly settings: { baseUrl: string; seconds: number };
  /** Shows the view for the first time, and resolves once page 1 has answered or failed. */
  show(): Promise<void>;
  /** What a click on the row that loads more does. */
  click(row: Row): Promise<void>;
  close(): Promise<void>;
}

/** What is waited is recorded, not waited. */
class NoPause extends Limiter {
  constructor() {
    super({ longestKept: 0 });
  }
}

/** Opens a world in which all is well and nothing was asked yet. `rows`: how many sub-accounts there are; `limiter`: how fast it is asked. */
export async function openWorld({
  rows = count,
  limiter = new NoPause(),
}: {
  readonly rows?: number;
  readonly limiter?: Limiter;
} = {}): Promise<World> {
  const sandbox = await startSandbox({ accounts: [makeAccount(username, rows)] });
  const changes = new EventEmitter<AccountChange>();
  const accounts = new AccountStore({
    keychain: new Keychain(new FakeSecrets()),
    names: new AccountNames(new StoredState(new FakeMemento())),
    changes,
    lookAgainAfter: [],
  });
  await accounts.add({ name: accountName }, apiKey);
  const id = accounts.accounts[0]?.id ?? '';

  const settings = { baseUrl: sandbox.url, seconds: 30 };
  const log = new FakeLog();
  const waits: number[] = [];
  const unexpected: unknown[] = [];
  const sleep = async (milliseconds: number) => void waits.push(milliseconds);
  const api = new AccountApi({
    accounts: {
      // The person has agreed to wherever a fault is: what happens where they have not is proven elsewhere.
      find: (account) => {
        const found = accounts.find(account);
        return found && { ...found, origins: [originOf(settings.baseUrl)] };
      },
      readApiKey: (account) => accounts.readApiKey(account),
      isKeyOf: (account, apiKey) => accounts.isKeyOf(account, apiKey),
      allow: async () => done,
    },
    settings: {
      apiBaseUrl: () => ({ ok: true, value: settings.baseUrl }),
      requestTimeout: () => settings.seconds,
    },
    onUnexpected: (error) => unexpected.push(error),
    // Half of the jitter's span is its middle: what is waited is a round number.
    createApi: (options) => createApi({ ...options, retry: { sleep, random: () => 0.5 } }),
    limiter,
    onRequest: (account, entry) => logRequest(log, account, entry),
  });
  const lists = new SubAccountLists(
    api.fetchSubAccounts,
    (accountId, landed) => {
      tree.refreshList(accountId, landed);
      changed.fire();
    },
    (error) => unexpected.push(error),
  );
  const changed = new EventEmitter<void>();
  const messages = new FakeWindow();
  const view = createView(() => tree);
  const tree = new SubAccountsTree(view, accounts, lists, { times: { together: 0, apart: 0 } });
  const list = lists.ofAccount(id);
  const askIfHeldBack = () => undefined;
  const parts = { accounts: () => accounts.accounts, lists, tree, askIfHeldBack };
  return {
    sandbox,
    tree,
    list,
    parts,
    view: view.view,
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (condition(list)) {
            watching.dispose();
            resolve();
          }
        };
        const watching = changed.event(look);
        look();
      }),
    log,
    messages,
    waits,
    unexpected,
    settings,
    show: () => {
      tree.getChildren();
      return list.loadMore();
    },
    click: (row) => loadMore([row], parts, new LoadAll(parts)),
    close: async () => {
      messages.restore();
      tree.dispose();
      view.dispose();
      lists.dispose();
      limiter.dispose();
      accounts.dispose();
      changes.dispose();
      changed.dispose();
      await sandbox.close();
    },
  };
}

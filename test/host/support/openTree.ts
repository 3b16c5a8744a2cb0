// The real tree view of the extension, on a real account store and on lists that load when the test says so.
import { EventEmitter } from 'vscode';
import { AccountNames } from '../../../src/accounts/account';
import { type AccountChange, AccountStore } from '../../../src/accounts/accountStore';
import { Keychain } from '../../../src/accounts/keychain';
import { StoredState } from '../../../src/accounts/storedState';
import type { SubAccount } from '../../../src/api/subAccount';
import type { Row } from '../../../src/common/rows';
import type { OwnedSubAccount } from '../../../src/common/targets';
import type { SortOrder } from '../../../src/subAccounts/sortOrder';
import { SubAccountsTree } from '../../../src/tree/tree';
import { createView } from '../../../src/tree/view';
import { FakeMemento, FakeSecrets } from '../../unit/support/vscodeParts';
import { ListsOnDemand } from './listsOnDemand';

export interface OpenTree {
  readonly tree: SubAccountsTree;
  readonly service: ListsOnDemand;
  readonly accounts: AccountStore;
  /** What VS Code was told to look at again: a row, or undefined for everything. */
  readonly told: (Row | undefined)[];
  /** The order of the rows, as if the person chose it. */
  sortOrder: SortOrder;
  /** What the clock shows by which rows have just moved, in milliseconds; unless given, much time passes between any two looks at it. */
  now: number | undefined;
  /** The setting. */
  lowBalance: string | undefined;
  /** A sub-account as one of the first account's, as a person picks it; undefined for none. */
  owned(subAccount: SubAccount | undefined): OwnedSubAccount | undefined;
  dispose(): void;
}

/** Opens the tree with accounts of these ids, wired as the extension wires it. An account's name is “Account ID”. */
export function openTree(...accountIds: string[]): OpenTree {
  const state = new FakeMemento();
  state.values.set(
    'mailPartner.accounts',
    accountIds.map((id) => ({ id, name: `Account ${id}` })),
  );
  const changes = new EventEmitter<AccountChange>();
  const accounts = new AccountStore({
    keychain: new Keychain(new FakeSecrets()),
    names: new AccountNames(new StoredState(state)),
    changes,
    lookAgainAfter: [],
  });
  const service = new ListsOnDemand((accountId, landed) => tree.refreshList(accountId, landed));
  let looks = 0;
  let made: OpenTree | undefined;
  const view = createView(() => tree);
  const tree = new SubAccountsTree(view, accounts, service.lists, {
    times: { together: 0, apart: 0 },
    sortOrder: () => made?.sortOrder ?? 'server',
    now: () => made?.now ?? looks++ * 60_000,
    lowBalance: () => made?.lowBalance,
  });
  const told: (Row | undefined)[] = [];
  view.changed.event((row) => told.push(row));
  accounts.onDidChange(() => {
    service.lists.keepOnly(accounts.accounts.map(({ id }) => id));
    tree.refresh();
  });
  const opened: OpenTree = {
    tree,
    service,
    accounts,
    told,
    sortOrder: 'server',
    now: undefined,
    lowBalance: undefined,
    owned: (subAccount) => {
      const [account] = accounts.accounts;
      return account && subAccount && { account, subAccount };
    },
    dispose: () => {
      tree.dispose();
      view.dispose();
      service.lists.dispose();
      accounts.dispose();
      changes.dispose();
    },
  };
  made = opened;
  return opened;
}

/** Lets what is to be told be told: this timer is due after the tree's own, which was set before it. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}

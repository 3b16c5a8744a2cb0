// The view "Sub-accounts": which rows there are, and when VS Code is told that they changed.
import {
  commands,
  type Disposable,
  EventEmitter,
  env,
  l10n,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from 'vscode';
import type { AccountStore } from '../accounts/accountStore';
import type { SubAccount } from '../api/subAccount';
import type { SubAccountLists } from '../subAccounts/lists';
import { formatCount } from './format';
import { viewId } from './names';
import { Pace, type Times } from './pace';
import { type Row, Rows, rowId, type SubAccountRow } from './rows';
import { loadedCount, treeItem } from './treeItems';

export class SubAccountsTree implements TreeDataProvider<Row>, Disposable {
  readonly #accounts: AccountStore;
  readonly #lists: SubAccountLists;
  readonly #rows = new Rows();
  readonly #changed = new EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: TreeView<Row>;
  /** Accounts whose rows changed since VS Code was last told; undefined stands for everything. */
  readonly #pending = new Set<string | undefined>();
  readonly #pace: Pace;
  readonly #subscription: Disposable;
  #endProgress: (() => void) | undefined;
  #accountsSaid: number | undefined;

  constructor(accounts: AccountStore, lists: SubAccountLists, times?: Times) {
    this.#accounts = accounts;
    this.#lists = lists;
    this.#pace = new Pace(() => this.#tell(), times);
    this.#view = window.createTreeView(viewId, {
      treeDataProvider: this,
      canSelectMany: true,
    });
    // Another window may have changed the accounts without a sign: not every host tells of its keychain's changes.
    this.#subscription = this.#view.onDidChangeVisibility(({ visible }) => {
      if (visible) {
        accounts.lookAgain();
      }
    });
    this.#sayWhatIsShown();
  }

  /** The selected rows, in tree order. */
  get selection(): readonly Row[] {
    return this.inTreeOrder(this.#view.selection);
  }

  // Always answers at once, from what is loaded: VS Code mixes up rows that change while an answer is pending.
  getChildren(row?: Row): Row[] {
    if (row) {
      return row.kind === 'account' ? this.#rowsOf(row.accountId) : [];
    }
    const { accounts } = this.#accounts;
    const [only] = accounts;
    if (accounts.length === 1 && only) {
      return this.#rowsOf(only.id);
    }
    return accounts.map((account) => this.#rows.account(account.id));
  }

  getParent(row: Row): Row | undefined {
    const several = this.#accounts.accounts.length > 1;
    return several && row.kind !== 'account' ? this.#rows.account(row.accountId) : undefined;
  }

  getTreeItem(row: Row): TreeItem {
    const account = this.#accounts.find(row.accountId);
    if (!account) {
      // Gone since VS Code was told of it: the next refresh takes the row away.
      return { id: rowId(row), label: '' };
    }
    return treeItem(row, { account, list: this.#lists.of(row.accountId), locale: env.language });
  }

  /** The sub-account behind a row, while it is loaded. */
  subAccount(row: SubAccountRow): SubAccount | undefined {
    return this.#accounts.find(row.accountId) && this.#lists.of(row.accountId).get(row.subAccountId);
  }

  /** The same rows as they stand in the tree, each once. */
  inTreeOrder(rows: readonly Row[]): Row[] {
    // By id: what is selected may still be the row from before a refresh.
    const wanted = new Set(rows.map(rowId));
    const accountIds = new Set(rows.map((row) => row.accountId));
    return this.#accounts.accounts
      .filter((account) => accountIds.has(account.id))
      .flatMap((account) => [
        this.#rows.account(account.id),
        ...this.#rows.ofList(account.id, this.#lists.of(account.id)),
      ])
      .filter((row) => wanted.has(rowId(row)));
  }

  /** Moves focus from the pager row to the row before it, so that the next arrow down meets the first new row. */
  async focusBeforePager(accountId: string): Promise<void> {
    const last = this.#lists.of(accountId).rows.at(-1);
    if (!last || !this.#view.visible) {
      return;
    }
    try {
      await this.#view.reveal(this.#rows.subAccount(accountId, last), { select: true, focus: true });
    } catch {
      // The row went away meanwhile: focus stays where it is, and nothing is lost.
    }
  }

  /** Tells VS Code, soon and once, that an account's rows changed; without an account, that all may have. */
  refresh(accountId?: string): void {
    const several = this.#accounts.accounts.length > 1;
    this.#pending.add(several ? accountId : undefined);
    this.#pace.ask();
  }

  dispose(): void {
    this.#pace.dispose();
    this.#endProgress?.();
    this.#subscription.dispose();
    this.#view.dispose();
    this.#changed.dispose();
  }

  #rowsOf(accountId: string): Row[] {
    const list = this.#lists.of(accountId);
    if (list.pristine) {
      void list.loadMore();
    }
    return this.#rows.ofList(accountId, list);
  }

  #tell(): void {
    const pending = [...this.#pending];
    this.#pending.clear();
    this.#sayWhatIsShown();
    if (pending.includes(undefined)) {
      this.#rows.keepOnly(this.#accounts.accounts.map((account) => account.id));
      this.#changed.fire(undefined);
      return;
    }
    for (const accountId of pending) {
      if (accountId !== undefined && this.#accounts.find(accountId)) {
        this.#changed.fire(this.#rows.account(accountId));
      }
    }
  }

  #sayWhatIsShown(): void {
    const { accounts } = this.#accounts;
    if (this.#accountsSaid !== accounts.length) {
      this.#accountsSaid = accounts.length;
      void commands.executeCommand('setContext', 'mailPartner.accounts', accounts.length);
    }
    this.#view.description = this.#description();
    // A single account has no row that could say it, and VS Code shows no description of a view that is alone.
    this.#view.message =
      accounts.length === 1 && accounts[0]?.sessionOnly
        ? l10n.t('The API key is kept for this session only. Replace it to keep it in the keychain.')
        : '';
    const loading = accounts.some(({ id }) => this.#lists.of(id).state.kind === 'loading');
    if (loading && !this.#endProgress) {
      void window.withProgress(
        { location: { viewId } },
        () =>
          new Promise<void>((resolve) => {
            this.#endProgress = resolve;
          }),
      );
    } else if (!loading) {
      this.#endProgress?.();
      this.#endProgress = undefined;
    }
  }

  #description(): string {
    const { accounts } = this.#accounts;
    const [only] = accounts;
    if (accounts.length > 1) {
      return l10n.t('{0} accounts', formatCount(accounts.length, env.language));
    }
    const list = only && this.#lists.of(only.id);
    return list && list.rows.length > 0 ? loadedCount(list, env.language) : '';
  }
}

// The view "Sub-accounts": which rows there are, and when VS Code is told that they changed.
import { type DataTransfer, type Disposable, EventEmitter, env, type TreeItem } from 'vscode';
import type { AccountStore } from '../accounts/accountStore';
import { Pace, type Times } from '../common/core/pace';
import type { Row, SubAccountRow } from '../common/rows';
import type { OwnedSubAccount, TreeRows } from '../common/targets';
import type { SubAccountList, SubAccountLists } from '../subAccounts/lists';
import type { SortOrder } from '../subAccounts/sortOrder';
import { dragTokens } from './dragTokens';
import { focusOnceShown } from './focusOnceShown';
import { GivenRows } from './givenRows';
import { Heading } from './heading';
import { KeptItems } from './keptItems';
import { Rows, rowId } from './rows';
import { type Looks, subAccountTooltip } from './subAccountItem';
import { type Shown, treeItem } from './treeItems';
import type { SubAccountsView, TreeAnswers } from './view';

export interface TreeOptions {
  readonly times?: Times;
  /** The order of sub-accounts; the service's unless given. */
  readonly sortOrder?: () => SortOrder;
  /** Below this balance, in euros as decimal text, a sub-account is marked; none is unless given. */
  readonly lowBalance?: () => string | undefined;
}

export class SubAccountsTree implements TreeAnswers, TreeRows, Disposable {
  readonly #accounts: AccountStore;
  readonly #lists: SubAccountLists;
  readonly #options: TreeOptions;
  readonly #rows = new Rows();
  readonly #given = new GivenRows();
  readonly #items = new KeptItems();
  readonly #view: SubAccountsView['view'];
  readonly #changed: SubAccountsView['changed'];
  /** Fires when VS Code has asked for the rows of the tree. */
  readonly #rowsAsked = new EventEmitter<void>();
  /** Accounts whose lists changed since VS Code was last told; undefined stands for everything. */
  readonly #pending = new Set<string | undefined>();
  readonly #pace: Pace;
  readonly #subscription: Disposable;
  readonly #heading: Heading;
  #focusing: AbortController | undefined;
  /** As it was when VS Code last asked for rows: reading a setting costs far more than making an item. */
  #lowBalance: string | undefined;

  constructor(
    { view, changed }: SubAccountsView,
    accounts: AccountStore,
    lists: SubAccountLists,
    options: TreeOptions = {},
  ) {
    this.#view = view;
    this.#changed = changed;
    this.#accounts = accounts;
    this.#lists = lists;
    this.#options = options;
    this.#pace = new Pace(() => this.#tell(), options.times);
    // Another window may have changed the accounts without a sign: not every host tells of its keychain's changes.
    this.#subscription = this.#view.onDidChangeVisibility(({ visible }) => {
      if (visible) {
        accounts.lookAgain();
      }
    });
    this.#heading = new Heading(this.#view, accounts, lists);
    this.#heading.say();
  }

  get selection(): readonly Row[] {
    return this.inTreeOrder(this.#view.selection);
  }

  // Always answers at once, from what is loaded: VS Code mixes up rows that change while an answer is pending.
  getChildren(row?: Row): Row[] {
    this.#lowBalance = this.#options.lowBalance?.();
    if (row) {
      return row.kind === 'account' ? this.#rowsOf(row.accountId) : [];
    }
    const { accounts } = this.#accounts;
    const [only] = accounts;
    this.#rowsAsked.fire();
    if (accounts.length === 1 && only) {
      return this.#rowsOf(only.id);
    }
    return accounts.map((account) => this.#rows.account(account.id));
  }

  getParent(row: Row): Row | undefined {
    return this.#several && row.kind !== 'account' ? this.#rows.account(row.accountId) : undefined;
  }

  getTreeItem(row: Row): TreeItem {
    const account = this.#accounts.find(row.accountId);
    if (!account) {
      // Gone since VS Code was told of it: the next refresh takes the row away.
      return { id: rowId(row), label: '' };
    }
    const shown: Shown = { account, list: this.#lists.of(row.accountId), ...this.#looks };
    return row.kind === 'subAccount' ? this.#items.of(row, shown) : treeItem(row, shown);
  }

  /** VS Code asks for what a row's item lacks once the mouse rests on it. */
  resolveTreeItem(item: TreeItem, row: Row): TreeItem {
    const found = row.kind === 'subAccount' && this.subAccountOf(row);
    if (found) {
      item.tooltip = subAccountTooltip(found.subAccount, this.#looks);
    }
    return item;
  }

  handleDrag(rows: readonly Row[], dragged: DataTransfer): void {
    dragTokens(rows, dragged, this);
  }

  subAccountOf(row: SubAccountRow): OwnedSubAccount | undefined {
    const account = this.#accounts.find(row.accountId);
    const subAccount = account && this.#lists.of(row.accountId).get(row.subAccountId);
    return account && subAccount && { account, subAccount };
  }

  inTreeOrder(rows: readonly Row[]): Row[] {
    // By id: what is selected may still be the row from before a refresh.
    const wanted = new Set(rows.map(rowId));
    const accountIds = new Set(rows.map((row) => row.accountId));
    return this.#accounts.accounts
      .filter((account) => accountIds.has(account.id))
      .flatMap((account) => [
        this.#rows.account(account.id),
        ...this.#rows.ofList(account.id, this.#lists.of(account.id), this.#order),
      ])
      .filter((row) => wanted.has(rowId(row)));
  }

  /** Moves focus from the pager row to the row before it, so that the next arrow down meets the first new row. */
  async focusBeforePager(accountId: string): Promise<void> {
    const list = this.#lists.of(accountId);
    const last = this.#rows.ofList(accountId, list, this.#order).findLast((row) => row.kind === 'subAccount');
    if (last && this.#view.visible) {
      await this.#reveal(last);
    }
  }

  /** Shows the view with this sub-account selected and under the keyboard. Does nothing where it is not loaded (any more). */
  async reveal({ account: { id: accountId }, subAccount: { id } }: OwnedSubAccount): Promise<void> {
    const list = this.#lists.of(accountId);
    const subAccount = list.get(id);
    if (!subAccount) {
      return;
    }
    this.#pace.flush();
    if (!this.#given.isCurrent(accountId, list, this.#order)) {
      // VS Code can reveal only what it has been told of.
      this.#fireRows(accountId);
    }
    const row = this.#rows.subAccount(accountId, list, subAccount);
    if (row) {
      await this.#reveal(row);
    }
  }

  /**
   * Puts the keyboard on an account: on its own row, selected, which it has where there are several (it may be far below another
   * account's list); otherwise into the list, once it has rows. `focusList` is `focusOnceShown`: only whoever adds an account loads it.
   */
  async revealAccount(accountId: string): Promise<void> {
    this.#pace.flush();
    if (!this.#accounts.find(accountId)) {
      return;
    }
    if (this.#several) {
      await this.#reveal(this.#rows.account(accountId));
    } else {
      const list = this.#lists.of(accountId);
      const isShown = () =>
        this.#view.visible &&
        !list.pristine &&
        (list.rows.length > 0 || list.state.kind !== 'loading') &&
        this.#given.isCurrent(accountId, list, this.#order);
      this.#focusing = new AbortController();
      await focusOnceShown({ isShown, rowsAsked: this.#rowsAsked.event }, this.#focusing.signal);
    }
  }

  /** The person has given another command: the keyboard stays where that puts it. */
  leaveFocus(): void {
    this.#focusing?.abort();
  }

  /** Keeps the selected row in sight, where it moved with the order. */
  async showSelected(): Promise<void> {
    this.#pace.flush();
    const [row] = this.selection;
    if (row && this.#view.visible) {
      await this.#reveal(row, { select: false, focus: false });
    }
  }

  /** Tells VS Code, soon and once, that an account's list changed; without an account, that all may have. */
  refresh(accountId?: string): void {
    this.#pending.add(accountId);
    this.#pace.ask();
  }

  dispose(): void {
    this.#pace.dispose();
    this.#heading.dispose();
    this.#subscription.dispose();
    this.#rowsAsked.dispose();
  }

  get #looks(): Looks {
    return { locale: env.language, lowBalance: this.#lowBalance };
  }

  get #order(): SortOrder {
    return this.#options.sortOrder?.() ?? 'server';
  }

  async #reveal(row: Row, how = { select: true, focus: true }): Promise<void> {
    try {
      await this.#view.reveal(row, how);
    } catch {
      // The row went away meanwhile: focus stays where it is, and nothing is lost.
    }
  }

  #rowsOf(accountId: string): Row[] {
    const list = this.#lists.of(accountId);
    if (list.pristine) {
      void list.loadMore();
    }
    this.#given.note(accountId, list, this.#order);
    return this.#rows.ofList(accountId, list, this.#order);
  }

  #tell(): void {
    const pending = [...this.#pending];
    this.#pending.clear();
    this.#heading.say();
    if (pending.includes(undefined)) {
      const ids = this.#accounts.accounts.map((account) => account.id);
      this.#rows.keepOnly(ids);
      this.#given.keepOnly(ids);
      this.#changed.fire(undefined);
      return;
    }
    for (const accountId of pending) {
      if (accountId !== undefined && this.#accounts.find(accountId)) {
        this.#tellOf(accountId, this.#lists.of(accountId));
      }
    }
  }

  #tellOf(accountId: string, list: SubAccountList): void {
    const last = this.#rows.lastOf(accountId, list);
    if (this.#given.change(accountId, list, this.#order) === 'lastRow') {
      if (last) {
        this.#changed.fire(last);
      }
      // The account's own row says how its list stands, and can only be told together with its rows.
      if (list.state.kind === 'loading' || !this.#several) {
        return;
      }
    }
    this.#fireRows(accountId);
  }

  get #several(): boolean {
    return this.#accounts.accounts.length > 1;
  }

  #fireRows(accountId: string): void {
    this.#changed.fire(this.#several ? this.#rows.account(accountId) : undefined);
  }
}

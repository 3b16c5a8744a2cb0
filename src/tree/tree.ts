// The view "Sub-accounts": what VS Code is answered when it asks for rows and items, and where the keyboard goes.
import { type DataTransfer, type Disposable, EventEmitter, env, type TreeItem } from 'vscode';
import type { AccountStore } from '../accounts/accountStore';
import type { SubAccount } from '../api/subAccount';
import { disposeAll } from '../common/core/disposeAll';
import type { Times } from '../common/core/pace';
import { type Row, type SubAccountRow, subAccountRow } from '../common/rows';
import type { OwnedSubAccount, TreeRows } from '../common/targets';
import { warmUpFormats } from '../common/words/format';
import type { SubAccountLists } from '../subAccounts/lists';
import type { SortOrder } from '../subAccounts/sortOrder';
import { type RowKey, RowMoves } from './core/rowMoves';
import { dragTokens } from './dragTokens';
import { focusOnceShown } from './focusOnceShown';
import { Heading } from './heading';
import { RowCache } from './rowCache';
import { type Looks, SubAccountItems, subAccountTooltip } from './subAccountItem';
import { listItem } from './treeItems';
import { TreeUpdates } from './updates';
import type { SubAccountsView, TreeAnswers } from './view';

export interface TreeOptions {
  readonly times?: Times;
  /** The order of sub-accounts; the service's unless given. */
  readonly sortOrder?: () => SortOrder;
  /** The time in milliseconds, which only goes forward; the computer's unless given. */
  readonly now?: () => number;
  /** Below this balance, in euros as decimal text, a sub-account is marked; none is unless given. */
  readonly lowBalance?: () => string | undefined;
}

export class SubAccountsTree implements TreeAnswers, TreeRows, Disposable {
  readonly #accounts: AccountStore;
  readonly #lists: SubAccountLists;
  readonly #options: TreeOptions;
  readonly #rows = new RowCache();
  readonly #items = new SubAccountItems();
  readonly #view: SubAccountsView['view'];
  /** Fires when VS Code has asked for the rows of the tree. */
  readonly #rowsAsked = new EventEmitter<void>();
  readonly #updates: TreeUpdates;
  readonly #subscription: Disposable;
  readonly #heading: Heading;
  readonly #moves: RowMoves;
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
    this.#accounts = accounts;
    this.#lists = lists;
    this.#options = options;
    this.#moves = new RowMoves(options.now ?? (() => performance.now()));
    this.#heading = new Heading({
      view,
      accounts,
      lists,
      order: () => this.#order,
      onRowsMoved: () => this.#moves.allMoved(),
    });
    this.#updates = new TreeUpdates({
      changed,
      accounts,
      lists,
      rows: this.#rows,
      order: () => this.#order,
      afterTold: () => this.#heading.say(),
      times: options.times,
    });
    // Another window may have changed the accounts without a sign: not every host tells of its keychain's changes.
    this.#subscription = this.#view.onDidChangeVisibility(({ visible }) => {
      if (visible) {
        accounts.lookAgain();
      }
      this.#heading.say();
    });
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
    const ids = accounts.map(({ id }) => id);
    this.#moves.keepOnly(['', ...ids]);
    this.#moves.given('', ids, ids);
    if (accounts.length === 1 && only) {
      return this.#rowsOf(only.id);
    }
    return accounts.map((account) => this.#rows.account(account.id));
  }

  getParent(row: Row): Row | undefined {
    return this.#hasSeveral && row.kind !== 'account' ? this.#rows.account(row.accountId) : undefined;
  }

  getTreeItem(row: Row): TreeItem {
    const id = this.#rows.idOf(row);
    if (row.kind === 'subAccount') {
      const subAccount = this.#lists.subAccount(row.accountId, row.subAccountId);
      return subAccount ? this.#items.of(subAccount, id, this.#looks) : { id, label: '' };
    }
    const account = this.#accounts.find(row.accountId);
    if (!account) {
      // Gone since VS Code was told of it: the next refresh takes the row away.
      return { id, label: '' };
    }
    const looks = { account, list: this.#lists.ofAccount(row.accountId), locale: env.language };
    const item = listItem(row, looks);
    item.id = id;
    if (row.kind === 'account') {
      this.#updates.noteAccount(account.id, item);
    }
    return item;
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
    const subAccount = account && this.#lists.subAccount(row.accountId, row.subAccountId);
    return account && subAccount && { account, subAccount };
  }

  hasJustMoved(row: Row): boolean {
    return this.#moves.hasJustMoved(row.accountId, placeKey(row));
  }

  inTreeOrder(rows: readonly Row[]): Row[] {
    // By id: what is selected may still be the row from before a refresh.
    const wanted = new Set(rows.map((row) => this.#rows.idOf(row)));
    const accountIds = new Set(rows.map((row) => row.accountId));
    return this.#accounts.accounts
      .filter((account) => accountIds.has(account.id))
      .flatMap((account) => [
        this.#rows.account(account.id),
        ...this.#rows.ofList(account.id, this.#lists.ofAccount(account.id), this.#order),
      ])
      .filter((row) => wanted.has(this.#rows.idOf(row)));
  }

  /** Moves focus from the pager row to the row before it, so that the next arrow down meets the first new row. */
  async focusBeforePager(accountId: string): Promise<void> {
    const list = this.#lists.ofAccount(accountId);
    const last = this.#rows.ofList(accountId, list, this.#order).findLast((row) => row.kind === 'subAccount');
    if (last && this.#view.visible) {
      await this.#reveal(last);
    }
  }

  /** Shows the view with this sub-account selected and under the keyboard. Does nothing where it is not loaded (any more). */
  async reveal({ account: { id: accountId }, subAccount: { id } }: OwnedSubAccount): Promise<void> {
    const list = this.#lists.ofAccount(accountId);
    const subAccount = list.get(id);
    if (!subAccount) {
      return;
    }
    this.#updates.flush();
    this.#updates.bringUpToDate(accountId);
    const row = this.#rows.subAccount(accountId, list, subAccount);
    if (row) {
      await this.#reveal(row);
    }
  }

  /**
   * Puts the keyboard on an account: on its own row, selected, which it has where there are several (it may be far below another
   * account's list); otherwise into the list, once it has rows.
   */
  async revealAccount(accountId: string): Promise<void> {
    this.#updates.flush();
    if (!this.#accounts.find(accountId)) {
      return;
    }
    if (this.#hasSeveral) {
      await this.#reveal(this.#rows.account(accountId));
    } else {
      const list = this.#lists.ofAccount(accountId);
      const isShown = () =>
        this.#view.visible &&
        !list.pristine &&
        (list.rows.length > 0 || list.state.kind !== 'loading') &&
        this.#updates.isCurrent(accountId);
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
    this.#updates.flush();
    const [row] = this.selection;
    if (row && this.#view.visible) {
      await this.#reveal(row, { select: false, focus: false });
    }
  }

  /** Tells VS Code, at once, that something changed which may concern every row. */
  refresh(): void {
    this.#updates.refresh();
  }

  /** Tells VS Code, soon and once, that an account's list changed; `landed` is what a page that just landed answered. */
  refreshList(accountId: string, landed: readonly SubAccount[] = []): void {
    if (this.#view.visible && this.#updates.isAskedFor(accountId)) {
      // The items a few at a time, page by page: thousands at once would hold up whatever else runs here.
      for (const { id: subAccountId } of landed) {
        this.getTreeItem(subAccountRow(accountId, subAccountId));
      }
    }
    this.#updates.refreshList(accountId, landed.length > 0);
  }

  dispose(): void {
    disposeAll([this.#updates, this.#heading, this.#subscription, this.#rowsAsked]);
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
    const list = this.#lists.ofAccount(accountId);
    if (list.pristine) {
      void list.loadMore();
      // The first use of the language's formats takes as long as a page does: better while that is on its way.
      setImmediate(() => warmUpFormats(env.language));
    }
    this.#updates.noteRows(accountId);
    const rows = this.#rows.ofList(accountId, list, this.#order);
    const ids = this.#accounts.accounts.map(({ id }) => id);
    // The row in the place of a list that has none yet has no button at which a click could be another's.
    const keys = list.rows.length > 0 ? rows.map(placeKey) : [];
    this.#moves.given(accountId, keys, ids.slice(ids.indexOf(accountId) + 1));
    return rows;
  }

  get #hasSeveral(): boolean {
    return this.#accounts.accounts.length > 1;
  }
}

/** What a row is, for where it stands. */
function placeKey(row: Row): RowKey {
  return row.kind === 'subAccount' ? row.subAccountId : row.kind;
}

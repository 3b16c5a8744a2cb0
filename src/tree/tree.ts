// The view "Sub-accounts": what VS Code is answered when it asks for rows and items.
import { type DataTransfer, type Disposable, env, type TreeItem } from 'vscode';
import type { AccountStore } from '../accounts/accountStore';
import type { SubAccount } from '../api/subAccount';
import { disposeAll } from '../common/core/disposeAll';
import type { Times } from '../common/core/pace';
import { commandIds } from '../common/ids';
import { type Row, type SubAccountRow, subAccountRow } from '../common/rows';
import type { OwnedSubAccount, TreeRows } from '../common/targets';
import { warmUpFormats } from '../common/words/format';
import type { SubAccountLists } from '../subAccounts/lists';
import type { SortOrder } from '../subAccounts/sortOrder';
import { dragTokens } from './dragTokens';
import { GivenRows } from './givenRows';
import { Heading } from './heading';
import { Keyboard } from './keyboard';
import { Reveals } from './reveals';
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

/** Of the row of each sub-account. Without arguments: VS Code forgets them when it refreshes the rows. */
const clicked = { command: commandIds.clickRow, title: '' };

export class SubAccountsTree implements TreeAnswers, TreeRows, Disposable {
  readonly #accounts: AccountStore;
  readonly #lists: SubAccountLists;
  readonly #options: TreeOptions;
  readonly #rows: GivenRows;
  readonly #items = new SubAccountItems();
  readonly #view: SubAccountsView['view'];
  readonly #updates: TreeUpdates;
  readonly #subscription: Disposable;
  readonly #heading: Heading;
  readonly #keyboard: Keyboard;
  /** Shows rows, and gives them the keyboard. */
  readonly reveals: Reveals;
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
    const order = () => options.sortOrder?.() ?? 'server';
    this.#rows = new GivenRows({
      accounts,
      lists,
      order,
      selected: () => this.#keyboard.selected,
      now: options.now ?? (() => performance.now()),
    });
    this.#heading = new Heading({
      view,
      accounts,
      lists,
      order,
      onRowsMoved: () => this.#rows.allMoved(),
    });
    this.#keyboard = new Keyboard({
      view: {
        reveal: (row, how) => this.#updates.whileShowing(() => view.reveal(row, how)),
        onDidChangeSelection: view.onDidChangeSelection,
      },
      inTreeOrder: (rows) => this.inTreeOrder(rows),
    });
    this.#updates = new TreeUpdates({
      changed,
      accounts,
      lists,
      rows: this.#rows.cache,
      order,
      afterTold: () => this.#heading.say(),
      times: options.times,
    });
    this.reveals = new Reveals({
      view,
      accounts,
      lists,
      rows: this.#rows.cache,
      updates: this.#updates,
      keyboard: this.#keyboard,
      give: (accountId) => this.#rows.ofList(accountId),
      idOf: (row) => this.#rows.idOf(row),
      selection: () => this.selection,
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
    this.reveals.rowsAsked();
    this.#rows.giveAccounts();
    if (accounts.length === 1 && only) {
      return this.#rowsOf(only.id);
    }
    return accounts.map((account) => this.#rows.cache.account(account.id));
  }

  getParent(row: Row): Row | undefined {
    return this.#hasSeveral && row.kind !== 'account' ? this.#rows.cache.account(row.accountId) : undefined;
  }

  getTreeItem(row: Row): TreeItem {
    const id = this.#rows.idOf(row);
    if (row.kind === 'subAccount') {
      const subAccount = this.#lists.subAccount(row.accountId, row.subAccountId);
      const item = subAccount ? this.#items.of(subAccount, id, this.#looks) : { label: '' };
      // It may have been made before its row took over another's.
      item.id = id;
      return item;
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
      // And for its command once it is clicked: there are thousands of rows.
      item.command = clicked;
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

  isFirstNew(row: Row): boolean {
    return this.#keyboard.clicked?.accountId === row.accountId && this.#rows.isFirstNew(row);
  }

  hasJustMoved(row: Row): boolean {
    return this.#rows.hasJustMoved(row);
  }

  inTreeOrder(rows: readonly Row[]): Row[] {
    return this.#rows.inTreeOrder(rows);
  }

  /** The row that was clicked last, where it stands for no sub-account: the commands behind such rows are given none. */
  get clicked(): Row | undefined {
    return this.#keyboard.clicked;
  }

  /** What a click on the row runs. */
  commandOf(row: Row): string | undefined {
    return this.getTreeItem(row).command?.command;
  }

  /** To be awaited by commands behind such rows before they change the list. */
  whenSelectionIsBack(): Promise<void> {
    return this.#keyboard.whenPutBack();
  }

  /** The sub-account whose row is under the keyboard, or selected, where the view is in sight. */
  async subAccountInMind(): Promise<OwnedSubAccount | undefined> {
    return (await this.#rowsInMind())
      .map((row) => (row.kind === 'subAccount' ? this.subAccountOf(row) : undefined))
      .find((found) => found !== undefined);
  }

  /** The same of an account, whichever of its rows it is. */
  async accountInMind(): Promise<string | undefined> {
    const [row] = await this.#rowsInMind();
    return row?.accountId;
  }

  async #rowsInMind(): Promise<readonly Row[]> {
    if (!this.#view.visible) {
      return [];
    }
    const focused = await this.#keyboard.focusedRow();
    return [...(focused ? [focused] : []), ...this.selection];
  }

  /** What VS Code called `tellFocusedRow` with. */
  tellFocusedRow(args: readonly unknown[]): void {
    this.#keyboard.tellFocusedRow(args);
  }

  /** Tells VS Code, at once, that something changed which may concern every row. */
  refresh(): void {
    this.#rows.forgetGone();
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
    disposeAll([this.#updates, this.#heading, this.#keyboard, this.#subscription]);
  }

  get #looks(): Looks {
    return { locale: env.language, lowBalance: this.#lowBalance };
  }

  #rowsOf(accountId: string): Row[] {
    const list = this.#lists.ofAccount(accountId);
    if (list.pristine) {
      void list.loadMore();
      // The first use of the language's formats takes as long as a page does: better while that is on its way.
      setImmediate(() => warmUpFormats(env.language));
    }
    this.#updates.noteRows(accountId);
    return this.#rows.giveList(accountId);
  }

  get #hasSeveral(): boolean {
    return this.#accounts.accounts.length > 1;
  }
}

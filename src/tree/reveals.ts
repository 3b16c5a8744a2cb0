// Rows that are shown because of what a person did just now, and where the keyboard goes with them.
import { commands, type TreeView } from 'vscode';
import type { AccountStore } from '../accounts/accountStore';
import { contextKeys, focusViewId } from '../common/ids';
import type { Row } from '../common/rows';
import type { OwnedSubAccount } from '../common/targets';
import type { SubAccountLists } from '../subAccounts/lists';
import type { Keyboard } from './keyboard';
import type { RowCache } from './rowCache';
import type { TreeUpdates } from './updates';

export interface RevealsParts {
  readonly view: Pick<TreeView<Row>, 'visible'>;
  readonly accounts: Pick<AccountStore, 'accounts' | 'find'>;
  readonly lists: SubAccountLists;
  readonly rows: RowCache;
  readonly updates: Pick<TreeUpdates, 'flush' | 'refresh' | 'bringUpToDate'>;
  readonly keyboard: Pick<Keyboard, 'focus' | 'show' | 'focusedRow'>;
  /** The rows of a list, with the ids by which VS Code will know them. */
  readonly give: (accountId: string) => readonly Row[];
  /** By what VS Code knows a row. */
  readonly idOf: (row: Row) => string;
  readonly selection: () => readonly Row[];
}

export class Reveals {
  readonly #parts: RevealsParts;
  #onRowsAsked: (() => void) | undefined;

  constructor(parts: RevealsParts) {
    this.#parts = parts;
  }

  /** To be told when VS Code has asked for the rows of the tree. */
  rowsAsked(): void {
    this.#onRowsAsked?.();
  }

  /** Shows the view with this sub-account selected and under the keyboard. Does nothing where it is not loaded (any more). */
  async subAccount({ account: { id: accountId }, subAccount: { id } }: OwnedSubAccount): Promise<void> {
    const list = this.#parts.lists.ofAccount(accountId);
    const subAccount = list.get(id);
    if (!subAccount) {
      return;
    }
    const { rows, updates, keyboard, give } = this.#parts;
    updates.flush();
    updates.bringUpToDate(accountId);
    const row = rows.subAccount(accountId, list, subAccount);
    if (row) {
      // As VS Code will be given it.
      give(accountId);
      await keyboard.focus(row, { select: true });
    }
  }

  /**
   * Puts the keyboard on the first row of an account's list, which unfolds it. Where that is "Loading…", it goes on from there by itself: to
   * the first sub-account, or to why there is none.
   */
  async account(accountId: string): Promise<void> {
    this.#parts.updates.flush();
    await this.#focusFirst(accountId);
  }

  /** Puts the keyboard beside the account that stood at this place and is gone: on the one that is there now, or on what the view says without any. */
  async beside(place: number): Promise<void> {
    if (!this.#parts.view.visible) {
      return;
    }
    this.#parts.updates.flush();
    const { accounts } = this.#parts.accounts;
    const beside = accounts[Math.min(place, accounts.length - 1)];
    if (!beside) {
      await this.#focusWelcome();
      return;
    }
    if (this.#parts.accounts.accounts.length > 1) {
      await this.#parts.keyboard.focus(this.#parts.rows.account(beside.id));
    } else {
      await this.#focusFirst(beside.id);
    }
  }

  /** Keeps the row in sight that is under the keyboard, or selected, where it moved with the order; without any, the first is what one looks for. */
  async inMind(): Promise<void> {
    const { updates, keyboard, view, accounts, give, selection } = this.#parts;
    updates.flush();
    if (!view.visible) {
      return;
    }
    const [account] = accounts.accounts;
    const [first] = account && accounts.accounts.length === 1 ? give(account.id) : [];
    const row = (await keyboard.focusedRow()) ?? selection()[0] ?? first;
    if (row) {
      await keyboard.show(row);
    }
  }

  /** VS Code gives the keyboard to the welcome text only once it shows that: after it has asked for rows, and got none. */
  async #focusWelcome(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#onRowsAsked = resolve;
      this.#parts.updates.refresh();
    });
    // VS Code has the answer before what is said to it after this turn, and draws it before it answers in turn.
    await new Promise((resolve) => setImmediate(resolve));
    await commands.executeCommand('setContext', contextKeys.accounts, 0);
    await commands.executeCommand(focusViewId);
  }

  /** The first row may be another by the time that VS Code looks for it: the list may just be coming. */
  async #focusFirst(accountId: string): Promise<void> {
    const firstNow = () =>
      this.#parts.accounts.find(accountId) ? this.#parts.give(accountId)[0] : undefined;
    // A row that took over from it needs nothing more: VS Code knows both by one id, and the person may have gone elsewhere meanwhile.
    let done: string | undefined;
    let tried: Row | undefined;
    for (
      let first = firstNow();
      first && first !== tried && this.#parts.idOf(first) !== done;
      first = firstNow()
    ) {
      const id = this.#parts.idOf(first);
      tried = first;
      done = (await this.#parts.keyboard.focus(first)) ? id : undefined;
    }
  }
}

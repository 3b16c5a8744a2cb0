// When VS Code is told that rows changed, and which: what a person waits for at once, what streams in its pace, and what it has not at all.
import { env } from 'vscode';
import type { AccountStore } from '../accounts/accountStore';
import { Pace, type Times } from '../common/core/pace';
import type { SubAccountList, SubAccountLists } from '../subAccounts/lists';
import type { SortOrder } from '../subAccounts/sortOrder';
import type { Rows } from './rows';
import { ToldRows } from './toldRows';
import { accountFacts } from './treeItems';
import type { SubAccountsView } from './view';

export interface TellerParts {
  readonly changed: SubAccountsView['changed'];
  readonly accounts: Pick<AccountStore, 'accounts' | 'find'>;
  readonly lists: SubAccountLists;
  readonly rows: Rows;
  readonly order: () => SortOrder;
  /** Called before VS Code is told of rows. */
  readonly beforeTold: () => void;
  readonly times?: Times | undefined;
}

export class Teller {
  readonly #parts: TellerParts;
  readonly #pace: Pace;
  readonly #toldRows = new ToldRows();
  /** What the row of each account said when VS Code last asked for it. */
  readonly #accountFacts = new Map<string, string>();
  /** Accounts whose lists changed since VS Code was last told; undefined stands for everything. */
  readonly #pending = new Set<string | undefined>();

  constructor(parts: TellerParts) {
    this.#parts = parts;
    this.#pace = new Pace(() => this.#tell(), parts.times);
  }

  /** Tells VS Code, at once, that something changed which may concern every row. */
  refresh(): void {
    this.#pending.add(undefined);
    this.#pace.ask({ atOnce: true });
  }

  /** Tells VS Code, soon and once, that an account's list changed. `isPageLanded`: a page has just landed in it. */
  refreshList(accountId: string, isPageLanded: boolean): void {
    this.#pending.add(accountId);
    // The end of a load is what a person waits for, and so are the first rows.
    const isFirst = isPageLanded && this.#toldRows.hasNone(accountId);
    this.#pace.ask({ atOnce: isFirst || this.#parts.lists.ofAccount(accountId).state.kind !== 'loading' });
  }

  /** Tells VS Code now what is due. */
  flush(): void {
    this.#pace.flush();
  }

  /** Tells VS Code of a list that it does not have as it is: it can reveal only what it has been told of. */
  bringUpToDate(accountId: string): void {
    if (!this.isCurrent(accountId)) {
      this.#fireRows(accountId);
    }
  }

  /** Notes that VS Code was given the rows of a list. */
  noteRows(accountId: string): void {
    this.#toldRows.note(accountId, this.#parts.lists.ofAccount(accountId), this.#parts.order());
  }

  /** Notes what the row of an account says that VS Code was given. */
  noteAccount(accountId: string): void {
    this.#accountFacts.set(accountId, this.#factsOf(accountId));
  }

  /** Whether VS Code has asked for the rows of a list. */
  isAskedFor(accountId: string): boolean {
    return this.#toldRows.has(accountId);
  }

  /** Whether VS Code has been given the rows of a list as they are now. */
  isCurrent(accountId: string): boolean {
    return this.#toldRows.isCurrent(accountId, this.#parts.lists.ofAccount(accountId), this.#parts.order());
  }

  dispose(): void {
    this.#pace.dispose();
  }

  #tell(): void {
    const pending = [...this.#pending];
    this.#pending.clear();
    const { accounts, lists, rows, changed, beforeTold } = this.#parts;
    beforeTold();
    if (pending.includes(undefined)) {
      const ids = accounts.accounts.map(({ id }) => id);
      rows.keepOnly(ids);
      this.#toldRows.keepOnly(ids);
      changed.fire(undefined);
      return;
    }
    for (const accountId of pending) {
      if (accountId !== undefined && accounts.find(accountId)) {
        this.#tellOf(accountId, lists.ofAccount(accountId));
      }
    }
  }

  #tellOf(accountId: string, list: SubAccountList): void {
    const change = this.#toldRows.change(accountId, list, this.#parts.order());
    if (change === 'rows' || this.#isAccountRowOld(accountId, list)) {
      this.#fireRows(accountId);
      return;
    }
    const last = this.#parts.rows.lastOf(accountId, list);
    if (change === 'lastRow' && last) {
      this.#toldRows.noteLastRow(accountId, list);
      this.#parts.changed.fire(last);
    }
  }

  /** An account's own row says how its list stands, once that has come to rest. It can only be told together with its rows. */
  #isAccountRowOld(accountId: string, list: SubAccountList): boolean {
    return (
      this.#hasSeveral &&
      list.state.kind !== 'loading' &&
      this.#accountFacts.get(accountId) !== this.#factsOf(accountId)
    );
  }

  #factsOf(accountId: string): string {
    const { accounts, lists } = this.#parts;
    const account = accounts.find(accountId);
    return account
      ? accountFacts({ account, list: lists.ofAccount(accountId), locale: env.language }).join()
      : '';
  }

  get #hasSeveral(): boolean {
    return this.#parts.accounts.accounts.length > 1;
  }

  #fireRows(accountId: string): void {
    const { rows, changed } = this.#parts;
    changed.fire(this.#hasSeveral ? rows.account(accountId) : undefined);
  }
}

// When VS Code is told that rows of the tree changed, and which: the end of a load at once, what streams in now and then, nothing that it has already.
import { env, type TreeItem } from 'vscode';
import type { AccountStore } from '../accounts/accountStore';
import { Pace, type Times } from '../common/core/pace';
import { accountRow } from '../common/rows';
import type { SubAccountList, SubAccountLists } from '../subAccounts/lists';
import type { SortOrder } from '../subAccounts/sortOrder';
import { KnownRows, keepOnly } from './knownRows';
import type { RowCache } from './rowCache';
import { listItem } from './treeItems';
import type { SubAccountsView } from './view';

export interface TreeUpdatesParts {
  readonly changed: SubAccountsView['changed'];
  readonly accounts: Pick<AccountStore, 'accounts' | 'find'>;
  readonly lists: SubAccountLists;
  readonly rows: RowCache;
  readonly order: () => SortOrder;
  /** Called after VS Code was told of rows. */
  readonly afterTold: () => void;
  readonly times?: Times | undefined;
}

export class TreeUpdates {
  readonly #parts: TreeUpdatesParts;
  readonly #pace: Pace;
  readonly #knownRows = new KnownRows();
  /** What the row of each account said when VS Code last asked for it. */
  readonly #accountRows = new Map<string, string>();
  /** Accounts of which VS Code has been told that their first rows are there, and has not asked for them yet. */
  readonly #firstTold = new Set<string>();
  /** Accounts whose rows changed while VS Code was about to show one: it must be told, though it has asked for them by then. */
  readonly #inAnyCase = new Set<string>();
  /** Accounts whose lists changed since VS Code was last told; undefined stands for everything. */
  readonly #pending = new Set<string | undefined>();
  /** How many rows VS Code is about to show. */
  #showing = 0;

  constructor(parts: TreeUpdatesParts) {
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
    if (this.#showing > 0) {
      this.#noteChange(accountId);
    }
    // The end of a load is what a person waits for, and so are the first rows.
    const isFirst = isPageLanded && this.#knownRows.hasNone(accountId) && !this.#firstTold.has(accountId);
    if (isFirst) {
      this.#firstTold.add(accountId);
    }
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

  /**
   * Runs what makes VS Code show a row. It is told before what is due, and nothing meanwhile: it asks for rows by itself then, which its window
   * has not got, and mixes them up with what its window asks for when told.
   */
  async whileShowing(show: () => PromiseLike<void>): Promise<void> {
    this.flush();
    this.#showing++;
    try {
      await show();
    } finally {
      this.#showing--;
      if (this.#pending.size > 0) {
        this.#pace.ask({ atOnce: true });
      }
    }
  }

  /** Notes that VS Code was given the rows of a list. */
  noteRows(accountId: string): void {
    this.#firstTold.delete(accountId);
    this.#knownRows.note(accountId, this.#parts.lists.ofAccount(accountId), this.#parts.order());
  }

  /** Notes what the row of an account says that VS Code was given. */
  noteAccount(accountId: string, item: TreeItem): void {
    this.#accountRows.set(accountId, saidBy(item));
  }

  /** Whether VS Code has asked for the rows of a list. */
  isAskedFor(accountId: string): boolean {
    return this.#knownRows.has(accountId);
  }

  /** Whether VS Code has been given the rows of a list as they are now. */
  isCurrent(accountId: string): boolean {
    return this.#knownRows.isCurrent(accountId, this.#parts.lists.ofAccount(accountId), this.#parts.order());
  }

  dispose(): void {
    this.#pace.dispose();
  }

  #tell(): void {
    if (this.#showing > 0) {
      return;
    }
    const pending = [...this.#pending];
    this.#pending.clear();
    if (pending.includes(undefined)) {
      this.#tellOfAll();
    } else {
      for (const accountId of pending) {
        if (accountId !== undefined && this.#parts.accounts.find(accountId)) {
          this.#tellOf(accountId, this.#parts.lists.ofAccount(accountId));
        }
      }
    }
    this.#parts.afterTold();
  }

  #tellOfAll(): void {
    const { accounts, rows, changed } = this.#parts;
    const ids = accounts.accounts.map(({ id }) => id);
    rows.keepOnly(ids);
    this.#knownRows.keepOnly(ids);
    keepOnly(this.#accountRows, ids);
    keepOnly(this.#firstTold, ids);
    this.#inAnyCase.clear();
    changed.fire(undefined);
  }

  #tellOf(accountId: string, list: SubAccountList): void {
    const change = this.#inAnyCase.delete(accountId) ? 'rows' : this.#change(accountId, list);
    if (change === 'rows' || this.#isAccountRowOld(accountId, list)) {
      this.#fireRows(accountId);
      return;
    }
    const last = this.#parts.rows.lastOf(accountId, list);
    if (change === 'lastRow' && last) {
      this.#knownRows.noteLastRow(accountId, list);
      this.#parts.changed.fire(last);
    }
  }

  #noteChange(accountId: string): void {
    const list = this.#parts.lists.ofAccount(accountId);
    if (this.#change(accountId, list) !== 'nothing' || this.#isAccountRowOld(accountId, list)) {
      this.#inAnyCase.add(accountId);
    }
  }

  /** What VS Code is to be told of a list. */
  #change(accountId: string, list: SubAccountList): ReturnType<KnownRows['change']> {
    return this.#knownRows.change(accountId, list, this.#parts.order());
  }

  /** An account's own row says how its list stands, once that has come to rest. It can only be told together with its rows. */
  #isAccountRowOld(accountId: string, list: SubAccountList): boolean {
    const account = this.#parts.accounts.find(accountId);
    if (!account || !this.#hasSeveral || list.state.kind === 'loading') {
      return false;
    }
    const item = listItem(accountRow(accountId), { account, list, locale: env.language });
    return this.#accountRows.get(accountId) !== saidBy(item);
  }

  get #hasSeveral(): boolean {
    return this.#parts.accounts.accounts.length > 1;
  }

  #fireRows(accountId: string): void {
    const { rows, changed } = this.#parts;
    changed.fire(this.#hasSeveral ? rows.account(accountId) : undefined);
  }
}

/** What the row of an account says, beside its name. */
function saidBy({ description, tooltip }: TreeItem): string {
  return JSON.stringify([description, tooltip]);
}

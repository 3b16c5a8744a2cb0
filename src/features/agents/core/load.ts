// Gets what a tool is asked for: from the lists where it is loaded, and from Mail Partner where it is not.
import type { Account } from '../../../accounts/account';
import { failed, ok, type Result } from '../../../api/result';
import type { SubAccount } from '../../../api/subAccount';
import { answeredRows, isAllAnswered } from '../../../subAccounts/answered';
import type {
  FetchSubAccounts,
  ListFailure,
  SubAccountList,
  SubAccountLists,
} from '../../../subAccounts/lists';
import { defaultPageSize } from '../../../subAccounts/loadedPages';
import type { RememberedList } from '../../../subAccounts/rememberedList';
import type { Problem } from './problem';
import type { AgentAccount } from './whichAccounts';

/** What the tools are given. */
export interface AgentParts {
  readonly accounts: () => readonly Account[];
  readonly lists: SubAccountLists;
  /** Asks for one page, past the lists. */
  readonly fetchPage: FetchSubAccounts;
  /** Reads what is remembered of an account; undefined for nothing. */
  readonly remembered: (account: Account) => Promise<RememberedList | undefined> | undefined;
  /** Why nothing would be asked for an account. */
  readonly refusal: (accountId: string) => ListFailure | undefined;
}

/** One page of an account's list. */
export interface OnePage {
  readonly rows: readonly SubAccount[];
  /** Rows of the page that could not be read. */
  readonly unreadable: number;
  /** Sub-accounts over all pages, and pages, where the service said. */
  readonly total: number | undefined;
  readonly pages: number | undefined;
  /** Whether it was in memory, and so may be old. */
  readonly earlier: boolean;
}

/** An account's list, as far as it could be loaded. */
export interface WholeList {
  readonly account: AgentAccount;
  readonly rows: readonly SubAccount[];
  /** Rows that the service answered and that could not be read. */
  readonly unreadable: number;
  /** Whether the service has answered all. What could not be read is not among the rows all the same. */
  readonly complete: boolean;
  /** Sub-accounts over all pages, where the service said. */
  readonly total: number | undefined;
  readonly pageSize: number;
  /** Why it is not complete; undefined also where it was stopped for no failure. */
  readonly why: ListFailure | undefined;
  /** Whether some of it was in memory, and so may be old. */
  readonly earlier: boolean;
  /**
   * Where only the first page was asked for, and those on which something was seen when all was known: when that was, in milliseconds of the
   * epoch, whether it was seen at all, and whether the list has changed since, as far as these pages say.
   */
  readonly lookedUp?: { readonly seenAt: number; readonly wasSeen: boolean; readonly hasChanged: boolean };
}

/**
 * One page: the part of the list where it is loaded, else asked for by itself, so that what the view shows does not change.
 *
 * What it gives after `signal` aborted means nothing.
 */
export async function loadPage(
  account: AgentAccount,
  page: number,
  { lists, fetchPage }: AgentParts,
  signal: AbortSignal,
): Promise<Result<OnePage, Problem>> {
  const list = lists.ofAccount(account.id);
  const complete = list.state.kind === 'complete';
  // Where rows could not be read, or are from before a refresh, they don't stand where the service has them.
  if (list.rowsAreInPlace && list.unreadable === 0 && (complete || page <= list.depth)) {
    const { pageSize } = list;
    const rows = list.rows.slice((page - 1) * pageSize, page * pageSize);
    const total = complete ? list.rows.length : list.total;
    const held = { rows, unreadable: 0, total, pages: pagesOf(total, pageSize), earlier: true };
    return existing(account, page, held);
  }
  const outcome = await fetchPage(account.id, page, signal);
  if (!outcome.ok) {
    return failed({ kind: 'failed', failures: [{ account: account.alias, why: outcome.why }] });
  }
  const { rows, skipped: unreadable = 0, total, pageSize = defaultPageSize } = outcome.value;
  return existing(account, page, {
    rows,
    unreadable,
    total,
    pages: pagesOf(total, pageSize),
    earlier: false,
  });
}

/**
 * All of an account's list, or as much of it as can be had with so many requests. `refusal`: why nothing would be asked. What came before
 * `signal` aborted stays in the list.
 */
export async function loadWhole(
  account: AgentAccount,
  list: SubAccountList,
  refusal: ListFailure | undefined,
  signal: AbortSignal,
  requests: number,
): Promise<WholeList> {
  const earlier = answeredRows(list).length > 0;
  // A list that fails because the person must first agree to an address asks them: no tool may.
  const refused = list.state.kind === 'complete' ? undefined : refusal;
  if (!refused) {
    await list.loadAll(signal, requests);
  }
  const { state, total, pageSize } = list;
  const rows = answeredRows(list);
  const unreadable = list.depth === 0 ? 0 : list.unreadable;
  const complete = isAllAnswered(list);
  const answered = rows.length + unreadable;
  return {
    account,
    rows,
    unreadable,
    complete,
    // A total below what came is no total.
    total: complete ? answered : total !== undefined && total >= answered ? total : undefined,
    pageSize,
    why: refused ?? (state.kind === 'failed' ? state.why : undefined),
    earlier,
  };
}

function pagesOf(total: number | undefined, pageSize: number): number | undefined {
  return total === undefined ? undefined : Math.max(1, Math.ceil(total / pageSize));
}

/** Past the end where the service says so, or where it says nothing and answers nothing. The first page of an empty list is a page. */
function existing(account: AgentAccount, page: number, held: OnePage): Result<OnePage, Problem> {
  const { rows, unreadable, pages = 1, total } = held;
  if (page <= pages || rows.length + unreadable > 0) {
    return ok(held);
  }
  return failed({ kind: 'noSuchPage', account: account.alias, page, pages: held.pages, total });
}

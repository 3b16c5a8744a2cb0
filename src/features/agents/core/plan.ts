// What a tool is about to do, before it does it: which accounts it reads, and how much is left to load, which may be asked about.
import { readFindInput, readListInput } from './input';
import type { AgentParts } from './load';
import { type AgentAccount, whichAccount, whichAccounts } from './whichAccounts';

/** More requests than this are not sent for a language model without asking the person. */
export const manyRequests = 10;

/** What is left to load of an account; undefined where the service has not said yet how much there is. */
export interface PagesLeft {
  readonly account: string;
  readonly left: { readonly subAccounts: number; readonly requests: number } | undefined;
}

/** What a call is about to do, as far as its input says. */
export interface Plan {
  /** The account it is about; undefined for all, or where that is not clear. */
  readonly account: string | undefined;
  /** The page it reads, or all. */
  readonly page: number | 'all';
  /** What it looks for. */
  readonly words: string | undefined;
  /** What is to be asked about first: accounts of which much is left to load. Empty for nothing. */
  readonly toConfirm: readonly PagesLeft[];
}

/** What the list tool is about to do with this input; undefined where it will only say what is wrong with it. */
export function planList(input: unknown, parts: Pick<AgentParts, 'accounts' | 'lists'>): Plan | undefined {
  const read = readListInput(input);
  const which = read.ok ? whichAccount(parts.accounts(), read.value.account) : read;
  if (!read.ok || !which.ok) {
    return undefined;
  }
  const { page, filter: words } = read.value;
  return {
    account: which.value.alias,
    page,
    words,
    toConfirm: page === 'all' ? toConfirm([which.value], parts) : [],
  };
}

/** What the find tool is about to do with this input; undefined where it will only say what is wrong with it. */
export function planFind(input: unknown, parts: Pick<AgentParts, 'accounts' | 'lists'>): Plan | undefined {
  const read = readFindInput(input);
  const which = read.ok ? whichAccounts(parts.accounts(), read.value.account) : read;
  if (!read.ok || !which.ok) {
    return undefined;
  }
  const [first, ...others] = which.value;
  return {
    account: others.length === 0 ? first.alias : undefined,
    page: 'all',
    words: read.value.text,
    toConfirm: toConfirm(which.value, parts),
  };
}

/** Accounts of which something is left to load, where that is much in all, or not known. */
function toConfirm(
  accounts: readonly AgentAccount[],
  { lists }: Pick<AgentParts, 'lists'>,
): readonly PagesLeft[] {
  const left = accounts.map((account) => pagesLeft(account, lists.ofAccount(account.id)));
  const requests = left.reduce((sum, each) => sum + (each.left?.requests ?? Number.POSITIVE_INFINITY), 0);
  return requests > manyRequests ? left.filter((each) => each.left?.requests !== 0) : [];
}

function pagesLeft(account: AgentAccount, list: ReturnType<AgentParts['lists']['ofAccount']>): PagesLeft {
  const { state, left, pageSize } = list;
  const subAccounts = state.kind === 'complete' ? 0 : left;
  return {
    account: account.alias,
    left:
      subAccounts === undefined ? undefined : { subAccounts, requests: Math.ceil(subAccounts / pageSize) },
  };
}

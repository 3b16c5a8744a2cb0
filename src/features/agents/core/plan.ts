// What a tool is about to do, before it does it: which accounts it reads, and how much is left to load, which may be asked about.
import { readFindInput, readListInput } from './input';
import type { AgentParts } from './load';
import { manyRequests, pagesToLookUp } from './lookUp';
import { type AgentAccount, whichAccount, whichAccounts } from './whichAccounts';

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
    toConfirm: page === 'all' ? toConfirm([pagesLeft(which.value, parts)]) : [],
  };
}

/** What the find tool is about to do with this input; undefined where it will only say what is wrong with it. */
export async function planFind(
  input: unknown,
  parts: Pick<AgentParts, 'accounts' | 'lists' | 'remembered'>,
): Promise<Plan | undefined> {
  const read = readFindInput(input);
  const which = read.ok ? whichAccounts(parts.accounts(), read.value.account) : read;
  if (!read.ok || !which.ok) {
    return undefined;
  }
  const [first, ...others] = which.value;
  const { text } = read.value;
  const left = await Promise.all(
    which.value.map(async (each) => (await pagesLookedUp(each, text, parts)) ?? pagesLeft(each, parts)),
  );
  return {
    account: others.length === 0 ? first.alias : undefined,
    page: 'all',
    words: text,
    toConfirm: toConfirm(left),
  };
}

/** The few pages that are asked for instead of all: the first, and those on which the words were last seen. Undefined where all are. */
async function pagesLookedUp(
  account: AgentAccount,
  text: string,
  { accounts, lists, remembered }: Pick<AgentParts, 'accounts' | 'lists' | 'remembered'>,
): Promise<PagesLeft | undefined> {
  const list = lists.ofAccount(account.id);
  const owner = accounts().find(({ id }) => id === account.id);
  const pages = pagesToLookUp(list, owner && (await remembered(owner)), text);
  if (!pages) {
    return undefined;
  }
  const requests = pages.length + (list.depth === 0 ? 1 : 0);
  return { account: account.alias, left: { subAccounts: requests * list.pageSize, requests } };
}

/** Where much is left to load in all, or it is not known how much: the accounts of which something is. */
function toConfirm(left: readonly PagesLeft[]): readonly PagesLeft[] {
  const requests = left.reduce((sum, each) => sum + (each.left?.requests ?? Number.POSITIVE_INFINITY), 0);
  return requests > manyRequests ? left.filter((each) => each.left?.requests !== 0) : [];
}

function pagesLeft(account: AgentAccount, { lists }: Pick<AgentParts, 'lists'>): PagesLeft {
  const { state, left, pageSize } = lists.ofAccount(account.id);
  const subAccounts = state.kind === 'complete' ? 0 : left;
  return {
    account: account.alias,
    left:
      subAccounts === undefined ? undefined : { subAccounts, requests: Math.ceil(subAccounts / pageSize) },
  };
}

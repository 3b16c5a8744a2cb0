// What a tool is about to do, before it does it: which accounts it reads, and how much is left to load, which may be asked about.
import { readFindInput, readListInput } from './input';
import type { AgentParts } from './load';
import { isAskedFirst, type Left, type Way, waysToFind, wayToAll } from './ways';
import { whichAccount, whichAccounts } from './whichAccounts';

/** What is left to ask for of an account; undefined where the service has not said yet how much there is. */
export interface PagesLeft {
  readonly account: string;
  readonly left: Left | undefined;
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
    toConfirm: page === 'all' ? toConfirm([wayToAll(which.value, parts)]) : [],
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
  return {
    account: others.length === 0 ? first.alias : undefined,
    page: 'all',
    words: text,
    toConfirm: toConfirm(await waysToFind(which.value, text, parts)),
  };
}

/** Where the person is asked first: the accounts of which something is left. */
function toConfirm(ways: readonly Way[]): readonly PagesLeft[] {
  return isAskedFirst(ways)
    ? ways
        .filter(({ left }) => left?.requests !== 0)
        .map(({ account, left }) => ({ account: account.alias, left }))
    : [];
}

// How each account of a call is searched: on the pages where something was last seen, or whole; and how many requests that may take.
import type { RememberedList, RememberedSubAccount } from '../../../subAccounts/rememberedList';
import { searchSubAccounts } from '../../../subAccounts/search';
import type { AgentParts } from './load';
import { mostMatchesReported } from './report';
import type { AgentAccount } from './whichAccounts';

/** More requests than this, over all accounts of a call, are not sent for a language model without asking the person. */
export const manyRequests = 10;

/** What was last seen of what is looked for. */
export interface Seen {
  readonly remembered: RememberedList;
  /** All of it. */
  readonly matches: readonly RememberedSubAccount[];
  /** The pages on which that was, beside the first, which is asked for whatever was on it. */
  readonly pages: readonly number[];
}

/** What is left to ask for. */
export interface Left {
  readonly requests: number;
  /** The sub-accounts that these bring; undefined where only pages are asked for on which something was last seen. */
  readonly subAccounts?: number;
}

export interface Way {
  readonly account: AgentAccount;
  /** Undefined where the whole list is loaded. */
  readonly seen: Seen | undefined;
  /** Undefined where the service has not said yet how much there is. */
  readonly left: Left | undefined;
}

/** To all of a list. */
export function wayToAll(account: AgentAccount, { lists }: Pick<AgentParts, 'lists'>): Way {
  const { state, left, pageSize } = lists.ofAccount(account.id);
  const isComplete = state.kind === 'complete';
  return {
    account,
    seen: undefined,
    left: isComplete
      ? { subAccounts: 0, requests: 0 }
      : left === undefined
        ? undefined
        : { subAccounts: left, requests: Math.max(1, Math.ceil(left / pageSize)) },
  };
}

/** To what matches `text`, in each of the accounts. Reads what is remembered, and asks the service nothing. */
export function waysToFind(
  which: readonly AgentAccount[],
  text: string,
  parts: Pick<AgentParts, 'accounts' | 'lists' | 'remembered'>,
): Promise<readonly Way[]> {
  return Promise.all(
    which.map(async (account) => {
      const owner = parts.accounts().find(({ id }) => id === account.id);
      const remembered = owner && (await parts.remembered(owner));
      const isLoaded = parts.lists.ofAccount(account.id).state.kind === 'complete';
      const seen = isLoaded ? undefined : lastSeen(remembered, text);
      return seen ? { account, seen, left: { requests: 1 + seen.pages.length } } : wayToAll(account, parts);
    }),
  );
}

/** Undefined where not the whole list is remembered, and where what matches is too much to be looked up. */
export function lastSeen(remembered: RememberedList | undefined, text: string): Seen | undefined {
  if (!remembered?.isWhole) {
    return undefined;
  }
  const { best: matches, count } = searchSubAccounts(remembered.rows, text, mostMatchesReported, {
    subAccountOf: (row) => row,
  });
  const pages = [...new Set(matches.map(({ page }) => page))].filter((page) => page !== 1);
  return count > matches.length || pages.length >= manyRequests ? undefined : { remembered, matches, pages };
}

/** Whether the person is asked before these are gone: they are many requests together, or nobody knows how many. */
export function isAskedFirst(ways: readonly Way[]): boolean {
  return requestsOf(ways) > manyRequests;
}

/**
 * How many requests one of these ways may take, whatever has changed since: where nobody is asked, all of them together take no more than
 * `manyRequests`.
 */
export function mostRequests({ seen, left }: Way, ways: readonly Way[]): number {
  const planned = left?.requests ?? Number.POSITIVE_INFINITY;
  if (isAskedFirst(ways)) {
    return seen ? planned : Number.POSITIVE_INFINITY;
  }
  const ofRequests = ways.filter((way) => way.left?.requests !== 0).length;
  return planned + Math.floor((manyRequests - requestsOf(ways)) / Math.max(1, ofRequests));
}

function requestsOf(ways: readonly Way[]): number {
  return ways.reduce((sum, { left }) => sum + (left?.requests ?? Number.POSITIVE_INFINITY), 0);
}

// Lists an account's sub-accounts for a language model: one page or all, and of these what matches a filter.
import { failed, ok, type Result } from '../../../api/result';
import type { SubAccount } from '../../../api/subAccount';
import { searchSubAccounts } from '../../../subAccounts/search';
import { agentSubAccounts } from './agentSubAccount';
import { readListInput } from './input';
import { type AgentParts, loadPage, loadWhole, type OnePage, type WholeList } from './load';
import type { AccountFailure, Problem } from './problem';
import { ageOf, mostRowsReported, type Report } from './report';
import { mostRequests, wayToAll } from './ways';
import { type AgentAccount, removedMeanwhile, whichAccount } from './whichAccounts';

/** Puts a failure into a sentence. */
export type Say = (failure: AccountFailure) => string;

/** What it answers after `signal` aborted means nothing. */
export async function answerListTool(
  input: unknown,
  parts: AgentParts,
  say: Say,
  signal: AbortSignal,
): Promise<Result<Report, Problem>> {
  const read = readListInput(input);
  if (!read.ok) {
    return read;
  }
  const { account: name, page, filter } = read.value;
  const which = whichAccount(parts.accounts(), name);
  if (!which.ok) {
    return which;
  }
  const account = which.value;
  const answer =
    page === 'all'
      ? await wholeAnswer(await loadAll(account, parts, signal), filter, say)
      : await pageAnswer(account, page, parts, signal, filter);
  return removedMeanwhile(parts.accounts(), account) ?? answer;
}

function loadAll(account: AgentAccount, parts: AgentParts, signal: AbortSignal): Promise<WholeList> {
  const way = wayToAll(account, parts);
  const list = parts.lists.ofAccount(account.id);
  return loadWhole(account, list, parts.refusal(account.id), signal, mostRequests(way, [way]));
}

async function wholeAnswer(
  list: WholeList,
  filter: string | undefined,
  say: Say,
): Promise<Result<Report, Problem>> {
  return list.why && list.rows.length === 0
    ? failed({ kind: 'failed', failures: [{ account: list.account.alias, why: list.why }] })
    : ok(allReport(list, await matching(list.rows, filter, list.rows), say, filter));
}

async function pageAnswer(
  account: AgentAccount,
  page: number,
  parts: AgentParts,
  signal: AbortSignal,
  filter: string | undefined,
): Promise<Result<Report, Problem>> {
  const list = parts.lists.ofAccount(account.id);
  const loaded = await loadPage(account, page, parts, signal);
  if (!loaded.ok) {
    return loaded;
  }
  const { rows } = loaded.value;
  const found = await matching(rows, filter, [...rows, ...list.rows]);
  return ok(pageReport(account, page, loaded.value, found, filter));
}

function pageReport(
  account: AgentAccount,
  page: number,
  held: OnePage,
  found: Found,
  filter: string | undefined,
): Report {
  const { rows, unreadable, total, pages } = held;
  const isAll = page === 1 && pages === 1 && rows.length + unreadable >= (total ?? 0);
  const why = rows.length + unreadable > 0 ? `Only page ${page} was asked for.` : `Page ${page} came empty.`;
  const next = pages === undefined || page < pages ? ` Page ${page + 1} comes next; page "all" is all.` : '';
  return {
    ...found,
    head: {
      account: account.alias,
      page,
      ...(pages === undefined ? {} : { pages }),
      ...(filter === undefined ? {} : { matches: found.count }),
      searched: rows.length,
      ...(total === undefined ? {} : { of: total }),
      ...completeness(isAll ? undefined : `${why}${next}`, unreadable),
      ...ageOf(held.earlier),
    },
    more: () => (filter === undefined ? 'Ask with a filter.' : narrower),
  };
}

function allReport(list: WholeList, found: Found, say: Say, filter: string | undefined): Report {
  const { account, rows, unreadable, pageSize } = list;
  return {
    ...found,
    head: {
      account: account.alias,
      ...(filter === undefined ? {} : { matches: found.count }),
      ...searchSummary(list, say),
    },
    more: (shown) => {
      const [from, to] = [Math.floor(shown / pageSize) + 1, Math.ceil((rows.length + unreadable) / pageSize)];
      const pages = from < to ? `pages ${from} to ${to} one by one` : `page ${from}`;
      return filter === undefined ? `Ask for ${pages}, or with a filter.` : narrower;
    },
  };
}

const narrower = 'Put more words into the filter.';

/** How much of a list has been looked at, of how much, and why not all. */
export function searchSummary(list: WholeList, say: Say): Readonly<Record<string, unknown>> {
  const { account, rows, unreadable, total, complete, why, lookedUp } = list;
  const stopped = why
    ? say({ account: account.alias, why })
    : lookedUp === undefined
      ? 'The loading was stopped. Ask again to go on.'
      : lookedUpWords(lookedUp);
  return {
    searched: rows.length,
    ...(total === undefined ? {} : { of: total }),
    ...completeness(complete ? undefined : stopped, unreadable),
    ...ageOf(list.earlier),
  };
}

/** Said where only some pages were asked for: the first, and those on which the words were found when the list was last seen whole. */
function lookedUpWords({ seenAt, wasSeen, hasChanged }: NonNullable<WholeList['lookedUp']>): string {
  const day = new Date(seenAt).toISOString().slice(0, 10);
  const asked = wasSeen
    ? `Only the first page was asked for, and those on which these words were seen on ${day}.`
    : `These words were nowhere when all was seen on ${day}, so only the first page was asked for.`;
  const since = hasChanged ? 'The list has changed since' : 'The number of sub-accounts is still the same';
  return `${asked} ${since}: for what is missing here, list page "all" with a filter.`;
}

/** Whether all was looked at, and if not, why: because it was not answered, or because it could not be read. */
function completeness(notAll: string | undefined, unreadable: number): Readonly<Record<string, unknown>> {
  const why = [
    ...(notAll === undefined ? [] : [notAll]),
    ...(unreadable === 0
      ? []
      : [
          `Rows that could not be read: ${unreadable}. What they hold is not known; asking again does not help.`,
        ]),
  ];
  return {
    complete: why.length === 0,
    ...(why.length === 0 ? {} : { why: why.join(' ') }),
    ...(unreadable === 0 ? {} : { unreadable }),
  };
}

type Found = Pick<Report, 'rows' | 'count'>;

/** What matches the filter, best first; without one, all in the server's order. Secrets of all that are `known` are masked in it. */
async function matching(
  rows: readonly SubAccount[],
  filter: string | undefined,
  known: readonly SubAccount[],
): Promise<Found> {
  const { best, count } = searchSubAccounts(rows, filter ?? '', mostRowsReported, {
    subAccountOf: (row) => row,
  });
  return { rows: await agentSubAccounts(best, known), count };
}

// Finds sub-accounts for a language model by words, in one account or in all: on the pages where these were last seen, or with the rest of their lists loaded first.
import { failed, ok, type Result } from '../../../api/result';
import { searchSubAccounts } from '../../../subAccounts/search';
import { agentSubAccounts } from './agentSubAccount';
import { readFindInput } from './input';
import { type Say, searchSummary } from './listTool';
import { type AgentParts, loadWhole } from './load';
import { lookUp } from './lookUp';
import type { Problem } from './problem';
import { mostMatchesReported, type Report } from './report';
import { mostRequests, waysToFind } from './ways';
import { removedMeanwhile, whichAccounts } from './whichAccounts';

/** What it answers after `signal` aborted means nothing. Accounts that fail are said, and those that are removed meanwhile left out; the others are searched. */
export async function answerFindTool(
  input: unknown,
  parts: AgentParts,
  say: Say,
  signal: AbortSignal,
): Promise<Result<Report, Problem>> {
  const read = readFindInput(input);
  if (!read.ok) {
    return read;
  }
  const { text, account } = read.value;
  const which = whichAccounts(parts.accounts(), account);
  if (!which.ok) {
    return which;
  }
  const ways = await waysToFind(which.value, text, parts);
  const loaded = await Promise.all(
    ways.map((way) => {
      const { account, seen } = way;
      const most = mostRequests(way, ways);
      const list = parts.lists.ofAccount(account.id);
      return seen
        ? lookUp(account, seen, parts, most, signal)
        : loadWhole(account, list, parts.refusal(account.id), signal, most);
    }),
  );
  const accounts = parts.accounts();
  const lists = loaded.filter((list) => !removedMeanwhile(accounts, list.account));
  const removed = lists.length === 0 && removedMeanwhile(accounts, which.value[0]);
  if (removed) {
    return removed;
  }
  const failures = lists.flatMap(({ account: of, rows, why }) =>
    why && rows.length === 0 ? [{ account: of.alias, why }] : [],
  );
  if (failures.length === lists.length) {
    return failed({ kind: 'failed', failures });
  }
  const candidates = lists.flatMap((list) => list.rows.map((subAccount) => ({ list, subAccount })));
  const { best, count } = searchSubAccounts(candidates, text, mostMatchesReported, {
    subAccountOf: ({ subAccount }) => subAccount,
  });
  const several = lists.length > 1;
  const accountOf = best.map(({ list }): { account?: string } =>
    several ? { account: list.account.alias } : {},
  );
  // What is loaded and was not asked for again has tokens and keys too.
  const known = new Set(lists.flatMap((list) => parts.lists.ofAccount(list.account.id).rows));
  for (const subAccount of loaded.flatMap((list) => list.rows)) {
    known.add(subAccount);
  }
  const rows = await agentSubAccounts(
    best.map(({ subAccount }) => subAccount),
    [...known],
  );
  const report: Report = {
    rows: rows.map((row, at) => ({ ...accountOf[at], ...row })),
    count,
    head: {
      matches: count,
      ...(several
        ? {
            complete: lists.every(({ complete, unreadable }) => complete && unreadable === 0),
            accounts: lists.map((list) => ({
              account: list.account.alias,
              ...searchSummary(list, say),
            })),
          }
        : lists.map((list) => ({ account: list.account.alias, ...searchSummary(list, say) }))[0]),
    },
    more: () => `Put more words into the text${several ? ', or name an account' : ''}.`,
  };
  return ok(report);
}

// Looks for words on the pages where they were last seen, instead of loading a whole list: what is answered is from pages asked now.
import type { SubAccount } from '../../../api/subAccount';
import { isAsRemembered } from '../../../subAccounts/remembering';
import { askPages } from './askPages';
import { type AgentParts, loadWhole, type WholeList } from './load';
import type { Seen } from './ways';
import type { AgentAccount } from './whichAccounts';

/**
 * What the first page and those where it was last seen say now; or the whole list, where that takes no more requests, and where it has changed
 * and that takes no more than `most`. What it gives after `signal` aborted means nothing.
 */
export async function lookUp(
  account: AgentAccount,
  { remembered, matches, pages }: Seen,
  { lists, fetchPage, refusal }: Pick<AgentParts, 'lists' | 'fetchPage' | 'refusal'>,
  most: number,
  signal: AbortSignal,
): Promise<WholeList> {
  const shown = lists.ofAccount(account.id);
  // What was loaded before may have changed since, and what the view shows stays as it is.
  const list = shown.depth === 0 ? shown : lists.aside(account.id);
  const load = async (requests: number): Promise<WholeList> => ({
    ...(await loadWhole(account, list, refusal(account.id), signal, requests)),
    earlier: false,
  });
  const first = await load(1);
  if (list.depth === 0) {
    return first;
  }
  const hasChanged = !isAsRemembered(list, remembered);
  const rest = list.left === undefined ? Number.POSITIVE_INFINITY : Math.ceil(list.left / list.pageSize);
  if (first.complete || rest <= pages.length || (hasChanged && 1 + rest <= most)) {
    return load(rest);
  }
  const answers = await askPages(pages, (page) => fetchPage(account.id, page, signal, true), signal);
  const rows = new Map<number, SubAccount>(list.rows.map((row) => [row.id, row]));
  let { unreadable, total } = list;
  for (const answer of answers) {
    if (answer.ok) {
      for (const row of answer.value.rows) {
        rows.set(row.id, row);
      }
      unreadable += answer.value.skipped ?? 0;
      total = answer.value.total ?? total;
    }
  }
  const [why] = answers.flatMap((answer) => (answer.ok ? [] : [answer.why]));
  return {
    account,
    rows: [...rows.values()],
    unreadable,
    complete: false,
    total,
    pageSize: list.pageSize,
    why,
    earlier: false,
    lookedUp: {
      seenAt: remembered.seenAt,
      wasSeen: matches.length > 0,
      hasChanged: hasChanged || total !== remembered.total || !matches.every(({ id }) => rows.has(id)),
    },
  };
}

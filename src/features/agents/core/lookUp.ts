// Looks for words on the pages where they were last seen, instead of loading a whole list: what is answered is from pages asked now.
import type { SubAccount } from '../../../api/subAccount';
import type { SubAccountList } from '../../../subAccounts/lists';
import type { RememberedList } from '../../../subAccounts/rememberedList';
import { beyondLoaded, isAsRemembered } from '../../../subAccounts/remembering';
import { searchSubAccounts } from '../../../subAccounts/search';
import type { AgentParts, WholeList } from './load';
import { mostMatchesReported } from './report';
import type { AgentAccount } from './whichAccounts';

/** More requests than this are not sent for a language model without asking the person. */
export const manyRequests = 10;

/** Pages of a look-up, which asks for the first page too. */
const mostPagesLookedUp = manyRequests - 1;

/**
 * The pages of a list on which the words were last seen, beyond those that are loaded; undefined where that is not known of the whole list, or is on
 * too many.
 */
export function pagesToLookUp(
  list: Pick<SubAccountList, 'get' | 'state'>,
  remembered: RememberedList | undefined,
  text: string,
): readonly number[] | undefined {
  if (list.state.kind === 'complete' || !remembered?.isWhole) {
    return undefined;
  }
  const { best } = searchSubAccounts(beyondLoaded(list, remembered), text, mostMatchesReported, {
    subAccountOf: (row) => row,
  });
  const pages = [...new Set(best.map(({ page }) => page))];
  return pages.length <= mostPagesLookedUp ? pages : undefined;
}

/** What those pages say now, with what is loaded; undefined where the whole list has to be loaded. What it gives after `signal` aborted means nothing. */
export async function lookUp(
  account: AgentAccount,
  text: string,
  { accounts, lists, fetchPage, refusal, remembered: rememberedOf }: AgentParts,
  signal: AbortSignal,
): Promise<WholeList | undefined> {
  const list = lists.ofAccount(account.id);
  const owner = accounts().find(({ id }) => id === account.id);
  const remembered = owner && (await rememberedOf(owner));
  if (!remembered || refusal(account.id) || !pagesToLookUp(list, remembered, text)) {
    return undefined;
  }
  const earlier = list.rows.length > 0;
  if (list.depth === 0) {
    await list.loadAll(signal, 1);
    if (list.depth === 0) {
      // Nobody was asked about loading the rest.
      return {
        account,
        rows: [],
        unreadable: 0,
        complete: false,
        total: list.total,
        pageSize: list.pageSize,
        why: list.state.kind === 'failed' ? list.state.why : undefined,
        earlier,
      };
    }
  }
  const pages = pagesToLookUp(list, remembered, text);
  const hasChanged = !isAsRemembered(list, remembered);
  const isLittleLeft = list.left !== undefined && list.left <= mostPagesLookedUp * list.pageSize;
  // Of a list that has changed all is loaded, where that is not much: nobody was asked about more.
  if (!pages || (hasChanged && isLittleLeft)) {
    return undefined;
  }
  const answers = await Promise.all(pages.map((page) => fetchPage(account.id, page, signal)));
  const rows = new Map<number, SubAccount>(list.rows.map((row) => [row.id, row]));
  let { unreadable } = list;
  for (const answer of answers) {
    for (const row of answer.ok ? answer.value.rows : []) {
      rows.set(row.id, row);
    }
    unreadable += answer.ok ? (answer.value.skipped ?? 0) : 0;
  }
  const [why] = answers.flatMap((answer) => (answer.ok ? [] : [answer.why]));
  return {
    account,
    rows: [...rows.values()],
    unreadable,
    complete: false,
    total: list.total,
    pageSize: list.pageSize,
    why,
    earlier,
    lookedUp: { seenAt: remembered.seenAt, hasChanged },
  };
}

// What the service has answered of a list: which rows are the account's, whether they are all that there are, and how old they may be.
import type { SubAccount } from '../api/subAccount';
import type { ListFailure, SubAccountList } from './lists';

/** Milliseconds for which what has come is not asked for again. */
export const justSeen = 10_000;

/** The rows of a list; none before a page has come, also where some are shown from before its key was replaced: they may be another account's. */
export function answeredRows({ rows, depth }: Pick<SubAccountList, 'rows' | 'depth'>): readonly SubAccount[] {
  return depth === 0 ? [] : rows;
}

/** The one of this id among them. */
export function answeredRow(list: Pick<SubAccountList, 'get' | 'depth'>, id: number): SubAccount | undefined {
  return list.depth === 0 ? undefined : list.get(id);
}

/** Whether the service has answered all: it may end a list before its own total says. What could not be read is not among the rows all the same. */
export function isAllAnswered({ state, left }: Pick<SubAccountList, 'state' | 'left'>): boolean {
  return state.kind === 'complete' && !left;
}

/** Why a list that has come to its end may lack some that there are; undefined where all were answered and could be read. */
export function whyNotAll({
  unreadable,
  left,
}: Pick<SubAccountList, 'unreadable' | 'left'>): ListFailure | undefined {
  if (unreadable > 0) {
    return { kind: 'malformed', reason: 'shape', status: 200 };
  }
  return left ? { kind: 'malformed', reason: 'fewer', status: 200 } : undefined;
}

// The orders in which loaded sub-accounts can be shown.
import { isDecimal, sortableDecimal } from '../api/decimal';
import type { SubAccount } from '../api/subAccount';
import { fold } from './search';

/** As the service answers them; by e-mail; the lowest balance first, or the highest; the newest first, or the oldest. */
export const sortOrders = ['server', 'email', 'balance', 'balanceHighest', 'newest', 'oldest'] as const;

export type SortOrder = (typeof sortOrders)[number];

/** The rows in this order. What lacks the value they are sorted by comes last; among equals the service's order stays. */
export function sortSubAccounts(rows: readonly SubAccount[], order: SortOrder): readonly SubAccount[] {
  switch (order) {
    case 'server':
      return rows;
    case 'email':
      return sortBy(rows, ({ email }) => email && fold(email));
    case 'balance':
      return sortBy(rows, sortableBalance);
    case 'balanceHighest':
      return sortBy(rows, sortableBalance, -1);
    case 'newest':
      // The form of dates sorts as text.
      return sortBy(rows, ({ createdAt }) => createdAt, -1);
    case 'oldest':
      return sortBy(rows, ({ createdAt }) => createdAt);
    default:
      return order;
  }
}

function sortableBalance({ balance }: SubAccount): string | undefined {
  return balance !== undefined && isDecimal(balance) ? sortableDecimal(balance) : undefined;
}

/** By a text for each row, made once; `direction` is -1 for the last first. */
function sortBy(
  rows: readonly SubAccount[],
  textOf: (row: SubAccount) => string | undefined,
  direction: 1 | -1 = 1,
): readonly SubAccount[] {
  return rows
    .map((row) => ({ row, text: textOf(row) }))
    .sort(({ text: a }, { text: b }) => {
      if (a === undefined || b === undefined) {
        return Number(a === undefined) - Number(b === undefined);
      }
      return a < b ? -direction : a > b ? direction : 0;
    })
    .map(({ row }) => row);
}

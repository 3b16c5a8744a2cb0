// The orders in which loaded sub-accounts can be shown.
import { isDecimal, sortableDecimal } from '../api/decimal';
import type { SubAccount } from '../api/subAccount';
import { fold } from './search';

/** As the service answers them; by e-mail; the lowest balance first; the newest first. */
export const sortOrders = ['server', 'email', 'balance', 'newest'] as const;

export type SortOrder = (typeof sortOrders)[number];

/** The rows in this order. What lacks the value they are sorted by comes last; among equals the service's order stays. */
export function sortSubAccounts(rows: readonly SubAccount[], order: SortOrder): readonly SubAccount[] {
  switch (order) {
    case 'server':
      return rows;
    case 'email':
      return sortBy(rows, ({ email }) => email && fold(email));
    case 'balance':
      return sortBy(rows, ({ balance }) =>
        balance !== undefined && isDecimal(balance) ? sortableDecimal(balance) : undefined,
      );
    case 'newest':
      // The form of dates sorts as text.
      return sortBy(rows, ({ createdAt }) => createdAt, -1);
    default:
      return order;
  }
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

// The orders in which loaded sub-accounts can be shown.
import { compareDecimals } from '../api/decimal';
import type { SubAccount } from '../api/subAccount';
import { fold } from './fold';

/** As the service answers them; by e-mail; the lowest balance first; the newest first. */
export const sortOrders = ['server', 'email', 'balance', 'newest'] as const;

export type SortOrder = (typeof sortOrders)[number];

/** The rows in this order. What lacks the value they are sorted by comes last; among equals the service's order stays. */
export function sortSubAccounts(rows: readonly SubAccount[], order: SortOrder): readonly SubAccount[] {
  switch (order) {
    case 'server':
      return rows;
    case 'email':
      return sortBy(rows, ({ email }) => (email === undefined ? undefined : fold(email)), compareText);
    case 'balance':
      return sortBy(rows, ({ balance }) => balance, compareDecimals);
    case 'newest':
      // The form of dates sorts as text.
      return sortBy(
        rows,
        ({ createdAt }) => createdAt,
        (a, b) => compareText(b, a),
      );
    default:
      return order;
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortBy(
  rows: readonly SubAccount[],
  sortedBy: (row: SubAccount) => string | undefined,
  compare: (a: string, b: string) => number,
): readonly SubAccount[] {
  return rows
    .map((row) => ({ row, value: sortedBy(row) }))
    .sort((a, b) => {
      if (a.value === undefined || b.value === undefined) {
        return Number(a.value === undefined) - Number(b.value === undefined);
      }
      return compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

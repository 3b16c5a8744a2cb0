// In a few words, how a list is sorted: beside its title, where Sort By would be too long.
import { l10n } from 'vscode';
import type { SortOrder } from '../../subAccounts/sortOrder';

/** Such as "by balance"; undefined for the service's own order, of which nobody need be told. */
export function sortedWords(order: SortOrder): string | undefined {
  switch (order) {
    case 'server':
      return undefined;
    case 'email':
      return l10n.t('by e-mail');
    case 'balance':
      return l10n.t('by balance');
    case 'balanceHighest':
      return l10n.t('highest balance first');
    case 'newest':
      return l10n.t('newest first');
    case 'oldest':
      return l10n.t('oldest first');
    default:
      return order;
  }
}

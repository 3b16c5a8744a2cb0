// Sort By…: asks in which order the loaded sub-accounts are to be shown.
import { l10n, type QuickPickItem, ThemeIcon, window } from 'vscode';
import { type SortOrder, sortOrders } from '../../subAccounts/sortOrder';

interface Item extends QuickPickItem {
  readonly order: SortOrder;
}

/** Asks; undefined when the person gives up. */
export function askSortOrder(current: SortOrder): Promise<SortOrder | undefined> {
  const pick = window.createQuickPick<Item>();
  pick.title = l10n.t('Sort By');
  pick.placeholder = l10n.t('Sorts the sub-accounts that are loaded');
  pick.items = sortOrders.map((order) => ({
    label: orderWords(order),
    ...(order === current ? { description: l10n.t('current') } : {}),
    iconPath: new ThemeIcon(order === current ? 'check' : 'blank'),
    order,
  }));
  pick.activeItems = pick.items.filter(({ order }) => order === current);
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.order);
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
  });
}

function orderWords(order: SortOrder): string {
  switch (order) {
    case 'server':
      return l10n.t('Mail Partner’s Order');
    case 'email':
      return l10n.t('E-mail');
    case 'balance':
      return l10n.t('Balance, Lowest First');
    case 'newest':
      return l10n.t('Newest First');
    default:
      return order;
  }
}

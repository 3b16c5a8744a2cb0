// Sort By…: the order in which the loaded sub-accounts are shown, asked for and remembered.
import { l10n, type Memento, type QuickPickItem, ThemeIcon, window } from 'vscode';
import { type SortOrder, sortOrders } from '../../subAccounts/sortOrder';

const sortKey = 'mailPartner.sortBy';

/** The order as the person chose it: kept for this VS Code profile. */
export class SortMemory {
  readonly #state: Memento;
  /** What could not be stored. */
  #ofWindow: SortOrder | undefined;

  constructor(state: Memento) {
    this.#state = state;
  }

  get order(): SortOrder {
    const stored: unknown = this.#ofWindow ?? this.#state.get(sortKey);
    return sortOrders.find((order) => order === stored) ?? 'server';
  }

  /** Rejects as VS Code does when it can't store it; the order then holds for this window all the same. */
  async choose(order: SortOrder): Promise<void> {
    this.#ofWindow = order;
    await this.#state.update(sortKey, order);
    if (this.#ofWindow === order) {
      this.#ofWindow = undefined;
    }
  }
}

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
    case 'balanceHighest':
      return l10n.t('Balance, Highest First');
    case 'newest':
      return l10n.t('Newest First');
    case 'oldest':
      return l10n.t('Oldest First');
    default:
      return order;
  }
}

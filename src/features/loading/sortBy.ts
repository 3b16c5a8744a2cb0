// Sort By…: the order in which the loaded sub-accounts are shown, asked for and remembered; and the offer to load what an order leaves out.
import { env, l10n, type Memento, type QuickPickItem, ThemeIcon, window } from 'vscode';
import { formatCount } from '../../common/words/format';
import type { SubAccountList } from '../../subAccounts/lists';
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

/** How much of these lists is loaded, where that is not all: "20 of 137 loaded". */
export function partLoaded(lists: readonly SubAccountList[]): string | undefined {
  if (lists.every(({ isWhole }) => isWhole)) {
    return undefined;
  }
  const rows = lists.reduce((sum, list) => sum + list.rows.length, 0);
  // Of a list that was never asked for, nobody knows.
  const total = lists.reduce((sum, list) => sum + (list.total ?? Number.NaN), 0);
  const shown = formatCount(rows, env.language);
  const count = total > rows ? l10n.t('{0} of {1}', shown, formatCount(total, env.language)) : shown;
  return l10n.t('{0} loaded', count);
}

/** Asks; undefined when the person gives up. `part` says how much is loaded, where that is not all. */
export function askSortOrder(current: SortOrder, part?: string): Promise<SortOrder | undefined> {
  const items = sortOrders.map((order) => ({
    label: orderWords(order),
    ...(order === current ? { description: l10n.t('current') } : {}),
    iconPath: new ThemeIcon(order === current ? 'check' : 'blank'),
    order,
  }));
  const placeholder = l10n.t('Sorts the sub-accounts that are loaded');
  return ask<Item>(part, placeholder, items, ({ order }) => order === current).then((item) => item?.order);
}

/** Whether the person wants all to be loaded, after they chose an order over a part: what comes first in it may not be the first of all. */
export async function isAllWanted(part: string): Promise<boolean> {
  const load = { label: l10n.t('Load All'), iconPath: new ThemeIcon('fold-down') };
  const keep = { label: l10n.t('Only What Is Loaded'), iconPath: new ThemeIcon('blank') };
  const placeholder = l10n.t('Not all are loaded: what comes first may not be the first of all');
  return (await ask(part, placeholder, [load, keep], (item) => item === load)) === load;
}

/** Asks which of these, with the keyboard on the first that `isActive`; undefined when the person gives up. */
function ask<T extends QuickPickItem>(
  part: string | undefined,
  placeholder: string,
  items: readonly T[],
  isActive: (item: T) => boolean,
): Promise<T | undefined> {
  const pick = window.createQuickPick<T>();
  pick.title = [l10n.t('Sort By'), part].filter((words) => words !== undefined).join(' · ');
  pick.placeholder = placeholder;
  pick.items = items;
  pick.activeItems = items.filter(isActive);
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]);
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
  });
}

/** As it is called where it is chosen. */
export function orderWords(order: SortOrder): string {
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

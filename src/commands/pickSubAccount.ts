// Asks which sub-account, from what is loaded; loads first pages where nothing is.
import { Disposable, env, l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { Account } from '../accounts/account';
import type { SubAccount } from '../api/subAccount';
import type { SubAccountList, SubAccountLists } from '../subAccounts/lists';
import { failureWords } from '../view/failureWords';
import { formatBalance, formatCount } from '../view/format';
import { plainText } from '../view/plainText';
import { subAccountName, typeIcon } from '../view/treeItems';

interface Item extends QuickPickItem {
  readonly subAccount?: { readonly accountId: string; readonly id: number };
  /** For an item that says why a list is not there, or that there is more: choosing it loads. */
  readonly load?: SubAccountList;
}

export interface PickParts {
  readonly accounts: () => readonly Account[];
  readonly lists: SubAccountLists;
  /** Calls back after every change of a list. */
  readonly onDidChangeList: (listener: () => void) => Disposable;
}

/** Asks; undefined when the person gives up. `title` says what for. */
export function pickSubAccount(title: string, parts: PickParts): Promise<SubAccount | undefined> {
  const pick = window.createQuickPick<Item>();
  pick.title = title;
  pick.matchOnDescription = true;

  const show = () => {
    const lists = parts.accounts().map((account) => ({ account, list: parts.lists.of(account.id) }));
    pick.busy = lists.some(({ list }) => list.state.kind === 'loading');
    pick.placeholder = placeholder(lists.map(({ list }) => list));
    const [active] = pick.activeItems;
    pick.items = lists.flatMap(({ account, list }) => itemsOf(account, list, lists.length > 1));
    const kept = pick.items.find((item) => isSame(item, active));
    if (kept) {
      pick.activeItems = [kept];
    }
  };

  return new Promise((resolve) => {
    const subscriptions = Disposable.from(
      parts.onDidChangeList(show),
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item?.load) {
          void item.load.loadMore();
        } else if (item?.subAccount) {
          const { accountId, id } = item.subAccount;
          resolve(parts.lists.of(accountId).get(id));
          pick.hide();
        }
      }),
      pick.onDidHide(() => {
        subscriptions.dispose();
        pick.dispose();
        resolve(undefined);
      }),
    );
    for (const account of parts.accounts()) {
      const list = parts.lists.of(account.id);
      if (list.pristine) {
        void list.loadMore();
      }
    }
    show();
    pick.show();
  });
}

function placeholder(lists: readonly SubAccountList[]): string {
  const loaded = lists.reduce((sum, list) => sum + list.rows.length, 0);
  const totals = lists.map((list) => (list.state.kind === 'complete' ? list.rows.length : list.total));
  const total = totals.reduce<number | undefined>(
    (sum, one) => (sum === undefined || one === undefined ? undefined : sum + one),
    0,
  );
  const count = formatCount(loaded, env.language);
  return total !== undefined && total > loaded
    ? l10n.t('Which sub-account? ({0} of {1} loaded)', count, formatCount(total, env.language))
    : l10n.t('Which sub-account? ({0} loaded)', count);
}

function itemsOf(account: Account, list: SubAccountList, several: boolean): Item[] {
  const heading: Item[] = several
    ? [{ label: plainText(account.name), kind: QuickPickItemKind.Separator }]
    : [];
  return [...heading, ...list.rows.map((row) => subAccountItem(account.id, row)), ...lastItem(account, list)];
}

function subAccountItem(accountId: string, subAccount: SubAccount): Item {
  const { id, balance, currency } = subAccount;
  const item: Item = {
    label: plainText(subAccountName(subAccount)),
    iconPath: typeIcon(subAccount.type),
    subAccount: { accountId, id },
  };
  return balance === undefined
    ? item
    : { ...item, description: plainText(formatBalance(balance, currency, env.language)) };
}

function lastItem(account: Account, list: SubAccountList): Item[] {
  switch (list.state.kind) {
    case 'failed': {
      const { short, sentence } = failureWords(list.state.why, plainText(account.name));
      return [{ label: `$(warning) ${short}`, detail: sentence, load: list, alwaysShow: true }];
    }
    case 'idle':
      return [{ label: `$(chevron-down) ${l10n.t('Load more')}`, load: list, alwaysShow: true }];
    default:
      return [];
  }
}

function isSame(item: Item, other: Item | undefined): boolean {
  return (
    item.subAccount !== undefined &&
    item.subAccount.id === other?.subAccount?.id &&
    item.subAccount.accountId === other.subAccount.accountId
  );
}

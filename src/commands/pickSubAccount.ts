// Asks which sub-account, from what is loaded; loads first pages where nothing is.
import {
  commands,
  Disposable,
  env,
  l10n,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  window,
} from 'vscode';
import type { Account } from '../accounts/account';
import type { SubAccount } from '../api/subAccount';
import type { SubAccountList, SubAccountLists } from '../subAccounts/lists';
import { failureWords } from '../view/failureWords';
import { formatBalance, formatCount } from '../view/format';
import { plainText } from '../view/plainText';
import type { Row } from '../view/rows';
import { loadedCount, subAccountName, typeIcon } from '../view/treeItems';

interface Item extends QuickPickItem {
  readonly subAccount?: { readonly accountId: string; readonly id: number };
  /** For an item that says why a list is not there, or that there is more: choosing it loads. */
  readonly load?: SubAccountList;
  /** For an item that says that a key is refused or missing: choosing it asks for another. */
  readonly replaceKeyOf?: string;
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

  // The item that was chosen to load more makes way for the first new one.
  let chosenToLoad: number | undefined;
  pick.keepScrollPosition = true;

  const show = () => {
    const lists = parts.accounts().map((account) => ({ account, list: parts.lists.of(account.id) }));
    pick.busy = lists.some(({ list }) => list.state.kind === 'loading');
    pick.placeholder = placeholder(lists.map(({ list }) => list));
    const [active] = pick.activeItems;
    pick.items = lists.flatMap(({ account, list }) => itemsOf(account, list, lists.length > 1));
    const loaded = chosenToLoad === undefined || pick.busy ? undefined : pick.items[chosenToLoad];
    if (loaded) {
      chosenToLoad = undefined;
    }
    const kept = loaded ?? pick.items.find((item) => isSame(item, active));
    if (kept) {
      pick.activeItems = [kept];
    }
  };

  return new Promise((resolve) => {
    const subscriptions = Disposable.from(
      parts.onDidChangeList(show),
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item?.replaceKeyOf) {
          pick.hide();
          const row: Row = { kind: 'status', accountId: item.replaceKeyOf };
          void commands.executeCommand('mailPartner.replaceApiKey', row);
        } else if (item?.load) {
          chosenToLoad = pick.items.indexOf(item);
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
  const loading = lists.some((list) => list.state.kind === 'loading');
  if (loaded === 0 && loading) {
    return l10n.t('Loading sub-accounts…');
  }
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
  const { state } = list;
  switch (state.kind) {
    case 'failed': {
      const { short, sentence, remedy } = failureWords(state.why, plainText(account.name));
      return [
        {
          label: short,
          description: plainText(account.name),
          detail: sentence,
          iconPath: new ThemeIcon('warning'),
          alwaysShow: true,
          ...(remedy === 'replaceApiKey' ? { replaceKeyOf: account.id } : { load: list }),
        },
      ];
    }
    case 'idle':
      return [
        {
          label: l10n.t('Load more'),
          description: loadedCount(list, env.language),
          iconPath: new ThemeIcon('chevron-down'),
          alwaysShow: true,
          load: list,
        },
      ];
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

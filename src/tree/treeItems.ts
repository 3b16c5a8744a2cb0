// How the rows around the sub-accounts look and read: an account, more to load, loading; and what a click on them does.
import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Account, KnownBalance } from '../accounts/account';
import { commandIds } from '../common/ids';
import type { Row, SubAccountRow } from '../common/rows';
import { failureWords } from '../common/words/failureWords';
import { formatBalance, formatCount } from '../common/words/format';
import { timeWords, waitingTime, waitingWords } from '../common/words/waitingWords';
import type { SubAccountList } from '../subAccounts/lists';
import { emptyItem, failedItem, unreadableItem, warningIcon } from './failedItems';
import { halfRefreshedWords, loadedCount, unreadableSentence, unreadableWords } from './listWords';

/** What the row of an account, or the last one of its list, is made from. */
export interface ListLooks {
  readonly account: Account;
  readonly list: SubAccountList;
  /** A language tag, as VS Code's. */
  readonly locale: string;
}

/** The tree item of a row that is no sub-account, but for its id. */
export function listItem(row: Exclude<Row, SubAccountRow>, looks: ListLooks): TreeItem {
  switch (row.kind) {
    case 'account':
      return accountItem(looks);
    case 'pager':
      return pagerItem(looks);
    case 'status':
      return statusItem(looks);
    default:
      return row;
  }
}

function accountItem({ account, list, locale }: ListLooks): TreeItem {
  // What was open stays open when a second account gives it a row of its own.
  const state = list.pristine ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded;
  const item = new TreeItem(account.name, state);
  const failed = list.state.kind === 'failed' ? failureWords(list.state.why, account.name) : undefined;
  item.iconPath = failed ? warningIcon() : new ThemeIcon('key');
  item.contextValue = 'account';
  const facts = [
    failed?.short,
    list.rows.length > 0 || list.state.kind === 'complete' ? loadedCount(list, locale) : undefined,
    unreadableWords(list, locale),
    account.sessionOnly ? l10n.t('this session only') : undefined,
  ].filter((fact) => fact !== undefined);
  if (facts.length > 0) {
    item.description = facts.join(' · ');
  }
  item.tooltip = [
    account.name,
    failed?.sentence,
    unreadableSentence(list, locale),
    list.pristine ? undefined : l10n.t('Sub-accounts loaded: {0}', loadedCount(list, locale)),
    account.balance && balanceWhenAdded(account.balance, locale),
    account.sessionOnly
      ? l10n.t('API key: kept for this session only')
      : l10n.t('API key: in the keychain of this computer'),
  ]
    .filter((line) => line !== undefined)
    .join('\n');
  item.accessibilityInformation = { label: [account.name, ...facts].join(', ') };
  return item;
}

/** Of when it is: it is not asked again for being looked at. */
function balanceWhenAdded({ amount, currency, at }: KnownBalance, locale: string): string {
  return l10n.t('Balance: {0} (as of {1})', formatBalance(amount, currency, locale), timeWords(at, locale));
}

function pagerItem({ account, list, locale }: ListLooks): TreeItem {
  const { state } = list;
  if (state.kind === 'failed') {
    return failedItem(state.why, account, loadedCount(list, locale));
  }
  if (state.kind === 'loading') {
    return loadingItem(l10n.t('Loading…'), list, locale, loadedCount(list, locale));
  }
  const left = list.left ?? list.pageSize;
  const next = Math.min(list.pageSize, left);
  const item = new TreeItem(
    list.isHalfRefreshed
      ? l10n.t('Refresh the rest')
      : next > 0
        ? l10n.t('Load {0} more', formatCount(next, locale))
        : l10n.t('Load more'),
  );
  item.description = loadedCount(list, locale);
  item.iconPath = new ThemeIcon('chevron-down');
  item.contextValue = 'pager';
  item.command = { command: commandIds.loadMore, title: l10n.t('Load More') };
  const more = list.isHalfRefreshed ? undefined : loadAllWords(list, locale);
  // Without a tooltip, VS Code repeats the label.
  item.tooltip = more ?? halfRefreshedWords(list);
  item.accessibilityInformation = {
    label: [l10n.t('{0}, {1} loaded', String(item.label), loadedCount(list, locale)), item.tooltip].join(
      '. ',
    ),
  };
  return item;
}

/** How many are left, and where all of them can be had: its button is seen under the mouse alone. */
function loadAllWords({ left }: SubAccountList, locale: string): string {
  const where = l10n.t('“Load All” loads all at once: it is a button in this row, and in its menu.');
  return left ? `${l10n.t('Not loaded yet: {0}.', formatCount(left, locale))} ${where}` : where;
}

function statusItem({ account, list, locale }: ListLooks): TreeItem {
  const { state } = list;
  switch (state.kind) {
    case 'failed':
      return failedItem(state.why, account);
    case 'complete': {
      if (list.unreadable > 0) {
        return unreadableItem(account, list, locale);
      }
      return emptyItem(account);
    }
    default: {
      if (state.kind === 'loading' || list.unreadable === 0) {
        return loadingItem(l10n.t('Loading sub-accounts…'), list, locale);
      }
      // Nothing that came could be read, and there is more.
      const item = pagerItem({ account, list, locale });
      item.description = [item.description, unreadableWords(list, locale)].join(' · ');
      return item;
    }
  }
}

/** `count`: how much is there already. */
function loadingItem(label: string, list: SubAccountList, locale: string, count?: string): TreeItem {
  const time = waitingTime([list], locale);
  const item = new TreeItem(time === undefined ? label : l10n.t('Until {0}', time));
  item.iconPath = new ThemeIcon(time === undefined ? 'loading~spin' : 'watch');
  item.contextValue = list.canBeStopped ? 'loadingAll' : 'loading';
  const facts = [time && l10n.t('waiting, too many requests'), count].filter(Boolean);
  if (facts.length > 0) {
    item.description = facts.join(' · ');
  }
  if (time !== undefined) {
    const waiting = waitingWords([list], locale) ?? '';
    item.tooltip = l10n.t('{0}. Then it goes on by itself, unless you stop it.', waiting);
    item.accessibilityInformation = { label: [item.tooltip, count].filter(Boolean).join(' ') };
  }
  return item;
}

// How each row looks and reads: label, description, icon, tooltip, words for screen readers, and what a click does.
import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Account } from '../accounts/account';
import { compareDecimals } from '../api/decimal';
import type { SubAccount } from '../api/subAccount';
import type { ListFailure, SubAccountList } from '../subAccounts/lists';
import type { Remedy } from './failureWords';
import { formatBalance, formatCount, formatCreatedAt } from './format';
import { words } from './lazyWords';
import { type Row, rowId } from './rows';

/** What a row's looks are made from. */
export interface Shown {
  readonly account: Account;
  readonly list: SubAccountList;
  /** A language tag, as VS Code's. */
  readonly locale: string;
  /** Below this balance, in euros as decimal text, a sub-account is marked. */
  readonly lowBalance?: string | undefined;
}

/** The tree item of a row. Neither a token nor a key gets into it. */
export function treeItem(row: Row, shown: Shown): TreeItem {
  const item = looks(row, shown);
  item.id = rowId(row);
  return item;
}

/** Characters that turn the direction of the text around them, and could make one row read as another. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What people call a sub-account, on one line: its e-mail, or its number where the service gave no e-mail. */
export function subAccountName(subAccount: Pick<SubAccount, 'id' | 'email'>): string {
  return (
    subAccount.email?.replace(/\s+/g, ' ').replace(directionMarks, '') ??
    l10n.t('Sub-account {0}', subAccount.id)
  );
}

/** How much of a list is loaded: "20 of 137", or just the count where that is all, or nobody knows the rest. */
export function loadedCount(list: SubAccountList, locale: string): string {
  const shown = formatCount(list.rows.length, locale);
  const more = list.state.kind !== 'complete' && list.total !== undefined && list.total > list.rows.length;
  return more ? l10n.t('{0} of {1}', shown, formatCount(list.total ?? 0, locale)) : shown;
}

function looks(row: Row, shown: Shown): TreeItem {
  switch (row.kind) {
    case 'account':
      return accountItem(shown);
    case 'subAccount': {
      const subAccount = shown.list.get(row.subAccountId);
      return subAccount ? subAccountItem(subAccount, shown) : new TreeItem('');
    }
    case 'pager':
      return pagerItem(shown);
    case 'status':
      return statusItem(shown);
    default:
      return row;
  }
}

function accountItem({ account, list, locale }: Shown): TreeItem {
  // What was open stays open when a second account gives it a row of its own.
  const state = list.pristine ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded;
  const item = new TreeItem(account.name, state);
  const failed =
    list.state.kind === 'failed' ? words().failureWords(list.state.why, account.name) : undefined;
  item.iconPath = failed ? warningIcon() : new ThemeIcon('key');
  item.contextValue = 'account';
  const facts = [
    failed?.short,
    list.rows.length > 0 || list.state.kind === 'complete' ? loadedCount(list, locale) : undefined,
    account.sessionOnly ? l10n.t('this session only') : undefined,
  ].filter((fact) => fact !== undefined);
  if (facts.length > 0) {
    item.description = facts.join(' · ');
  }
  item.tooltip = [account.name, failed?.sentence].filter((line) => line !== undefined).join('\n');
  item.accessibilityInformation = { label: [account.name, ...facts].join(', ') };
  return item;
}

function subAccountItem(subAccount: SubAccount, { locale, lowBalance }: Shown): TreeItem {
  const { id, type, balance, currency, createdAt } = subAccount;
  const name = subAccountName(subAccount);
  const balanceText = balance === undefined ? undefined : formatBalance(balance, currency, locale);
  const isLow = balance !== undefined && lowBalance !== undefined && compareDecimals(balance, lowBalance) < 0;
  const facts = [
    isLow && l10n.t('Low balance'),
    type && l10n.t('Type: {0}', typeWord(type)),
    l10n.t('ID: {0}', String(id)),
    balanceText && l10n.t('Balance: {0}', balanceText),
    createdAt && l10n.t('Created: {0}', formatCreatedAt(createdAt, locale)),
  ].filter((fact) => fact !== undefined && fact !== '' && fact !== false);

  const item = new TreeItem(name);
  if (balanceText) {
    item.description = balanceText;
  }
  item.iconPath = typeIcon(type, isLow);
  item.contextValue = 'subAccount';
  // A plain string is shown as text; a MarkdownString would read markup in what the service answers.
  item.tooltip = [name, ...facts].join('\n');
  item.accessibilityInformation = { label: [name, ...facts].join(', ') };
  return item;
}

/** The word for a type. */
export function typeWord(type: string): string {
  switch (type) {
    case 'simple':
      return l10n.t('simple');
    case 'advanced':
      return l10n.t('advanced');
    default:
      return type;
  }
}

/** The icon of a sub-account's type, in another colour where its balance is low. */
export function typeIcon(type: string | undefined, isLow = false): ThemeIcon {
  return new ThemeIcon(typeIconName(type), isLow ? new ThemeColor('charts.orange') : undefined);
}

function typeIconName(type: string | undefined): string {
  switch (type) {
    case 'simple':
      return 'mail';
    case 'advanced':
      return 'account';
    default:
      return 'circle-outline';
  }
}

function pagerItem({ account, list, locale }: Shown): TreeItem {
  const { state } = list;
  if (state.kind === 'failed') {
    return failedItem(state.why, account, loadedCount(list, locale));
  }
  if (state.kind === 'loading') {
    const item = loadingItem(l10n.t('Loading…'), loadedCount(list, locale));
    item.contextValue = list.loadingAll ? 'loadingAll' : 'loading';
    return item;
  }
  const left = list.total === undefined ? list.pageSize : list.total - list.rows.length;
  const next = Math.min(list.pageSize, left);
  const item = new TreeItem(
    next > 0 ? l10n.t('Load {0} more', formatCount(next, locale)) : l10n.t('Load more'),
  );
  item.description = loadedCount(list, locale);
  item.iconPath = new ThemeIcon('chevron-down');
  item.contextValue = 'pager';
  item.command = { command: 'mailPartner.loadMore', title: l10n.t('Load More') };
  item.accessibilityInformation = {
    label: l10n.t('{0}, {1} loaded', String(item.label), loadedCount(list, locale)),
  };
  return item;
}

function statusItem({ account, list }: Shown): TreeItem {
  const { state } = list;
  switch (state.kind) {
    case 'failed':
      return failedItem(state.why, account);
    case 'complete': {
      const item = new TreeItem(l10n.t('No sub-accounts'));
      item.tooltip = l10n.t('“{0}” has no sub-accounts.', account.name);
      item.iconPath = new ThemeIcon('info');
      item.contextValue = 'empty';
      item.accessibilityInformation = { label: item.tooltip };
      return item;
    }
    default:
      return loadingItem(l10n.t('Loading sub-accounts…'));
  }
}

function warningIcon(): ThemeIcon {
  return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
}

function loadingItem(label: string, description?: string): TreeItem {
  const item = new TreeItem(label);
  item.iconPath = new ThemeIcon('loading~spin');
  item.contextValue = 'loading';
  if (description) {
    item.description = description;
  }
  return item;
}

function failedItem(why: ListFailure, account: Account, count?: string): TreeItem {
  const { short, sentence, remedy, namesAccount } = words().failureWords(why, account.name);
  const click = words().remedyWords(remedy);
  const item = new TreeItem(short);
  item.description = click;
  item.iconPath = warningIcon();
  // Another key may also help where the keychain does not give this one.
  item.contextValue = remedy === 'replaceApiKey' || why.kind === 'keychain' ? 'failed.apiKey' : 'failed';
  item.tooltip = [account.name, count, sentence, click].filter((line) => line !== undefined).join('\n');
  const named = namesAccount ? sentence : `${account.name}: ${sentence}`;
  item.accessibilityInformation = { label: `${named} ${click}.` };
  item.command = { command: remedyCommand(remedy), title: click };
  return item;
}

/**
 * The commands take no arguments, and find their row in the selection: VS Code forgets a command's arguments when it refreshes the
 * rows, and a click in that moment would end in "Actual command not found".
 */
function remedyCommand(remedy: Remedy): string {
  switch (remedy) {
    case 'retry':
      return 'mailPartner.loadMore';
    case 'replaceApiKey':
      return 'mailPartner.replaceSelectedApiKey';
    case 'openSetting':
      return 'mailPartner.openAddressSetting';
    default:
      return remedy;
  }
}

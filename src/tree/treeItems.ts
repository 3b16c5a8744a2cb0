// How the rows around the sub-accounts look and read: an account, more to load, loading, failed, empty; and what a click on them does.

import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Account, KnownBalance } from '../accounts/account';
import { type CommandId, commandIds } from '../common/ids';
import type { Row, SubAccountRow } from '../common/rows';
import { failureWords, type Remedy, remedyWords } from '../common/words/failureWords';
import { formatBalance, formatCount } from '../common/words/format';
import { timeWords, waitingTime, waitingWords } from '../common/words/waitingWords';
import type { ListFailure, SubAccountList } from '../subAccounts/lists';

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

/** How much of a list is loaded: "20 of 137", or just the count where that is all that could be read, or nobody knows the rest. */
export function loadedCount(
  list: Pick<SubAccountList, 'left' | 'total'> & { readonly rows: { readonly length: number } },
  locale: string,
): string {
  const shown = formatCount(list.rows.length, locale);
  const { left = 0, total = 0 } = list;
  return left > 0 ? l10n.t('{0} of {1}', shown, formatCount(total, locale)) : shown;
}

/** Where a load that failed stopped, and why, or that it was a refresh; undefined where it did not fail. */
export function stoppedWords(list: SubAccountList, locale: string): string | undefined {
  const { state } = list;
  if (state.kind !== 'failed') {
    return undefined;
  }
  const { short, after } = failureWords(state.why);
  if (state.why.kind === 'origin') {
    return l10n.t('{0} is not allowed yet: nothing was sent there. Refresh asks again.', state.why.origin);
  }
  if (list.isPartlyOld) {
    return after === undefined
      ? l10n.t('Refresh stopped: {0}. The rest is from before.', short)
      : l10n.t('Not before {0}: too many requests. Refresh stopped; the rest is from before.', after);
  }
  const count = loadedCount(list, locale);
  return after === undefined
    ? l10n.t('Loading stopped at {0}: {1}', count, short)
    : l10n.t('Not before {0}: too many requests. Loading stopped at {1}.', after, count);
}

/** That a person stopped a refresh half-way; undefined where it is not so. */
export function halfRefreshedWords(list: SubAccountList): string | undefined {
  return list.isHalfRefreshed ? l10n.t('Refresh stopped. The rest is from before.') : undefined;
}

/** That some of what the service answered is missing; undefined where all of it could be read. */
export function unreadableWords({ unreadable }: SubAccountList, locale: string): string | undefined {
  return unreadable > 0 ? l10n.t('unreadable: {0}', formatCount(unreadable, locale)) : undefined;
}

/** The same in a sentence: what happened, and what to do. */
export function unreadableSentence({ unreadable }: SubAccountList, locale: string): string | undefined {
  return unreadable > 0
    ? l10n.t(
        'Sub-accounts that could not be read: {0}. “Show API Response” shows what came.',
        formatCount(unreadable, locale),
      )
    : undefined;
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

/** In the place of a list that the service says is empty: as often as not, because sub-accounts were never switched on. */
function emptyItem(account: Account): TreeItem {
  const item = new TreeItem(l10n.t('No sub-accounts'));
  const action = l10n.t('Contact Mail Partner');
  const sentences = [
    l10n.t('“{0}” has no sub-accounts.', account.name),
    l10n.t('If they were never enabled for it, ask Mail Partner to do so. Then refresh.'),
  ];
  item.description = action;
  item.iconPath = new ThemeIcon('info');
  item.contextValue = 'empty';
  item.command = { command: commandIds.openContactPage, title: action };
  item.tooltip = [...sentences, l10n.t('Click or Enter: {0}', action)].join('\n');
  item.accessibilityInformation = { label: [...sentences, l10n.t('Enter: {0}', action)].join(' ') };
  return item;
}

/** In the place of a list of which nothing could be read: it is not empty. */
function unreadableItem(account: Account, list: SubAccountList, locale: string): TreeItem {
  const item = new TreeItem(
    l10n.t('No sub-account could be read ({0})', formatCount(list.unreadable, locale)),
  );
  const action = l10n.t('Show API Response');
  item.description = action;
  item.iconPath = warningIcon();
  item.contextValue = 'unreadable';
  item.command = { command: commandIds.showPageResponse, title: action };
  const sentence = unreadableSentence(list, locale) ?? '';
  item.tooltip = [account.name, sentence, l10n.t('Click or Enter: {0}', action)].join('\n');
  item.accessibilityInformation = {
    label: `${l10n.t('{0}: {1}', account.name, sentence)} ${l10n.t('Enter: {0}', action)}`,
  };
  return item;
}

function warningIcon(): ThemeIcon {
  return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
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

function failedItem(why: ListFailure, account: Account, count?: string): TreeItem {
  const { short, own, sentence, remedy, namesAccount, after } = failureWords(why, account.name);
  const action = remedyWords(remedy);
  // What to do, or when, comes first: a narrow sidebar cuts off the rest, which the tooltip has too.
  const item = new TreeItem(after === undefined ? action : l10n.t('Not before {0}', after));
  item.description = own === undefined ? short : `${short} · ${own}`;
  item.iconPath = warningIcon();
  // Another key may also help where the keychain does not give this one.
  item.contextValue = remedy === 'replaceApiKey' || why.kind === 'keychain' ? 'failed.apiKey' : 'failed';
  const click = l10n.t('Click or Enter: {0}', action);
  const loaded = count === undefined ? undefined : l10n.t('Loaded: {0}', count);
  item.tooltip = [account.name, loaded, sentence, click].filter((line) => line !== undefined).join('\n');
  const named = namesAccount ? sentence : l10n.t('{0}: {1}', account.name, sentence);
  item.accessibilityInformation = { label: `${named} ${l10n.t('Enter: {0}', action)}` };
  item.command = { command: remedyCommand(remedy), title: action };
  return item;
}

/**
 * The commands take no arguments, and find their row in the selection: VS Code forgets a command's arguments when it refreshes the
 * rows, and a click in that moment would end in "Actual command not found".
 */
function remedyCommand(remedy: Remedy): CommandId {
  switch (remedy) {
    case 'retry':
      return commandIds.loadMore;
    case 'replaceApiKey':
      return commandIds.replaceSelectedApiKey;
    case 'openSetting':
      return commandIds.openAddressSetting;
    case 'askAboutAddress':
      return commandIds.askAboutAddress;
    default:
      return remedy;
  }
}

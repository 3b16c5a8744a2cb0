// How the rows look and read that stand where sub-accounts are missing: none there, none that could be read, a load that failed; and what helps.
import { l10n, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import type { Account } from '../accounts/account';
import { type CommandId, commandIds } from '../common/ids';
import { failureWords, type Remedy, remedyWords } from '../common/words/failureWords';
import { formatCount } from '../common/words/format';
import type { ListFailure, SubAccountList } from '../subAccounts/lists';
import { unreadableSentence } from './listWords';

/** In the place of what a load that failed did not bring. `count`: how much is there already. */
export function failedItem(why: ListFailure, account: Account, count?: string): TreeItem {
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

/** In the place of a list that the service says is empty: as often as not, because sub-accounts were never switched on. */
export function emptyItem(account: Account): TreeItem {
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
export function unreadableItem(account: Account, list: SubAccountList, locale: string): TreeItem {
  const item = new TreeItem(
    l10n.t('No sub-account could be read ({0})', formatCount(list.unreadable, locale)),
  );
  const action = l10n.t('Show API Response…');
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

/** In a colour that every theme shows. */
export function warningIcon(): ThemeIcon {
  return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
}

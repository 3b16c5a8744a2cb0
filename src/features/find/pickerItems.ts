// What Find shows: the sub-accounts that were found, that there are more or none, why a list is not searched whole, and how much was.
import { l10n, type QuickInputButton, type QuickPickItem, ThemeIcon } from 'vscode';
import type { Account } from '../../accounts/account';
import type { SubAccount } from '../../api/subAccount';
import type { OwnedSubAccount } from '../../common/targets';
import { failureWords, type Remedy, remedyWords } from '../../common/words/failureWords';
import { formatBalance, formatCount } from '../../common/words/format';
import { plainText } from '../../common/words/plainText';
import { subAccountName, typeIcon, typeWord, type ValueName } from '../../common/words/subAccountWords';
import type { ListFailure, SubAccountList } from '../../subAccounts/lists';
import type { SearchOptions } from '../../subAccounts/search';

export interface PickerItem extends QuickPickItem {
  /** What it is about, whatever it says of that now: no two items that are shown together have the same. */
  readonly key: string;
  readonly target?: OwnedSubAccount;
  /** The account whose list could not be loaded on: choosing the item tries again. */
  readonly retry?: string;
  /** The account whose key is refused or missing: choosing the item asks for another. */
  readonly replaceKeyOf?: string;
  /** Choosing the item opens the setting with the API's address, which can't be used. */
  readonly openSetting?: boolean;
  /** Choosing the item asks whether keys may go to the address as it is now. */
  readonly askAboutAddress?: boolean;
}

/** The buttons of a found sub-account, and what each copies. */
export function copyButtons(): readonly (QuickInputButton & { readonly value: ValueName })[] {
  return [
    { value: 'token', iconPath: new ThemeIcon('copy'), tooltip: l10n.t('Copy Token') },
    { value: 'apiKey', iconPath: new ThemeIcon('key'), tooltip: l10n.t('Copy API Key') },
  ];
}

/** The key of a sub-account's item. */
export function keyOf({ account, subAccount }: OwnedSubAccount): string {
  return `sub-account ${account.id} ${subAccount.id}`;
}

/** A sub-account; with its account's name where there are several. What it shows is found: `searchedIn` has the same. */
export function targetItem(target: OwnedSubAccount, account: string | undefined, locale: string): PickerItem {
  const { id, type } = target.subAccount;
  const facts = [`#${id}`, type && typeWord(type), balanceOf(target.subAccount, locale), account].filter(
    (fact) => fact !== undefined && fact !== '',
  );
  return {
    label: plainText(subAccountName(target.subAccount)),
    description: plainText(facts.join(' · ')),
    iconPath: new ThemeIcon(typeIcon(type)),
    buttons: copyButtons(),
    alwaysShow: true,
    key: keyOf(target),
    target,
  };
}

/** How sub-accounts are searched where such items show them: in all that these say, the account's name where there are several. */
export function searchedIn(locale: string): (several: boolean) => SearchOptions<OwnedSubAccount> {
  const factsOf = factsIn.get(locale) ?? ((subAccount) => factsFound(subAccount, locale));
  factsIn.set(locale, factsOf);
  return (several) => ({
    subAccountOf: ({ subAccount }) => subAccount,
    typeWord,
    factsOf,
    ...(several ? { ownerOf: ({ account }: OwnedSubAccount) => account.name } : {}),
  });
}

/** One for each language, so that what it said of a sub-account is known the next time. */
const factsIn = new Map<string, (subAccount: SubAccount) => string>();

/** The balance as people type it too: without marks between thousands, with a point or a comma. */
function factsFound(subAccount: SubAccount, locale: string): string {
  const { email, balance = '' } = subAccount;
  return [
    email === undefined && subAccountName(subAccount),
    balanceOf(subAccount, locale),
    balance,
    balance.replace('.', ','),
  ]
    .filter(Boolean)
    .join(' ');
}

function balanceOf({ balance, currency }: SubAccount, locale: string): string | undefined {
  return balance === undefined ? undefined : formatBalance(balance, currency, locale);
}

/** There are `count` more matches than are shown. */
export function moreItem(count: number, locale: string): PickerItem {
  return {
    label: l10n.t('{0} more. Type on to narrow them down.', formatCount(count, locale)),
    iconPath: new ThemeIcon('ellipsis'),
    alwaysShow: true,
    key: 'more',
  };
}

/** Nothing matches, of all that could be read or of what is loaded so far. What was typed is not repeated: VS Code would mark it as found. */
export function nothingItem(lists: readonly SubAccountList[]): PickerItem {
  const all = isAllSearched(lists);
  const isPart = unreadableIn(lists) > 0 || lists.some(({ left }) => left);
  return {
    label: !all
      ? l10n.t('Nothing found so far')
      : isPart
        ? l10n.t('No sub-account found among those that could be read')
        : l10n.t('No sub-account found'),
    iconPath: new ThemeIcon(all ? 'info' : 'search'),
    alwaysShow: true,
    key: 'nothing',
  };
}

/** Why the rest of an account's list is not searched, and what choosing this does about it. */
export function listFailureItem(why: ListFailure, account: Account): PickerItem {
  const { short, sentence, remedy, after } = failureWords(why, plainText(account.name));
  const enter = l10n.t('Enter: {0}', remedyWords(remedy));
  const toDo = after === undefined ? enter : l10n.t('Try again after {0}', after);
  return {
    label: short,
    description: `${toDo} · ${plainText(account.name)}`,
    detail: sentence,
    iconPath: new ThemeIcon('warning'),
    alwaysShow: true,
    key: `failure ${account.id}`,
    ...choosing(remedy, account.id),
  };
}

function choosing(
  remedy: Remedy,
  accountId: string,
): Pick<PickerItem, 'retry' | 'replaceKeyOf' | 'openSetting' | 'askAboutAddress'> {
  switch (remedy) {
    case 'retry':
      return { retry: accountId };
    case 'replaceApiKey':
      return { replaceKeyOf: accountId };
    case 'openSetting':
      return { openSetting: true };
    case 'askAboutAddress':
      return { askAboutAddress: true };
    default:
      return remedy;
  }
}

/** Whether nothing is left that could be searched. */
function isAllSearched(lists: readonly SubAccountList[]): boolean {
  return lists.every((list) => list.state.kind === 'complete');
}

/** How many rows of these lists could not be read, and so are searched in vain. */
function unreadableIn(lists: readonly SubAccountList[]): number {
  return lists.reduce((sum, { unreadable }) => sum + unreadable, 0);
}

/** What has been searched, of how much, as far as the service said, and how much of it could not be read. */
export function searchedWords(lists: readonly SubAccountList[], locale: string): string {
  const unreadable = unreadableIn(lists);
  const words = readWords(lists, locale);
  return unreadable > 0 ? l10n.t('{0}, unreadable: {1}', words, formatCount(unreadable, locale)) : words;
}

function readWords(lists: readonly SubAccountList[], locale: string): string {
  const searched = lists.reduce((sum, list) => sum + list.rows.length, 0);
  const count = formatCount(searched, locale);
  if (isAllSearched(lists) && lists.every(({ left }) => !left)) {
    return l10n.t('all {0} searched', count);
  }
  // An item says more, but may be far below.
  const [why] = lists.flatMap(({ state }) => (state.kind === 'failed' ? [state.why] : []));
  if (why && lists.every(({ state, left }) => state.kind !== 'loading' && left === 0)) {
    return l10n.t('{0} searched, not refreshed: {1}', count, failureWords(why).short);
  }
  const totals = lists.map((list) =>
    list.state.kind === 'complete' && !list.left ? list.rows.length : list.total,
  );
  const total = totals.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const words =
    totals.every((one) => one !== undefined) && total > searched
      ? l10n.t('{0} of {1} searched', count, formatCount(total, locale))
      : l10n.t('{0} searched so far', count);
  return why ? l10n.t('{0}, then stopped: {1}', words, failureWords(why).short) : words;
}

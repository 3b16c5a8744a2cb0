// What Find shows: the sub-accounts that were found, that there are more or none, and why a list is not searched whole.
import { l10n, type QuickInputButton, type QuickPickItem, QuickPickItemKind, ThemeIcon } from 'vscode';
import type { Account } from '../../accounts/account';
import { failureWords, type Remedy, remedyWords } from '../../common/words/failureWords';
import { formatAgo, formatBalance, formatCount } from '../../common/words/format';
import { languageOfWords } from '../../common/words/languageOfWords';
import { plainText } from '../../common/words/plainText';
import { subAccountName, typeIcon, typeWord, type ValueName } from '../../common/words/subAccountWords';
import type { ListFailure, SubAccountList } from '../../subAccounts/lists';
import type { Searchable, SearchOptions } from '../../subAccounts/search';
import { type Candidate, keyOf, shownOf } from './core/candidates';
import { isAllSearched, type Known, unreadableIn } from './searchedWords';

export interface PickerItem extends QuickPickItem {
  /** What it is about, whatever it says of that now: no two items that are shown together have the same. */
  readonly key: string;
  readonly candidate?: Candidate;
  /** The account whose list could not be loaded on: choosing the item tries again. */
  readonly retry?: string;
  /** The account whose key is refused or missing: choosing the item asks for another. */
  readonly replaceKeyOf?: string;
  /** Choosing the item opens the setting with the API's address, which can't be used. */
  readonly openSetting?: boolean;
  /** Choosing the item asks whether keys may go to the address as it is now. */
  readonly askAboutAddress?: boolean;
  /** Choosing the item asks for all pages of every account. */
  readonly anew?: boolean;
}

/** The buttons of a found sub-account, and what each copies. */
export function copyButtons(): readonly (QuickInputButton & { readonly value: ValueName })[] {
  return [
    { value: 'token', iconPath: new ThemeIcon('copy'), tooltip: l10n.t('Copy Token') },
    { value: 'apiKey', iconPath: new ThemeIcon('key'), tooltip: l10n.t('Copy API Key') },
  ];
}

/** A sub-account; with its account's name where there are several. What it shows of itself is found: `searchedIn` has the same. */
export function candidateItem(
  candidate: Candidate,
  several: boolean,
  locale: string,
  now: number,
): PickerItem {
  const shown = shownOf(candidate);
  const { id, type } = shown;
  const seenAt = 'remembered' in candidate ? candidate.seenAt : undefined;
  const facts = [
    `#${id}`,
    type && typeWord(type),
    balanceOf(shown, locale),
    several ? candidate.account.name : undefined,
    seenAt === undefined ? undefined : l10n.t('seen {0}', formatAgo(seenAt, now, languageOfWords(locale))),
  ].filter((fact) => fact !== undefined && fact !== '');
  return {
    label: plainText(subAccountName(shown)),
    description: plainText(facts.join(' · ')),
    iconPath: new ThemeIcon(seenAt === undefined ? typeIcon(type) : 'history'),
    buttons: copyButtons(),
    alwaysShow: true,
    key: keyOf(candidate),
    candidate,
  };
}

/** With lines above and below those that were used last, where these stand together. */
export function withLines(items: readonly PickerItem[]): readonly PickerItem[] {
  const isRecent = ({ candidate }: PickerItem) => candidate?.isRecent === true;
  const from = items.findIndex(isRecent);
  const length = items.slice(from).findIndex((item) => !isRecent(item));
  const to = length < 0 ? items.length : from + length;
  const line = (key: string, label: string): PickerItem => ({
    key,
    label,
    kind: QuickPickItemKind.Separator,
  });
  return from < 0
    ? items
    : [
        ...items.slice(0, from),
        line('line above', l10n.t('recently used')),
        ...items.slice(from, to),
        ...(to < items.length ? [line('line below', l10n.t('others'))] : []),
        ...items.slice(to),
      ];
}

/** The last item of all: what is loaded and remembered may be old, and this asks for all of it. */
export function anewItem(): PickerItem {
  return {
    label: l10n.t('Search Everything Anew'),
    description: l10n.t('asks Mail Partner for every page'),
    iconPath: new ThemeIcon('refresh'),
    alwaysShow: true,
    key: 'anew',
    anew: true,
  };
}

/** How sub-accounts are searched where such items show them: in all that these say, the account's name where there are several. */
export function searchedIn(locale: string): (several: boolean) => SearchOptions<Candidate> {
  const factsOf = factsIn.get(locale) ?? ((subAccount) => factsFound(subAccount, locale));
  factsIn.set(locale, factsOf);
  return (several) => ({
    subAccountOf: shownOf,
    typeWord,
    factsOf,
    ...(several ? { ownerOf: ({ account }: Candidate) => account.name } : {}),
  });
}

/** One for each language, so that what it said of a sub-account is known the next time. */
const factsIn = new Map<string, (subAccount: Searchable) => string>();

/** The balance as people type it too: without marks between thousands, with a point or a comma. */
function factsFound(subAccount: Searchable, locale: string): string {
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

function balanceOf({ balance, currency }: Searchable, locale: string): string | undefined {
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
export function nothingItem(lists: readonly SubAccountList[], known?: Known): PickerItem {
  const all = isAllSearched(lists) || known !== undefined;
  const isPart = unreadableIn(lists) > 0 || lists.some(({ left }) => left);
  return {
    label: !all
      ? l10n.t('Nothing found so far')
      : known
        ? l10n.t('No sub-account found among those seen {0}', known.seen)
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

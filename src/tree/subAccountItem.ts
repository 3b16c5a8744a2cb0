// How the row of a sub-account looks and reads.
import { l10n, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import { compareDecimals } from '../api/decimal';
import type { SubAccount } from '../api/subAccount';
import { formatBalance, formatCreatedAt } from '../common/words/format';
import { directionMarks } from '../common/words/plainText';

/** How it is to be shown. */
export interface Looks {
  /** A language tag, as VS Code's. */
  readonly locale: string;
  /** Below this balance, in euros as decimal text, a sub-account is marked. */
  readonly lowBalance?: string | undefined;
}

/** The tree item, but for its id and its tooltip: of thousands of rows, a person reads a few tooltips. Neither token nor key is in it. */
export function subAccountItem(subAccount: SubAccount, looks: Looks): TreeItem {
  const item = new TreeItem(subAccountName(subAccount));
  const balance = balanceText(subAccount, looks.locale);
  if (balance) {
    item.description = balance;
  }
  item.iconPath = typeIcon(subAccount.type, isLow(subAccount, looks));
  item.contextValue = 'subAccount';
  item.accessibilityInformation = { label: facts(subAccount, balance, looks).join(', ') };
  return item;
}

/** All that a row can tell. Plain text: VS Code would read a MarkdownString for markup in what the service answers. */
export function subAccountTooltip(subAccount: SubAccount, looks: Looks): string {
  return facts(subAccount, balanceText(subAccount, looks.locale), looks).join('\n');
}

/** What people call a sub-account, on one line: its e-mail, or its number where the service gave no e-mail. */
export function subAccountName(subAccount: Pick<SubAccount, 'id' | 'email'>): string {
  return (
    subAccount.email?.replace(/\s+/g, ' ').replace(directionMarks, '') ??
    l10n.t('Sub-account {0}', subAccount.id)
  );
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
export function typeIcon(type: string | undefined, low = false): ThemeIcon {
  return new ThemeIcon(typeIconName(type), low ? new ThemeColor('charts.orange') : undefined);
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

function facts(subAccount: SubAccount, balance: string | undefined, looks: Looks): string[] {
  const { id, type, createdAt } = subAccount;
  return [
    subAccountName(subAccount),
    isLow(subAccount, looks) && l10n.t('Low balance'),
    type && l10n.t('Type: {0}', typeWord(type)),
    l10n.t('ID: {0}', String(id)),
    balance && l10n.t('Balance: {0}', balance),
    createdAt && l10n.t('Created: {0}', formatCreatedAt(createdAt, looks.locale)),
  ].filter((fact): fact is string => Boolean(fact));
}

function balanceText({ balance, currency }: SubAccount, locale: string): string | undefined {
  return balance === undefined ? undefined : formatBalance(balance, currency, locale);
}

/** The setting is in euros: it says nothing of an amount in another currency. */
function isLow({ balance, currency = 'EUR' }: SubAccount, { lowBalance }: Looks): boolean {
  return (
    balance !== undefined &&
    lowBalance !== undefined &&
    currency.toUpperCase() === 'EUR' &&
    compareDecimals(balance, lowBalance) < 0
  );
}

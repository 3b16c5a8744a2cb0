// How the row of a sub-account looks and reads.
import { l10n, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import { compareDecimals } from '../api/decimal';
import type { SubAccount } from '../api/subAccount';
import { formatBalance, formatCreatedAt } from '../common/words/format';
import { subAccountName, typeIcon, typeWord } from '../common/words/subAccountWords';

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
  item.iconPath = icon(subAccount.type, isLow(subAccount, looks));
  item.contextValue = 'subAccount';
  item.accessibilityInformation = { label: facts(subAccount, balance, looks).join(', ') };
  return item;
}

/** All that a row can tell. Plain text: VS Code would read a MarkdownString for markup in what the service answers. */
export function subAccountTooltip(subAccount: SubAccount, looks: Looks): string {
  return facts(subAccount, balanceText(subAccount, looks.locale), looks).join('\n');
}

/** In another colour where the balance is low. */
function icon(type: string | undefined, low: boolean): ThemeIcon {
  return new ThemeIcon(typeIcon(type), low ? new ThemeColor('charts.orange') : undefined);
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

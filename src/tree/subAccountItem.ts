// How the row of a sub-account looks and reads: its item, and its tooltip.
import { l10n, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import { compareDecimals, isDecimal } from '../api/decimal';
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

/** The items of sub-accounts, each kept for as long as what it shows stays: VS Code asks for all of them at every change of a list. */
export class SubAccountItems {
  #items = new WeakMap<SubAccount, TreeItem>();
  #madeFor: Looks | undefined;

  /** The item of a sub-account, made when first asked for; `id` is its row's. */
  of(subAccount: SubAccount, id: string, looks: Looks): TreeItem {
    if (this.#madeFor?.locale !== looks.locale || this.#madeFor.lowBalance !== looks.lowBalance) {
      this.#madeFor = looks;
      this.#items = new WeakMap();
    }
    let item = this.#items.get(subAccount);
    if (!item) {
      item = subAccountItem(subAccount, id, looks);
      this.#items.set(subAccount, item);
    }
    return item;
  }
}

/** The tree item, without its tooltip: of thousands of rows, a person reads a few. Neither token nor key is in it. */
function subAccountItem(subAccount: SubAccount, id: string, looks: Looks): TreeItem {
  const low = isLow(subAccount, looks);
  const balance = balanceText(subAccount, looks.locale);
  const item = new TreeItem(subAccountName(subAccount));
  item.id = id;
  if (balance) {
    item.description = low ? l10n.t('{0} · low', balance) : balance;
  }
  item.iconPath = low ? lowIcon() : new ThemeIcon(typeIcon(subAccount.type));
  item.contextValue = 'subAccount';
  item.accessibilityInformation = { label: facts(subAccount, balance, low, looks.locale).join(', ') };
  return item;
}

/**
 * Says by its form, too, that the balance is low, and is none that stands for a failure. Of VS Code's colours this is one of few that are made
 * for icons on rows; themes of high contrast have none, and draw the icon as they do all others.
 */
function lowIcon(): ThemeIcon {
  return new ThemeIcon('arrow-circle-down', new ThemeColor('list.warningForeground'));
}

/** All that a row can tell. Plain text: VS Code would read a MarkdownString for markup in what the service answers. */
export function subAccountTooltip(subAccount: SubAccount, looks: Looks): string {
  const balance = balanceText(subAccount, looks.locale);
  return facts(subAccount, balance, isLow(subAccount, looks), looks.locale).join('\n');
}

function facts(subAccount: SubAccount, balance: string | undefined, low: boolean, locale: string): string[] {
  const { id, type, createdAt } = subAccount;
  return [
    subAccountName(subAccount),
    low && l10n.t('Low balance'),
    type && l10n.t('Type: {0}', typeWord(type)),
    l10n.t('ID: {0}', String(id)),
    balance && l10n.t('Balance: {0}', balance),
    createdAt && l10n.t('Created: {0}', formatCreatedAt(createdAt, locale)),
  ].filter((fact): fact is string => Boolean(fact));
}

function balanceText({ balance, currency }: SubAccount, locale: string): string | undefined {
  return balance === undefined ? undefined : formatBalance(balance, currency, locale);
}

/** The setting is in euros: it says nothing of an amount in another currency. */
function isLow({ balance, currency = 'EUR' }: SubAccount, { lowBalance }: Looks): boolean {
  return (
    balance !== undefined &&
    isDecimal(balance) &&
    lowBalance !== undefined &&
    currency.toUpperCase() === 'EUR' &&
    compareDecimals(balance, lowBalance) < 0
  );
}

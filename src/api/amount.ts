// Reads an amount of money as people and programs write it: as decimal text where there is no doubt, otherwise as it came.
import { toDecimalText } from './decimal';
import { cut } from './foreignText';

/** What the service said an amount is. */
export interface Amount {
  /** Decimal text, or what came, where it can be read in more than one way or in none: see `isDecimal` in decimal.ts. */
  readonly balance: string | undefined;
  readonly currency: string | undefined;
}

/** In characters. Longer ones are none, and are cut for being shown. */
const LONGEST = 60;

/** A currency's sign or code, before or after the amount. */
const WITH_CURRENCY = /^(?:(€|[A-Z]{3})\s*([^A-Z€]+)|([^A-Z€]+?)\s*(€|[A-Z]{3}))$/i;

/** Digits in groups of three, with one kind of sign between them: `1 234`, `1.234.567`. */
const GROUPS = /^[1-9]\d{0,2}(?:([ '.,])\d{3})(?:\1\d{3})*$/;

/**
 * Reads the balance of a row: "12,50", "1 234.50", "1,234.50", ".5" and "12.50 €" are read, "1,234" is not: it may be a thousand or one
 * and something. A currency that stands with the amount must be the one that is given, or the euro where none is.
 */
export function readAmount(value: string, currency: string | undefined): Amount {
  const text = value.trim();
  if (text === '') {
    return { balance: undefined, currency };
  }
  if (text.length > LONGEST) {
    return { balance: cut(text, LONGEST), currency };
  }
  const plain = toDecimalText(text);
  if (plain !== undefined) {
    return { balance: plain, currency };
  }
  return withCurrency(text.replace(/\s+/g, ' '), currency) ?? { balance: text, currency };
}

/** A sign stands before the amount, or before the currency that stands before it. */
const SIGNED = /^([+\-\u2212]?) ?(.*)$/;

function withCurrency(text: string, given: string | undefined): Amount | undefined {
  const [, outerSign = '', unsigned = ''] = SIGNED.exec(text) ?? [];
  const [, before, amountAfter, amountBefore, after] = WITH_CURRENCY.exec(unsigned) ?? [];
  const stated = before ?? after;
  const code = stated === '€' ? 'EUR' : stated?.toUpperCase();
  const currency = given ?? (code === 'EUR' ? code : undefined);
  if (code !== undefined && code !== currency?.toUpperCase()) {
    return undefined;
  }
  const amount = (amountAfter ?? amountBefore ?? unsigned).trim();
  const [, innerSign = '', size = ''] = outerSign === '' ? (SIGNED.exec(amount) ?? []) : ['', '', amount];
  const decimal = toDecimalText(plainSize(size.replaceAll('’', "'")) ?? '');
  const isNegative = !['', '+'].includes(outerSign + innerSign);
  return decimal === undefined ? undefined : { balance: isNegative ? `-${decimal}` : decimal, currency };
}

/** Without the signs between its groups, and with a point before its decimals; undefined where that can't be told for certain. */
function plainSize(size: string): string | undefined {
  const last = Math.max(size.lastIndexOf('.'), size.lastIndexOf(','));
  const mark = size.charAt(last);
  if (last < 0 || size.indexOf(mark) !== last) {
    // No decimals: no mark at all, or one that comes again and so stands between groups.
    return /^\d+$/.test(size) ? size : withoutGroups(size);
  }
  const [whole, decimals] = [size.slice(0, last), size.slice(last + 1)];
  if (!/^\d*$/.test(decimals) || whole + decimals === '') {
    return undefined;
  }
  const digits = /^\d*$/.test(whole) ? whole : withoutGroups(whole);
  if (digits === undefined) {
    return undefined;
  }
  // A point is a decimal point, as the service writes it. A comma before three digits may be either.
  const isDoubtful = mark === ',' && decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  return isDoubtful ? undefined : `${digits === '' ? '0' : digits}${decimals === '' ? '' : `.${decimals}`}`;
}

function withoutGroups(size: string): string | undefined {
  return GROUPS.test(size) ? size.replace(/\D/g, '') : undefined;
}

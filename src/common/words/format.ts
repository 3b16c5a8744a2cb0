// Balances, counts, dates and times in the way of the user's language.
import { isDecimal } from '../../api/decimal';

/** A formatter costs far more to make than to use, and each row uses them. */
const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function cachedFormat<F extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => F,
): F {
  const known = formatters.get(key) as F | undefined;
  const formatter = known ?? make();
  formatters.set(key, formatter);
  return formatter;
}

/** As many decimals as `Intl.NumberFormat` takes. */
const mostDecimals = 20;

/**
 * A balance in words of the locale: "0.800" and "EUR" make "0,80 €" in French. Two decimals, or as many as there are: no amount is rounded.
 *
 * Text that is no decimal number or has very many decimals, or a currency nobody knows, is shown as it came.
 */
export function formatBalance(balance: string, currency: string | undefined, locale: string): string {
  const code = currency ?? 'EUR';
  const [, fraction = ''] = balance.split('.');
  if (!isDecimal(balance) || fraction.length > mostDecimals || !/^[A-Za-z]{3}$/.test(code)) {
    // What came may name its currency itself.
    return currency && !/[\p{L}\p{Sc}]/u.test(balance) ? `${balance} ${currency}` : balance;
  }
  const decimals = Math.max(3, fraction.length);
  const format = cachedFormat(
    `${locale} ${code} ${decimals}`,
    () =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: code,
        minimumFractionDigits: 2,
        maximumFractionDigits: decimals,
      }),
  );
  return format.format(balance as Intl.StringNumericLiteral);
}

/** A count in the way of the locale: 1240 makes "1,240" in English. */
export function formatCount(count: number, locale: string): string {
  return cachedFormat(`${locale} count`, () => new Intl.NumberFormat(locale)).format(count);
}

/** `YYYY-MM-DD HH:MM:SS` in words of the locale. The clock is the service's own: no zone is known, none is applied. */
export function formatCreatedAt(createdAt: string, locale: string): string {
  const time = Date.parse(`${createdAt.replace(' ', 'T')}Z`);
  if (Number.isNaN(time)) {
    return createdAt;
  }
  return cachedFormat(
    `${locale} date`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
  ).format(time);
}

/** A time (milliseconds since the epoch) on this computer's clock, to the second: "14:05:30" in French. */
export function formatTime(time: number, locale: string): string {
  return cachedFormat(
    `${locale} time`,
    () => new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }),
  ).format(time);
}

/** Its day: "27 nov. 2026" in French. */
export function formatDay(time: number, locale: string): string {
  return cachedFormat(`${locale} day`, () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })).format(
    time,
  );
}

/** How many days ago a time was, by this computer's calendar; both in milliseconds of the epoch: "today", "il y a 2 jours". */
export function formatAgo(time: number, now: number, locale: string): string {
  const dayOf = (at: number) => {
    const date = new Date(at);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
  };
  const days = Math.min(0, dayOf(time) - dayOf(now));
  return cachedFormat(`${locale} ago`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(
    days,
    'day',
  );
}

/** Makes the formats that every list needs, and uses them once: the first time takes tens of milliseconds, all others next to nothing. */
export function warmUpFormats(locale: string): void {
  formatBalance('0', 'EUR', locale);
  formatCount(0, locale);
  formatCreatedAt('2000-01-01 00:00:00', locale);
}

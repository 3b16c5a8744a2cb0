// Amounts as decimal text: kept as written, never computed with.

/** Beyond this many digits, those that an exponent adds included, it is no amount of money. */
const MOST_DIGITS = 40;

/** "0.800" stays "0.800", 0.8 becomes "0.8", "1.5e3" and 1e-7 are written out; what is no plain decimal number is undefined. */
export function toDecimalText(value: string | number): string | undefined {
  const text = String(value).trim();
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i.exec(text);
  const [, sign = '', whole = '', fraction = '', exponent = ''] = match ?? [];
  if (match === null || whole.length + fraction.length + Math.abs(Number(exponent)) > MOST_DIGITS) {
    return undefined;
  }
  const minus = sign === '-' ? '-' : '';
  if (exponent !== '') {
    return writtenOut(minus, whole, fraction, Number(exponent));
  }
  const plain = minus + whole + (fraction === '' ? '' : `.${fraction}`);
  // The text that came is held already; one put together is a second, of parts that are held too.
  return plain === text ? text : plain;
}

/** Whether it is decimal text as `toDecimalText` gives it. */
export function isDecimal(text: string): boolean {
  return text.length <= MOST_DIGITS + 2 && /^-?\d+(?:\.\d+)?$/.test(text);
}

/** Moves the point by `exponent` digits: text in, text out. */
function writtenOut(minus: string, whole: string, fraction: string, exponent: number): string {
  const before = '0'.repeat(Math.max(0, 1 - whole.length - exponent));
  const after = '0'.repeat(Math.max(0, exponent - fraction.length));
  const digits = before + whole + fraction + after;
  const point = before.length + whole.length + exponent;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const right = digits.slice(point);
  return minus + left + (right === '' ? '' : `.${right}`);
}

/**
 * A text for an amount that sorts as the amounts do, exactly: the same for the same amount, however it is written. `amount` is decimal
 * text as `toDecimalText` gives it; what is none counts as 0.
 */
export function sortableDecimal(amount: string): string {
  const match = /^([+-]?)0*(\d{0,40})(?:\.(\d{0,40}))?$/.exec(amount);
  const [, sign, whole = '', decimals = ''] = match ?? [];
  // Of positive ones the one with more digits before the point is larger, and of equally many the first digit that differs decides.
  const size = String(whole.length).padStart(2, '0') + whole + decimals.replace(/0+$/, '');
  if (sign !== '-' || size === '00') {
    return `+${size}`;
  }
  // Of negative ones all is the other way round; "!" comes before "+", and "~" after every digit.
  return `!${size.replace(/\d/g, (digit) => String(9 - Number(digit)))}~`;
}

/** Which of two amounts, as for `sortableDecimal`, is larger: below 0 where `a` is smaller, 0 where both are the same, above 0 where it is larger. */
export function compareDecimals(a: string, b: string): number {
  const [left, right] = [sortableDecimal(a), sortableDecimal(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

// Amounts as decimal text: kept as written, never computed with.

/** Beyond this many digits it is no amount of money. */
const LONGEST_EXPANSION = 40;

/** "0.800" stays "0.800", 0.8 becomes "0.8", "1.5e3" and 1e-7 are written out; what is no plain decimal number is undefined. */
export function toDecimalText(value: string | number): string | undefined {
  const text = String(value).trim();
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, sign = '', whole = '', fraction = '', exponent = ''] = match;
  const minus = sign === '-' ? '-' : '';
  if (exponent === '') {
    const plain = minus + whole + (fraction === '' ? '' : `.${fraction}`);
    // The text that came is held already; one put together is a second, of parts that are held too.
    return plain === text ? text : plain;
  }
  return writtenOut(minus, whole, fraction, Number(exponent));
}

/** Moves the point by `exponent` digits: text in, text out. */
function writtenOut(minus: string, whole: string, fraction: string, exponent: number): string | undefined {
  if (Math.abs(exponent) + whole.length + fraction.length > LONGEST_EXPANSION) {
    return undefined;
  }
  const before = '0'.repeat(Math.max(0, 1 - whole.length - exponent));
  const after = '0'.repeat(Math.max(0, exponent - fraction.length));
  const digits = before + whole + fraction + after;
  const point = before.length + whole.length + exponent;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const right = digits.slice(point);
  return minus + left + (right === '' ? '' : `.${right}`);
}

/**
 * Which of two amounts is larger, digit by digit: below 0 where `a` is smaller, 0 where both are the same amount, above 0 where it is
 * larger. Both are decimal text as `toDecimalText` gives it; what is none counts as 0.
 */
export function compareDecimals(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  if (left.minus !== right.minus) {
    return left.minus ? -1 : 1;
  }
  const more =
    left.whole.length - right.whole.length ||
    compareDigits(left.whole, right.whole) ||
    compareDigits(left.fraction, right.fraction);
  return left.minus ? -more : more;
}

function compareDigits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Without zeros that say nothing: text of the same length then compares as the amounts do, and so do fractions. */
function parts(amount: string): {
  readonly minus: boolean;
  readonly whole: string;
  readonly fraction: string;
} {
  const match = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(amount);
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  return { minus: match?.[1] === '-' && (whole !== '' || fraction !== ''), whole, fraction };
}

// Amounts as decimal text: kept as written, never computed with.

/** Beyond this many digits it is no amount of money. */
const LONGEST_EXPANSION = 40;

/** "0.800" stays "0.800", 0.8 becomes "0.8", "1.5e3" and 1e-7 are written out; what is no plain decimal number is undefined. */
export function toDecimalText(value: string | number): string | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i.exec(String(value).trim());
  if (match === null) {
    return undefined;
  }
  const [, sign = '', whole = '', fraction = '', exponent = ''] = match;
  const minus = sign === '-' ? '-' : '';
  if (exponent === '') {
    return minus + whole + (fraction === '' ? '' : `.${fraction}`);
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

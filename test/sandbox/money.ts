// Euros as whole thousandths: decimal text in, decimal text out, never a float in between.

const DECIMAL = /^([+-]?)(\d{1,15})(?:\.(\d{1,3})0*)?$/;

/** Thousandths of a euro of a decimal text or of a number as JSON printed it; undefined if it is no such amount. */
export function thousandths(amount: unknown): bigint | undefined {
  if (typeof amount !== 'string' && typeof amount !== 'number') {
    return undefined;
  }
  const match = DECIMAL.exec(String(amount).trim());
  if (match === null) {
    return undefined;
  }
  const [, sign, euros = '0', decimals = ''] = match;
  const value = BigInt(euros) * 1000n + BigInt(decimals.padEnd(3, '0'));
  return sign === '-' ? -value : value;
}

/** Decimal text with three decimals, as the list answers balances. */
export function asText(amount: bigint): string {
  const size = amount < 0n ? -amount : amount;
  const decimals = String(size % 1000n).padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${size / 1000n}.${decimals}`;
}

/** The number the credit calls print; only ever for printing. */
export function asNumber(amount: bigint): number {
  return Number(asText(amount));
}

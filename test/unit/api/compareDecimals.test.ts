// Amounts compare digit by digit, as the same amounts in whole millionths do.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareDecimals } from '../../../src/api/decimal';

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((each) => each.join(''));
const amount = fc
  .tuple(fc.constantFrom('', '-', '+'), digits(1, 20), digits(0, 6))
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`);

/** In whole millionths: exact, unlike floating point. */
function millionths(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const value = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return text.startsWith('-') ? -value : value;
}

describe('comparing amounts', () => {
  it('agrees with exact arithmetic', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [left, right] = [millionths(a), millionths(b)];
        assert.equal(Math.sign(compareDecimals(a, b)), left < right ? -1 : left > right ? 1 : 0, `${a} ${b}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('the same amount written otherwise is the same', () => {
    for (const [a, b] of [
      ['0.800', '0.8'],
      ['-0', '0.000'],
      ['007', '7.0'],
      ['9007199254740993', '9007199254740993.000'],
    ] as const) {
      assert.equal(compareDecimals(a, b), 0, `${a} ${b}`);
    }
  });

  it('does not lose what floating point would', () => {
    assert.ok(compareDecimals('9007199254740993', '9007199254740992') > 0);
    assert.ok(compareDecimals('0.1000000000000000055', '0.1') > 0);
  });
});

// Amounts compare digit by digit, as the same amounts in whole hundred-millionths do.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareDecimals, sortableDecimal, toDecimalText } from '../../../src/api/decimal';

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((each) => each.join(''));
/** Up to the 40 digits that an amount may have, with zeros before and after that say nothing. */
const amount = fc
  .tuple(fc.constantFrom('', '-', '+'), fc.constantFrom('', '0', '00'), digits(1, 30), digits(0, 8))
  .map(([sign, zeros, whole, fraction]) => `${sign}${zeros}${whole}${fraction === '' ? '' : `.${fraction}`}`);

/** In whole hundred-millionths: exact, unlike floating point. */
function exact(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const value = BigInt(whole) * 100_000_000n + BigInt(fraction.padEnd(8, '0'));
  return text.startsWith('-') ? -value : value;
}

describe('comparing amounts', () => {
  it('agrees with exact arithmetic', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [left, right] = [exact(a), exact(b)];
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

  it('is the order of the texts that are made for sorting', () => {
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        const byText = amounts
          .map((each) => ({ each, text: sortableDecimal(each) }))
          .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
        const byValue = amounts.toSorted((a, b) => Number(exact(a) > exact(b)) - Number(exact(a) < exact(b)));
        assert.deepEqual(
          byText.map(({ each }) => each),
          byValue,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('takes what is no amount of money for none, however long it is', () => {
    const zeros = '0'.repeat(500_000);
    for (const text of ['', 'free', `1${zeros}`, `${zeros}1x`, `0.${zeros}1`, `0.1${zeros}`]) {
      assert.equal(toDecimalText(text), undefined);
      assert.equal(compareDecimals(text, '0'), 0);
    }
  });

  it('does not lose what floating point would', () => {
    assert.ok(compareDecimals('9007199254740993', '9007199254740992') > 0);
    assert.ok(compareDecimals('0.1000000000000000055', '0.1') > 0);
  });
});

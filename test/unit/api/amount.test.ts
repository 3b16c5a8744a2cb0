// Amounts are read where there is no doubt, and shown as they came where there is: never another amount.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAmount } from '../../../src/api/amount';
import { isDecimal } from '../../../src/api/decimal';

describe('an amount', () => {
  const read: readonly [sent: string | number, decimal: string][] = [
    ['0.800', '0.800'],
    [0.8, '0.8'],
    ['12,50', '12.50'],
    ['0,800', '0.800'],
    ['1234,567', '1234.567'],
    ['12,5000', '12.5000'],
    ['1 234.50', '1234.50'],
    ['1 234,50', '1234.50'],
    ['1\u00a0234,50', '1234.50'],
    ['1\u202f234\u202f567,5', '1234567.5'],
    ['1 234', '1234'],
    ['1 234,567', '1234.567'],
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['1.234,567', '1234.567'],
    ['1,234,567', '1234567'],
    ['1.234.567', '1234567'],
    ["1'234.50", '1234.50'],
    ['1’234,5', '1234.5'],
    ['.5', '0.5'],
    [',5', '0.5'],
    ['12.', '12'],
    ['12,', '12'],
    ['12.50 €', '12.50'],
    ['12,50€', '12.50'],
    ['€ 12.50', '12.50'],
    ['12.50 eur', '12.50'],
    ['EUR12.50', '12.50'],
    ['-3,10', '-3.10'],
    ['\u22123,10', '-3.10'],
    ['- 3,10 €', '-3.10'],
    ['-€3.10', '-3.10'],
    ['€ -3.10', '-3.10'],
    ['+3', '3'],
    ['1.5e3', '1500'],
  ];
  for (const [sent, decimal] of read) {
    it(`of ${JSON.stringify(sent)} is ${decimal}`, () => {
      assert.deepEqual(readAmount(String(sent), 'EUR'), { balance: decimal, currency: 'EUR' });
      assert.ok(isDecimal(decimal));
    });
  }

  const doubtful = [
    '1,234',
    '-12,345',
    '12 34',
    '1 23,5',
    '1,23,456',
    '1.23.456',
    '1.234.567.8',
    '1,234,567,89',
    '0.1.2',
    '1 234 56',
    '0 123',
    '12.50 $',
    '12.50 USD',
    '€12.50€',
    '--3',
    '-€-3',
    '3.10-',
    '(3.10)',
    '.',
    ',',
    '-',
    '€',
    'n/a',
    '1e9999',
    '١٢',
  ];
  for (const sent of doubtful) {
    it(`of ${sent} is shown as it came`, () => {
      assert.deepEqual(readAmount(sent, 'EUR'), { balance: sent, currency: 'EUR' });
      assert.ok(!isDecimal(sent));
    });
  }

  it('is none where nothing came', () => {
    assert.deepEqual(readAmount('  ', 'EUR'), { balance: undefined, currency: 'EUR' });
  });

  it('tells its currency where none is given, and must be of the one that is', () => {
    assert.deepEqual(readAmount('12.50 €', undefined), { balance: '12.50', currency: 'EUR' });
    assert.deepEqual(readAmount('12.50 usd', undefined), { balance: '12.50 usd', currency: undefined });
    assert.deepEqual(readAmount('max 12', undefined), { balance: 'max 12', currency: undefined });
    assert.deepEqual(readAmount('12.50 USD', 'usd'), { balance: '12.50', currency: 'usd' });
    assert.deepEqual(readAmount('12.50 €', 'USD'), { balance: '12.50 €', currency: 'USD' });
    assert.deepEqual(readAmount('12.50', undefined), { balance: '12.50', currency: undefined });
  });

  it('that is far too long is shown by its beginning, and never as a smaller amount', () => {
    const zeros = '0'.repeat(100_000);
    for (const sent of [
      `0.${zeros}1`,
      `1${zeros}`,
      zeros,
      ` ${zeros} €`,
      `12${' '.repeat(100)}345`,
      '1 '.repeat(50_000),
      '9'.repeat(61),
    ]) {
      const { balance = '' } = readAmount(sent, 'EUR');
      assert.ok(balance.length <= 60 && balance.endsWith('…') && !isDecimal(balance), balance);
    }
  });

  it('is the same however it is written, wherever that can be told', () => {
    const grouped = (digits: string, sign: string) => digits.replace(/\B(?=(\d{3})+$)/g, sign);
    const ways = fc.record({
      group: fc.constantFrom('', ' ', '\u00a0', '\u202f', "'", '’'),
      mark: fc.constantFrom('.', ','),
      before: fc.constantFrom('', ' ', '€ ', '€', 'EUR '),
      after: fc.constantFrom('', ' ', ' €', '€', ' EUR'),
      minus: fc.constantFrom('-', '\u2212', '- '),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 9 }),
        fc.integer({ min: 0, max: 99 }),
        fc.boolean(),
        ways,
        (euros, cents, negative, { group, mark, before, after, minus }) => {
          fc.pre(before.trim() === '' || after.trim() === '');
          const decimals = String(cents).padStart(2, '0');
          const sent = `${negative ? minus : ''}${before.trimStart()}${grouped(String(euros), group)}${mark}${decimals}${after}`;
          assert.equal(readAmount(sent, 'EUR').balance, `${negative ? '-' : ''}${euros}.${decimals}`, sent);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never has other digits than were sent', () => {
    const near = fc.string({ unit: fc.constantFrom(..."0123456789., -€'".split('')), maxLength: 14 });
    fc.assert(
      fc.property(near, (sent) => {
        const { balance = '' } = readAmount(sent, 'EUR');
        const digits = (text: string) => text.replace(/\D/g, '').replace(/^0+/, '');
        assert.ok(balance === sent.trim() || digits(balance) === digits(sent), `${sent} became ${balance}`);
      }),
      { numRuns: 3000 },
    );
  });
});

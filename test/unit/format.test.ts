// Balances, counts and dates in both languages, exact to the last decimal.
import assert from 'node:assert/strict';
import {
  formatAgo,
  formatBalance,
  formatCount,
  formatCreatedAt,
  formatDay,
  formatTime,
} from '../../src/common/words/format';

/** Intl separates with several kinds of blank; to a reader they are one. */
const blanks = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('format', () => {
  const balances: [balance: string, currency: string | undefined, locale: string, shown: string][] = [
    ['0.800', 'EUR', 'en', '€0.80'],
    ['0.800', 'EUR', 'fr', '0,80 €'],
    ['0.000', 'EUR', 'fr', '0,00 €'],
    ['123456.789', 'EUR', 'en', '€123,456.789'],
    ['123456.789', 'EUR', 'fr', '123 456,789 €'],
    ['90071992547409931.125', 'EUR', 'en', '€90,071,992,547,409,931.125'],
    ['-3.5', 'EUR', 'en', '-€3.50'],
    ['4.9996', 'EUR', 'en', '€4.9996'],
    ['-0.0004', 'EUR', 'en', '-€0.0004'],
    ['1.50000', 'EUR', 'en', '€1.50'],
    ['12', undefined, 'en', '€12.00'],
    ['12.5', 'USD', 'en', '$12.50'],
    ['n/a', 'EUR', 'en', 'n/a'],
    ['1,234', 'EUR', 'en', '1,234 EUR'],
    ['12.50 $', 'EUR', 'en', '12.50 $'],
    ['n/a', undefined, 'en', 'n/a'],
    ['0.123456789012345678901234', 'EUR', 'en', '0.123456789012345678901234 EUR'],
    ['1.5', 'points', 'en', '1.5 points'],
  ];
  for (const [balance, currency, locale, shown] of balances) {
    it(`${balance} ${currency ?? ''} in ${locale} is ${shown}`, () => {
      assert.equal(blanks(formatBalance(balance, currency, locale)), shown);
    });
  }

  it('counts have the separators of the language', () => {
    assert.equal(formatCount(1240, 'en'), '1,240');
    assert.equal(blanks(formatCount(1240, 'fr')), '1 240');
  });

  it('dates are the service’s own clock, in no time zone of ours', () => {
    assert.equal(blanks(formatCreatedAt('2016-03-04 23:59:14', 'en')), 'March 4, 2016 at 11:59 PM');
    assert.equal(blanks(formatCreatedAt('2016-03-04 23:59:14', 'fr')), '4 mars 2016 à 23:59');
  });

  it('a date that is none is shown as it came', () => {
    assert.equal(formatCreatedAt('hier', 'fr'), 'hier');
  });

  it('how long ago is in days of this computer’s calendar, and never in the future', () => {
    const at = (day: number, hour: number, minute = 0) => new Date(2026, 2, day, hour, minute).getTime();
    const ago = (then: number, now: number) => [formatAgo(then, now, 'en'), formatAgo(then, now, 'fr')];
    assert.deepEqual(ago(at(28, 0), at(28, 23, 59)), ['today', 'aujourd’hui']);
    assert.deepEqual(ago(at(27, 23, 59), at(28, 0)), ['yesterday', 'hier']);
    assert.deepEqual(ago(at(25, 12), at(28, 12)), ['3 days ago', 'il y a 3 jours']);
    // Between them, most clocks of Europe are put an hour ahead.
    assert.deepEqual(ago(at(28, 12), at(31, 12)), ['3 days ago', 'il y a 3 jours']);
    assert.deepEqual(ago(at(31, 12), at(28, 12)), ['today', 'aujourd’hui'], 'the clock was set back');
  });

  it('a time is one of this computer’s clock, to the second; its day is apart', () => {
    const time = new Date(2026, 2, 4, 14, 5, 30).getTime();
    assert.equal(blanks(formatTime(time, 'fr')), '14:05:30');
    assert.equal(blanks(formatTime(time, 'en')), '2:05:30 PM');
    assert.equal(blanks(formatDay(time, 'fr')), '4 mars 2026');
  });
});

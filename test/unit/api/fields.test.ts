// Amounts, dates and waits: each form the family writes them in.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toDecimalText } from '../../../src/api/decimal';
import { toWallClock } from '../../../src/api/fields';
import { parseRetryAfter } from '../../../src/api/request';

describe('an amount', () => {
  const table: readonly [value: string | number, expected: string | undefined][] = [
    ['0.800', '0.800'],
    [' 12.5 ', '12.5'],
    ['-3.000', '-3.000'],
    ['+3', '3'],
    [0.8, '0.8'],
    [0, '0'],
    [1480.25, '1480.25'],
    ['123456789012345678901234.567', '123456789012345678901234.567'],
    [1e-7, '0.0000001'],
    [1e21, '1000000000000000000000'],
    ['1.5e3', '1500'],
    ['1.2345E2', '123.45'],
    ['-12e-3', '-0.012'],
    ['1'.repeat(40), '1'.repeat(40)],
    ['1'.repeat(41), undefined],
    [`${'1'.repeat(20)}.${'1'.repeat(21)}`, undefined],
    ['1e999', undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    ['', undefined],
    ['free', undefined],
    ['1,480.250', undefined],
    ['0x10', undefined],
  ];
  for (const [value, expected] of table) {
    it(`reads ${JSON.stringify(value)} as ${expected}`, () => {
      assert.equal(toDecimalText(value), expected);
    });
  }

  it('has the same value written out', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (number) => {
        const text = toDecimalText(number);
        fc.pre(text !== undefined);
        assert.match(text, /^-?\d+(\.\d+)?$/);
        // -0 is written 0.
        assert.equal(Number(text) + 0, number + 0);
      }),
    );
  });
});

describe('a creation date', () => {
  const same = '2016-03-04 11:23:14';
  const table: readonly [value: unknown, expected: string | undefined][] = [
    ['2016-03-04 11:23:14', same],
    [' 2016-03-04 11:23:14 ', same],
    ['2016-03-04 11:23:14.000000', same],
    ['2016-03-04T11:23:14+01:00', same],
    ['2016-03-04T11:23:14-0530', same],
    ['2016-03-04T11:23:14Z', same],
    ['2016-03-04T11:23:14.123Z', same],
    [{ date: '2016-03-04 11:23:14.000000', timezone_type: 3, timezone: 'Europe/Paris' }, same],
    ['2016-03-04 11:23', '2016-03-04 11:23:00'],
    ['0000-00-00 00:00:00', undefined],
    ['2016-13-04 11:23:14', undefined],
    ['2016-03-04 25:23:14', undefined],
    ['2016-03-04', undefined],
    ['yesterday', undefined],
    ['', undefined],
    [1457087000, undefined],
    [null, undefined],
    [undefined, undefined],
    [{}, undefined],
    [[], undefined],
    [{ date: { date: '2016-03-04 11:23:14' } }, undefined],
  ];
  for (const [value, expected] of table) {
    it(`reads ${JSON.stringify(value)} as ${expected}`, () => {
      assert.equal(toWallClock(value), expected);
    });
  }
});

describe('Retry-After', () => {
  const now = Date.parse('2026-01-05T10:00:00.500Z');
  const table: readonly [header: string | null, seconds: number | undefined][] = [
    ['7', 7],
    [' 0 ', 0],
    ['Mon, 05 Jan 2026 10:00:03 GMT', 3],
    ['Mon, 05 Jan 2026 09:00:00 GMT', 0],
    ['-3', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['Monday', undefined],
    ['', undefined],
    [null, undefined],
  ];
  for (const [header, seconds] of table) {
    it(`reads ${JSON.stringify(header)} as ${seconds}`, () => {
      assert.equal(parseRetryAfter(header, now), seconds);
    });
  }
});

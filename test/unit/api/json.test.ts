// JSON is read as it was written: no number is another one afterwards, and what is no JSON stays none.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { objectsWithin, parseAsWritten } from '../../../src/api/json';

describe('JSON', () => {
  const numbers = [
    '12345678901234567890',
    '6310e42',
    '1E+2',
    '0.800',
    '-3.10',
    '1.0',
    '-0',
    '9007199254740993',
    '0.1000000000000000055',
    `1${'0'.repeat(400)}`,
  ];
  for (const digits of numbers) {
    it(`keeps ${digits.slice(0, 30)} as it was written, wherever it stands`, () => {
      assert.deepEqual(parseAsWritten(`{"a": ${digits}, "b":[${digits},1 ,\n${digits}]}`)?.value, {
        a: digits,
        b: [digits, 1, digits],
      });
      assert.deepEqual(parseAsWritten(digits)?.value, digits);
    });
  }

  it('keeps numbers that JavaScript writes just so, and what looks like a number in a text', () => {
    const value = { a: 1, b: -2.5, c: '0.800', d: 'say "1.0", or \\', e: '\\"1.0', '1.0': null };
    assert.deepEqual(parseAsWritten(JSON.stringify(value))?.value, value);
  });

  it('is read as JSON.parse reads it, whatever it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const asText = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
        const numbersAgain = (_: string, value: unknown) =>
          typeof value === 'string' && /^-?\d[\d.eE+-]*$/.test(value) ? Number(value) : value;
        const expected = JSON.parse(text, numbersAgain);
        assert.deepEqual(
          asText(JSON.parse(JSON.stringify(parseAsWritten(text)?.value), numbersAgain)),
          asText(expected),
        );
      }),
      { numRuns: 500 },
    );
  });

  for (const text of [
    '',
    '{',
    '01',
    '{"a":1.}',
    '{1.50:2}',
    '[1.0 2]',
    "{'a':1.0}",
    '{"a":1.0',
    'NaN',
    '"',
  ]) {
    it(`is none: ${text}`, () => {
      assert.equal(parseAsWritten(text), undefined);
    });
  }
});

const never = () => false;

describe('objects within a text', () => {
  it('are found whatever stands around them, the outermost, in their order', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1 });
    const between = fc.stringMatching(/^[^{}"\\[\]]{0,20}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(between, object), { maxLength: 8 }), between, (parts, end) => {
        const text = parts.map(([before, each]) => before + JSON.stringify(each)).join('') + end;
        const found = parts.map(([, each]) => parseAsWritten(JSON.stringify(each))?.value);
        assert.deepEqual(objectsWithin(text, never), {
          found,
          brokenOff: false,
          spoilt: false,
          givenUp: false,
        });
      }),
    );
  });

  it('are not made of what does not end, or is no JSON', () => {
    assert.deepEqual(objectsWithin('{"a":{"b":1}', never).found, [{ b: 1 }]);
    assert.deepEqual(objectsWithin('function () { return {"a":1}; }', never).found, [{ a: 1 }]);
    assert.deepEqual(objectsWithin("{'a':1} {a:1} {", never).found, []);
    assert.deepEqual(objectsWithin('{"a":{"b":1}, c} {"d":1}', never).found, [{ d: 1 }], 'none within it');
    assert.deepEqual(objectsWithin('["a",{"b":1}] {"d":1}', never).found, [['a', { b: 1 }], { d: 1 }]);
  });

  it('are not looked for in one that was meant and breaks off', () => {
    const beginnings: [string, boolean][] = [];
    const { found, brokenOff } = objectsWithin('x {"y":[{"a":1} {"z":[{"b":1}', (beginning, isAtStart) => {
      beginnings.push([beginning.slice(0, 5), isAtStart]);
      return beginning.startsWith('{"z"');
    });
    assert.deepEqual([found, brokenOff], [[{ a: 1 }], true]);
    assert.deepEqual(beginnings, [
      ['{"y":', false],
      ['[{"a"', false],
      ['{"z":', false],
    ]);
  });

  it('are told from one that was meant, ends, and is no JSON', () => {
    const meant = () => true;
    assert.equal(objectsWithin('{"data":<b>Notice</b>[]} {"a":1}', meant).spoilt, true);
    assert.equal(objectsWithin('{"a":1} x', meant).spoilt, false);
  });

  it('are given up where there are very many, or many that do not end', () => {
    assert.equal(objectsWithin('{"a":1}'.repeat(1000), never).givenUp, true);
    assert.equal(objectsWithin('{"a'.repeat(100), never).givenUp, true);
  });

  for (const [what, unit] of [
    ['braces', '{'],
    ['beginnings', '{"'],
    ['beginnings of texts that are escaped', '{"\\'],
    ['quotes', '"'],
    ['objects', '{}'],
    ['empty texts', '"":{"":'],
  ] as const) {
    it(`take time as the text is long, for ${what}`, () => {
      // What is quadratic would take minutes for this much: the test would never end.
      const text = unit.repeat((1024 * 1024) / unit.length);
      assert.equal(parseAsWritten(text), undefined);
      assert.ok(objectsWithin(text, never).found.length <= 200);
    });
  }
});

// Known texts are found wherever they stand, of those that begin at one place the longest, as a regular expression of all would.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { KnownTexts } from '../../../src/api/knownTexts';

/** Of few letters, so that many begin, end and overlap alike. */
const word = (minLength: number) =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\u{1f600}'), minLength, maxLength: 8 });

describe('known texts', () => {
  it('are replaced as by a regular expression that tries the longest first', () => {
    fc.assert(
      fc.property(fc.array(word(2), { minLength: 1 }), fc.array(word(0)), (known, parts) => {
        const text = [...parts, ...known, ...parts].join('');
        const longestFirst = [...known].sort((a, b) => b.length - a.length);
        const expected = text.replace(new RegExp(longestFirst.join('|'), 'g'), '•');
        assert.equal(new KnownTexts(known).replace(text, '•'), expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('are in a text or not', () => {
    const known = new KnownTexts(['secret', 'secretive']);
    assert.ok(known.areIn('a secretary'));
    assert.ok(!known.areIn('a secre'));
    assert.ok(!new KnownTexts([]).areIn('anything'));
  });
});

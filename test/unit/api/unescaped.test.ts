// Text without its escapes, and the way back to where each character stood.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact } from '../../../src/api/redact';
import { unescaped } from '../../../src/api/unescaped';

const hex = (unit: number, digits: number) => unit.toString(16).padStart(digits, '0');

/** The ways in which a character may be written. */
const ways: readonly ((character: string) => string)[] = [
  (character) => character,
  (character) => `\\u${hex(character.charCodeAt(0), 4)}`,
  (character) => `\\u${hex(character.charCodeAt(0), 4).toUpperCase()}`,
  (character) => `\\\\u${hex(character.charCodeAt(0), 4)}`,
  (character) => `&#${character.charCodeAt(0)};`,
  (character) => `&#x${hex(character.charCodeAt(0), 2)};`,
  (character) => `&#X00${hex(character.charCodeAt(0), 2).toUpperCase()};`,
  (character) => `%${hex(character.charCodeAt(0), 2)}`,
];

const secretSign = fc.constantFrom(...'abcXYZ019+/=.~-_!');
const secret = fc.array(secretSign, { minLength: 8, maxLength: 20 }).map((signs) => signs.join(''));
const written = (text: string) =>
  fc
    .array(fc.constantFrom(...ways), { minLength: text.length, maxLength: text.length })
    .map((how) => [...text].map((sign, at) => how[at]?.(sign) ?? sign).join(''));

describe('a text with escapes', () => {
  it('reads as it was meant, and each character leads back to where it stood', () => {
    const text = 'a\\u002Bb&#43;c&#x2b;d%2Be\\/f';
    const found = unescaped(text);
    assert.equal(found?.text, 'a+b+c+d+e/f');
    assert.deepEqual([...(found?.places ?? [])], [0, 1, 7, 8, 13, 14, 20, 21, 24, 25, 27, 28]);
  });

  it('is nothing else than it is where it has none', () => {
    for (const text of ['', 'abc', 'a & b', '100 %', '\\n', '&amp;', '%ff', 'u0041']) {
      assert.equal(unescaped(text), undefined, text);
    }
  });

  it('gives away no known secret, however its characters are written', () => {
    fc.assert(
      fc.property(
        secret.chain((known) => fc.tuple(fc.constant(known), written(known))),
        ([known, text]) => {
          assert.equal(redact(`(${text})`, [known]), '(•••)');
        },
      ),
    );
  });
});

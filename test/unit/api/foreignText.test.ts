// What others write is read on one line, bounded, and with nothing in it that hides or acts.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { line as fieldLine } from '../../../src/api/fields';
import { cut, cutInMiddle, hasUnseen, onOneLine, withoutUnseen } from '../../../src/api/foreignText';

/** Joiners and what gives a picture its colours stay where they belong; all else of the kind goes. */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffc\ufffe\uffff\u2800]/u;
const KEPT = /\u200c|\u200d|\ufe0f/g;

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          'a',
          ' ',
          '\t',
          '\r\n',
          '\x1b[31m',
          '\0',
          '\x7f',
          '\x9b',
          '\x85',
          '\u200b',
          '\u200c',
          '\u200d',
          '\ufe0f',
        ],
        ...[
          '\u202e',
          '\u2066',
          '\u061c',
          '\u2028',
          '\ufeff',
          '\ud83d',
          '\u3164',
          '\u2800',
          '\u{e0041}',
          '\ue000',
        ],
        ...['👩', '💻', '❤', '\u06cc', '\u0915', '\u094d', '\ufff9', '\uffff'],
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

describe('text of others', () => {
  for (const [what, given, expected] of [
    ['line ends and tabs', ' a\r\n\tb\u2028c\u0085d\ve ', 'a b c d e'],
    ['commands of a terminal', '\x1b[31mred\x1b]0;title\x07\x9b1mx\x08\x7f\0', '[31mred]0;title1mx'],
    ['marks of direction', 'a\u202eb\u2066c\u200ed\u061ce', 'abcde'],
    ['what has no width', 'a\u200bb\u2060c\u00add\ufeffe\u3164f', 'abcdef'],
    ['tags that models read', 'a\u{e0041}\u{e007f}b', 'ab'],
    ['half characters, private ones, none at all', 'a\ud83db\udc00c\ue000d\uffffe\ufffcf', 'abcdef'],
    ['blanks that are none', 'a\u00a0\u3000\u2800b', 'a b'],
    ['joiners that join nothing', 'ad\u200dmin\u200c\ufe0f x', 'admin x'],
  ] as const) {
    it(`goes without ${what}`, () => assert.equal(onOneLine(given), expected));
  }

  for (const text of [
    '👩‍💻 Atelier',
    '❤️ Lyon',
    'علی‌رضا',
    'क्‍ष',
    'Hélène & Söhne (Nord) – 12 $',
    'e\u0301',
    '',
  ]) {
    it(`leaves ${text} alone`, () => assert.equal(onOneLine(text), text));
  }

  it('whatever it is: shows all that it holds, and is not cleaned further by a second time', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const line = onOneLine(text);
        assert.doesNotMatch(line.replace(KEPT, ''), UNSEEN);
        assert.doesNotMatch(line, /^\s|\s$|\s\s|[^\S ]|(?:\u200c|\u200d){2}|^(?:\u200c|\u200d|\ufe0f)/);
        assert.equal(onOneLine(line), line);
      }),
      { numRuns: 2000 },
    );
  });

  it('and is read though it has megabytes of one sign', () => {
    for (const unit of [' ', 'a ', '\u200b', '\u200d', '\t', '\x1b', '❤\ufe0f', 'é', '&#27;']) {
      const text = unit.repeat((8 * 1024 * 1024) / unit.length);
      for (const read of [onOneLine, withoutUnseen, fieldLine, (each: string) => String(hasUnseen(each))]) {
        assert.ok((read(text) ?? '').length <= text.length);
      }
    }
  }).timeout(60_000);

  it('is cut by characters, and says that it is', () => {
    assert.equal(cut('abcde', 5), 'abcde');
    assert.equal(cut('abcdef', 5), 'abcd…');
    assert.equal(cut('😀'.repeat(5), 5), '😀'.repeat(5));
    assert.equal(cut('😀'.repeat(6), 5), `${'😀'.repeat(4)}…`);
    assert.equal(cut('x'.repeat(40_000), 320).length, 320);
    assert.deepEqual(
      ['abcde', 'abcdef', '😀'.repeat(5), `a${'😀'.repeat(6)}z`].map((text) => cutInMiddle(text, 5)),
      ['abcde', 'ab…ef', '😀'.repeat(5), 'a😀…😀z'],
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 20 }), (text, most) => {
        const shown = cut(onOneLine(text), most);
        assert.ok([...shown].length <= most);
        assert.equal(onOneLine(shown), shown, 'what is cut is still clean');
      }),
    );
  });
});

describe('a key', () => {
  it('that is pasted loses exactly what makes one of an answer none, and plain blanks', () => {
    fc.assert(
      fc.property(anything, (text) => {
        assert.equal(hasUnseen(text), withoutUnseen(text) !== text.replaceAll(' ', ''));
      }),
      { numRuns: 2000 },
    );
  });
});

// Words within copied programs: whatever they are, they stay in their comment or literal, and the language reads them as they are.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEFAULT_BASE_URL } from '../../../src/api/baseUrl';
import { type Language, languageNames, languages } from '../../../src/features/request/core/languages';
import type { ProgramWords } from '../../../src/features/request/core/requestProgram';
import { nastyWords, plainWords, programFor } from './support/words';
import { filledPiece, written } from './support/written';

interface Literal {
  readonly quote: string;
  /** What is one, whole. */
  readonly whole: RegExp;
  /** Its text, as the language reads it. */
  readonly read: (literal: string) => string;
}

const within = (literal: string) => literal.slice(1, -1);
const escaped: Literal = {
  quote: "'",
  whole: /^'(?:[^'\\]|\\['\\])*'$/,
  read: (literal) => within(literal).replace(/\\(['\\])/g, '$1'),
};
const literals: Readonly<Record<Language, Literal>> = {
  shell: {
    quote: "'",
    whole: /^'(?:[^']|'\\'')*'$/,
    read: (literal) => within(literal).replaceAll("'\\''", "'"),
  },
  powerShell: {
    quote: "'",
    whole: /^'(?:[^'‘’‚‛]|'')*'$/,
    read: (literal) => within(literal).replaceAll("''", "'"),
  },
  php: escaped,
  python: { quote: '"', whole: /^"(?:[^"\\]|\\["\\nrtbfu])*"$/, read: (literal) => JSON.parse(literal) },
  visualBasic: {
    quote: '"',
    whole: /^"(?:[^"“”＂]|(["“”＂])\1)*"$/,
    read: (literal) => within(literal).replace(/(["“”＂])\1/g, '$1'),
  },
  typeScript: escaped,
};

describe('words in a program', () => {
  const piece = fc.oneof(
    fc.constantFrom('{{purpose}}', '{{#list}}', '{{/list}}', '{{! x }}', '{{', '}}', '$&', "$'", '?>', '\\'),
    fc.constantFrom(...`'"‘’‚‛“”＂\n\r\u2028`),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  const asSaid = (language: Language, words: string) => {
    const line = words.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
    return language === 'powerShell' ? line.replace(/[‘’‚‛]/g, "'") : line;
  };

  for (const language of languageNames) {
    const { quote, whole, read } = literals[language];

    it(`in ${languages[language].name}: whatever they are, a literal is one and says them`, () => {
      fc.assert(
        fc.property(text, (noToken) => {
          const request = programFor('', { words: { ...plainWords, noToken } });
          const literal = filledPiece(`${quote}{{noToken}}${quote}`, language, request);
          assert.match(literal, whole);
          assert.equal(read(literal), asSaid(language, noToken));
        }),
      );
    });

    it(`in ${languages[language].name}: whatever they are, a comment is comment alone`, () => {
      fc.assert(
        fc.property(text, (purpose) => {
          const request = programFor('', { words: { ...plainWords, purpose } });
          const lines = filledPiece('# {{purpose}}\nend', language, request).split(/\r\n|[\n\r\u2028\u2029]/);
          assert.equal(lines.pop(), 'end');
          assert.ok(lines.length > 0 && lines.every((line) => /^#( |$)/.test(line)));
          if (language === 'php') assert.ok(!lines.some((line) => line.includes('?>')));
        }),
      );
    });
  }

  it('hostile ones leave a program with the same lines of code', () => {
    const code = (language: Language, words: ProgramWords) =>
      written(language, programFor(DEFAULT_BASE_URL, { words }))
        .split('\n')
        .filter((line) => !/^ *(#|\/\/|')/.test(line)).length;
    for (const language of languageNames) {
      assert.equal(code(language, nastyWords), code(language, plainWords));
    }
  });
});

// What is set in a .env file is read back by every reader, whatever stands around it, or the file is left alone. The readers are the real ones.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { setVariables } from '../../../src/features/env/core/envFile';
import { envValue } from '../../../src/features/env/core/envVariables';
import { skipWithout } from '../../support/lacking';
import { readByPython, readBySh, readers } from './support/readers';

const set = (text: string, values: Record<string, string>) =>
  setVariables(
    text,
    Object.entries(values).map(([name, value]) => ({ name, text: envValue(value) ?? assert.fail() })),
  );

const secret = fc
  .string({ unit: fc.constantFrom(...'ab1 #=\'"`\\é:'), maxLength: 6 })
  .filter((value) => envValue(value) !== undefined);
const blanks = fc.constantFrom('', '', ' ', '  ', '\t', ' \t');
const words = (...all: string[]) => fc.constantFrom(...all);
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join(''));

/** An assignment in any of the ways in which some reader takes it for one. */
const assignment = (name: fc.Arbitrary<string>) =>
  joined(
    blanks,
    words('', '', 'export ', 'export\t', 'export  '),
    name,
    words('=', '=', ' = ', ': ', ':\t', '\t=', ' =', '= '),
    words(
      '',
      'old',
      'two words',
      "'o#d'",
      '"o d"',
      '"o\nT=1\nd"',
      "'o\nA=1\nd'",
      '`o`',
      "it's",
      '"o',
      '"a\\"b"',
      'c:\\',
      'a\\\\',
    ),
    blanks,
    words('', '', '# why', "# it's", '#"', '\\'),
  );
const anyLine = fc.oneof(
  { weight: 3, arbitrary: assignment(words('A', 'B')) },
  { weight: 3, arbitrary: assignment(words('T', 'K')) },
  { weight: 2, arbitrary: joined(blanks, words('', '# c', "#it's", '#T=1', '# c:\\')) },
  words(
    'foo',
    'T',
    'export T',
    "'T'=x",
    '"',
    '=x',
    'T.a=1',
    '\u2028T=1',
    'A=\x0b"x',
    'A=\x85"x',
    'A=1\rT=2',
    '\ufeffT=1',
  ),
);
const file = (line: fc.Arbitrary<string>) =>
  joined(
    words('', '', '', '\ufeff'),
    fc
      .tuple(fc.array(line, { maxLength: 6 }), words('\n', '\n', '\r\n'))
      .map(([lines, eol]) => lines.join(eol)),
    words('', '\n', '\r\n'),
  );

describe('what is set in a .env file', () => {
  for (const [name, read] of Object.entries(readers)) {
    it(`is read back by ${name}, whatever else is there; or the file is left alone`, () => {
      let written = 0;
      fc.assert(
        fc.property(file(anyLine), secret, secret, (text, T, K) => {
          const after = set(text, { T, K });
          if (after === undefined) return;
          written++;
          const found = read(after);
          assert.deepEqual([found.T, found.K], [T, K], JSON.stringify([text, after]));
          assert.equal(set(after, { T, K }), after, 'a second time changes nothing');
        }),
        { numRuns: 4000 },
      );
      assert.ok(written > 400, `only ${written} were written`);
    });
  }

  it('is read back by python-dotenv', function () {
    const cases = fc.sample(fc.tuple(file(anyLine), secret), { numRuns: 3000, seed: 7 });
    const texts = cases.flatMap(([text, T]) => {
      const after = set(text, { T });
      return after === undefined ? [] : [{ after, T }];
    });
    assert.ok(texts.length > 300);
    const read = readByPython(texts.map(({ after }) => after)) ?? skipWithout('python-dotenv', this);
    for (const [i, { after, T }] of texts.entries()) assert.equal(read[i]?.T, T, JSON.stringify(after));
  });

  /** Lines that a shell reads without a fault; between them ours in any way that some reader knows. */
  const shellLine = words(
    '',
    '  ',
    '# c',
    "\t# it's",
    'A=1',
    "export B='x y' # z",
    'A="x\nT=1\ny"',
    'B=c:\\\\',
    'B=',
  );

  it('is read back by a shell that can read the other lines', function () {
    if (process.platform === 'win32') skipWithout('sh', this);
    const sample = fc.tuple(
      fc.array(shellLine, { maxLength: 4 }),
      words(
        '',
        '',
        'T: old',
        'T = old',
        'export T= old # why',
        'T\t=old\t',
        '  T="o d"  ',
        "\tT:\t'o'\t#why",
        'T=old\\',
      ),
      fc.array(shellLine, { maxLength: 4 }),
      words('', '\n'),
      fc.boolean(),
      secret,
    );
    const cases = fc
      .sample(sample, { numRuns: 800, seed: 9 })
      .map(([above, own, below, end, isContinued, T]) => {
        const lines = [...above, ...(isContinued ? ['A=1\\'] : []), own, ...below];
        return { after: set(`${lines.join('\n')}${end}`, { T }), T };
      });
    const written = cases.flatMap(({ after, T }) => (after === undefined ? [] : [{ after, T }]));
    assert.ok(written.length > 700, `only ${written.length} were written`);
    const read = readBySh(
      written.map(({ after }) => after),
      ['T'],
    );
    for (const [i, { after, T }] of written.entries()) assert.deepEqual(read[i], [T], JSON.stringify(after));
  });

  for (const text of [
    'MAILPARTNER: old\nB=1\n',
    'MAILPARTNER = old\nB=1\n',
    'export MAILPARTNER = old # why\nB=1\n',
    '\ufeffMAILPARTNER=old\nB=1\n',
    '\ufeff# c\nMAILPARTNER: old\nB=1\n',
    '\ufeff\nB=1\n',
  ]) {
    it(`is read back by all, and what is beside it, in ${JSON.stringify(text)}`, function () {
      const after = set(text, { MAILPARTNER: 'a b' }) ?? '';
      for (const [name, read] of Object.entries(readers)) {
        assert.deepEqual({ ...read(after) }, { MAILPARTNER: 'a b', B: '1' }, name);
      }
      if (process.platform === 'win32') skipWithout('sh', this);
      assert.deepEqual(readBySh([after], ['MAILPARTNER', 'B']), [['a b', '1']]);
    });
  }

  it('is left alone also in a long file with many quotes', () => {
    const text = `${`A="x 'y' \\\\z"\n`.repeat(6000)}B="x\n`;
    assert.equal(set(text, { T: 'new' }), undefined);
  });
});

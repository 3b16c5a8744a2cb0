// How a value is written in a .env file: one spelling that all readers read alike, or none. The readers are the real ones.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { setVariables } from '../../../src/features/env/core/envFile';
import { envValue } from '../../../src/features/env/core/envVariables';
import { skipWithout } from '../../support/lacking';
import { pythonDotenv } from './support/pythonDotenv';
import { readByPython, readBySh, readers } from './support/readers';

describe('a value in a .env file', () => {
  for (const [value, written] of [
    ['0123456789abcdef', '0123456789abcdef'],
    ['a+b/c==', 'a+b/c=='],
    ['a b', "'a b'"],
    ['a#b', "'a#b'"],
    [' a ', "' a '"],
    ['say "no"', `'say "no"'`],
    ['it’s', "'it’s'"],
    ["it's", `"it's"`],
    ['a\\nb', "'a\\nb'"],
    ['a\tb', "'a\tb'"],
    ['`id`', "'`id`'"],
    ['~', "'~'"],
    ['not encrypted:', "'not encrypted:'"],
    ['', "''"],
  ] as const) {
    it(`is written ${written} where it is ${JSON.stringify(value)}`, () => {
      assert.equal(envValue(value), written);
    });
  }

  for (const [why, values] of [
    ['it ends a line for some', ['a\nb', 'a\rb', 'a\u2028b', 'a\u2029b', 'a\u0085b']],
    ['it is no text', ['a\0b', 'a\ud800b']],
    [
      'some take it for a variable',
      ['$HOME', 'a$b', "it's $HOME", `a\${b}c`, `\${A:-b}`, '\\$HOME', 'a$5', '$'],
    ],
    ['dotenv-expand would run a command', ['$(id)', 'a$(id)b']],
    ['python-dotenv makes one of two backslashes', ['a\\\\b', '\\\\']],
    ['some take the quote along', ['a\\', 'a b\\']],
    ['no quotes hold it', [`it's "so"`, "it's `id`", "it's \\n"]],
    ['dotenvx would decrypt it', ['encrypted:BPOo6F8', ' encrypted:x']],
  ] as const) {
    for (const value of values) {
      it(`is none where it is ${JSON.stringify(value)}: ${why}`, () => {
        assert.equal(envValue(value), undefined);
      });
    }
  }

  const nasty = fc.string({
    unit: fc.constantFrom(...'a1 \t#=\'"`$\\!&;()<>|*?~{}%:é\u00a0\ufeff🙂\n\r\u2028\0'),
    maxLength: 12,
  });
  const alike = fc
    .oneof({ weight: 3, arbitrary: nasty }, fc.string({ unit: 'binary' }))
    .filter((value) => envValue(value) !== undefined);
  /** A file with the value in several places, between others that an unlucky spelling would change. */
  const fileWith = (value: string) =>
    `X=x\nA=${envValue(value)}\nexport B=${envValue(value)} # it's\nY='y"'\nC=${envValue(value)}`;
  const expected = (value: string) => ({ X: 'x', A: value, B: value, Y: 'y"', C: value });
  /** Not every sample is worth a process: many in one. */
  const samples = () => fc.sample(alike, { numRuns: 400, seed: 5 });

  for (const [name, read] of Object.entries(readers)) {
    it(`reads back the same by ${name}, in every line of a file, whatever it is`, () => {
      fc.assert(
        fc.property(alike, (value) => {
          assert.deepEqual({ ...read(fileWith(value)) }, expected(value));
        }),
        { numRuns: 2000 },
      );
    });
  }

  it('reads back the same by python-dotenv', function () {
    const values = samples();
    const read = readByPython(values.map(fileWith)) ?? skipWithout('python-dotenv', this);
    assert.deepEqual(read, values.map(expected));
  });

  it('reads back the same in a shell, which runs nothing of it', function () {
    if (process.platform === 'win32') skipWithout('sh', this);
    const values = samples();
    const read = readBySh(values.map(fileWith), ['X', 'A', 'B', 'Y', 'C']);
    assert.deepEqual(
      read,
      values.map((value) => Object.values(expected(value))),
    );
  });

  it('is one that UTF-8 can hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const written = envValue(value) ?? '';
        assert.equal(Buffer.from(written).toString(), written);
      }),
    );
  });

  it('(the rules of python-dotenv in these tests are those of the real one)', function () {
    const piece = fc.constantFrom(
      ...[
        'A',
        'B',
        '=',
        ' ',
        '#',
        "'",
        '"',
        '`',
        '\\',
        '\n',
        '\r\n',
        '\r',
        'export ',
        'x',
        `\${A}`,
        '${',
        '}',
        ':-',
        '.',
      ],
      ...[
        '\t',
        '\v',
        '\x1c',
        '\x85',
        '\xa0',
        '\u2028',
        '\ufeff',
        'é',
        'A=',
        '\nA=',
        "\nA='",
        '\nB="',
        '\\n',
        "\\'",
      ],
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    const texts = fc.sample(text, { numRuns: 5000, seed: 7 });
    const read = readByPython(texts) ?? skipWithout('python-dotenv', this);
    assert.deepEqual(texts.map(pythonDotenv), read);
  });
});

describe('a variable that is set in a .env file', () => {
  const value = "a 'b' c#d";
  for (const [what, text] of [
    ['without a last line end', "A=1\nB='x y'"],
    ['whose last line a shell would continue', 'B=1\nA=1\\'],
    ['whose last line a shell would continue, line end included', 'B=1\nA=1\\\n'],
    ['whose last line is a comment', 'A=1\nB=2\n# c:\\'],
    ['that has it', 'A=1\nexport T="old" # why\nB=2'],
    ['that has it twice', 'T=1\nA=1\nT=2\nB=2\n'],
    ['that exports all', 'export A=1\nexport B=2'],
    ['that is empty', ''],
  ] as const) {
    it(`reads back by all readers in one ${what}`, () => {
      const after = setVariables(text, [{ name: 'T', text: envValue(value) ?? '' }]) ?? '';
      for (const [name, read] of Object.entries(readers)) {
        assert.deepEqual({ ...read(after) }, { ...read(text), T: value }, name);
      }
      if (process.platform !== 'win32') {
        const [[T, ...others] = []] = readBySh([after], ['T', 'A', 'B']);
        assert.deepEqual([T, others], [value, readBySh([text], ['A', 'B'])[0]]);
      }
    });
  }
});

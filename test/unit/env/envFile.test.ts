// Setting variables in a .env file: what is written reads back, and every other character stays. Read with the package dotenv.
import assert from 'node:assert/strict';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { assignments, overwritten, setVariables } from '../../../src/features/env/core/envFile';
import { envValue } from '../../../src/features/env/core/envVariables';

const set = (text: string, values: Record<string, string>) =>
  setVariables(
    text,
    Object.entries(values).map(([name, value]) => ({ name, text: envValue(value) ?? assert.fail() })),
  );

describe('the values that would be replaced', () => {
  const secret = (text: string) => [{ name: 'A', text }];
  for (const [what, text, value, names] of [
    ['another', 'A=x\n', 'y', ['A']],
    ['another in quotes', `A="x"\n`, 'y', ['A']],
    ['the same', 'A=y\n', 'y', []],
    ['the same in other quotes', `export A="y z" # why\n`, `'y z'`, []],
    ['none', 'B=x\nA=\n', 'y', []],
    ['none in quotes', `A=""\n`, 'y', []],
    ['of two, the one that counts', 'A=x\nA=y\n', 'y', []],
    ['of two, not the one that does not', 'A=y\nA=x\n', 'y', ['A']],
    ['in a comment', '# A=x\n', 'y', []],
  ] as const) {
    it(`are ${what}: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(overwritten(text, secret(value)), names);
    });
  }
});

describe('a .env file', () => {
  for (const [what, before, after] of [
    ['is empty', '', 'T=new\n'],
    ['has other variables', 'A=1\nB=2\n', 'A=1\nB=2\nT=new\n'],
    ['has no last line end', 'A=1\nB=2', 'A=1\nB=2\nT=new\n'],
    ['has CRLF', 'A=1\r\nB=2\r\n', 'A=1\r\nB=2\r\nT=new\r\n'],
    ['has CRLF and no last line end', 'A=1\r\nB=2', 'A=1\r\nB=2\r\nT=new\r\n'],
    ['mixes line ends', 'A=1\r\nB=2\nC=3\n', 'A=1\r\nB=2\nC=3\nT=new\n'],
    ['is a byte order mark, which some take for a part of a name', '\ufeff', 'T=new\n'],
    ['has it behind a byte order mark', '\ufeffT=old\r\n', 'T=new\r\n'],
    ['has a comment behind a byte order mark', '\ufeff# c\r\nT=old\r\n', '# c\r\nT=new\r\n'],
    ['has another behind a byte order mark', '\ufeffA=1\r\nT=old\r\n', '\ufeffA=1\r\nT=new\r\n'],
    ['has it', 'A=1\nT=old\nB=2\n', 'A=1\nT=new\nB=2\n'],
    ['has it with CRLF', 'T=old\r\nB=2\r\n', 'T=new\r\nB=2\r\n'],
    ['has it last, with no line end', 'A=1\nT=old', 'A=1\nT=new\n'],
    ['has it, and no last line end', 'T=old\r\nA=1', 'T=new\r\nA=1\r\n'],
    ['has it already, and no last line end', 'A=1\nT=new', 'A=1\nT=new'],
    ['has it empty', 'T=\nA=1\n', 'T=new\nA=1\n'],
    ['has it empty, with a comment', 'T= # here\n', 'T=new # here\n'],
    ['has it with blanks', '  T = old  # why\n', '  T=new  # why\n'],
    ['has it exported', 'export T=old\nA=1\n', 'export T=new\nA=1\n'],
    ['has it as YAML has', 'T: old\n', 'T=new\n'],
    ['has it with tabs', '\tT\t=\told\t# why\t\nA=1\n', 'T=new # why\t\nA=1\n'],
    ['has it exported with tabs', 'export\tT:\told\t\nA=1\n', 'export T=new\nA=1\n'],
    ['has it as YAML has, empty, with a comment', 'T: # why\nA=1\n', 'T=new # why\nA=1\n'],
    ['has it below a line that a shell continues', 'A=1\\\nT=old\n', 'A=1\\\n\nT=new\n'],
    [
      'has blanks above it, which Node.js takes for a part of the name',
      'A=1\n\n \t\n\t# c\nT=old\n',
      'A=1\n\n\n# c\nT=new\n',
    ],
    ['ends with a backslash', 'B=2\nA=1\\', 'B=2\nT=new\nA=1\\'],
    ['has it, and ends with a backslash', 'T: old\nA=1\\', 'T=new\nA=1\\'],
    ['has it last, with a backslash', 'A=1\nT=c:\\', 'A=1\nT=new\n'],
    ['has it in quotes', `T="old" # it's\n`, `T=new # it's\n`],
    ['has it in backticks', 'T=`o"l\'d`\n', 'T=new\n'],
    ['has it over several lines', 'T="o\nA=2\nd"\nA=1\n', 'T=new\nA=1\n'],
    ['has it over several lines with CRLF', "T='o\r\nd'\r\nA=1\r\n", 'T=new\r\nA=1\r\n'],
    ['has it with a quote that is not closed', 'T="old\nA=1\n', 'T=new\nA=1\n'],
    ['has it twice', 'T=first\nA=1\nT=last\n', 'T=first\nA=1\nT=new\n'],
    ['has it in a comment', '# T=old\nA=1\n', '# T=old\nA=1\nT=new\n'],
    ['has it inside another’s lines', 'A="x\nT=old\ny"\n', 'A="x\nT=old\ny"\nT=new\n'],
    ['has it in another’s name', 'XT=1\nT_2=2\nT.a=3\n', 'XT=1\nT_2=2\nT.a=3\nT=new\n'],
    ['has a comment that touches it', 'T=old#why\n', 'T=new #why\n'],
    ['exports all', 'export A=1\nexport B=2\n', 'export A=1\nexport B=2\nexport T=new\n'],
    ['exports some', 'export A=1\nB=2\n', 'export A=1\nB=2\nT=new\n'],
    ['is a comment without line end', '# secrets', '# secrets\nT=new\n'],
    ['has it already', 'T=new\n', 'T=new\n'],
  ] as const) {
    it(`that ${what}: ${JSON.stringify(before)}`, () => {
      assert.equal(set(before, { T: 'new' }), after);
      assert.equal(set(after, { T: 'new' }), after, 'a second time changes nothing');
      assert.deepEqual(parse(after), { ...parse(before), T: 'new' });
    });
  }

  it('sets several, whichever come first in the file', () => {
    assert.equal(set('B=1\nX=0\nA=2\n', { A: 'a b', C: 'c', B: "b's" }), `B="b's"\nX=0\nA='a b'\nC=c\n`);
  });

  it('sets several in the order of the file too, whatever their lengths', () => {
    assert.equal(set('A=1\nX=0\nB=2\n', { A: 'a longer value', B: 'b' }), "A='a longer value'\nX=0\nB=b\n");
  });

  for (const [what, text, value] of [
    ['an open quote would take in what is added', `A='x`, '#y'],
    ['a name without a value would take in what is added', 'A:\n', 'new'],
    [
      'what is replaced would read back, but an open quote would end in it',
      `T="# it's"\nA="x\nT=old\n`,
      "# it's",
    ],
    ['an open quote would end in what is replaced', `A='x\nT=old\n`, '# y'],
    ['an open quote is above', `A="x\nT=old\n`, 'new'],
    ['a line above has no equals sign: Node.js takes it for a part of the name', 'A: 1\nT=old\n', 'new'],
    ['it has it already, and Node.js does the same', 'A: 1\nT=new\n', 'new'],
    ['a name alone below takes the value away for python-dotenv', 'T=old\nexport T\n', 'new'],
    ['a name in quotes below is the same for python-dotenv', "T=old\n'T'=x\n", 'new'],
    ['a line of others would go with what dotenv takes for the value', 'T:\nA=1\n', 'new'],
    ['lines of others would go with what some take for a value in quotes', 'T=`x\nA=1\ny`\n', 'new'],
    ['lines end with CR alone, which Node.js and a shell don’t know', 'A=1\rB=2\r', 'new'],
  ] as const) {
    it(`is left alone where ${what}`, () => {
      assert.equal(set(text, { T: value }), undefined);
    });
  }

  /** Whatever a reader might stumble over. */
  const piece = fc.constantFrom(
    ...[
      'T',
      'K',
      'A',
      'B',
      '=',
      ':',
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
      '$',
      '.',
      '-',
    ],
    ...['\t', '\u2028', '\ufeff', 'é', 'T=', 'K=', '\nT=', "\nA='", '\nA="', 'T: ', '\n\n', '\\n', '# '],
  );
  const anyText = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  const secret = fc
    .string({ unit: fc.constantFrom(...'ab1 #=\'"`$\\é:'), maxLength: 6 })
    .filter((value) => envValue(value) !== undefined);

  it('is read as the package dotenv reads it, whatever is in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = assignments(text);
        const mine = Object.fromEntries(found.map(({ name, raw }) => [name, parse(`X=${raw}\n`).X]));
        assert.deepEqual(mine, { ...parse(text) });
        for (const { start, end, raw } of found) assert.equal(text.slice(start, end), raw);
      }),
      { numRuns: 20_000 },
    );
  });

  it('reads back what was set, and all else as before, whatever was in it; or is left alone', () => {
    let written = 0;
    fc.assert(
      fc.property(anyText, secret, secret, (text, T, K) => {
        const after = set(text, { T, K });
        if (after === undefined) return;
        written++;
        assert.deepEqual({ ...parse(after) }, { ...parse(text), T, K });
        assert.equal(set(after, { T, K }), after, 'a second time changes nothing');
      }),
      { numRuns: 20_000 },
    );
    assert.ok(written > 2000, `only ${written} were written`);
  });

  /** Lines as people write them, with the value of T in a place of its own. */
  const eol = fc.constantFrom('\n', '\r\n');
  const other = fc.constantFrom(
    ...['', '# a comment', 'A=1', 'export B = "two" # T=x', "C='T=1'", 'D=', 'A=again', '#T=old'],
    'F="first\nT=inside\nlast"',
  );
  const others = fc.array(other, { maxLength: 5 });
  /** At the end, no reader takes them for a part of what is ours. */
  const odd = fc.constantFrom([], ['E: yes'], ['not a line']);
  const below = fc.tuple(others, odd).map((both) => both.flat());
  const oldValue = fc.constantFrom('', 'old', '"o l d"', "'o#d'", '`o`', "'o\nT=o\nd'", 'two words');
  const around = fc.constantFrom(['T=', ''], ['export T=', ''], ['  T=', ' '], ['T=', ' # why']);

  it('keeps every other byte: line ends, marks, comments, quotes, names that repeat', () => {
    fc.assert(
      fc.property(
        fc.record({ above: others, below, oldValue, around, eol, secret }),
        fc.boolean(),
        fc.boolean(),
        ({ above, below, oldValue, around: [start = '', end = ''], eol, secret }, lastEnd, mark) => {
          const lines = (value: string) =>
            (mark ? '\ufeff' : '') +
            [...above, `${start.trimEnd() && start}${value}${end}`, ...below]
              .join('\n')
              .replaceAll('\n', eol);
          const written = envValue(secret) ?? '';
          // Where there is no value, blanks around it may be part of what is kept on either side.
          fc.pre(oldValue !== '' || (start.endsWith('=') && end.trim() === end));
          // A byte order mark is in the way of what stands first and has no other name.
          fc.pre(!mark || /^\s*[A-Z]\w* ?=/.test(above[0] ?? ''));
          const before = lines(oldValue) + (lastEnd ? eol : '');
          const after = lines(written) + (lastEnd ? eol : '');
          const ended = after.endsWith('\n') ? after : `${after}${before.includes('\n') ? eol : '\n'}`;
          assert.equal(set(before, { T: secret }), ended);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('has what is added after every byte it had', () => {
    fc.assert(
      fc.property(anyText, secret, (text, value) => {
        fc.pre(!assignments(text).some(({ name }) => name === 'NEW'));
        const after = set(text, { NEW: value });
        if (after === undefined) return;
        const [head = '', tail = ''] = after.split(/(?:export )?NEW=.*\r?\n/);
        const kept = text.replace(/^\ufeff/, '').replace(/^[ \t]+(?=#|\r?$)/gm, '');
        // What a shell would continue is ended, or stays at the very end.
        assert.ok(
          `${head}${tail}`
            .replace(/^\ufeff/, '')
            .replace(/^[ \t]+(?=#|\r?$)/gm, '')
            .startsWith(kept),
          JSON.stringify([text, after]),
        );
      }),
    );
  });
});

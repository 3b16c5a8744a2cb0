// The templates of copied programs: what each place in them becomes, and that nothing is left unfilled.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { DEFAULT_BASE_URL } from '../../../src/api/baseUrl';
import { unsent } from '../../../src/features/request/core/dotNet';
import { fillTemplate } from '../../../src/features/request/core/fillTemplate';
import { type Language, languageNames, languages } from '../../../src/features/request/core/languages';
import {
  type Call,
  calls,
  decisiveFields,
  latin1,
  mostBytes,
  type ProgramWords,
  paths,
} from '../../../src/features/request/core/requestProgram';
import { plainWords, programFor } from './support/words';
import { filledPiece, templateOf, templates, written } from './support/written';

/** Words of which each tells which it is. */
const marked = Object.fromEntries(
  Object.keys(plainWords).map((name) => [name, `<${name}> {0}`]),
) as unknown as ProgramWords;

describe('every template of a program', () => {
  it('is of a language, and every language has its own', () => {
    assert.deepEqual(readdirSync(templates).sort(), languageNames.map((name) => languages[name].file).sort());
  });

  for (const language of languageNames) {
    describe(`in ${languages[language].name}`, () => {
      it('is filled whole, for each call and with all that programs share', () => {
        for (const call of calls) {
          const text = written(language, programFor(DEFAULT_BASE_URL, { call, page: 137, seconds: 77 }));
          assert.doesNotMatch(text, /\{\{/);
          for (const shared of [DEFAULT_BASE_URL + paths[call], '77', String(mostBytes), latin1]) {
            assert.ok(text.includes(shared), shared);
          }
          for (const field of decisiveFields(call)) assert.match(text, new RegExp(`\\b${field}\\b`));
          assert.equal(text.includes('137'), call === 'list');
        }
      });

      it('warns, and has a word for each end that it can come to', () => {
        const [list, addCredit] = calls.map((call) =>
          written(language, programFor(DEFAULT_BASE_URL, { call, words: marked })),
        );
        const both = [
          'purpose',
          'caution',
          'noApiKey',
          'notSent',
          'noAnswer',
          'notUnderstood',
          'refused',
          'wait',
        ];
        const ofCredit = ['amount', 'noToken', 'added'];
        for (const word of both) assert.ok(list?.includes(`<${word}>`), word);
        for (const word of [...both, ...ofCredit]) assert.ok(addCredit?.includes(`<${word}>`), word);
        for (const word of ofCredit) assert.ok(!list?.includes(`<${word}>`), word);
      });

      it('leaves to one place what all programs share', () => {
        const template = templateOf(language);
        const shared = [...Object.values(paths), 'nb_per_page', latin1, ...unsent, '1.00', '{1,12}'];
        assert.deepEqual(
          shared.filter((one) => template.includes(one)),
          [],
        );
      });

      it('fails where anything of it is not known', () => {
        const template = templateOf(language);
        const damaged = [
          template.replaceAll('{{noApiKey}}', '{{noApiKeys}}'),
          template.replace('{{#list}}', '{{#lists}}'),
          template.replace('{{/addCredit}}', ''),
          template.replaceAll('{{refused: ', '{{refuses: '),
          template.replaceAll('{{seconds}}', '{{ seconds }}'),
        ];
        for (const one of damaged) {
          assert.notEqual(one, template);
          assert.throws(() => {
            for (const call of calls) fillTemplate(one, languages[language], programFor('', { call }));
          }, /^Error: A template of a program has what is not known: /);
        }
      });

      it('is no program where it is cut off, wherever that is', () => {
        const template = templateOf(language);
        const whole = programFor('', { call: 'addCredit' });
        for (let length = 0; length < template.length; length++) {
          assert.throws(
            () => fillTemplate(template.slice(0, length), languages[language], whole),
            /^Error: A template of a program lacks its end$/,
            `${length} characters`,
          );
        }
        assert.throws(() => fillTemplate(`${template}{{page}}\n`, languages[language], whole));
      });
    });
  }
});

describe('what becomes of a template', () => {
  const fill = (template: string, language: Language = 'typeScript', call: Call = 'list') =>
    filledPiece(template, language, programFor('https://x/v1', { call, page: 3 }));

  for (const [what, template, list, addCredit] of [
    ['a remark goes', 'a\n  {{! Why,\n\nin lines. }}\nb {{page}}\n', 'a\nb 3\n', 'a\nb 3\n'],
    [
      'lines of one call stay with it',
      '{{#list}}\na\n{{/list}}\n{{#addCredit}}\nb\n{{/addCredit}}\nc\n',
      'a\nc\n',
      'b\nc\n',
    ],
    [
      'so do parts of a line',
      'x({{#list}}a{{/list}}{{#addCredit}}b, c{{/addCredit}})\n',
      'x(a)\n',
      'x(b, c)\n',
    ],
    [
      'names are written one by one',
      '[{{#listNumbers}}"{{.}}"{{/listNumbers, }}]\n',
      '["total", "nb_per_page", "page"]\n',
      '["total", "nb_per_page", "page"]\n',
    ],
    [
      'also as lines, within a call',
      '{{#list}}\n{{#listNumbers}}\n- {{.}}\n{{/listNumbers}}\n{{/list}}\n',
      '- total\n- nb_per_page\n- page\n',
      '',
    ],
    [
      'and some differ by the call',
      '{{#decisiveFields}}{{.}}{{/decisiveFields|}}\n',
      'success|code|data|total|nb_per_page|page\n',
      'success|code|subaccountCredit\n',
    ],
    [
      'an address',
      "'{{address}}?'\n",
      "'https://x/v1/subaccount/list?'\n",
      "'https://x/v1/subaccount/credit/add?'\n",
    ],
  ] as const) {
    it(what, () => {
      assert.deepEqual([fill(template), fill(template, 'typeScript', 'addCredit')], [list, addCredit]);
    });
  }

  it('a comment has its mark and its indent on each of its lines, none of over 100 characters', () => {
    const purpose = 'words that are many '.repeat(20).trim();
    const words = { ...plainWords, purpose };
    for (const mark of ['#', '    #', '  //', "    '"]) {
      const text = filledPiece(`${mark} {{purpose}}\n`, 'python', programFor('', { words }));
      const lines = text.trimEnd().split('\n');
      assert.ok(lines.length > 3);
      assert.ok(lines.every((line) => line.startsWith(`${mark} `) && line.length <= 100));
      assert.equal(lines.map((line) => line.slice(mark.length + 1)).join(' '), purpose);
    }
  });

  it('a sentence with a value becomes an expression of the language, without literals that are empty', () => {
    const say = (language: Language, quote: string, wait: string) =>
      filledPiece(
        `x = ${quote} {{wait: a.b("c")}}${quote}, ${quote}{{wait: d}}${quote}\n`,
        language,
        programFor('', { words: { ...plainWords, wait } }),
      );
    assert.equal(say('python', '"', 'Wait {0} s'), 'x = " Wait " + a.b("c") + " s", "Wait " + d + " s"\n');
    assert.equal(say('php', "'", 'Wait {0}'), "x = ' Wait ' . a.b(\"c\"), 'Wait ' . d\n");
    assert.equal(say('visualBasic', '"', '{0} s'), 'x = " " & a.b("c") & " s", d & " s"\n');
    assert.equal(say('shell', "'", 'Wait {0}'), "x = ' Wait 'a.b(\"c\")'', 'Wait 'd''\n");
  });

  it('PowerShell is told of a byte order mark where what is run is beyond ASCII', () => {
    const needs = (over: Partial<ProgramWords>) =>
      written('powerShell', programFor(DEFAULT_BASE_URL, { words: { ...plainWords, ...over } })).includes(
        '\n# With a mark.\n& {',
      );
    assert.equal(needs({}), false);
    assert.equal(needs({ purpose: 'Été. & { é' }), false);
    assert.equal(needs({ staysOpen: 'Resté.' }), true);
    assert.equal(needs({ noApiKey: 'Pas de clé.' }), true);
  });
});

// Every copied program by the grammar of its language, on every computer: whatever runtimes it has or lacks.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Language as Grammar, Parser } from '@vscode/tree-sitter-wasm';
import { Engine } from 'php-parser';
import { DEFAULT_BASE_URL } from '../../../src/api/baseUrl';
import { environment } from '../../../src/common/core/environment';
import {
  type Language,
  languageNames,
  languages,
  offersFor,
} from '../../../src/features/request/core/languages';
import { calls } from '../../../src/features/request/core/requestProgram';
import { pageOf } from '../../../src/subAccounts/lists';
import { skipWithout } from '../../support/lacking';
import { say } from './support/runtime';
import { nastyWords, plainWords, programFor } from './support/words';
import { written } from './support/written';

const root = join(__dirname, '..', '..', '..');

/** The programs of a language: both calls, in ordinary words and in hostile ones. */
const programs = (language: Language) =>
  calls.flatMap((call) =>
    [plainWords, nastyWords].map((words) => written(language, programFor(DEFAULT_BASE_URL, { call, words }))),
  );

describe('copied programs by their grammar', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mailpartner-grammar-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('PHP: is read by a parser of PHP, whole', () => {
    const parser = new Engine({
      parser: { php7: true, suppressErrors: false },
      ast: { withPositions: true },
    });
    for (const text of programs('php')) {
      const { children } = parser.parseCode(text, 'request.php');
      assert.ok(children.length > 8);
      assert.ok(!children.some(({ kind }) => kind === 'inline'), 'text outside of the program');
    }
    assert.throws(() => parser.parseCode('<?php echo (;', 'wrong.php'));
  });

  it('TypeScript: the compiler is content, strictly', () => {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(root, 'node_modules', '@types'), join(folder, 'node_modules', '@types'), 'junction');
    const files = programs('typeScript').map((text, i) => {
      const file = join(folder, `request${i}.ts`);
      writeFileSync(file, text);
      return file;
    });
    const options =
      '--noEmit --strict --noUncheckedIndexedAccess --exactOptionalPropertyTypes --noUnusedLocals';
    const modules = '--module nodenext --target es2022 --types node';
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const check = (...given: string[]) =>
      spawnSync(process.execPath, [tsc, ...`${options} ${modules}`.split(' '), ...given], {
        encoding: 'utf8',
        cwd: folder,
      });
    const { status, stdout } = check(...files);
    assert.equal(status, 0, stdout);
    writeFileSync(join(folder, 'wrong.ts'), 'const one: number = "1"; export {};');
    assert.notEqual(check(join(folder, 'wrong.ts')).status, 0);
  });

  it('cURL: the shell reads it, and gives the whole to sh', function () {
    if (say('sh', ['-c', 'true']) === undefined) skipWithout('sh', this);
    for (const text of programs('shell')) {
      const lines = text.trimEnd().split('\n');
      assert.equal(lines[0], "sh <<'END'");
      assert.equal(lines.indexOf('END'), lines.length - 1, 'only the last line ends it');
      const { status, stderr } = spawnSync('sh', ['-n'], {
        input: lines.slice(1, -1).join('\n'),
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
    }
  });

  it('PowerShell: is read by the grammar with which VS Code reads its terminal, whole', async () => {
    await Parser.init();
    const grammar = require.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm');
    const parser = new Parser().setLanguage(await Grammar.load(grammar));
    const read = (text: string) => {
      const root = parser.parse(text)?.rootNode;
      assert.ok(root);
      return root;
    };
    for (const text of programs('powerShell')) {
      const root = read(text);
      assert.ok(!root.hasError, `${root}\n${text}`);
      // Comments, and one block: nothing of it would be run by itself while it is pasted.
      const [body, ...others] = root.namedChildren.filter((node) => node?.type !== 'comment');
      assert.deepEqual([body?.namedChildCount, others.length], [1, 0]);
      assert.doesNotMatch(text, /\n\n/, 'an empty line may end a paste');
    }
    assert.ok(read("& { throw 'a }").hasError);
  });

  // No parser of Visual Basic is to be had that is kept and small. This knows blocks and literals, no more; run.test.ts compiles.
  it('Visual Basic: blocks end as they began, and no literal is left open', () => {
    for (const text of programs('visualBasic')) {
      assert.deepEqual(unbalanced(text), []);
    }
    assert.notDeepEqual(unbalanced('Module A\n  Function B() As Integer\n  End Module'), []);
    assert.notDeepEqual(unbalanced('Module A\n  Dim a = "b"""\n  Dim c = "d""\nEnd Module'), []);
  });
});

describe('every copied program', () => {
  for (const language of languageNames) {
    it(`in ${languages[language].name} is for the documented address, and reads its secrets from the environment`, () => {
      for (const text of programs(language)) {
        assert.ok(text.includes('https://api.mailpartner.fr/v1/subaccount/'));
        assert.doesNotMatch(text, /http:\/\//);
        assert.ok(text.includes(environment.apiKey));
        assert.equal(text.includes(environment.token), text.includes('/credit/add'));
        assert.ok(text.endsWith('\n'));
        assert.doesNotMatch(text, /\r|\t/);
      }
    });
  }
});

describe('the languages that are offered', () => {
  it('on Windows PowerShell comes first, elsewhere cURL; all are there, the short command for reading alone', () => {
    const [windows, linux, mac] = (['win32', 'linux', 'darwin'] as const).map((each) =>
      offersFor('list', each),
    );
    assert.deepEqual(linux?.slice(0, 3), ['curl', 'shell', 'powerShell']);
    assert.deepEqual(mac, linux);
    assert.deepEqual(windows?.slice(0, 3), ['powerShell', 'curl', 'shell']);
    assert.deepEqual([...(windows ?? [])].sort(), ['curl', ...languageNames].sort());
    assert.deepEqual(offersFor('addCredit', 'linux'), languageNames);
    assert.deepEqual(offersFor('addCredit', 'win32'), [...new Set(['powerShell', ...languageNames])]);
  });
});

describe('the page on which a row stands', () => {
  for (const [index, size, page] of [
    [0, 20, 1],
    [19, 20, 1],
    [20, 20, 2],
    [136, 20, 7],
    [5, 3, 2],
    [-1, 20, 1],
    [5, 0, 1],
  ] as const) {
    it(`row ${index} of ${size} a page: ${page}`, () => assert.equal(pageOf(index, size), page));
  }
});

const loops: Readonly<Record<string, readonly string[]>> = { Next: ['', 'For'], Loop: ['', 'Do'] };

/** What is wrong with blocks and literals of a Visual Basic program. */
function unbalanced(text: string): string[] {
  const open: string[] = [];
  const problems: string[] = [];
  for (const line of text.split('\n')) {
    // Literals first: what is in them is no code, nor does it begin a comment.
    const code = line.trim().startsWith("'")
      ? ''
      : line.replace(/["“”](?:[^"“”]|["“”]{2})*["“”]/g, 'text').trim();
    if (/["“”]/.test(code)) problems.push(`a literal is open: ${line}`);
    const [, ended] = /^End (\w+)/.exec(code) ?? loops[code] ?? [];
    if (ended) {
      if (open.pop() !== ended) problems.push(`ends what is not open: ${line}`);
      continue;
    }
    const [, begun] = /^(?:Private )?(Module|Function|Using|Try|For|Do|Select)\b/.exec(code) ?? [];
    if (begun) open.push(begun);
    if (/^If .* Then$/.test(code)) open.push('If');
  }
  return [...problems, ...open.map((block) => `is left open: ${block}`)];
}

// The rules about who may import whom, held by the linter: each is broken here once, in a small house of its own, and must be noticed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');
const restricted = 'lint/style/noRestrictedImports';

/** A file that breaks a rule, by what it imports. */
const broken: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ['the API knows no VS Code', 'src/api/a.ts', 'vscode'],
  ['nothing is below the API', 'src/api/b.ts', '../subAccounts/lists'],
  ['the lists know no VS Code', 'src/subAccounts/a.ts', 'vscode'],
  ['the lists do not know the accounts', 'src/subAccounts/b.ts', '../accounts/account'],
  ['the accounts do not know what is above them', 'src/accounts/a.ts', '../common/log'],
  ['the accounts do not know a feature', 'src/accounts/b.ts', '../features/env/writeEnv'],
  ['what features share knows no feature', 'src/common/a.ts', '../features/env/writeEnv'],
  ['what features share does not know the tree', 'src/common/b.ts', '../tree/tree'],
  ['words know no feature', 'src/common/words/c.ts', '../../features/env/writeEnv'],
  ['a core that is shared knows no VS Code', 'src/common/core/a.ts', 'vscode'],
  ['a core that is shared stands on nothing that needs VS Code', 'src/common/core/b.ts', '../log'],
  ['the tree knows no feature', 'src/tree/a.ts', '../features/env/writeEnv'],
  ['the tree does not know the app', 'src/tree/b.ts', '../app'],
  ['no feature imports a feature', 'src/features/copy/a.ts', '../env/writeEnv'],
  ['nor its core', 'src/features/copy/b.ts', '../env/core/envFile'],
  ['by no way', 'src/features/copy/d.ts', '../../features/env/writeEnv'],
  ['from no folder of its own', 'src/features/copy/deep/e.ts', '../../env/writeEnv'],
  ['no feature imports the app', 'src/features/copy/c.ts', '../../app'],
  ['a feature’s core knows no VS Code', 'src/features/env/core/a.ts', 'vscode'],
  ['a feature’s core does not know its feature', 'src/features/env/core/b.ts', '../writeEnv'],
  ['a feature’s core imports no other feature’s', 'src/features/env/core/c.ts', '../../copy/core/x'],
  ['nor what is called like a room below', 'src/features/env/core/e.ts', '../../accounts/askApiKey'],
  ['nor what needs VS Code', 'src/features/env/core/d.ts', '../../../common/log'],
];

/** What is allowed: each would be noticed if the rules above were too strict. */
const allowed: readonly (readonly [file: string, imported: string])[] = [
  ['src/subAccounts/ok.ts', '../api/failure'],
  ['src/accounts/ok.ts', '../subAccounts/lists'],
  ['src/common/ok.ts', '../accounts/account'],
  ['src/common/core/ok.ts', '../../api/failure'],
  ['src/tree/ok.ts', '../common/log'],
  ['src/tree/vs.ts', 'vscode'],
  ['src/features/env/ok.ts', '../../common/log'],
  ['src/features/env/own.ts', './core/envFile'],
  ['src/features/env/deep/ok.ts', '../writeEnv'],
  ['src/features/env/deep/below.ts', '../../../common/log'],
  ['src/features/env/core/ok.ts', '../../../common/core/x'],
  ['src/features/env/core/own.ts', './envFile'],
  ['src/features/accounts/ok.ts', '../../accounts/account'],
  ['src/app.ts', './features/env/writeEnv'],
];

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string | { readonly file: string } };
}

describe('the linter', () => {
  let folder: string;
  let noticed: readonly string[];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mailpartner-lint-'));
    copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    for (const [file, imported] of [...broken.map(([, ...rest]) => rest), ...allowed]) {
      write(file, `import type { x } from '${imported}';\n\nexport type Y = typeof x;\n`);
    }
    // A circle of types alone, which no compiler minds.
    write(
      'src/api/circleA.ts',
      "import type { B } from './circleB';\n\nexport type A = { readonly b?: B };\n",
    );
    write(
      'src/api/circleB.ts',
      "import type { A } from './circleA';\n\nexport type B = { readonly a?: A };\n",
    );
    noticed = lint(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [rule, file, imported] of broken) {
    it(`${rule}: ${file} may not import ${imported}`, () => {
      assert.ok(noticed.includes(`${restricted} ${file}`), noticed.join('\n'));
    });
  }

  it('no circle, of types neither', () => {
    const cycles = noticed.filter((line) => line.startsWith('lint/suspicious/noImportCycles'));
    assert.deepEqual(
      cycles.map((line) => line.split(' ')[1]),
      ['src/api/circleA.ts', 'src/api/circleB.ts'],
    );
  });

  it('what is allowed is not noticed', () => {
    const files = new Set(noticed.map((line) => line.split(' ')[1]));
    assert.deepEqual(
      allowed.filter(([file]) => files.has(file)),
      [],
    );
  });
});

/** What the linter finds in a folder: category and file of each. */
function lint(folder: string): string[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'),
      'lint',
      '--vcs-enabled=false',
      '--reporter=json',
      '--max-diagnostics=200',
      '.',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  const start = stdout.indexOf('{');
  assert.ok(start >= 0, `the linter did not run: ${stderr}`);
  const { diagnostics } = JSON.parse(stdout.slice(start)) as { diagnostics: readonly Diagnostic[] };
  return diagnostics
    .map(({ category, location: { path } }) => `${category} ${typeof path === 'string' ? path : path.file}`)
    .sort();
}

// Runs the workbench tests in the oldest and the newest VS Code, side by side.
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { getChromium } from '../vscode/chromium';
import { getVSCode } from '../vscode/download';
import { type VSCodeVersion, versions } from '../vscode/versions';

const root = join(__dirname, '..', '..');
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');

async function main(): Promise<void> {
  // Given by hand: a version, and mocha's own arguments, such as `1.100.3 --grep copies`.
  const [first, ...rest] = process.argv.slice(2);
  const chosen = versions.filter((version) => version === first);
  const mochaArgs = chosen.length > 0 || !first ? rest : [first, ...rest];
  const wanted = chosen.length > 0 ? chosen : versions;
  await getChromium();
  await Promise.all(wanted.map((version) => getVSCode(version)));
  const codes = await Promise.all(wanted.map((version) => runSuite(version, mochaArgs)));
  process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
}

/** Runs mocha for one version; its lines are marked with the version. Resolves with mocha's exit code. */
async function runSuite(version: VSCodeVersion, mochaArgs: readonly string[]): Promise<number> {
  const report = join(root, '.test-reports', `workbench-${version}.json`);
  await rm(report, { force: true });
  const child = spawn(
    process.execPath,
    [
      mocha,
      '--import=tsx',
      '--reporter',
      'test/reporter.cjs',
      '--timeout',
      '60000',
      'test/workbench/**/*.test.ts',
      ...mochaArgs,
    ],
    {
      cwd: root,
      env: { ...process.env, MAILPARTNER_VSCODE_VERSION: version, MAILPARTNER_REPORT: report },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  for (const [stream, out] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) out.write(`[${version}] ${line}\n`);
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}

main();

// Runs the workbench tests in the oldest and the newest VS Code, side by side, and files in which something failed once more, alone.
import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../report';
import { getChromium } from '../vscode/chromium';
import { getVSCode } from '../vscode/download';
import { type VSCodeVersion, versions } from '../vscode/versions';
import { filesToRepeat, withSecondRun } from './secondRun';

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
  const codes = await Promise.all(wanted.map((version) => runSuite(version, [allFiles, ...mochaArgs])));
  let failed = 0;
  for (const [at, version] of wanted.entries()) {
    failed += codes[at] === 0 ? 0 : await runAgain(version, mochaArgs);
  }
  process.exitCode = failed === 0 ? 0 : 1;
}

const allFiles = 'test/workbench/**/*.test.ts';

/** Runs again, alone, the files in which something failed. Resolves with the number of what failed in the end, 1 where nobody knows. */
async function runAgain(version: VSCodeVersion, mochaArgs: readonly string[]): Promise<number> {
  const path = reportOf(version);
  const read = () =>
    readFile(path, 'utf8').then(
      (text): Report => JSON.parse(text),
      () => undefined,
    );
  const first = await read();
  const files = first ? filesToRepeat(first) : [];
  if (!first || files.length === 0) {
    return first?.failed || 1;
  }
  console.log(`[${version}] Once more, alone: ${files.join(', ')}`);
  const code = await runSuite(version, [...files, ...mochaArgs]);
  const again = await read();
  const report = again ? withSecondRun(first, again) : first;
  await writeFile(path, `${JSON.stringify(report, undefined, 2)}\n`);
  for (const title of report.unsteady ?? []) console.log(`[${version}] Unsteady, failed once: ${title}`);
  // Mocha may fail though no test did.
  return report.failed || (code === 0 ? 0 : 1);
}

function reportOf(version: VSCodeVersion): string {
  return join(root, '.test-reports', `workbench-${version}.json`);
}

/** Runs mocha for one version; its lines are marked with the version. Resolves with mocha's exit code. */
async function runSuite(version: VSCodeVersion, mochaArgs: readonly string[]): Promise<number> {
  const report = reportOf(version);
  await rm(report, { force: true });
  const child = spawn(
    process.execPath,
    [mocha, '--import=tsx', '--reporter', 'test/reporter.cjs', '--timeout', '60000', ...mochaArgs],
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

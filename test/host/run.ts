// Runs the host tests in the oldest and the newest VS Code: headless, or with --desktop in desktop builds.
import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { repository } from '../vscode/cache';
import { getChromium } from '../vscode/chromium';
import { getVSCode } from '../vscode/download';
import { oldest, versions } from '../vscode/versions';

const headlessCode = join(repository, 'test', 'vscode', 'headless-code.cjs');

async function main(): Promise<void> {
  const runs = process.argv.includes('--desktop') ? await runDesktop() : await runHeadless();
  for (const { version, result } of runs) console.log(`VS Code ${version}: ${result}`);
  if (runs.some(({ result }) => result.startsWith('failed'))) process.exitCode = 1;
}

interface Run {
  readonly version: string;
  readonly result: string;
}

async function runHeadless(): Promise<Run[]> {
  await Promise.all([...versions.map(getVSCode), getChromium()]);
  return Promise.all(
    versions.map((version) => runOne(version, { vscodeExecutablePath: headlessCode }, version)),
  );
}

/** One after the other: two desktop windows take the focus from each other. */
async function runDesktop(): Promise<Run[]> {
  return [
    await runOne(oldest, { version: oldest }, oldest),
    // Which version `stable` is, is not known before it ran.
    await runOne('stable', { version: 'stable' }, undefined),
  ];
}

async function runOne(
  name: string,
  executable: { vscodeExecutablePath: string } | { version: string },
  version: string | undefined,
): Promise<Run> {
  const report = join(repository, '.test-reports', `host-${name}.json`);
  const reports = [report, report.replace('.json', '-started.json')];
  // The real path: VS Code compares paths as text.
  const data = await realpath(await mkdtemp(join(tmpdir(), 'mailpartner-host-')));
  const folder = join(data, 'workspace');
  await mkdir(folder);
  for (const file of reports) await rm(file, { force: true });
  try {
    await runTests({
      ...executable,
      extensionDevelopmentPath: repository,
      extensionTestsPath: join(repository, 'out', 'test', 'host', 'index.js'),
      launchArgs: [
        folder,
        `--user-data-dir=${join(data, 'user')}`,
        `--extensions-dir=${join(data, 'extensions')}`,
      ],
      extensionTestsEnv: {
        MAILPARTNER_REPORT: report,
        MAILPARTNER_VSCODE_VERSION: version,
        MAILPARTNER_HEADLESS: 'vscodeExecutablePath' in executable ? 'yes' : undefined,
      },
    });
    return { version: name, result: await readReports(reports) };
  } catch (error) {
    return { version: name, result: `failed (${error instanceof Error ? error.message : error})` };
  } finally {
    await rm(data, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A run that passed without having run a test did not pass. */
async function readReports(files: readonly string[]): Promise<string> {
  let [passed, pending] = [0, 0];
  for (const file of files) {
    const report = JSON.parse(await readFile(file, 'utf8'));
    if (report.passed === 0) return 'failed (no test ran)';
    passed += report.passed;
    pending += report.pending;
  }
  return `${passed} passed, ${pending} pending`;
}

main();

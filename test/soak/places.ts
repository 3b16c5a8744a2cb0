// The two places where the load runs: a plain Node process, and the extension host of a real VS Code.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { repository } from '../vscode/cache';
import { newest } from '../vscode/versions';
import { EventLoopWatch } from './eventLoop';
import type { Figures, Measured } from './figures';
import { PLAN_VARIABLE, type SoakPlan } from './plan';
import type { ServiceMessage } from './service';

/** Milliseconds; the headless VS Code has the same limit. */
const LONGEST_RUN = 15 * 60_000;

const measured = join(repository, 'out', 'soak', 'measured.js');

export interface Place {
  readonly name: string;
  /** Runs the measured process to its end. Rejects if it failed. */
  readonly run: (env: Record<string, string>, scratch: string) => Promise<unknown>;
}

export const places: readonly Place[] = [
  { name: 'Node.js', run: runInNode },
  { name: `VS Code ${newest}`, run: runInVSCode },
];

/** The API client by itself, minified as it ships. */
export const builtClient = join(repository, 'out', 'soak', 'client.js');

/** Bundles what is measured, and the API client apart from it: to load that is measured too. */
export async function buildMeasured(): Promise<void> {
  await build({
    entryPoints: [join(repository, 'src', 'api', 'client.ts')],
    outfile: builtClient,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  await build({
    entryPoints: [join(__dirname, 'measured.ts')],
    outfile: measured,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

/** The figures of one place, with a service of its own. Rejects if there are none. */
export async function runAt(
  place: Place,
  wish: Pick<SoakPlan, 'calls' | 'seed' | 'bundle'>,
): Promise<Figures> {
  const scratch = await mkdtemp(join(tmpdir(), 'mailpartner-soak-'));
  const service = fork(join(__dirname, 'service.ts'), [String(wish.seed)]);
  try {
    const { accounts, service: address, ca } = await firstMessage(service);
    const report = join(scratch, 'figures.json');
    const authority = join(scratch, 'authority.pem');
    await writeFile(authority, ca);
    const plan: SoakPlan = { ...wish, report, accounts, service: address };
    const idle = new EventLoopWatch(() => 0);
    idle.resume();
    await place
      .run({ [PLAN_VARIABLE]: JSON.stringify(plan), NODE_EXTRA_CA_CERTS: authority }, scratch)
      .finally(() => idle.pause());
    const figures: Measured = JSON.parse(await readFile(report, 'utf8'));
    return { ...figures, place: place.name, beside: idle.figures().maximum };
  } finally {
    if (service.connected) {
      service.disconnect();
    }
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function firstMessage(service: ChildProcess): Promise<ServiceMessage> {
  const ended = once(service, 'exit').then(() =>
    Promise.reject(new Error('The service ended at its start.')),
  );
  ended.catch(() => {});
  const [message] = await Promise.race([once(service, 'message'), ended]);
  return message;
}

async function runInNode(env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, ['--expose-gc', measured], {
    env: { ...process.env, ...env, MAILPARTNER_OUTPUT_MARK: 'Node.js │ ' },
    stdio: 'inherit',
    timeout: LONGEST_RUN,
  });
  const [code, signal] = await once(child, 'exit');
  if (code !== 0) {
    throw new Error(`The measured process ended with ${code ?? signal}.`);
  }
}

function runInVSCode(env: Record<string, string>, scratch: string): Promise<unknown> {
  return runTests({
    vscodeExecutablePath: join(repository, 'test', 'vscode', 'headless-code.cjs'),
    extensionDevelopmentPath: repository,
    extensionTestsPath: measured,
    launchArgs: [
      `--user-data-dir=${join(scratch, 'user')}`,
      `--extensions-dir=${join(scratch, 'extensions')}`,
    ],
    extensionTestsEnv: { ...env, MAILPARTNER_VSCODE_VERSION: newest },
  });
}

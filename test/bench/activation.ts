// Activation: our packaged extension beside one that does nothing, in the same windows, each as often first.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench } from '../vscode/browser';
import { type RunningVSCode, startVSCode } from '../vscode/server';
import type { Bench, BenchOptions, Measure } from './bench';
import { installExtension } from './install';

/** In milliseconds; the probe says what is what. */
interface Times {
  readonly total: number;
  readonly own: number;
}

interface Round {
  readonly empty: Times;
  readonly ours: Times;
}

export const activation: Bench = {
  name: 'activation',
  run: async (options) => {
    const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'mailpartner-bench-')));
    try {
      return { measures: measures(await runRounds(options, dataDir)) };
    } finally {
      await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
    }
  },
};

function measures(rounds: readonly Round[]): Measure[] {
  const both = (of: (times: Times) => number) => ({
    unit: 'ms' as const,
    ours: rounds.map(({ ours }) => of(ours)),
    against: { what: 'an empty extension', samples: rounds.map(({ empty }) => of(empty)) },
    compared: 'times' as const,
  });
  return [
    { what: 'activation in a real VS Code', ...both(({ total }) => total), goal: 2 },
    { what: 'of it the extension’s own code', ...both(({ own }) => own) },
  ];
}

async function runRounds(options: BenchOptions, dataDir: string): Promise<Round[]> {
  const extensionsDir = join(dataDir, 'extensions');
  await installExtension('probe', 'probe', extensionsDir);
  await installExtension('empty', 'empty', extensionsDir);
  await installExtension('empty', 'warm-up', extensionsDir);
  const { version, vsix } = options;
  const vscode = await startVSCode({ version, vsix, dataDir, extensionsDir });
  const rounds: Round[] = [];
  try {
    for (let i = 0; i < options.rounds; i++) {
      rounds.push(await runRound(vscode, i % 2 === 0 ? 'the Empty Extension' : 'Ours'));
      options.progress(`window ${i + 1} of ${options.rounds}`);
    }
  } finally {
    await vscode.stop();
  }
  return rounds;
}

/** A new window has a new extension host. Our view stays closed there: to show it would activate us unmeasured. */
async function runRound(vscode: RunningVSCode, first: 'the Empty Extension' | 'Ours'): Promise<Round> {
  const workbench = await openWorkbench(vscode);
  try {
    await workbench.palette(`Bench: Activate ${first} First`);
    return readRound(await workbench.statusMessage('Measured: '));
  } finally {
    await workbench.close();
  }
}

function readRound(message: string): Round {
  const said = JSON.parse(message.slice(message.indexOf('{')));
  if (typeof said.error === 'string') throw new Error(`The probe could not measure: ${said.error}`);
  return said;
}

// Measures speed and memory, side by side with what they are held against: `npm run bench -- [--only load,find]
// [--version 1.100.3] [--rounds 10] [--vsix FILE]`.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packagedExtension } from '../packaged';
import { closeBrowser } from '../vscode/browser';
import { repository } from '../vscode/cache';
import { newest, nodeVersion, parseVersion } from '../vscode/versions';
import { activation } from './activation';
import type { Bench, BenchOptions, Measured } from './bench';
import { finding } from './finding';
import { firstPage } from './firstPage';
import { firstRow } from './firstRow';
import { freshWindow } from './freshWindow';
import { type Judged, type JudgedGrowth, judge, judgeGrowth } from './judged';
import { loading } from './loading';
import { masking } from './masking';
import { memory } from './memory';
import { refreshing } from './refreshing';
import { remembering } from './remembering';
import { growthTable, table } from './report';
import { startService } from './startService';
import { inWorkbench } from './workbench';

const benches: readonly Bench[] = [
  loading,
  inWorkbench,
  firstPage,
  memory,
  finding,
  refreshing,
  masking,
  remembering,
  freshWindow,
  activation,
  firstRow,
];

const reportFile = join(repository, '.test-reports', 'bench.json');

async function main(): Promise<void> {
  const { chosen, ...options } = readOptions();
  const { version, vsix, rounds } = options;
  console.log(`VS Code ${version}, ${basename(vsix)}, plain Node ${process.versions.node}`);
  const measures: Judged[] = [];
  const growth: JudgedGrowth[] = [];
  const notes: string[] = [];
  const machines: { bench: string; loadBefore: number; loadAfter: number }[] = [];
  const started = performance.now();
  const service = await startService();
  try {
    // One after the other: each is to have the machine for itself.
    for (const bench of chosen) {
      const loadBefore = load();
      const progress = (line: string) => console.log(`${bench.name}: ${line}`);
      const measured = await bench
        .run({ ...options, service, progress })
        .catch((error: unknown): Measured => {
          // What the others found is not to be lost.
          process.exitCode = 1;
          const why = error instanceof Error ? error.message : error;
          return { measures: [], notes: [`“${bench.name}” could not be measured: ${why}`] };
        });
      measures.push(...measured.measures.map(judge));
      growth.push(...(measured.growth ?? []).map(judgeGrowth));
      notes.push(...(measured.notes ?? []));
      machines.push({ bench: bench.name, loadBefore, loadAfter: load() });
    }
  } finally {
    await closeBrowser();
    await service.stop();
  }
  const seconds = (performance.now() - started) / 1000;
  notes.push(
    ...measures.flatMap(({ what, note }) => (note ? [`${what}: ${note}.`] : [])),
    `Load average of the machine (${availableParallelism()} cores): ${machines.map(({ bench, loadBefore, loadAfter }) => `${bench} ${loadBefore.toFixed(1)} to ${loadAfter.toFixed(1)}`).join(', ')}.`,
    `All of it took ${seconds.toFixed(0)} s.`,
  );
  const printed = [
    ...(measures.length > 0 ? [table(measures)] : []),
    ...(growth.length > 0 ? [growthTable(growth)] : []),
    notes.join('\n'),
  ];
  console.log(`\n${printed.join('\n\n')}\n`);
  const report = {
    version,
    vsix: basename(vsix),
    rounds,
    seconds,
    machine: { ...machine(), machines },
    measures,
    growth,
    notes,
  };
  await mkdir(join(reportFile, '..'), { recursive: true });
  await writeFile(reportFile, `${JSON.stringify(report, undefined, 2)}\n`);
  console.log(`Written to ${relative(repository, reportFile)}.`);
}

function readOptions(): Omit<BenchOptions, 'progress' | 'service'> & { readonly chosen: readonly Bench[] } {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      version: { type: 'string', default: newest },
      rounds: { type: 'string', default: '10' },
      vsix: { type: 'string' },
    },
  });
  const rounds = Number(values.rounds);
  // Even, so that each is as often first; never so few that a median means nothing.
  if (!Number.isInteger(rounds) || rounds < 6 || rounds > 1000 || rounds % 2 !== 0) {
    throw new Error('--rounds takes an even number from 6 to 1000.');
  }
  const names = values.only?.split(',');
  const unknown = names?.filter((name) => !benches.some((bench) => bench.name === name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`--only takes ${benches.map(({ name }) => name).join(', ')}, with commas between them.`);
  }
  const chosen = benches.filter(({ name }) => names?.includes(name) ?? true);
  const vsix = values.vsix === undefined ? packagedExtension() : resolve(values.vsix);
  return { version: parseVersion(values.version), vsix, rounds, chosen };
}

function load(): number {
  return loadavg()[0] ?? 0;
}

/** Where the numbers come from: they compare only with others of the same machine, equally busy. */
function machine() {
  const node = { plain: process.versions.node, vscode: nodeVersion };
  return { cpu: cpus()[0]?.model ?? '', cores: availableParallelism(), load: load(), node };
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

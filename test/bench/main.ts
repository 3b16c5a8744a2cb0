// Measures the packaged extension in a real VS Code: `npm run bench -- [--version 1.100.3] [--rounds 10] [--vsix FILE]`.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packagedExtension } from '../packaged';
import { closeBrowser } from '../vscode/browser';
import { repository } from '../vscode/cache';
import { newest, nodeVersion, parseVersion } from '../vscode/versions';
import { activation } from './activation';
import type { Bench, BenchOptions } from './bench';
import { type Summary, summarize, table } from './report';

const benches: readonly Bench[] = [activation];

const reportFile = join(repository, '.test-reports', 'bench.json');

async function main(): Promise<void> {
  const options = await readOptions();
  const { version, vsix, rounds } = options;
  console.log(`VS Code ${version}, ${basename(vsix)}, ${rounds} rounds`);
  const results: { bench: string; measures: Summary[] }[] = [];
  try {
    for (const bench of benches) {
      const progress = (line: string) => console.log(`${bench.name}: ${line}`);
      const measures = summarize(await bench.run({ ...options, progress }));
      results.push({ bench: bench.name, measures });
      console.log(`\n${table(bench.name, measures)}\n`);
    }
  } finally {
    await closeBrowser();
  }
  const report = { version, vsix: basename(vsix), rounds, unit: 'ms', machine: machine(), results };
  await mkdir(join(reportFile, '..'), { recursive: true });
  await writeFile(reportFile, `${JSON.stringify(report, undefined, 2)}\n`);
  console.log(`Written to ${relative(repository, reportFile)}.`);
}

async function readOptions(): Promise<Omit<BenchOptions, 'progress'>> {
  const { values } = parseArgs({
    options: {
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
  const vsix = values.vsix === undefined ? packagedExtension() : resolve(values.vsix);
  return { version: parseVersion(values.version), vsix, rounds };
}

/** Where the numbers come from: they compare only with others of the same machine, equally busy. */
function machine() {
  const load = loadavg()[0] ?? 0;
  return { cpu: cpus()[0]?.model ?? '', cores: availableParallelism(), load, node: nodeVersion };
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

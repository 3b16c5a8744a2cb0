// Soaks the client, the pager and the lists: `npm run soak -- [--calls 4000] [--seed 1] [--only node|vscode] [--bundle FILE]`.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { repository } from '../vscode/cache';
import type { Figures } from './figures';
import { buildMeasured, builtClient, places, runAt } from './places';
import type { SoakPlan } from './plan';
import { blockLines, table } from './report';
import { problems } from './verdict';

const reportFile = join(repository, '.test-reports', 'bench-soak.json');

async function main(): Promise<void> {
  const { only, ...wish } = readOptions();
  await buildMeasured();
  const all: Figures[] = [];
  const wrong: string[] = [];
  // One after the other: each is to have the machine for itself.
  for (const place of places.filter((_, at) => only === undefined || only === ['node', 'vscode'][at])) {
    try {
      const figures = await runAt(place, wish);
      all.push(figures);
      wrong.push(...problems(figures, wish.calls).map((problem) => `${place.name}: ${problem}`));
    } catch (error) {
      wrong.push(`${place.name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (all.length > 0) {
    console.log(`\n${table(all)}\n`);
  }
  for (const figures of all) {
    for (const line of blockLines(figures)) {
      console.log(`${figures.place}: ${line}`);
    }
  }
  const report = { calls: wish.calls, seed: wish.seed, machine: machine(), wrong, results: all };
  await mkdir(join(reportFile, '..'), { recursive: true });
  await writeFile(reportFile, `${JSON.stringify(report, undefined, 2)}\n`);
  console.log(`Written to ${relative(repository, reportFile)}.`);
  console.log(wrong.length === 0 ? 'Nothing grew and nothing was left over.' : wrong.join('\n'));
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

function readOptions(): Pick<SoakPlan, 'calls' | 'seed' | 'bundle'> & { readonly only: string | undefined } {
  const { values } = parseArgs({
    options: {
      calls: { type: 'string', default: '4000' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      bundle: { type: 'string', default: builtClient },
    },
  });
  const [calls, seed, bundle] = [Number(values.calls), Number(values.seed), resolve(values.bundle)];
  if (!Number.isInteger(calls) || calls < 100 || calls > 100_000) {
    throw new Error('--calls takes a whole number from 100 to 100000.');
  }
  if (!Number.isInteger(seed) || seed < 0) {
    throw new Error('--seed takes a whole number.');
  }
  if (values.only !== undefined && !['node', 'vscode'].includes(values.only)) {
    throw new Error('--only takes node or vscode.');
  }
  return { calls, seed, bundle, only: values.only };
}

/** Where the numbers come from: they compare only with others of the same machine, equally busy. */
function machine() {
  return { cpu: cpus()[0]?.model ?? '', cores: availableParallelism(), load: loadavg()[0] ?? 0 };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

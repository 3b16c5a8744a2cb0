// Measuring in plain Node: each plan in a process of its own, the sources bundled as those that ship.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repository } from '../vscode/cache';
import type { Size } from './accounts';
import type { Plan, Samples } from './inNode/plan';
import type { BenchService } from './startService';

const measured = join(repository, 'out', 'bench', 'inNode.js');
let built: Promise<unknown> | undefined;

function buildOnce(): Promise<unknown> {
  built ??= build({
    entryPoints: [join(__dirname, 'inNode', 'main.ts')],
    outfile: measured,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    alias: { vscode: join(__dirname, 'inNode', 'vscodeStandIn.ts') },
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return built;
}

/** Where a list of so many rows is. */
export function sourceOf(service: BenchService, rows: Size): Plan['source'] {
  return { url: service.url, apiKey: service.apiKey(rows), rows };
}

/** Runs a plan in a new process. Rejects if it could not be measured. */
export async function measureInNode(plan: Plan): Promise<Samples> {
  await buildOnce();
  const child = fork(measured, { execArgv: ['--expose-gc'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The measured process ended with ${code}.`);
  });
  ended.catch(() => undefined);
  child.send(plan);
  const [answer] = await Promise.race([once(child, 'message'), ended]);
  if (typeof answer.error === 'string') throw new Error(answer.error);
  return answer.samples;
}

// How much memory is in use once the garbage is gone.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { MemorySample } from './figures';

const MEGABYTE = 1e6;

/** Collects garbage until there is no more of it. Blocks. */
export async function collectGarbage(): Promise<void> {
  const collect = collector();
  // What one collection finalizes, the next one frees.
  for (let i = 0; i < 4; i++) {
    collect();
    await nextTurn();
  }
}

/** Collects garbage, and measures what stays. Blocks. */
export async function measureMemory(afterCalls: number): Promise<MemorySample> {
  await collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    afterCalls,
    heapUsed: heapUsed / MEGABYTE,
    external: external / MEGABYTE,
    rss: rss / MEGABYTE,
  };
}

/** V8's own; an extension host is not started with --expose-gc, but can be told later. */
function collector(): () => void {
  if (globalThis.gc) {
    return globalThis.gc;
  }
  setFlagsFromString('--expose-gc');
  globalThis.gc = runInNewContext('gc');
  return collector();
}

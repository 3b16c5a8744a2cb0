// What is wrong for sure in the figures. Time is never: how long things take depends on what else the machine does.
import type { Figures, MemorySample } from './figures';

/** Of what was in use after the first stretch. */
const LARGEST_GROWTH = 0.2;

/** Growth from the first sample to the last, as a fraction of the first. */
export function growth(memory: readonly MemorySample[], of: (sample: MemorySample) => number): number {
  const [first, last] = [memory[0], memory.at(-1)];
  return first === undefined || last === undefined ? 0 : of(last) / of(first) - 1;
}

/** What V8 and Node account for, which is exact once the garbage is gone; RSS also holds what neither gives back. */
export function inUse({ heapUsed, external }: MemorySample): number {
  return heapUsed + external;
}

/** A sentence for each thing that is wrong. */
export function problems(figures: Figures, wanted: number): string[] {
  const { memory, leftovers, resources, surprises } = figures;
  const found = Object.entries(leftovers)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `left over: ${count} × ${what}`);
  const grown = growth(memory, inUse);
  if (memory.length < 2 || grown > LARGEST_GROWTH) {
    found.push(`memory grew by ${(grown * 100).toFixed(1)} % over ${memory.length} measurements`);
  }
  if (figures.calls < wanted) {
    found.push(`only ${figures.calls} of ${wanted} calls were made in time`);
  }
  // In an extension host others come and go.
  if (figures.place === 'Node.js') {
    for (const [name, count] of Object.entries(resources.after)) {
      const before = resources.before[name] ?? 0;
      if (count > before) {
        found.push(`still active: ${count} × ${name}, ${before} before`);
      }
    }
  }
  return [...found, ...surprises];
}

// Loading 10,000 rows in plain Node: beside one page after another, and beside the ideal; and how it grows without latency.

import { type Size, sizes } from './accounts';
import type { Bench, BenchOptions, Growth } from './bench';
import { idealLoad, latency, pagesOf } from './ideal';
import { measureInNode, sourceOf } from './inNode';

const rounds = 3;

export const loading: Bench = {
  name: 'load',
  run: async (options) => {
    const { service, progress } = options;
    const source = sourceOf(service, 10_000);
    await service.set({ latency });
    const { load: ours = [] } = await measureInNode({
      kind: 'load',
      how: 'all',
      source,
      rounds,
      ceiling: true,
    });
    progress(`10,000 rows at ${latency} ms an answer, ${rounds} times`);
    const { load: sequential = [] } = await measureInNode({
      kind: 'load',
      how: 'sequential',
      source,
      rounds: 1,
      ceiling: true,
    });
    progress('the same, one page after another');
    const what = `load 10,000 rows at ${latency} ms an answer`;
    const ideal = {
      what: `the ideal: ${pagesOf(10_000)} ÷ 6 × ${latency} ms`,
      samples: [idealLoad(pagesOf(10_000))],
    };
    return {
      measures: [
        {
          what,
          unit: 'ms',
          ours,
          against: { what: 'one page after another', samples: sequential },
          compared: 'faster',
          goal: 5,
          note: `all ${pagesOf(10_000)} pages one after another, measured once`,
        },
        { what: 'the same', unit: 'ms', ours, against: ideal, compared: 'times', goal: 1.15 },
      ],
      growth: await growth(options),
      notes: [await ceilingNote(options)],
    };
  },
};

async function growth({ service, progress }: BenchOptions): Promise<Growth[]> {
  await service.set({});
  const points: { rows: Size; samples: readonly number[] }[] = [];
  const processor: typeof points = [];
  for (const rows of sizes) {
    // The first round of a process also compiles; it is left out.
    const { load = [], cpu = [] } = await measureInNode({
      kind: 'load',
      how: 'all',
      source: sourceOf(service, rows),
      rounds: 1 + rounds,
      ceiling: false,
    });
    points.push({ rows, samples: load.slice(1) });
    processor.push({ rows, samples: cpu.slice(1) });
    progress(`${rows} rows without latency and without the ceiling`);
  }
  return [
    { what: 'loading, no latency, without the ceiling', unit: 'ms', points },
    { what: 'the same, in processor time', unit: 'ms', points: processor },
  ];
}

/** 50,000 rows are more requests than a minute allows. */
async function ceilingNote({ service, progress }: BenchOptions): Promise<string> {
  await service.set({});
  const { load = [] } = await measureInNode({
    kind: 'load',
    how: 'all',
    source: sourceOf(service, 50_000),
    rounds: 1,
    ceiling: true,
  });
  progress('50,000 rows with the ceiling');
  const seconds = (load[0] ?? 0) / 1000;
  return `With the ceiling of 1,800 requests a minute, the ${pagesOf(50_000)} requests of 50,000 rows took ${seconds.toFixed(1)} s without latency: the last ${pagesOf(50_000) - 1800} wait for the next minute, however fast the rest is.`;
}

// Merging a refresh that brings nothing new, in plain Node without the service, and how it grows.
import { sizes } from './accounts';
import type { Bench, Growth } from './bench';
import { measureInNode, sourceOf } from './inNode';

const warmUp = 3;
const rounds = 9;

export const refreshing: Bench = {
  name: 'refresh',
  run: async ({ service, progress }) => {
    const points: Growth['points'][number][] = [];
    for (const rows of sizes) {
      // The first rounds of a process also compile; they are left out.
      const plan = { kind: 'refresh', source: sourceOf(service, rows), rounds: warmUp + rounds } as const;
      const { cpu = [] } = await measureInNode(plan);
      points.push({ rows, samples: cpu.slice(warmUp) });
      progress(`${rows} rows merged ${rounds} times`);
    }
    const what = 'merging a refresh that changes nothing, in processor time';
    return { measures: [], growth: [{ what, unit: 'ms', points }] };
  },
};

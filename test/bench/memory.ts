// The heap that loaded rows hold, beside the JSON they came in, and how it grows.

import { sizes } from './accounts';
import type { Bench, Growth } from './bench';
import { measureInNode, sourceOf } from './inNode';

const rounds = 3;

export const memory: Bench = {
  name: 'memory',
  run: async ({ service, progress }) => {
    await service.set({});
    const points: Growth['points'][number][] = [];
    let json: readonly number[] = [];
    for (const rows of sizes) {
      const samples = await measureInNode({ kind: 'heap', source: sourceOf(service, rows), rounds });
      points.push({ rows, samples: samples.held ?? [] });
      json = rows === 10_000 ? (samples.json ?? []) : json;
      progress(`${rows} rows held`);
    }
    const ours = points.find(({ rows }) => rows === 10_000)?.samples ?? [];
    return {
      measures: [
        {
          what: 'heap held by 10,000 rows',
          unit: 'bytes',
          ours,
          against: { what: 'the JSON they came in', samples: json },
          compared: 'times',
          goal: 1.5,
        },
      ],
      growth: [{ what: 'heap held', unit: 'bytes', points }],
    };
  },
};

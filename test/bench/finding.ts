// A keystroke in Find in plain Node, to the items that VS Code is given, and how it grows.

import { sizes } from './accounts';
import type { Bench, Growth } from './bench';
import { measureInNode, sourceOf } from './inNode';

/** Each types some 40 letters. */
const rounds = 5;

export const finding: Bench = {
  name: 'find',
  run: async ({ service, progress }) => {
    await service.set({});
    const points: Growth['points'][number][] = [];
    let all: readonly number[] = [];
    let processor: readonly number[] = [];
    for (const rows of sizes) {
      const source = sourceOf(service, rows);
      const { keystroke = [], first = [], cpu = [] } = await measureInNode({ kind: 'find', source, rounds });
      points.push({ rows, samples: keystroke });
      if (rows === 10_000) {
        all = [...first, ...keystroke];
        processor = cpu;
      }
      progress(`${keystroke.length} keystrokes over ${rows} rows`);
    }
    const what = 'a keystroke in Find over 10,000 rows, to its items';
    return {
      measures: [
        { what: `${what}, median`, unit: 'ms', ours: all, compared: 'median', goal: 16 },
        { what: 'the same, worst', unit: 'ms', ours: all, compared: 'maximum', goal: 50 },
        { what: 'the same, worst in processor time', unit: 'ms', ours: processor, compared: 'maximum' },
      ],
      growth: [{ what: 'a keystroke in Find', unit: 'ms', points }],
    };
  },
};

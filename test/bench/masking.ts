// Masking 1 MB of the worst text for each pattern, in plain Node, how that grows, and for how long it lets nothing else run.
import type { Bench, Growth, Measure } from './bench';
import { measureInNode, sourceOf } from './inNode';
import { maskingSizes } from './inNode/plan';

const rounds = 3;
const [size] = maskingSizes;

export const masking: Bench = {
  name: 'masking',
  run: async ({ service, progress }) => {
    const samples = await measureInNode({ kind: 'masking', source: sourceOf(service, 1000), rounds });
    progress(`${Object.keys(samples).length} costs, ${rounds} times each`);
    const of = (end: string) => Object.entries(samples).filter(([name]) => name.endsWith(end));
    const measures = of(`, ${size}`).map(
      ([name, ours]): Measure => ({
        what: `masking 1 MB: ${name.replace(/, \d+$/, '')}`,
        unit: 'ms',
        ours,
        compared: 'median',
        goal: 100,
      }),
    );
    const reading = Object.entries(samples).filter(([name]) => name.startsWith('reading'));
    const inOneGo = Object.entries(samples).filter(([name]) => name.startsWith('one go'));
    const growth = of(`, ${size}`).map(([name]): Growth => {
      const what = name.replace(/, \d+$/, '');
      return {
        what: `masking: ${what}`,
        unit: 'ms',
        // Characters, where others count rows. The least of all rounds: whatever else a machine does can only add to it.
        points: maskingSizes.slice(1).map((rows) => ({
          rows,
          samples: [Math.min(...(samples[`${what}, ${rows}`] ?? []))],
        })),
      };
    });
    return {
      measures: [
        ...measures,
        ...reading.map(
          ([what, ours]): Measure => ({ what, unit: 'ms', ours, compared: 'median', goal: 100 }),
        ),
        ...inOneGo.map(
          ([name, ours]): Measure => ({
            what: `longest in ${name}`,
            unit: 'ms',
            ours,
            compared: 'median',
            goal: 50,
          }),
        ),
      ],
      growth,
      notes: ['The growth of masking is by characters of the text, not by rows.'],
    };
  },
};

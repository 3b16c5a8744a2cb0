// What is remembered of a list, in plain Node: how long reading takes, for how long nothing else runs meanwhile, and how large the file is.
import { sizes } from './accounts';
import type { Bench, Measure } from './bench';
import { measureInNode, sourceOf } from './inNode';

/** Milliseconds in which it is to be read. */
const goals: Readonly<Record<number, number>> = { 10000: 30, 50000: 150 };
/** No block is to be longer, in milliseconds. */
const longestBlock = 50;

export const remembering: Bench = {
  name: 'remembered',
  run: async ({ service, rounds, progress }) => {
    const measures: Measure[] = [];
    for (const rows of sizes.filter((size) => goals[size] !== undefined)) {
      await service.set({ rowsPerPage: 500 });
      const samples = await measureInNode({ kind: 'remembered', source: sourceOf(service, rows), rounds });
      const { read = [], readInOneGo = [], keepInOneGo = [], bytes = [] } = samples;
      const of = `of ${rows.toLocaleString('en')} sub-accounts`;
      measures.push(
        {
          what: `reading what is remembered ${of}`,
          unit: 'ms',
          ours: read,
          compared: 'median',
          goal: goals[rows] ?? 0,
        },
        {
          what: 'the same, the longest in one go',
          unit: 'ms',
          ours: readInOneGo,
          compared: 'maximum',
          goal: longestBlock,
        },
        {
          what: `keeping what is remembered ${of}, the longest in one go`,
          unit: 'ms',
          ours: keepInOneGo,
          compared: 'maximum',
          goal: longestBlock,
        },
        { what: `bytes on disk of each ${of}`, unit: 'count', ours: bytes, compared: 'maximum', goal: 40 },
      );
      progress(`${rows} sub-accounts, ${rounds} times`);
    }
    return { measures };
  },
};

// The first page without latency, beside a bare `http.get` and `JSON.parse` of the same page.
import type { Bench } from './bench';
import { measureInNode, sourceOf } from './inNode';

const rounds = 400;

export const firstPage: Bench = {
  name: 'page',
  run: async ({ service, progress }) => {
    await service.set({});
    const source = sourceOf(service, 1000);
    const { ours = [], bare = [], cold = [] } = await measureInNode({ kind: 'firstPage', source, rounds });
    progress(`${rounds} first pages, and as many bare ones`);
    return {
      measures: [
        {
          what: 'first page, from asking to rows, no latency',
          unit: 'ms',
          ours,
          against: { what: 'http.get + JSON.parse', samples: bare },
          compared: 'more',
          goal: 3,
        },
        {
          what: 'the very first, with loading the client',
          unit: 'ms',
          ours: cold,
          compared: 'median',
        },
      ],
    };
  },
};

// From figures to the table that is printed: one column a place.
import { LONGEST_BLOCK } from './eventLoop';
import type { Figures, MemorySample } from './figures';
import { growth } from './verdict';

/** The others are in the written report. */
const MOST_BLOCKS = 5;

type Line = readonly [what: string, ...cells: string[]];

/** All figures of all places, side by side. */
export function table(all: readonly Figures[]): string {
  const line = (what: string, cell: (figures: Figures) => string): Line => [what, ...all.map(cell)];
  const names = (of: (figures: Figures) => object) => [
    ...new Set(all.flatMap((one) => Object.keys(of(one)))),
  ];
  const lines: Line[] = [
    line('', ({ place }) => place),
    line('Node.js', ({ node }) => node),
    line('calls', ({ calls }) => String(calls)),
    line('calls a second', ({ calls, seconds }) => (calls / seconds).toFixed(0)),
    line('requests', ({ attempts }) => String(attempts)),
    line('of them retries', ({ retries }) => String(retries)),
    ...names(({ outcomes }) => outcomes)
      .sort()
      .map((name) => line(`  ended: ${name}`, ({ outcomes }) => String(outcomes[name] ?? 0))),
    ...memoryLines(all, 'heap used', ({ heapUsed }) => heapUsed),
    ...memoryLines(all, 'external', ({ external }) => external),
    ...memoryLines(all, 'RSS', ({ rss }) => rss),
    line('loading the client', ({ loading }) => time(loading)),
    line('event loop, median delay', ({ loop }) => time(loop.median)),
    line('event loop, 99 % within', ({ loop }) => time(loop.p99)),
    line('event loop, 99.9 % within', ({ loop }) => time(loop.p999)),
    line('event loop, longest delay', ({ loop }) => time(loop.maximum)),
    line('the same in an idle process beside it', ({ beside }) => time(beside)),
    line('longest run of its own in one delay', ({ loop }) => time(loop.busiest)),
    line('from dispose to the end of all', ({ disposing }) => `${disposing.toFixed(0)} ms`),
    ...names(({ leftovers }) => leftovers).map((name) =>
      line(`  left over: ${name}`, ({ leftovers }) => String(leftovers[name as keyof Figures['leftovers']])),
    ),
    line('most idle sockets at a time', ({ keptSockets }) => String(keptSockets)),
    ...names(({ resources }) => ({ ...resources.before, ...resources.after })).map((name) =>
      line(
        `  active: ${name}, before → after`,
        ({ resources }) => `${resources.before[name] ?? 0} → ${resources.after[name] ?? 0}`,
      ),
    ),
    ...names(({ heavy }) => Object.fromEntries(heavy.map(({ what }) => [what, 0]))).map((name) =>
      line(`  blocked by 256 KB: ${name}`, ({ heavy }) =>
        heavy.map(({ what, blocked }) => (what === name ? time(blocked) : '')).join(''),
      ),
    ),
  ];
  return aligned(lines);
}

/** How many blocks over the limit there were, and those in which the process itself ran for longest. */
export function blockLines({ loop: { blocks } }: Figures): string[] {
  const worst = [...blocks].sort((a, b) => b.onCpu - a.onCpu).slice(0, MOST_BLOCKS);
  const lines = worst.map(
    ({ milliseconds, onCpu, garbageCollection, atCall }) =>
      `blocked for ${milliseconds.toFixed(0)} ms at call ${atCall}: the process ran for ${onCpu.toFixed(0)} ms of it, garbage collection took ${garbageCollection.toFixed(0)} ms`,
  );
  const own = blocks.filter(({ onCpu }) => onCpu > LONGEST_BLOCK).length;
  return [
    `${blocks.length} blocks over ${LONGEST_BLOCK} ms; in ${own} the process itself ran so long`,
    ...lines,
  ];
}

function memoryLines(all: readonly Figures[], what: string, of: (sample: MemorySample) => number): Line[] {
  const steps = Math.max(...all.map(({ memory }) => memory.length));
  const samples = Array.from({ length: steps }, (_, at): Line => {
    const after = all.map(({ memory }) => memory[at]);
    const name = `${what} after ${after.find((sample) => sample !== undefined)?.afterCalls ?? ''} calls`;
    return [name, ...after.map((sample) => (sample ? `${of(sample).toFixed(1)} MB` : ''))];
  });
  const percent = all.map(({ memory }) => `${(growth(memory, of) * 100).toFixed(1)} %`);
  return [...samples, [`${what}, growth`, ...percent]];
}

/** Marked where it is longer than a person should have to wait. */
function time(milliseconds: number): string {
  return `${milliseconds > LONGEST_BLOCK ? '! ' : ''}${milliseconds.toFixed(1)} ms`;
}

function aligned(lines: readonly Line[]): string {
  const columns = Math.max(...lines.map(({ length }) => length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...lines.map((line) => line[at]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))),
    )
    .map((cells) => cells.join('  ').trimEnd())
    .join('\n');
}

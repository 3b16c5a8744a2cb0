// From samples to the table that is printed and the report that is written.
import type { Measure } from './bench';

export interface Summary extends Measure {
  readonly minimum: number;
  readonly median: number;
  readonly maximum: number;
  /** This median over that of the measure it is beside. */
  readonly ratio?: number;
}

/** Sums up the measures of one bench. */
export function summarize(measures: readonly Measure[]): Summary[] {
  const medians = new Map(measures.map(({ what, samples }) => [what, median(samples)]));
  return measures.map((measure) => {
    const { samples, beside } = measure;
    const own = median(samples);
    const other = beside === undefined ? undefined : medians.get(beside);
    return {
      ...measure,
      minimum: Math.min(...samples),
      median: own,
      maximum: Math.max(...samples),
      ...(other === undefined ? {} : { ratio: own / other }),
    };
  });
}

/** The middle sample, or the mean of the two in the middle. */
function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error('There is no sample.');
  return (lower + upper) / 2;
}

/** A bench's table. A ratio stands beside what it is a ratio to. */
export function table(name: string, summaries: readonly Summary[]): string {
  const head = [name, 'minimum', 'median', 'maximum', 'ratio of medians'];
  const rows = summaries.map(({ what, minimum, median, maximum, ratio }) => [
    what,
    ...[minimum, median, maximum].map((value) => `${value.toFixed(1)} ms`),
    ratio === undefined ? '' : `${ratio.toFixed(2)} ×`,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  return [head, ...rows]
    .map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

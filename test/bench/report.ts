// From what was judged to the tables that are printed.
import type { Measure, Unit } from './bench';
import type { Judged, JudgedGrowth, Spread } from './judged';

/** What was measured, beside what, and whether the goal is met. */
export function table(all: readonly Judged[]): string {
  const head = ['what', 'ours', 'against', 'compared', 'goal', ''];
  return aligned([head, ...all.map(line)]);
}

function line(judged: Judged): string[] {
  const { what, unit, spread, against, againstSpread, value, met } = judged;
  return [
    what,
    spreadText(spread, unit, judged.ours.length),
    against && againstSpread
      ? `${against.what}: ${spreadText(againstSpread, unit, against.samples.length)}`
      : '—',
    comparedText(judged, value),
    goalText(judged),
    met === undefined ? '' : met ? 'met' : 'MISSED',
  ];
}

function spreadText({ minimum, median, maximum }: Spread, unit: Unit, samples: number): string {
  return samples === 1 || minimum === maximum
    ? amount(median, unit)
    : `${amount(median, unit)} (${amount(minimum, unit)} to ${amount(maximum, unit)}, ${samples} times)`;
}

function comparedText({ compared, unit }: Measure, value: number): string {
  switch (compared) {
    case 'faster':
      return `${value.toFixed(2)} times faster`;
    case 'times':
      return `${value.toFixed(2)} times`;
    case 'more':
      return `${amount(value, unit)} more`;
    case 'median':
      return `median ${amount(value, unit)}`;
    case 'maximum':
      return `worst ${amount(value, unit)}`;
  }
}

function goalText({ compared, goal, unit }: Measure): string {
  if (goal === undefined) {
    return '—';
  }
  switch (compared) {
    case 'faster':
      return `≥ ${goal} times faster`;
    case 'times':
      return `≤ ${goal} times`;
    default:
      return `≤ ${amount(goal, unit)}`;
  }
}

export function amount(value: number, unit: Unit): string {
  if (unit === 'bytes') {
    return `${(value / 1e6).toFixed(2)} MB`;
  }
  if (unit === 'count') {
    return `${value}`;
  }
  return value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

/** How each cost grows: a line of figures, and a sentence. */
export function growthTable(all: readonly JudgedGrowth[]): string {
  const rows = [...new Set(all.flatMap(({ points }) => points.map((point) => point.rows)))];
  const head = [
    'growth',
    ...rows.map((count) => `${count.toLocaleString('en')} rows`),
    'a row, in each',
    'exponent',
    '',
  ];
  const lines = all.map((growth) => [
    growth.what,
    ...rows.map((count) => {
      const at = growth.points.findIndex((point) => point.rows === count);
      return at < 0 ? '' : amount(growth.medians[at] ?? 0, growth.unit);
    }),
    growth.points
      .map(({ rows: count }, at) => perRow((growth.medians[at] ?? 0) / count, growth.unit))
      .join(', '),
    growth.exponent.toFixed(2),
    growth.met ? 'met' : 'MISSED',
  ]);
  return [aligned([head, ...lines]), ...all.map(growthSentence)].join('\n');
}

function perRow(value: number, unit: Unit): string {
  return unit === 'bytes' ? `${value.toFixed(0)} B` : `${(value * 1000).toFixed(2)} µs`;
}

/** In words, what the exponent says. */
export function growthSentence({ what, points, medians, exponent, met }: JudgedGrowth): string {
  const [first, last] = [points[0]?.rows ?? 0, points.at(-1)?.rows ?? 0];
  const more = (last / first).toFixed(0);
  const cost = ((medians.at(-1) ?? 0) / (medians[0] ?? 0)).toFixed(1);
  const how = !met
    ? 'faster than the rows'
    : exponent < 0.85
      ? 'more slowly than the rows'
      : 'as the rows do';
  return `${what}: ${more} times the rows cost ${cost} times as much; it grows ${how}.`;
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((cells) => cells[column]?.length ?? 0)),
  );
  return lines
    .map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((text) => text.trimEnd())
    .join('\n');
}

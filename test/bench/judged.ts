// What a measure amounts to, and whether it meets its goal. Judges, and knows nothing of how it was measured.
import type { Comparison, Growth, Measure } from './bench';

export interface Spread {
  readonly minimum: number;
  readonly median: number;
  readonly maximum: number;
}

export interface Judged extends Measure {
  readonly spread: Spread;
  readonly againstSpread?: Spread;
  /** A ratio for `faster` and `times`, else in the measure's unit. */
  readonly value: number;
  /** Absent where there is no goal. */
  readonly met?: boolean;
}

export function judge(measure: Measure): Judged {
  const spread = spreadOf(measure.ours);
  const againstSpread = measure.against && spreadOf(measure.against.samples);
  const value = comparedBy(measure.compared, spread, againstSpread);
  const { goal } = measure;
  return {
    ...measure,
    spread,
    ...(againstSpread ? { againstSpread } : {}),
    value,
    ...(goal === undefined ? {} : { met: measure.compared === 'faster' ? value >= goal : value <= goal }),
  };
}

function comparedBy(compared: Comparison, { median, maximum }: Spread, against: Spread | undefined): number {
  switch (compared) {
    case 'median':
      return median;
    case 'maximum':
      return maximum;
    default:
      if (!against) throw new Error(`There is nothing to compare with: ${compared}.`);
      return compared === 'more'
        ? median - against.median
        : compared === 'times'
          ? median / against.median
          : against.median / median;
  }
}

/** Least, middle (or the mean of the two in the middle) and most. */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  const [minimum, maximum] = [sorted[0], sorted.at(-1)];
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (minimum === undefined || maximum === undefined || upper === undefined || lower === undefined) {
    throw new Error('There is no sample.');
  }
  return { minimum, median: (lower + upper) / 2, maximum };
}

export interface JudgedGrowth extends Growth {
  readonly medians: readonly number[];
  /** The cost grows as the rows to this power, from the smallest number of rows to the largest, and over the last step alone. */
  readonly exponent: number;
  readonly lastExponent: number;
  /** Whether it grows no faster than the rows. */
  readonly met: boolean;
}

/** Beyond this, it is more than what one measurement differs from the next. */
const mostExponent = 1.1;

export function judgeGrowth(growth: Growth): JudgedGrowth {
  const medians = growth.points.map(({ samples }) => spreadOf(samples).median);
  const exponent = exponentOf(growth, medians, 0);
  const lastExponent = exponentOf(growth, medians, growth.points.length - 2);
  return {
    ...growth,
    medians,
    exponent,
    lastExponent,
    met: Math.max(exponent, lastExponent) <= mostExponent,
  };
}

function exponentOf({ points }: Growth, medians: readonly number[], from: number): number {
  const [first, last] = [points[from], points.at(-1)];
  const [less, more] = [medians[from], medians.at(-1)];
  if (!first || !last || first === last || less === undefined || more === undefined) {
    throw new Error('Growth needs two points.');
  }
  return Math.log(more / less) / Math.log(last.rows / first.rows);
}

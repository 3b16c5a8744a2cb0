// What a bench is: something that takes measurements, and judges none of them.
import type { VSCodeVersion } from '../vscode/versions';
import type { BenchService } from './startService';

export interface BenchOptions {
  readonly version: VSCodeVersion;
  /** The packaged extension. */
  readonly vsix: string;
  /** How many windows to measure activation in. */
  readonly rounds: number;
  /** The service of all benches, in a process of its own. */
  readonly service: BenchService;
  /** Says how far it is. */
  readonly progress: (line: string) => void;
}

export type Unit = 'ms' | 'bytes' | 'count';

/**
 * How a line is compared with its goal: how many times faster than the other, how many times the other, how much more than the other
 * (all by their medians), or by its own median or maximum.
 */
export type Comparison = 'faster' | 'times' | 'more' | 'median' | 'maximum';

/** One line of the table. */
export interface Measure {
  readonly what: string;
  readonly unit: Unit;
  /** In the order in which they were taken. */
  readonly ours: readonly number[];
  readonly against?: { readonly what: string; readonly samples: readonly number[] };
  readonly compared: Comparison;
  /** At least so much for `faster`, at most so much for the others; none where it is only to be known. */
  readonly goal?: number;
  /** What one has to know to read it. */
  readonly note?: string;
}

/** What something costs at several numbers of rows. */
export interface Growth {
  readonly what: string;
  readonly unit: Unit;
  readonly points: readonly { readonly rows: number; readonly samples: readonly number[] }[];
}

export interface Measured {
  readonly measures: readonly Measure[];
  readonly growth?: readonly Growth[];
  /** Whole sentences. */
  readonly notes?: readonly string[];
}

export interface Bench {
  readonly name: string;
  /** Rejects if it could not measure; a slow measurement is no failure. */
  run(options: BenchOptions): Promise<Measured>;
}

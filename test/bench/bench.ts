// What a bench is: something that takes measurements in a real VS Code and judges none of them.
import type { VSCodeVersion } from '../vscode/versions';

export interface BenchOptions {
  readonly version: VSCodeVersion;
  /** The packaged extension. */
  readonly vsix: string;
  /** How many windows to measure in, or how often to repeat what needs no window of its own. */
  readonly rounds: number;
  /** Says how far it is. */
  readonly progress: (line: string) => void;
}

/** One line of the table. */
export interface Measure {
  readonly what: string;
  /** In milliseconds, in the order in which they were taken. */
  readonly samples: readonly number[];
  /** The `what` of the measure of the same bench that this one is to be seen beside. */
  readonly beside?: string;
}

export interface Bench {
  readonly name: string;
  /** Rejects if it could not measure; a slow measurement is no failure. */
  run(options: BenchOptions): Promise<readonly Measure[]>;
}

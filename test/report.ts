// What test/reporter.cjs writes of a suite: how much passed, and what failed in which file.

/** What came of one file. */
interface FileReport {
  readonly passed: number;
  readonly pending: number;
  /** Whole titles. */
  readonly failures: readonly string[];
}

export interface Report {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
  /** For want of what, and how many each. */
  readonly lacking: Readonly<Record<string, number>>;
  /** Whole titles. */
  readonly failures: readonly string[];
  readonly files: Readonly<Record<string, FileReport>>;
  /** Tests that failed once, and not when their file was run again, alone. */
  readonly unsteady?: readonly string[];
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

// Files of which a test failed are run once more, alone: two VS Codes beside each other keep two cores busy, and a test may fail for that.

/** What came of one file. */
interface FileReport {
  readonly passed: number;
  readonly pending: number;
  /** Whole titles. */
  readonly failures: readonly string[];
}

/** What test/reporter.cjs writes. */
export interface Report {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
  readonly lacking: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
  readonly files: Readonly<Record<string, FileReport>>;
  /** Tests that failed first, and did not when their file was run again. */
  readonly unsteady?: readonly string[];
}

/** Where more files than this fail, it is not for want of a quiet machine. */
const most = 4;

/** The files to run again: none where nothing failed, and none where too much did. */
export function filesToRepeat({ files }: Report): readonly string[] {
  const failed = Object.keys(files).filter((name) => files[name]?.failures.length);
  return failed.length <= most && failed.every((name) => name !== '') ? failed : [];
}

/** What came of all: of the files that were run again, what came of that. A test that failed twice has failed. */
export function withSecondRun(first: Report, again: Report): Report {
  const files = { ...first.files, ...again.files };
  const all = Object.values(files);
  const failures = all.flatMap((each) => each.failures);
  return {
    ...first,
    files,
    failures,
    passed: sum(all.map(({ passed }) => passed)),
    failed: failures.length,
    pending: sum(all.map(({ pending }) => pending)),
    unsteady: first.failures.filter((title) => !failures.includes(title)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

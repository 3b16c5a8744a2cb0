// Files of which a test failed are run once more, alone: two VS Codes beside each other keep two cores busy, and a test may fail for that.

import { type Report, sum } from '../report';

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

// Workbench tests that are run once more: which, and what is said to have come of all.
import assert from 'node:assert/strict';
import type { Report } from '../report';
import { filesToRepeat, withSecondRun } from '../workbench/secondRun';

/** A report of files: how many passed in each, and what failed. */
function report(files: Readonly<Record<string, readonly [passed: number, ...failures: string[]]>>): Report {
  const each = Object.entries(files).map(([name, [passed, ...failures]]) => ({ name, passed, failures }));
  const failures = each.flatMap((file) => file.failures);
  return {
    suite: 'workbench-1',
    passed: each.reduce((total, { passed }) => total + passed, 0),
    failed: failures.length,
    pending: 0,
    lacking: {},
    failures,
    files: Object.fromEntries(
      each.map((file) => [file.name, { passed: file.passed, pending: 0, failures: file.failures }]),
    ),
  };
}

describe('workbench tests that are run once more', () => {
  it('are those of the files in which something failed', () => {
    assert.deepEqual(filesToRepeat(report({ a: [3], b: [2, 'b one'], c: [0, 'c one', 'c two'] })), [
      'b',
      'c',
    ]);
    assert.deepEqual(filesToRepeat(report({ a: [3] })), []);
  });

  it('are none where too many files failed, or nobody knows which', () => {
    const failing = (count: number) =>
      report(Object.fromEntries(Array.from({ length: count }, (_, at) => [`file ${at}`, [0, `${at}`]])));
    assert.equal(filesToRepeat(failing(4)).length, 4);
    assert.deepEqual(filesToRepeat(failing(5)), []);
    assert.deepEqual(filesToRepeat(report({ '': [0, 'a hook of all'] })), []);
  });

  it('count as they end: what fails twice has failed, and what failed once is named', () => {
    const first = report({ a: [3], b: [2, 'b one'], c: [0, 'c hook'] });
    const again = report({ b: [3], c: [4, 'c two'] });
    const { passed, failed, failures, unsteady } = withSecondRun(first, again);
    assert.deepEqual([passed, failed, failures], [10, 1, ['c two']]);
    assert.deepEqual(unsteady, ['b one', 'c hook']);
    const twice = withSecondRun(first, report({ b: [2, 'b one'], c: [5] }));
    assert.deepEqual([twice.passed, twice.failures, twice.unsteady], [10, ['b one'], ['c hook']]);
  });
});

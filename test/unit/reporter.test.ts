// What is pending: said with what it lacks, and a failure where it would have had to run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const tests = `
  import { skipWithout } from ${JSON.stringify(join(root, 'test', 'support', 'lacking'))};
  describe('runtime', () => {
    before(function () { skipWithout('PHP', this); });
    it('one', () => {});
    it('two');
  });
  it('clipboard', function () { skipWithout('a clipboard', this); });
  it('unnamed', function () { skipWithout('whatever', this); });
  it('without a reason', function () { this.skip(); });
  it('passes', () => {});
`;

describe('the tests’ reporter', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mailpartner-reporter-'));
    writeFileSync(join(folder, 'some.ts'), tests);
  });
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

  function run(environment: Record<string, string | undefined>) {
    const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
    const report = join(folder, 'some.json');
    const { status, stdout } = spawnSync(
      process.execPath,
      [mocha, '--import=tsx', '--reporter', join(root, 'test', 'reporter.cjs'), join(folder, 'some.ts')],
      {
        cwd: root,
        encoding: 'utf8',
        env: {
          ...process.env,
          CI: undefined,
          MAILPARTNER_HEADLESS: undefined,
          MAILPARTNER_REPORT: report,
          ...environment,
        },
      },
    );
    const { passed, failed, pending, failures } = JSON.parse(readFileSync(report, 'utf8'));
    assert.equal(passed, 1);
    return { status, stdout, failed, pending, failures };
  }

  it('on a person’s computer fails only what nothing excuses, and says what is lacking', () => {
    const { status, stdout, failed, pending, failures } = run({});
    assert.deepEqual([status, failed, pending], [1, 1, 4]);
    assert.deepEqual(failures, ['unnamed: skipped for want of whatever']);
    assert.match(stdout, /^ {2}2 pending for want of PHP$/m);
    assert.match(stdout, /^ {2}1 pending for want of a clipboard$/m);
  });

  it('headless fails what lacks a clipboard too', () => {
    const { failures } = run({ MAILPARTNER_HEADLESS: 'yes' });
    assert.equal(failures[0], 'clipboard: skipped for want of a clipboard');
  });

  it('in CI fails all but what lacks a runtime that nobody has to have', () => {
    const { status, stdout, failed, pending, failures } = run({ CI: 'true' });
    assert.deepEqual([status, failed, pending], [3, 3, 2]);
    assert.deepEqual(failures, [
      'clipboard: skipped for want of a clipboard',
      'unnamed: skipped for want of whatever',
      'without a reason: skipped for want of nothing that is named',
    ]);
    assert.match(stdout, /^ {2}FAILED, for it must run here: clipboard: skipped for want of a clipboard$/m);
  });
});

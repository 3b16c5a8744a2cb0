// Mocha's spec reporter, which also counts as failed what is pending without an excuse (test/support/lacking.ts), and writes the counts to
// the JSON file that the option `output`, or MAILPARTNER_REPORT, names.
const { mkdirSync, writeFileSync } = require('node:fs');
const { basename, dirname, relative } = require('node:path');
const { format } = require('node:util');
const { reporters } = require('mocha');

// Finished lines, for VS Code's extension host forwards a console without what %s stands for; and each with the mark
// that is asked for, because there they come amid what VS Code logs.
const log = console.log;
const mark = process.env.MAILPARTNER_OUTPUT_MARK ?? '';
const say = (...args) => log(format(...args).replace(/^/gm, mark));
reporters.Base.consoleLog = say;

const { CI } = process.env;
const inCI = CI !== undefined && CI !== 'false';

module.exports = class Reporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const lacking = {};
    const files = {};
    /** What came of the file that a test, or a suite's hook, stands in. */
    const of = (test) => {
      const name = relative(process.cwd(), test.file ?? test.parent?.file ?? '');
      files[name] ??= { passed: 0, pending: 0, failures: [] };
      return files[name];
    };
    this.skipped = [];
    runner.on('pass', (test) => {
      of(test).passed++;
    });
    runner.on('fail', (test) => {
      of(test).failures.push(test.fullTitle());
    });
    runner.on('pending', (test) => {
      const { what, excused } = lackOf(test) ?? { what: 'nothing that is named', excused: !inCI };
      if (excused) {
        lacking[what] = (lacking[what] ?? 0) + 1;
        of(test).pending++;
      } else {
        const skipped = `${test.fullTitle()}: skipped for want of ${what}`;
        this.skipped.push(skipped);
        of(test).failures.push(skipped);
      }
    });
    runner.once('end', () => {
      for (const [what, count] of Object.entries(lacking)) say('  %d pending for want of %s', count, what);
      for (const skipped of this.skipped) say('  FAILED, for it must run here: %s', skipped);
      const file = options?.reporterOption?.output || process.env.MAILPARTNER_REPORT;
      if (!file) return;
      const all = Object.values(files).flatMap(({ failures }) => failures);
      const report = {
        suite: basename(file, '.json'),
        passed: this.stats.passes,
        failed: all.length,
        pending: this.stats.pending - this.skipped.length,
        lacking,
        failures: all,
        files,
      };
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
    });
  }

  /** Mocha makes its exit code of what this hands on. */
  done(failures, end) {
    end(failures + this.skipped.length);
  }
};

/** What test/support/lacking.ts noted on the test, or on a suite around it. */
function lackOf(test) {
  return test === undefined ? undefined : (test.lack ?? lackOf(test.parent));
}

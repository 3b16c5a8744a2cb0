// Mocha's spec reporter, which also writes the counts to the JSON file that MAILPARTNER_REPORT, or the option `output`, names.
const { mkdirSync, writeFileSync } = require('node:fs');
const { basename, dirname } = require('node:path');
const { format } = require('node:util');
const { reporters } = require('mocha');

// Finished lines, for VS Code's extension host forwards a console without what %s stands for; and each with the mark
// that is asked for, because there they come amid what VS Code logs.
const log = console.log;
const mark = process.env.MAILPARTNER_OUTPUT_MARK ?? '';
reporters.Base.consoleLog = (...args) => log(format(...args).replace(/^/gm, mark));

module.exports = class Reporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const failures = [];
    runner.on('fail', (test) => failures.push(test.fullTitle()));
    runner.once('end', () => {
      const file = process.env.MAILPARTNER_REPORT ?? options?.reporterOption?.output;
      if (!file) return;
      const { passes, pending } = this.stats;
      const suite = basename(file, '.json');
      const report = { suite, passed: passes, failed: failures.length, pending, failures };
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
    });
  }
};

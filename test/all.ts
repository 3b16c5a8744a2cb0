// `npm test`: everything there is to check, one step after the other, and the total of what the reports say.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Report, sum } from './report';

const root = join(__dirname, '..');
const reports = join(root, '.test-reports');

/** The npm scripts, in the order in which a mistake shows soonest. */
const steps = ['check:types', 'lint', 'test:unit', 'package', 'check:vsix', 'test:host', 'test:workbench'];

/** Every step runs, whatever failed before: one run tells all. */
function main(): void {
  rmSync(reports, { recursive: true, force: true });
  const failed = steps.filter((step) => {
    console.log(`\n> ${step}`);
    const started = Date.now();
    // One text for the shell: npm is a script of the shell's on Windows.
    const { status } = spawnSync(`npm run --silent ${step}`, { cwd: root, stdio: 'inherit', shell: true });
    console.log(
      `> ${step}: ${status === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s`,
    );
    return status !== 0;
  });
  const found = readReports();
  console.log('');
  for (const { suite, passed, failed: bad, pending, lacking, unsteady = [] } of found) {
    const why = pending > 0 ? `, ${pending} pending for want of ${Object.keys(lacking).join(', ')}` : '';
    console.log(`${suite}: ${passed} passed, ${bad} failed${why}`);
    for (const title of unsteady) console.log(`  failed once, and not when run again, alone: ${title}`);
  }
  if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
  const passed = sum(found.map((report) => report.passed));
  // A step that fails without a report of its own, such as the types, counts as one failure.
  const bad = Math.max(sum(found.map((report) => report.failed)), failed.length);
  console.log(`${passed} passed, ${bad} failed`);
  process.exitCode = failed.length > 0 || bad > 0 || passed === 0 ? 1 : 0;
}

function readReports(): Report[] {
  const names = readdirSync(reports, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json') && !entry.name.startsWith('bench'))
    .map((entry) => entry.name)
    .sort();
  return names.map((name) => JSON.parse(readFileSync(join(reports, name), 'utf8')) as Report);
}

main();

// `npm start`, as whoever clones this meets it: the address that it prints, opened in a browser that helps it with nothing.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sampleAccounts } from '../sandbox/sandbox';
import { openWorkbench } from '../vscode/browser';
import { View } from '../vscode/view';
import type { Workbench } from '../vscode/workbench';
import { version } from './stage';

const root = join(__dirname, '..', '..');

describe('npm start', () => {
  let started: ChildProcess;
  let printed = '';

  before(async () => {
    const args = ['--import=tsx', 'test/vscode/start.ts', '--browser', version];
    started = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    started.stdout?.setEncoding('utf8');
    for await (const text of started.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
      printed += text;
      if (printed.includes('Ctrl+C')) return;
    }
    throw new Error(`It ended after printing “${printed}”.`);
  });

  after(async () => {
    if (started.exitCode !== null || !started.kill('SIGINT')) return;
    await once(started, 'exit');
  });

  it('shows the rows of an account without a click, and again after a reload', async () => {
    const [, address = ''] = /open (http:\/\/127\.0\.0\.1:\d+\/)\n/.exec(printed) ?? [];
    const [first] = sampleAccounts();
    assert.ok(address, printed);
    assert.ok(first);
    const served = { origin: address.slice(0, -1), url: () => address };
    // The keys are to outlive the reload by what `npm start` itself does for that.
    const workbench = await openWorkbench(served, { secrets: 'forgotten' });
    try {
      const shown = await labels(workbench);
      assert.deepEqual(shown, [...first.subAccounts.slice(0, 20).map(({ email }) => email), 'Load 20 more']);
      await workbench.reload();
      assert.deepEqual(await labels(workbench), shown, 'one account, not added twice');
    } finally {
      // For whoever wants to see it, and for whoever has to find out why it failed.
      await workbench.screenshot(join(root, '.test-reports', `${version}-npm-start.png`));
      await workbench.close();
    }
  });

  it('prints the key of every account of the sandbox', () => {
    for (const { name, apiKey } of sampleAccounts()) assert.ok(printed.includes(`  ${name}  ${apiKey}\n`));
  });

  it('ends at Ctrl+C', async () => {
    const ended = once(started, 'exit');
    started.kill('SIGINT');
    assert.deepEqual(await ended, [0, null]);
  });
});

/** The list's rows, once its first page is there: nobody opens the view. */
async function labels({ page }: Workbench): Promise<string[]> {
  const view = new View(page, 'Sub-accounts');
  await view.row('Load 20 more').waitFor({ timeout: 25_000 });
  return (await view.rows()).map(({ label }) => label);
}

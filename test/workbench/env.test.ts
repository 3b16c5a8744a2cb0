// Save to .env… and Copy as .env Lines in the packaged extension: from the row's menu to the disk and the clipboard, in a repository of git.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { openWorkbench } from '../vscode/browser';
import type { RunningVSCode } from '../vscode/server';
import { Stage, startWithExtension } from './stage';

/** The branch's name: the status bar shows it as soon as VS Code has opened the repository. */
const branch = 'a-branch-to-see';
const save = 'Save to .env…';
const original = '# here\r\nexport A=\'one\'\r\nMAILPARTNER_SUBACCOUNT_API_KEY="an old key" # why\r\nB=2';

describe('.env lines', () => {
  let folder: string;
  let sandbox: Sandbox;
  let vscode: RunningVSCode | undefined;
  let stage: Stage;

  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  const read = (name = '.env') => readFile(join(folder, name), 'utf8');
  const subAccount = (i: number) => {
    const found = stage.account('petite').subAccounts[i];
    assert.ok(found);
    return found;
  };
  const row = (i: number) => new RegExp(`^${subAccount(i).email.replaceAll('.', '\\.')}`);
  const saved = (i: number) =>
    stage.workbench.statusMessage(`Saved .env lines of ${subAccount(i).email} in .env`);
  /** The message that stays, until it is cleared here. */
  const replaced = async (i: number) => {
    const message = await stage.workbench.notification(
      new RegExp(
        `Saved .env lines of ${subAccount(i).email} in .env\\. The values? of .* (?:was|were) replaced\\.`,
      ),
    );
    await message.getByRole('button', { name: 'Open File' }).waitFor();
    await stage.workbench.palette('Notifications: Clear All Notifications');
    await message.waitFor({ state: 'detached' });
  };
  const noSecretShows = async () => {
    const text = await stage.workbench.text();
    for (const { token, apiKey } of stage.account('petite').subAccounts)
      assert.ok(![token, apiKey].some((secret) => text.includes(secret)), 'a secret shows');
  };

  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'mailpartner-repository-')));
    git('init', '--quiet', `--initial-branch=${branch}`);
    sandbox = await startSandbox();
    vscode = await startWithExtension(sandbox.url, { folder, userSettings: { 'git.enabled': true } });
    const workbench = await openWorkbench(vscode, { viewport: { width: 1200, height: 900 } });
    const view = await workbench.openView('Mail Partner', 'Sub-accounts');
    stage = new Stage(sandbox, vscode, workbench, view);
    await stage.addAccount('petite');
    await workbench.statusMessage(branch);
  });
  beforeEach(async () => {
    for (const name of ['.gitignore', '.env']) await rm(join(folder, name), { force: true });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await stage?.workbench.screenshot(join('.test-reports', `${vscode?.version}-env.png`));
  });
  after(async () => {
    await stage?.workbench.close();
    await vscode?.stop();
    await sandbox?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('are saved from the row’s menu in a new file, once git ignores it, and replaced the second time', async () => {
    const { view, workbench } = stage;
    await view.contextMenu(row(0), save);
    const dialog = await workbench.dialog();
    assert.equal(await dialog.message(), 'Git does not ignore “.env”.');
    assert.match(await dialog.detail(), /whoever gets the repository gets the tokens and API keys/);
    assert.deepEqual((await dialog.buttons()).toSorted(), [
      'Add to .gitignore and Save',
      'Cancel',
      'Save Anyway',
    ]);
    assert.ok(!existsSync(join(folder, '.env')), 'asked before it is written');
    await dialog.press('Add to .gitignore and Save');
    assert.match(await saved(0), / in \.env; the file was added to \.gitignore/);
    await noSecretShows();
    assert.equal(await read('.gitignore'), '/.env\n');
    assert.equal(git('check-ignore', '.env'), '.env\n');
    const { token, apiKey } = subAccount(0);
    assert.equal(
      await read(),
      `MAILPARTNER_SUBACCOUNT_TOKEN=${token}\nMAILPARTNER_SUBACCOUNT_API_KEY=${apiKey}\n`,
    );

    assert.equal(statSync(join(folder, '.env')).mode & 0o777, 0o600, 'its owner’s alone');

    // Now git ignores it, and there is but what would be replaced.
    await view.contextMenu(row(1), save);
    const replacing = await workbench.dialog();
    assert.match(await replacing.message(), /^“\.env” has other values for MAILPARTNER_SUBACCOUNT_TOKEN, /);
    assert.deepEqual((await replacing.buttons()).toSorted(), ['Add Beside', 'Cancel', 'Replace']);
    await noSecretShows();
    await replacing.press('Replace');
    await replaced(1);
    const second = subAccount(1);
    assert.equal(
      await read(),
      `MAILPARTNER_SUBACCOUNT_TOKEN=${second.token}\nMAILPARTNER_SUBACCOUNT_API_KEY=${second.apiKey}\n`,
    );
    assert.equal(await read('.gitignore'), '/.env\n');
  });

  it('are not saved where the person gives up, and are where they insist; all else in the file stays', async () => {
    const { view, workbench } = stage;
    await writeFile(join(folder, '.env'), original);
    await view.contextMenu(row(2), save);
    await (await workbench.dialog()).press('Cancel');
    assert.equal(await read(), original);

    await view.contextMenu(row(2), save);
    await (await workbench.dialog()).press('Replace');
    await (await workbench.dialog()).press('Save Anyway');
    await replaced(2);
    const { token, apiKey } = subAccount(2);
    const after = await read();
    assert.equal(
      after,
      `${original.replace('"an old key"', apiKey)}\r\nMAILPARTNER_SUBACCOUNT_TOKEN=${token}\r\n`,
    );
    assert.deepEqual(
      { ...parse(after) },
      { A: 'one', B: '2', MAILPARTNER_SUBACCOUNT_TOKEN: token, MAILPARTNER_SUBACCOUNT_API_KEY: apiKey },
    );
    assert.ok(!existsSync(join(folder, '.gitignore')));
  });

  it('are asked about where git tracks the file though .gitignore has it', async () => {
    const { view, workbench } = stage;
    await writeFile(join(folder, '.env'), 'A=1\n');
    git('add', '.env');
    try {
      await writeFile(join(folder, '.gitignore'), '.env\n');
      await view.contextMenu(row(0), save);
      const dialog = await workbench.dialog();
      assert.match(await dialog.message(), /is in \.gitignore, but git may commit it all the same/);
      assert.deepEqual((await dialog.buttons()).toSorted(), ['Cancel', 'Copy as .env Lines', 'Save Anyway']);
      await dialog.press('Cancel');
      assert.equal(await read(), 'A=1\n');
    } finally {
      git('rm', '--cached', '--quiet', '.env');
    }
  });

  it('are asked about where an ignored .env is a link to a file that git tracks, and nothing of it gets there unasked', async () => {
    const { view, workbench } = stage;
    await writeFile(join(folder, '.gitignore'), '.env\n');
    await writeFile(join(folder, 'deploy.txt'), 'A=1\n');
    await symlink('deploy.txt', join(folder, '.env'));
    git('add', 'deploy.txt');
    try {
      assert.equal(git('check-ignore', '.env'), '.env\n');
      await view.contextMenu(row(0), save);
      const dialog = await workbench.dialog();
      assert.equal(
        await dialog.message(),
        'Git tracks “deploy.txt”: the next commit could take along what is saved in it.',
      );
      assert.match(await dialog.detail(), /^“\.env” leads to “deploy\.txt”: it is a link/);
      assert.deepEqual((await dialog.buttons()).toSorted(), ['Cancel', 'Copy as .env Lines', 'Save Anyway']);
      await dialog.press('Cancel');
      assert.equal(await read('deploy.txt'), 'A=1\n');
      assert.equal(git('diff'), '', 'git sees nothing new');
      await noSecretShows();

      await view.contextMenu(row(0), save);
      await (await workbench.dialog()).press('Save Anyway');
      await workbench.statusMessage(' in deploy.txt');
      assert.equal(parse(await read('deploy.txt')).MAILPARTNER_SUBACCOUNT_TOKEN, subAccount(0).token);
    } finally {
      git('rm', '--cached', '--force', '--quiet', 'deploy.txt');
      await rm(join(folder, 'deploy.txt'));
    }
  });

  it('are not saved through a link that leads out of the folder', async () => {
    const { view, workbench } = stage;
    const outside = await realpath(await mkdtemp(join(tmpdir(), 'mailpartner-outside-')));
    try {
      await writeFile(join(outside, 'file'), 'A=1\n');
      await symlink(join(outside, 'file'), join(folder, '.env'));
      await view.contextMenu(row(0), save);
      await workbench.notification(/“\.env” leads to “.*file”, which is in none of the open folders/);
      assert.equal(await read('.env'), 'A=1\n');
    } finally {
      await rm(outside, { recursive: true });
    }
  });

  it('are saved from the palette in the file that is chosen, for the sub-account that is chosen', async () => {
    const { workbench } = stage;
    await writeFile(join(folder, '.gitignore'), '.env*\n');
    await writeFile(join(folder, '.env.local'), 'A=1\n');
    try {
      await workbench.palette(`Mail Partner: ${save}`);
      await workbench.quickInput.waitForPlaceholder(/^E-mail, ID, type or balance/);
      await workbench.quickInput.pick(subAccount(1).email);
      await workbench.quickInput.waitForPlaceholder('In which file?');
      assert.deepEqual(
        (await workbench.quickInput.items()).map(({ label, description }) => [label, description]),
        [
          ['.env', 'new file'],
          ['.env.local', ''],
        ],
      );
      await workbench.quickInput.pick('.env.local');
      await workbench.statusMessage(' in .env.local');
      assert.equal(parse(await read('.env.local')).MAILPARTNER_SUBACCOUNT_TOKEN, subAccount(1).token);
      assert.ok(!existsSync(join(folder, '.env')));
    } finally {
      await rm(join(folder, '.env.local'));
    }
  });

  it('are copied of several rows, and read back', async () => {
    const { view, workbench } = stage;
    await workbench.setClipboard('before');
    await view.click(row(0));
    await view.click(row(2), 'Control');
    await view.contextMenu(row(2), 'Copy as .env Lines');
    await workbench.statusMessage('Copied .env lines of 2 sub-accounts');
    await noSecretShows();
    const suffix = (i: number) =>
      subAccount(i)
        .email.toUpperCase()
        .replace(/[^A-Z0-9]+/g, '_');
    const expected = [0, 2].flatMap((i) => [
      [`MAILPARTNER_SUBACCOUNT_TOKEN_${suffix(i)}`, subAccount(i).token],
      [`MAILPARTNER_SUBACCOUNT_API_KEY_${suffix(i)}`, subAccount(i).apiKey],
    ]);
    assert.deepEqual({ ...parse(await workbench.clipboard()) }, Object.fromEntries(expected));
  });
});

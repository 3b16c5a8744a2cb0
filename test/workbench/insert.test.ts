// Inserting in the packaged extension: from the row's menu, the palette and by dragging, into files that git would commit and ignored ones.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { openWorkbench } from '../vscode/browser';
import type { RunningVSCode } from '../vscode/server';
import { Stage, startWithExtension } from './stage';

describe('inserting', () => {
  let folder: string;
  let sandbox: Sandbox;
  let vscode: RunningVSCode;
  let stage: Stage;
  const branch = 'trunk';

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'mailpartner-insert-')));
    execFileSync('git', ['init', '--quiet', `--initial-branch=${branch}`], { cwd: folder });
    writeFileSync(join(folder, '.gitignore'), '*.secret\n.env.local\n');
    for (const name of ['committed.txt', 'dropped.txt', 'kept.secret', '.env.local', '.env.test'])
      writeFileSync(join(folder, name), 'value: \n');
    sandbox = await startSandbox();
    vscode = await startWithExtension(sandbox.url, { folder, userSettings: { 'git.enabled': true } });
    const workbench = await openWorkbench(vscode);
    const view = await workbench.openView('Mail Partner', 'Sub-accounts');
    stage = new Stage(sandbox, vscode, workbench, view);
    await stage.addAccount('petite');
    // Where the keyboard goes after an account was added: Quick Open would lose it to the list.
    await view.waitForFocus(row(0));
    await view.waitForKeyboard();
    // Git has looked at the folder.
    await workbench.statusMessage(branch);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      const name = this.currentTest.title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
      await stage.workbench.screenshot(join('.test-reports', `${vscode.version}-inserting-${name}.png`));
    }
  });
  after(async () => {
    await stage?.workbench.close();
    await vscode?.stop();
    await sandbox?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  const subAccount = (i: number) => {
    const found = stage.account('petite').subAccounts[i];
    assert.ok(found);
    return found;
  };
  const row = (i: number) => new RegExp(`^${subAccount(i).email.replaceAll('.', '\\.')}`);
  const editor = () => stage.workbench.page.locator('.editor-instance .monaco-editor');
  /** Opens a file of the folder, with the cursor at the end of its first line. */
  const open = async (name: string) => {
    const { page, quickInput } = stage.workbench;
    await page.keyboard.press('Control+P');
    await quickInput.waitUntilShown();
    await quickInput.fill(join(folder, name));
    await quickInput.pick(basename(name));
    await page.locator('.tab.active').filter({ hasText: name }).waitFor();
    await editor().locator('.view-line').first().click();
    await stage.workbench.press('Control+Home', 'End');
  };
  /** Waits until a line of the editor is exactly this. What they are instead is not printed: it may be a secret. */
  const waitForLine = (text: string) =>
    editor()
      .locator('.view-line')
      .filter({ hasText: new RegExp(`^${text.replaceAll(' ', '\\s')}\\s*$`) })
      .first()
      .waitFor()
      .catch(() => assert.fail('No line of the editor is what was expected.'));
  /** Types on, and waits until it stands at the end of this line: the keyboard is where one would go on. */
  const typeOn = async (text: string) => {
    await stage.workbench.page.keyboard.type('#typed');
    await waitForLine(`${text}#typed`);
  };
  /** Takes back what was typed, and then all that was inserted, at once. */
  const undo = async () => {
    await stage.workbench.press('Control+Z', 'Control+Z');
    await waitForLine('value: ');
  };

  it('a token from the row’s menu goes where the cursor is, and the keyboard is there again', async () => {
    await open('committed.txt');
    await stage.view.contextMenu(row(0), 'Insert Token');
    await stage.workbench.statusMessage(`Inserted token of ${subAccount(0).email}`);
    await typeOn(`value: ${subAccount(0).token}`);
    await undo();
  });

  it('an API key for a file that git would commit is asked about, and offers .env in its place', async () => {
    await open('committed.txt');
    await stage.view.contextMenu(row(0), 'Insert API Key');
    const dialog = await stage.workbench.dialog();
    assert.equal(
      await dialog.message(),
      `Insert the API key of ${subAccount(0).email} into “committed.txt”?`,
    );
    assert.match(await dialog.detail(), /^As far as VS Code can tell, git would commit this file/);
    assert.deepEqual((await dialog.buttons()).toSorted(), [
      'Cancel',
      'Copy as .env Lines',
      'Insert',
      'Save to .env…',
    ]);
    await dialog.press('Cancel');
    await waitForLine('value: ');
  });

  it('an API key for a .env file that git would commit is asked about as well', async () => {
    await open('.env.test');
    await stage.view.contextMenu(row(0), 'Insert API Key');
    const dialog = await stage.workbench.dialog();
    assert.match(await dialog.message(), /into “\.env\.test”\?$/);
    await dialog.press('Cancel');
    await waitForLine('value: ');
  });

  it('.env in its place is of the same sub-account: its lines are copied, or it is asked which file', async () => {
    const { quickInput } = stage.workbench;
    await open('committed.txt');
    await stage.view.contextMenu(row(0), 'Insert API Key');
    await (await stage.workbench.dialog()).press('Copy as .env Lines');
    const { token, apiKey } = subAccount(0);
    await stage.workbench.waitForClipboard(
      `MAILPARTNER_SUBACCOUNT_TOKEN=${token}\nMAILPARTNER_SUBACCOUNT_API_KEY=${apiKey}`,
    );
    await stage.view.contextMenu(row(0), 'Insert API Key');
    await (await stage.workbench.dialog()).press('Save to .env…');
    await quickInput.waitUntilShown();
    await quickInput.item('.env.local').waitFor();
    await quickInput.escape();
    await waitForLine('value: ');
  });

  it('an API key goes into a file that git would commit when the person wants it', async () => {
    await open('committed.txt');
    await stage.view.contextMenu(row(0), 'Insert API Key');
    await (await stage.workbench.dialog()).press('Insert');
    await stage.workbench.statusMessage(`Inserted API key of ${subAccount(0).email}`);
    await typeOn(`value: ${subAccount(0).apiKey}`);
  });

  for (const [name, i] of [
    ['kept.secret', 1],
    ['.env.local', 2],
  ] as const) {
    it(`an API key goes into ${name} without a question`, async () => {
      await open(name);
      await stage.view.contextMenu(row(i), 'Insert API Key');
      await stage.workbench.statusMessage(`Inserted API key of ${subAccount(i).email}`);
      await typeOn(`value: ${subAccount(i).apiKey}`);
    });
  }

  it('from the palette asks which, and several rows go in one a line', async () => {
    const { quickInput } = stage.workbench;
    await open('dropped.txt');
    await stage.workbench.palette('Mail Partner: Insert Token');
    await quickInput.waitForTitle(/searched/);
    await quickInput.fill(subAccount(2).email);
    await quickInput.waitForHighlight(subAccount(2).email);
    await quickInput.enter();
    await stage.workbench.statusMessage(`Inserted token of ${subAccount(2).email}`);
    await typeOn(`value: ${subAccount(2).token}`);
    await undo();
    await stage.view.click(row(0));
    await stage.view.click(row(1), 'Shift');
    await stage.view.contextMenu(row(1), 'Insert Token');
    await stage.workbench.statusMessage('Inserted 2 tokens');
    await waitForLine(`value: ${subAccount(0).token}`);
    await typeOn(String(subAccount(1).token));
    await undo();
  });

  for (const held of [true, false]) {
    it(`a row that is dropped into the editor, ${held ? 'with Shift held' : 'Shift or not'}, becomes its token`, async () => {
      const { page } = stage.workbench;
      const i = held ? 1 : 2;
      await open(held ? 'dropped.txt' : '.env.test');
      await stage.view.click(row(i));
      await page.evaluate(`document.addEventListener(
      'drop',
      (event) => { globalThis.dropped = event.dataTransfer.getData('text/plain'); },
      { capture: true, once: true },
    )`);
      await stage.view.row(row(i)).hover();
      await page.mouse.down();
      const line = await editor().locator('.view-line').nth(1).boundingBox();
      assert.ok(line);
      await page.mouse.move(line.x + 40, line.y + 40, { steps: 4 });
      if (held) await page.keyboard.down('Shift');
      await page.mouse.move(line.x + 2, line.y + line.height / 2, { steps: 4 });
      await page.mouse.up();
      if (held) await page.keyboard.up('Shift');
      await waitForLine(String(subAccount(i).token));
      await waitForLine('value: ');
      assert.equal(await page.evaluate('globalThis.dropped'), '', 'another program would have got it');
    });
  }

  it('with no file open says what to do, and offers to copy', async () => {
    const { workbench } = stage;
    await workbench.palette('File: Save All Files');
    await workbench.palette('View: Close All Editors');
    await editor().first().waitFor({ state: 'detached' });
    await stage.view.contextMenu(row(0), 'Insert Token');
    const message = await workbench.notification(/No editor is open/);
    await message.getByRole('button', { name: 'Copy Token' }).click();
    await workbench.waitForClipboard(String(subAccount(0).token));
  });
});

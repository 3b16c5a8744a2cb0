// What stays on the disk of keys that a person put into files: VS Code’s own history and backups of these files, as the README says, and nothing else.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeAccount, type Sandbox, startSandbox } from '../sandbox/sandbox';
import { openWorkbench } from '../vscode/browser';
import { Editor } from '../vscode/editor';
import type { RunningVSCode } from '../vscode/server';
import type { Workbench } from '../vscode/workbench';
import { findLeaks, readAll } from './leaks';
import { startWithExtension } from './stage';

const key = 'canary-of-the-history-0123456789';
const secrets = { key };
const accountName = 'history';

describe('an inserted key', () => {
  let sandbox: Sandbox;
  let vscode: RunningVSCode;
  let workbench: Workbench;
  let editor: Editor;

  before(async () => {
    const made = makeAccount(accountName, 1, 21);
    for (const each of made.subAccounts) each.apiKey = key;
    sandbox = await startSandbox({ accounts: [made] });
    vscode = await startWithExtension(sandbox.url, {
      // As the README says it.
      userSettings: { 'workbench.localHistory.exclude': { '**/.env*': true }, 'files.autoSave': 'off' },
    });
    await writeFile(join(vscode.folder, '.env.local'), 'A=1\n');
    workbench = await openWorkbench(vscode);
    editor = new Editor(workbench.page);
    const view = await workbench.openView('Mail Partner', 'Sub-accounts');
    const { quickInput } = workbench;
    await workbench.palette('Mail Partner: Add Account…');
    await quickInput.waitUntilShown();
    await quickInput.fill(made.apiKey);
    await quickInput.enter();
    await quickInput.waitForMessage(/The API key works/);
    await quickInput.enter();
    await quickInput.waitUntilHidden();
    // Where the keyboard goes after an account was added: Quick Open would lose it to the list.
    await view.waitForFocus(/@/);
    await view.waitForKeyboard();
  });
  after(async () => {
    await workbench?.close();
    await vscode?.stop();
    await sandbox?.close();
  });

  /** Where the key is, on the disk and in VS Code’s state. */
  async function found(): Promise<string[]> {
    const texts = await readAll(vscode.dataDir, ['extensions']);
    texts.set('storage', await workbench.storage());
    return findLeaks(texts, secrets).map(({ where }) => where);
  }

  /** Waits until the key is, or is no longer, in some of these places. */
  async function until(condition: (places: string[]) => boolean): Promise<string[]> {
    const end = Date.now() + 30_000;
    for (;;) {
      const places = await found();
      if (condition(places)) return places;
      assert.ok(Date.now() < end, `the key stays in ${places.join(', ')}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async function pickSubAccount(): Promise<void> {
    await workbench.quickInput.item(sandbox.accounts[0]?.subAccounts[0]?.email ?? '').waitFor();
    await workbench.quickInput.enter();
  }

  async function insertInto(name: string): Promise<void> {
    await workbench.press('Control+P');
    await workbench.quickInput.waitUntilShown();
    await workbench.quickInput.fill(join(vscode.folder, name));
    await workbench.quickInput.pick(name);
    await editor.tab(name).waitFor();
    await workbench.palette('Mail Partner: Insert API Key');
    await pickSubAccount();
    await workbench.statusMessage(/Inserted API key of /);
  }

  /** The same as a person saves what it was before: the key was a mistake. */
  async function takeBack(): Promise<void> {
    await workbench.press('Control+Z');
    await workbench.press('Control+S');
  }

  /** The file that an entry of VS Code’s Local History is of. */
  async function ofFile(entry: string): Promise<string> {
    const listed = await readFile(join(vscode.dataDir, dirname(entry), 'entries.json'), 'utf8');
    return basename(new URL(JSON.parse(listed).resource).pathname);
  }

  it('in a file that Local History leaves out as the README says is nowhere once it is undone', async () => {
    await insertInto('.env.local');
    await workbench.press('Control+S');
    await until((places) => places.join() === 'workspace/.env.local');
    await takeBack();
    await until((places) => places.length === 0);
  });

  it('saved to .env is in that file alone, also without that setting: Save to .env leaves no history of its own', async () => {
    await vscode.writeUserSettings({ 'files.autoSave': 'off' });
    await workbench.waitUntilStored(accountName);
    await workbench.reload();
    await (await workbench.openView('Mail Partner', 'Sub-accounts')).waitForRowCount(1);
    for (const name of ['.env', '.env.local']) {
      await workbench.palette('Mail Partner: Save to .env…');
      await pickSubAccount();
      await workbench.quickInput.waitForPlaceholder('In which file?');
      await workbench.quickInput.pick(name);
      await workbench.statusMessage(new RegExp(`Saved .* in ${name.replaceAll('.', '\\.')}$`));
    }
    assert.deepEqual((await found()).toSorted(), ['workspace/.env', 'workspace/.env.local']);
    await writeFile(join(vscode.folder, '.env'), '');
    await writeFile(join(vscode.folder, '.env.local'), '');
    assert.deepEqual(await found(), []);
  });

  it('in another file is in its backup, then in its history, and stays in that after undo', async () => {
    await insertInto('notes.txt');
    const unsaved = await until((places) => places.length > 0);
    assert.ok(unsaved.every((place) => place.startsWith('data/User/Backups/')));
    await workbench.press('Control+S');
    const isInHistory = (place: string) => place.startsWith('data/User/History/');
    await until(
      (places) => places.includes('workspace/notes.txt') && places.filter(isInHistory).length === 1,
    );
    await takeBack();
    // The backup goes once VS Code has come to it.
    const [kept = ''] = await until((places) => places.length === 1 && places.every(isInHistory));
    assert.equal(await ofFile(kept), 'notes.txt');
  });
});

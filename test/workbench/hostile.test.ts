// An extension beside ours that calls all our commands with what it made up: nothing comes of it, and the person's own ways go on working.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandIds } from '../../src/common/ids';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { openWorkbench } from '../vscode/browser';
import { Editor } from '../vscode/editor';
import type { RunningVSCode } from '../vscode/server';
import { came } from '../vscode/texts';
import type { View } from '../vscode/view';
import type { Workbench } from '../vscode/workbench';
import { accountNames, startWithExtension } from './stage';

const untouched = 'what was there before';
const viewId = 'mailPartner.subAccounts';
const maskedLine = '"token": "•••"';

/** Not those that go to a browser, or only show a place of VS Code’s own. */
const harmless: readonly string[] = [
  commandIds.openDashboard,
  commandIds.openKeyPage,
  commandIds.openContactPage,
  commandIds.openAddressSetting,
  commandIds.showLog,
];
const ids = Object.values(commandIds).filter((id) => !harmless.includes(id));

describe('a hostile extension', () => {
  let dataDir: string;
  let sandbox: Sandbox;
  let vscode: RunningVSCode;
  let workbench: Workbench;
  let view: View;
  let editor: Editor;
  let accountId: string;
  let orders = 0;

  before(async () => {
    dataDir = await realpath(await mkdtemp(join(tmpdir(), 'mailpartner-hostile-')));
    const extensionsDir = join(dataDir, 'extensions');
    const source = join(__dirname, 'extensions', 'hostile');
    await cp(source, join(extensionsDir, 'mailpartner-test.hostile-1.0.0'), { recursive: true });
    sandbox = await startSandbox();
    vscode = await startWithExtension(sandbox.url, {
      dataDir,
      extensionsDir,
      // Otherwise the title of a group that is not active has no buttons.
      userSettings: { 'workbench.editor.alwaysShowEditorActions': true },
    });
    workbench = await openWorkbench(vscode);
    editor = new Editor(workbench.page);
    view = await workbench.openView('Mail Partner', 'Sub-accounts');
    const { quickInput } = workbench;
    await workbench.palette('Mail Partner: Add Account…');
    await quickInput.waitUntilShown();
    await quickInput.fill(account().apiKey);
    await quickInput.enter();
    await quickInput.waitForMessage(/The API key works/);
    await quickInput.enter();
    await quickInput.waitUntilHidden();
    await view.waitForRowCount(account().subAccounts.length);
    await workbench.waitUntilStored(accountNames.petite);
    // No extension can read it; that it could guess it is the worst case.
    accountId = /mailPartner\.accounts[^[]*\[\{"id":"([^"]+)"/.exec(await workbench.storage())?.[1] ?? '';
    assert.ok(accountId);
  });
  after(async () => {
    await workbench?.close();
    await vscode?.stop();
    await sandbox?.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  });

  function account() {
    const found = sandbox.accounts.find(({ name }) => name === accountNames.petite);
    assert.ok(found);
    return found;
  }
  function first() {
    const [found] = account().subAccounts;
    assert.ok(found);
    return found;
  }
  const firstRow = () => new RegExp(`^${first().email.replaceAll('.', '\\.')}`);
  const secrets = () => account().subAccounts.flatMap(({ token, apiKey }) => [token, apiKey]);

  /** Starts the calls; `ended` answers, once all have ended, with what came of each. */
  async function order(what: object): Promise<() => Promise<string[]>> {
    await workbench.setClipboard(untouched);
    await writeFile(join(vscode.folder, 'orders.json'), JSON.stringify({ ...what, number: ++orders }));
    const number = orders;
    await workbench.palette('Hostile: Run');
    // One that ends at once may be drawn when it has ended.
    await workbench.statusMessage(new RegExp(`Order ${number} (?:started|ended)`));
    return async () => {
      await workbench.statusMessage(`Order ${number} ended`);
      return JSON.parse(await readFile(join(vscode.folder, 'report.json'), 'utf8'));
    };
  }

  /** Nothing was copied, inserted or revealed. What is found is not printed: it may be a secret. */
  async function nothingCame(): Promise<void> {
    assert.ok((await workbench.clipboard()) === untouched, 'the clipboard was written');
    assert.equal(await readFile(join(vscode.folder, 'notes.txt'), 'utf8'), 'token = \n');
    const page = await workbench.html();
    assert.ok(!secrets().some((secret) => page.includes(secret)), 'a secret shows');
  }

  async function openNotes(): Promise<void> {
    // Its tab may have been there before: what counts is that it is in sight.
    const active = workbench.page.locator('.editor-group-container.active .tab.active');
    const notes = active.filter({ hasText: 'notes.txt' });
    for (let attempt = 0; attempt < 5; attempt++) {
      await workbench.press('Control+P');
      await workbench.quickInput.waitUntilShown();
      await workbench.quickInput.fill(join(vscode.folder, 'notes.txt'));
      if ((await workbench.quickInput.chosen('notes.txt')) && (await came(notes.waitFor({ timeout: 3000 }))))
        return;
    }
    throw new Error('The file did not open.');
  }

  it('copies, inserts and reveals nothing by arguments, and a hundred calls ask the person once', async () => {
    await openNotes();
    // Nothing is selected: what is, Copy Token takes where its key binding says so, whoever says it.
    sandbox.requests.length = 0;
    const rows = [
      { kind: 'subAccount', accountId, subAccountId: first().id },
      { kind: 'account', accountId },
    ];
    const ended = await order({ order: 'callAll', ids, rows });
    const dialog = await workbench.dialog();
    assert.match(await dialog.message(), /^Remove “/);
    await dialog.press('Cancel');
    assert.equal(await workbench.page.locator('.monaco-dialog-box').count(), 0, 'it is asked once');
    // What else they ask comes one after the other, and may come late.
    const report = ended();
    let came: string[] | undefined;
    while (!came) {
      const another = workbench.quickInput.waitUntilShown().then(
        () => undefined,
        () => undefined,
      );
      came = await Promise.race([report, another]);
      if (!came && (await workbench.quickInput.isShown())) await workbench.quickInput.escape();
    }
    assert.equal(new Set(came).size, 1, 'none fails, none answers anything');
    assert.equal(came[0], 'undefined');
    // What looks like a key binding's, and names nothing, is said to: the same sentence once.
    const said = await workbench.notifications();
    assert.ok(said.length <= 2 && said.every((text) => /key binding/.test(text)), said.join());
    await nothingCame();
    await workbench.palette('Notifications: Clear All Notifications');
    // As many as the same calls make without arguments: each Refresh asks, and there is one page.
    assert.ok(sandbox.requests.every(({ call, page }) => call === 'list' && page === 1));
  });

  it('names no row by a handle, in no form that VS Code makes of ids', async () => {
    const named = account().subAccounts.map(({ id }) => ({
      $treeViewId: viewId,
      $treeItemHandle: `1/0/${id}`,
    }));
    const calls = [commandIds.copyApiKey, commandIds.copyEnv, commandIds.insertApiKey].flatMap((command) =>
      ['1/0/', '0/0:', '0/', ''].map((start) => {
        const [row] = named.map((each) => ({ ...each, $treeItemHandle: `${start}${first().id}` }));
        return { command, args: [row, named] };
      }),
    );
    for (const call of calls) {
      const ended = await order({ order: 'callByWindow', calls: [call] });
      // VS Code gives nothing in its place, which is no call of the palette's either: nobody is asked.
      assert.deepEqual(await ended(), ['undefined']);
      assert.equal(await workbench.quickInput.isShown(), false);
    }
    await nothingCame();
  });

  it('has nothing of a key binding’s for a command that has none', async () => {
    await view.click(firstRow());
    const focused = { $treeViewId: viewId, $focusedTreeItem: true };
    for (const args of [['selection'], [['focus', focused]]]) {
      const calls = [{ command: commandIds.copyApiKey, args }];
      const ended = await order({ order: 'callByWindow', calls });
      await workbench.quickInput.item(first().email).waitFor();
      await workbench.quickInput.escape();
      assert.deepEqual(await ended(), ['undefined']);
    }
    await nothingCame();
  });

  it('reveals no answer behind another editor; the person does, also in a group that is not active', async () => {
    await workbench.palette('Mail Partner: Show API Response…');
    await workbench.quickInput.waitForMessage(/Which page of the list\?/);
    await workbench.quickInput.enter();
    await workbench.quickInput.waitForPlaceholder('In which format?');
    await workbench.quickInput.pick('JSON');
    await editor.waitForLine(maskedLine);
    await openNotes();
    const reveal = {
      order: 'callOnDocuments',
      id: commandIds.revealResponse,
      scheme: 'mailpartner-response',
    };
    assert.deepEqual(await (await order(reveal))(), ['undefined', 'undefined', 'undefined']);
    await editor.tab('Sub-accounts, page 1.json').click();
    await editor.waitForLine(maskedLine);
    await editor.button('Reveal Keys and Tokens').waitFor();
    await nothingCame();

    await workbench.palette('View: Split Editor');
    await openNotes();
    await editor.button('Reveal Keys and Tokens').click();
    await (await workbench.dialog()).press('Reveal');
    await editor.waitForLine(`"token": "${first().token}"`);
    await editor.tab('notes.txt, Editor Group 2').click();
    await editor.lens('Mask Keys and Tokens').click();
    await editor.waitForLine(maskedLine);
    await workbench.palette('View: Close All Editors');
  });

  it('is no reason for the person’s own ways not to work', async () => {
    await view.contextMenu(firstRow(), 'Copy API Key');
    await workbench.waitForClipboard(first().apiKey);
    await view.click(firstRow());
    await workbench.press('Control+C');
    await workbench.waitForClipboard(first().token);
    await workbench.palette('Mail Partner: Copy E-mail');
    await workbench.quickInput.pick(first().email);
    await workbench.waitForClipboard(first().email);
    await view.action('Refresh');
    await view.contextMenu(firstRow(), 'Copy API Key');
    await workbench.waitForClipboard(first().apiKey);
  });
});

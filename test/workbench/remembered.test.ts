// A fresh window that knows at once what there is: five letters to a token, and nothing of it to be read on the disk.
import assert from 'node:assert/strict';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findLeaks, readAll } from './leaks';
import { accountNames, useStage } from './stage';

describe('what is remembered between windows', () => {
  const stage = useStage();
  const at = (index: number) => {
    const found = stage().account('grande').subAccounts.at(index);
    assert.ok(found);
    return found;
  };
  /** The files of users whose windows other tests have closed: all share a folder, as profiles do. */
  let others: readonly string[] = [];
  /** The files in which it is kept. */
  const files = async (): Promise<string[]> => {
    const { dataDir } = stage().vscode;
    const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /globalStorage.*remembered$/.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !others.includes(path));
  };
  /** Waits until as many files are there. */
  const waitForFiles = async (count: number): Promise<string[]> => {
    for (let attempt = 0; attempt < 200; attempt++) {
      const found = (await files()).filter((path) => /[0-9a-f]{32}$/.test(path));
      if (found.length === count) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`There were not ${count} files within 10 s.`);
  };
  /** A new window of the same user, in which our view was never shown. */
  const freshWindow = async () => {
    await stage().workbench.waitUntilStored(accountNames.grande);
    await stage().workbench.reload();
    stage().sandbox.requests.length = 0;
  };

  before(async () => {
    others = await files();
    await stage().addAccount('grande');
    await stage().view.waitForRow(/^Load 20 more/);
    await stage().view.menu('Load All');
    await stage().workbench.statusMessage('Loaded all sub-accounts: 1,240');
  });

  it('is one file of the account, which its owner alone can read, small, and with nothing in it that can be read', async () => {
    const [path = ''] = await waitForFiles(1);
    const { size, mode } = await stat(path);
    assert.equal(mode & 0o777, 0o600);
    assert.ok(size / 1240 <= 40, `${size / 1240} bytes each`);
    const secrets = Object.fromEntries(
      [0, 700, 1239].flatMap((index) => {
        const { email, token, apiKey } = at(index);
        return [
          [`e-mail ${index}`, email],
          [`token ${index}`, token],
          [`key ${index}`, apiKey],
        ];
      }),
    );
    const texts = await readAll(stage().vscode.dataDir, ['extensions', 'logs']);
    assert.deepEqual(findLeaks(texts, secrets), []);
  });

  it('finds by five letters in a fresh window, and copies the token that the service has now', async () => {
    await freshWindow();
    const { workbench, sandbox } = stage();
    const { quickInput } = workbench;
    const [path = ''] = await waitForFiles(1);
    const before = await readFile(path);
    const wanted = at(1230);
    wanted.token = 'a token of this day';
    await workbench.palette('Mail Partner: Copy Token');
    await quickInput.waitForTitle('Copy Token · all 1,240 known, seen today');
    await quickInput.type(wanted.email.slice(0, 5));
    await quickInput.fill(wanted.email);
    await quickInput.item(wanted.email).waitFor();
    const [item] = await quickInput.items();
    assert.match(item?.description ?? '', /seen today$/);
    await quickInput.enter();
    await workbench.waitForClipboard('a token of this day');
    await workbench.statusMessage(/^ ?Copied token of/);
    assert.deepEqual(
      sandbox.requests.map(({ page }) => page),
      [1, 62],
    );
    for (const end = Date.now() + 10_000; before.equals(await readFile(path)); ) {
      assert.ok(Date.now() < end, 'that it was used is kept');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it('has what was used last on top in the next window, between lines', async () => {
    await freshWindow();
    const { workbench } = stage();
    const { quickInput } = workbench;
    await workbench.palette('Mail Partner: Copy Token');
    await quickInput.waitForTitle(/known, seen today/);
    const [first, second] = await quickInput.items();
    assert.equal(first?.label, at(1230).email);
    assert.equal(second?.label, at(0).email);
    const lines = workbench.page.locator('.quick-input-list-separator:visible');
    assert.deepEqual((await lines.allTextContents()).filter(Boolean), ['recently used', 'others']);
    await quickInput.escape();
    await quickInput.waitUntilHidden();
  });

  it('says that one is no longer there, copies nothing, and knows it no longer', async () => {
    const { workbench, sandbox } = stage();
    const { quickInput } = workbench;
    const { subAccounts } = stage().account('grande');
    const gone = at(900);
    subAccounts.splice(subAccounts.indexOf(gone), 1, { ...gone, id: 1 });
    await workbench.setClipboard('nothing');
    sandbox.requests.length = 0;
    await workbench.palette('Mail Partner: Copy Token');
    await quickInput.waitForTitle(/known, seen today/);
    await quickInput.fill(String(gone.id));
    await quickInput.item(gone.email).waitFor();
    await quickInput.enter();
    await workbench.notification(/is no longer there\. Nothing was done\./);
    assert.equal(await workbench.clipboard(), 'nothing');
    await quickInput.waitForTitle(/all 1,240 searched/);
    await quickInput.escape();
    await quickInput.waitUntilHidden();
    await workbench.page.keyboard.press('Escape');
  });

  it('is made anew where the file was damaged', async () => {
    // What a window still has to keep, it keeps at its end: the next one has nothing that would come over the damage.
    await freshWindow();
    const [path = ''] = await waitForFiles(1);
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 1));
    await freshWindow();
    const { workbench } = stage();
    await workbench.palette('Mail Partner: Find Sub-account…');
    await workbench.quickInput.waitForTitle('Find Sub-account · all 1,240 searched');
    await workbench.quickInput.escape();
    await workbench.quickInput.waitUntilHidden();
    await waitForFiles(1);
  });

  it('is deleted at once when it is switched off, and kept again when it is switched on', async () => {
    const { workbench } = stage();
    /** Clicks the setting in an editor that was opened for it: while it is written, VS Code draws it anew, and a second click is lost. */
    const toggle = async (files: number) => {
      await workbench.palette('Preferences: Open Settings (UI)');
      const editor = workbench.page.locator('.settings-editor');
      await editor.locator('.settings-header .monaco-editor').click();
      await workbench.press('Control+A');
      await workbench.page.keyboard.type('mailPartner.rememberSubAccounts');
      await editor.getByRole('checkbox', { name: 'mailPartner.rememberSubAccounts' }).click();
      await waitForFiles(files);
      await workbench.leaveModalEditor();
      await workbench.palette('View: Close All Editors');
    };
    await waitForFiles(1);
    await toggle(0);
    await toggle(1);
  });

  it('is deleted with its account', async () => {
    const { workbench } = stage();
    await workbench.palette('Mail Partner: Remove Account…');
    await (await workbench.dialog()).press('Remove');
    await waitForFiles(0);
  });
});

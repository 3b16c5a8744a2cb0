// Settings that can't be used: named in a message, with the way to them, and nothing is sent.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from '../sandbox/sandbox';
import { openWorkbench } from '../vscode/browser';
import { startWithExtension } from './stage';

describe('the address of the API', () => {
  const cases = [
    { address: 'not an address', says: /not a usable address/ },
    { address: 'http://api.mailpartner.fr/v1', says: /must start with https:\/\// },
    { address: 'https://user:secret@api.mailpartner.fr/v1', says: /must not hold a user name or password/ },
  ];
  for (const { address, says } of cases) {
    it(`“${address.replace('secret', '…')}” is named in a message with a link to the setting`, async () => {
      const vscode = await startWithExtension(address);
      const workbench = await openWorkbench(vscode);
      try {
        const view = await workbench.openView('Mail Partner', 'Sub-accounts');
        await view.clickWelcomeButton('Add Account');
        const message = await workbench.notification(says);
        assert.match((await message.textContent()) ?? '', /Nothing was sent\./);
        assert.equal(
          await workbench.quickInput.isShown(),
          false,
          'a key that can’t be tried is not asked for',
        );
        await message.getByRole('button', { name: 'Open Settings' }).click();
        await workbench.page.locator('.settings-editor').getByText('Api Base Url').first().waitFor();
      } finally {
        await workbench.close();
        await vscode.stop();
      }
    });
  }

  it('can’t be changed by a workspace', async () => {
    const [ours, theirs] = [await startSandbox(), await startSandbox()];
    const vscode = await startWithExtension(ours.url);
    await mkdir(join(vscode.folder, '.vscode'), { recursive: true });
    await writeFile(
      join(vscode.folder, '.vscode', 'settings.json'),
      JSON.stringify({ 'mailPartner.apiBaseUrl': theirs.url, 'mailPartner.requestTimeout': 1 }),
    );
    const workbench = await openWorkbench(vscode);
    try {
      await workbench.openView('Mail Partner', 'Sub-accounts');
      await workbench.palette('Mail Partner: Add Account…');
      await workbench.quickInput.waitUntilShown();
      await workbench.quickInput.fill(ours.accounts[0]?.apiKey ?? '');
      await workbench.quickInput.enter();
      await workbench.quickInput.waitForMessage(/The API key works/);
      assert.ok(ours.requests.length > 0);
      assert.deepEqual(theirs.requests, []);
    } finally {
      await workbench.close();
      await vscode.stop();
      await Promise.all([ours.close(), theirs.close()]);
    }
  });
});

// Two windows, hidden views, reloads and replaced keys in the middle of a load, and a keychain that fails.
import assert from 'node:assert/strict';
import { openWorkbench } from '../vscode/browser';
import type { Workbench } from '../vscode/workbench';
import { accountNames, useStage } from './stage';

/** Goes away from the view and back to it, which is when a window in a browser looks what another one has changed. */
async function goBack(workbench: Workbench): Promise<void> {
  await workbench.tab('Explorer').click();
  await workbench.openView('Mail Partner', 'Sub-accounts');
}

describe('two windows of one user', () => {
  const stage = useStage();

  it('an account added in one is there in the other, and gone from it when it is removed', async () => {
    const { workbench, vscode, view } = stage();
    await stage().addAccount('agence');
    await view.waitForRow(/^Load 20 more/);
    await workbench.waitUntilStored(accountNames.agence);
    const [, mark = ''] = /"keyMark":"([0-9a-f]{8})"/.exec(await workbench.storage()) ?? [];
    assert.ok(mark);
    const second = await openWorkbench(vscode, { context: workbench.context });
    try {
      const other = await second.openView('Mail Partner', 'Sub-accounts');
      await other.waitForRow(/^Load 20 more/);
      await stage().addAccount('petite');
      await workbench.waitUntilStored(accountNames.petite);
      await goBack(second);
      await other.waitForRow(new RegExp(`^${accountNames.petite}`));
      await second.palette('Mail Partner: Remove Account…');
      await second.quickInput.pick(accountNames.petite);
      await (await second.dialog()).press('Remove');
      // The last of the accounts again.
      await second.waitUntilStored(`"keyMark":"${mark}"}]`);
      await goBack(workbench);
      await view.waitForNoRow(new RegExp(`^${accountNames.petite}`));
      await view.waitForRow(/^Load 20 more/);
    } finally {
      await second.close();
    }
  });
});

describe('in the middle of a load', () => {
  const stage = useStage();

  it('the window can be reloaded: the request ends with it, and the list loads anew', async () => {
    const { sandbox, view } = stage();
    await stage().addAccount('agence');
    await view.waitForRow(/^Load 20 more/);
    const hold = sandbox.hold({ call: 'list', page: 2 });
    await view.click(/^Load 20 more/);
    const held = await hold.arrived;
    await stage().reload('agence');
    await view.waitForRow(/20 of 137/);
    assert.equal(await sandbox.ended(held), 'aborted');
    hold.release();
  });

  it('the view can be hidden and shown: the page is there', async () => {
    const { sandbox, view, workbench } = stage();
    const hold = sandbox.hold({ call: 'list', page: 2 });
    await view.click(/^Load 20 more/);
    await hold.arrived;
    await workbench.tab('Explorer').click();
    await view.tree.waitFor({ state: 'hidden' });
    sandbox.requests.length = 0;
    hold.release();
    await workbench.openView('Mail Partner', 'Sub-accounts');
    await view.waitForRow(/40 of 137/);
    assert.deepEqual(stage().pages, [], 'nothing was asked twice');
  });

  it('the key can be replaced: what the old key was asked for is given up, and only the new one’s list shows', async () => {
    const { sandbox, view, workbench } = stage();
    const { quickInput } = workbench;
    const hold = sandbox.hold({ call: 'list', page: 3, apiKey: stage().account('agence').apiKey });
    await view.click(/^Load 20 more/);
    const held = await hold.arrived;
    await workbench.palette('Mail Partner: Replace API Key…');
    await quickInput.waitUntilShown();
    await quickInput.fill(stage().account('petite').apiKey);
    await quickInput.enter();
    await (await workbench.dialog()).press('Replace');
    assert.equal(await sandbox.ended(held), 'aborted');
    hold.release();
    await view.waitForRowCount(3);
    assert.deepEqual(
      (await view.rows()).map((row) => row.label),
      stage()
        .account('petite')
        .subAccounts.map((one) => one.email),
    );
  });
});

describe('a keychain that does not answer', () => {
  const stage = useStage();

  before(async () => {
    const { workbench, view } = stage();
    await stage().addAccount('agence');
    await view.waitForRow(/^Load 20 more/);
    // The workbench in a browser can't read its secrets without half a key that it asks its server for.
    await workbench.context.route('**/mint-key', () => undefined);
    await stage().reload('agence');
  });

  it('is not taken for a missing key: the row says what helps, and keeps its place', async () => {
    const { view, sandbox } = stage();
    sandbox.requests.length = 0;
    await view.waitForRow(/The keychain of this computer did not answer\. Allow this site to store data/);
    assert.deepEqual(sandbox.requests, [], 'nothing is asked without a key');
    assert.deepEqual(
      (await view.rows()).map(({ label, description }) => [label, description]),
      [['Try Again', 'Keychain not available']],
    );
  });

  it('can be done without: the key is used for this session only', async () => {
    const { view, workbench } = stage();
    const { quickInput } = workbench;
    await view.contextMenu(/keychain of this computer/, 'Replace API Key…');
    await quickInput.waitUntilShown();
    await quickInput.fill(stage().account('agence').apiKey);
    await quickInput.enter();
    const dialog = await workbench.dialog();
    assert.equal(await dialog.message(), 'The API key was not replaced.');
    assert.match(await dialog.detail(), /did not answer.*use the key for this session only\./);
    assert.deepEqual((await dialog.buttons()).sort(), ['Cancel', 'Try Again', 'Use for This Session Only']);
    await dialog.press('Use for This Session Only');
    await view.waitForRow(/20 of 137/);
    // A single account has no row of its own that could say it; what stands above the rows may wait until they are shown again.
    await goBack(workbench);
    await view.waitForMessage(
      'The API key is kept for this session only. Replace it to keep it in the keychain.',
    );
  }).timeout(90_000);

  it('nothing of the key is in what the browser keeps', async () => {
    const { workbench } = stage();
    assert.ok(!(await workbench.storage()).includes(stage().account('agence').apiKey));
  });
});

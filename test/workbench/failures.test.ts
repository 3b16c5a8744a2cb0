// What a person sees when something fails: the reason in its place, one click to go on, and nothing lost.
import assert from 'node:assert/strict';
import { accountNames, useStage } from './stage';

describe('when the first page fails', () => {
  const stage = useStage();

  it('shows that it is loading, with a spinner and the progress line', async () => {
    const { sandbox, view } = stage();
    // The second request for page 1: the first is the try of the key.
    await addWithHeldList();
    await view.waitForRow(/^Loading sub-accounts…/);
    await view.progress.first().waitFor();
    assert.equal(
      await view
        .row(/^Loading/)
        .locator('.codicon-loading')
        .count(),
      1,
    );
    sandbox.heal();
  });

  it('one row says why and what a click does, in words for screen readers too', async () => {
    const { view, workbench, sandbox } = stage();
    sandbox.fault({ kind: 'http', status: 503, body: 'html' }, { call: 'list' });
    held?.release();
    await view.waitForRow(/^Load 20 more/);
    await view.action('Refresh');
    await view.waitForRow(/Mail Partner answered with an internal error \(HTTP 503\)/);
    const rows = await view.rows();
    assert.equal(rows.length, 21, 'the rows that were there stay');
    assert.deepEqual(
      [rows.at(-1)?.label, rows.at(-1)?.description],
      ['Try Again', 'Mail Partner error (HTTP 503)'],
    );
    assert.deepEqual(await workbench.notifications(), []);
    await stage().reload('agence');
    await view.waitForRow(
      `${accountNames.agence}: Mail Partner answered with an internal error (HTTP 503). Try again later. Enter: Try Again`,
    );
    assert.equal((await view.rows()).length, 1);
  });

  it('a read was retried twice, quietly, and not more', async () => {
    const { sandbox, view } = stage();
    sandbox.requests.length = 0;
    await view.click(/HTTP 503/);
    await view.waitForRow(/^Loading/);
    await view.waitForRow(/HTTP 503/);
    assert.deepEqual(stage().pages, [1, 1, 1]);
  });

  it('a click tries again', async () => {
    const { view, sandbox } = stage();
    sandbox.heal();
    await view.click(/HTTP 503/);
    await view.waitForRow(/^Load 20 more/);
    assert.equal((await view.rows()).length, 21);
  });

  let held: ReturnType<ReturnType<typeof stage>['sandbox']['hold']> | undefined;
  async function addWithHeldList() {
    const { sandbox, workbench } = stage();
    const { quickInput } = workbench;
    await workbench.palette('Mail Partner: Add Account…');
    await quickInput.waitUntilShown();
    await quickInput.fill(stage().account('agence').apiKey);
    await quickInput.enter();
    await quickInput.waitForMessage(/works/);
    held = sandbox.hold({ call: 'list', page: 1 });
    await quickInput.enter();
    await held.arrived;
  }
});

describe('when a later page fails', () => {
  const stage = useStage();

  it('the pager row says why, in its place, and the rows stay', async () => {
    const { view, sandbox, workbench } = stage();
    await stage().addAccount('agence');
    await view.waitForRow(/^Load 20 more/);
    sandbox.fault({ kind: 'html' }, { call: 'list', page: 2 });
    await view.click(/^Load 20 more/);
    await view.waitForRow(/Something other than Mail Partner’s API answered \(HTTP 200, not JSON\)/);
    const rows = await view.rows();
    assert.equal(rows.length, 21);
    assert.equal(rows.at(-1)?.label, 'Try Again');
    assert.equal(rows.at(-1)?.description, 'Answer not understood');
    assert.deepEqual(await workbench.notifications(), []);
  });

  it('Enter on it tries again, and the page is there', async () => {
    const { view, sandbox, workbench } = stage();
    sandbox.heal();
    sandbox.requests.length = 0;
    await view.click(new RegExp(`^${stage().account('agence').subAccounts[19]?.email}`));
    await workbench.press('ArrowDown', 'Enter');
    await view.waitForRow(/40 of 137/);
    assert.deepEqual(stage().pages, [2]);
  });

  it('a double click asks for one page', async () => {
    const { view, sandbox } = stage();
    sandbox.requests.length = 0;
    const hold = sandbox.hold({ call: 'list', page: 3 });
    await view.doubleClick(/^Load 20 more/);
    await hold.arrived;
    await view.waitForRow(/^Loading…/);
    assert.equal((await view.rows()).at(-1)?.description, '40 of 137');
    hold.release();
    await view.waitForRow(/60 of 137/);
    assert.deepEqual(stage().pages, [3]);
  });

  it('a refresh while a page is loading aborts it, and nothing of it lands', async () => {
    const { view, sandbox } = stage();
    const hold = sandbox.hold({ call: 'list', page: 4 });
    await view.click(/^Load 20 more/);
    const late = await hold.arrived;
    sandbox.requests.length = 0;
    const last = sandbox.waitForRequest({ call: 'list', page: 3 });
    await view.action('Refresh');
    assert.equal(await sandbox.ended(late), 'aborted');
    await last;
    await view.waitForRow(/^Load 20 more.*60 of 137/);
    hold.release();
    assert.deepEqual(stage().pages, [1, 2, 3]);
  });

  it('an account that is removed while a page is loading takes the request with it', async () => {
    const { view, sandbox, workbench } = stage();
    const hold = sandbox.hold({ call: 'list', page: 4 });
    await view.click(/^Load 20 more/);
    const late = await hold.arrived;
    await workbench.palette('Mail Partner: Remove Account…');
    await (await workbench.dialog()).press('Remove');
    assert.equal(await sandbox.ended(late), 'aborted');
    hold.release();
    await view.welcome();
    assert.deepEqual(await view.rows(), []);
  });
});

describe('when the key is refused', () => {
  const stage = useStage();

  it('the row names the account and offers to replace the key; rows stay', async () => {
    const { view, sandbox } = stage();
    await stage().addAccount('petite');
    await view.waitForRowCount(3);
    sandbox.fault({ kind: 'refusedKey' }, { apiKey: stage().account('petite').apiKey });
    await view.action('Refresh');
    await view.waitForRow(
      `Mail Partner refused the API key of “${accountNames.petite}”. Replace the API key to go on. Enter: Replace API Key…`,
    );
    assert.equal((await view.rows()).length, 4);
  });

  it('a click asks for another key, tried before it is kept, and the list comes with it', async () => {
    const { view, workbench } = stage();
    const { quickInput } = workbench;
    await view.click(/refused the API key/);
    await quickInput.waitUntilShown();
    assert.equal(await quickInput.title(), `Replace API Key: ${accountNames.petite}`);
    await quickInput.fill('wrong again');
    await quickInput.enter();
    await quickInput.waitForMessage(/refused this API key/);
    await quickInput.fill(stage().account('studio').apiKey);
    await quickInput.enter();
    const dialog = await workbench.dialog();
    assert.equal(
      await dialog.message(),
      `This API key belongs to “${accountNames.studio}”, not to “${accountNames.petite}”. Replace anyway?`,
    );
    await dialog.press('Replace');
    await view.waitForRow(/20 of 29/);
    assert.equal((await view.rows()).length, 21, 'nothing of the old key’s list is left');
  });

  it('stays replaced after a reload', async () => {
    const { view, workbench } = stage();
    // With the key, whose it is and where it may go: a reload would lose what VS Code has not stored yet.
    await workbench.waitUntilStored(`"login":"${accountNames.studio}"`);
    await stage().reload('petite');
    await view.waitForRow(/20 of 29/);
  });
});

describe('an account without sub-accounts', () => {
  const stage = useStage();

  it('is called empty after it was answered, and not before', async () => {
    const { view } = stage();
    await stage().addAccount('vide');
    await view.waitForRow(
      new RegExp(`^“${accountNames.vide}” has no sub-accounts\\. If they were never .*Contact Mail Partner`),
    );
    assert.deepEqual(
      (await view.rows()).map(({ label, description }) => [label, description]),
      [['No sub-accounts', 'Contact Mail Partner']],
    );
  });

  it('is not called empty when it could not be asked', async () => {
    const { view, sandbox } = stage();
    sandbox.fault({ kind: 'reset', when: 'beforeHeaders' }, { call: 'list' });
    await view.action('Refresh');
    await view.waitForRow(/The connection to 127\.0\.0\.1 broke off\./);
    await view.waitForNoRow(/has no sub-accounts/);
  });
});

describe('a keychain that forgot', () => {
  const stage = useStage({ secrets: 'forgotten' });

  it('is not taken for a refused key: the row says so and asks for the key again', async () => {
    const { view, workbench } = stage();
    await stage().addAccount('petite');
    await view.waitForRowCount(3);
    await stage().reload('petite');
    await view.waitForRow(new RegExp(`The keychain no longer has the API key of “${accountNames.petite}”`));
    await view.click(/keychain no longer/);
    await workbench.quickInput.waitUntilShown();
    await workbench.quickInput.fill(stage().account('petite').apiKey);
    await workbench.quickInput.enter();
    await view.waitForRowCount(3);
  });
});

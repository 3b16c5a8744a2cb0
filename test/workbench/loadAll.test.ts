// Load All, its stop, and the order and marks of what is loaded, in the real workbench.
import assert from 'node:assert/strict';
import { compareDecimals } from '../../src/api/decimal';
import { useStage } from './stage';

describe('load all', () => {
  const stage = useStage();

  it('stops where it is when asked to: what came stays, and the status bar says how far', async () => {
    const { sandbox, view, workbench } = stage();
    await stage().addAccount('grande');
    await view.waitForRow(/^Load 20 more/);
    const hold = sandbox.hold({ call: 'list', page: 30 });
    await view.rowAction(/^Load 20 more/, 'Load All');
    const held = await hold.arrived;
    await workbench.statusMessage('Loading sub-accounts: 580 of 1,240');
    await view.action('Stop Loading');
    await workbench.statusMessage('Loading stopped at 580 of 1,240');
    await view.waitForMessage(undefined);
    assert.equal(await sandbox.ended(held), 'aborted');
    hold.release();
  });

  it('stops with Escape where the keyboard is in the list', async () => {
    const { sandbox, view, workbench } = stage();
    const hold = sandbox.hold({ call: 'list', page: 40 });
    await view.menu('Load All');
    const held = await hold.arrived;
    await workbench.statusMessage('Loading sub-accounts: 780 of 1,240');
    await view.waitForKeyboard();
    await workbench.press('Escape');
    await workbench.statusMessage('Loading stopped at 780 of 1,240');
    assert.equal(await sandbox.ended(held), 'aborted');
    hold.release();
  });

  it('leaves the keyboard where it was', async () => {
    const { view } = stage();
    await view.waitForFocus(new RegExp(`^${stage().account('grande').subAccounts[0]?.email}[ ,]`));
  });

  it('goes on from there to the end, several pages at a time', async () => {
    const { sandbox, view, workbench } = stage();
    sandbox.requests.length = 0;
    await view.menu('Load All');
    await workbench.statusMessage('Loaded all sub-accounts: 1,240');
    const pages = stage()
      .pages.map(Number)
      .toSorted((a, b) => a - b);
    assert.deepEqual(new Set(pages).size, pages.length, 'no page twice');
    assert.equal(pages.at(-1), 62);
    assert.ok((pages[0] ?? 0) >= 40, 'what was loaded is not asked for again');
  });

  it('a failure in the middle keeps what came, and says why in the list’s own last row', async () => {
    const { sandbox, view, workbench } = stage();
    await view.action('Refresh');
    await workbench.palette('Mail Partner: Remove Account…');
    await (await workbench.dialog()).press('Remove');
    await view.welcome();
    await stage().addAccount('agence');
    await view.waitForRow(/^Load 20 more/);
    const heal = sandbox.fault({ kind: 'code', code: 30 }, { call: 'list', page: 5 });
    await view.rowAction(/^Load 20 more/, 'Load All');
    await workbench.statusMessage(/Loading stopped at 80 of 137: Not allowed/);
    await view.waitForRow(/Not allowed|account is blocked/);
    await view.waitForRowCount(81);
    heal();
    sandbox.requests.length = 0;
    await view.click(/Enter: Try Again/);
    await workbench.statusMessage('Loaded all sub-accounts: 137');
    await view.waitForRowCount(137);
    assert.equal(sandbox.requests.length, 3, 'it went on with all that was left');
  });

  it('sorts what is loaded, in every order, and remembers it', async () => {
    const { view, workbench } = stage();
    const own = stage().account('agence').subAccounts;
    const labels = async () => (await view.rows()).map(({ label }) => label);
    const sortBy = async (order: string) => {
      await view.menu('Sort By…');
      await workbench.quickInput.pick(order);
      await workbench.quickInput.waitUntilHidden();
    };
    const [lowest] = own.toSorted((a, b) => compareDecimals(a.balance, b.balance));
    const newest = own.toSorted((a, b) => (String(a.createdAt) < String(b.createdAt) ? 1 : -1))[0];
    assert.ok(lowest && newest);
    await sortBy('Balance, Lowest First');
    await view.waitForFirstRow(lowest.email);
    assert.deepEqual(
      await labels(),
      own.toSorted((a, b) => compareDecimals(a.balance, b.balance)).map(({ email }) => email),
    );
    await sortBy('Newest First');
    await view.waitForFirstRow(newest.email);
    await stage().reload('agence');
    await view.waitForRow(/^Load 20 more/);
    const first = own.slice(0, 20).toSorted((a, b) => (String(a.createdAt) < String(b.createdAt) ? 1 : -1));
    assert.deepEqual(await labels(), [...first.map(({ email }) => email), 'Load 20 more']);
    // Over a part, the answer would only look like one: what is missing is offered at once.
    const [highest] = own.toSorted((a, b) => compareDecimals(b.balance, a.balance));
    assert.ok(highest);
    await view.menu('Sort By…');
    await workbench.quickInput.waitForTitle('Sort By · 20 of 137 loaded');
    await workbench.quickInput.pick('Balance, Highest First');
    await workbench.quickInput.pick('Load All');
    await workbench.quickInput.waitUntilHidden();
    await view.waitForNoRow(/^Load 20 more/);
    await view.waitForFirstRow(highest.email);
    await sortBy('Mail Partner’s Order');
    await view.waitForFirstRow(own[0]?.email ?? '');
  });
});

describe('a list of many', () => {
  const stage = useStage();

  it('asks first, and says how many requests it takes', async () => {
    const { sandbox, view, workbench } = stage();
    const grande = stage().account('grande');
    const { makeAccount } = await import('../sandbox/accounts');
    grande.subAccounts.splice(0, grande.subAccounts.length, ...makeAccount('huge', 2100).subAccounts);
    await stage().addAccount('grande');
    await view.waitForRow(/^Load 20 more/);
    sandbox.requests.length = 0;
    await view.rowAction(/^Load 20 more/, 'Load All');
    const dialog = await workbench.dialog();
    assert.equal(await dialog.message(), 'Load 2,080 more sub-accounts?');
    assert.match(await dialog.detail(), /^That is 104 requests to Mail Partner\./);
    await dialog.press('Cancel');
    assert.deepEqual(sandbox.requests, []);
    await view.rowAction(/^Load 20 more/, 'Load All');
    await (await workbench.dialog()).press('Load All');
    await workbench.statusMessage('Loaded all sub-accounts: 2,100');
    assert.equal(stage().pages.length, 104);
  });

  it('keeps the selected row in sight when the order changes', async () => {
    const { view, workbench } = stage();
    const created = stage()
      .account('grande')
      .subAccounts.map(({ createdAt }) => String(createdAt));
    const place = created.filter((each) => each > String(created[0])).length;
    assert.ok(place > 200, 'the row moves far down');
    await workbench.press('Home');
    await view.waitForFocus(/@/);
    await view.tree.locator('[role=treeitem][data-index="0"]').click();
    await view.tree.locator('[role=treeitem][data-index="0"][aria-selected="true"]').waitFor();
    await view.menu('Sort By…');
    await workbench.quickInput.pick('Newest First');
    await view.tree.locator(`[role=treeitem][data-index="${place}"][aria-selected="true"]`).waitFor();
  });
});

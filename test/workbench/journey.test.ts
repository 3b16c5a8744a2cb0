// The whole path of a new user, in the real workbench with the packaged extension: from the welcome text to a removed account.
import assert from 'node:assert/strict';
import { newest } from '../vscode/versions';
import { accountNames, useStage, version } from './stage';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A row begins with its e-mail; its other facts follow. */
const rowOf = (email: string) => new RegExp(`^${escaped(email)}[ ,]`);

describe('a new user', () => {
  const stage = useStage();
  const emails = () =>
    stage()
      .account('agence')
      .subAccounts.map((subAccount) => subAccount.email);
  const labels = async () => (await stage().view.rows()).map((row) => row.label);
  const subAccount = (index: number) => {
    const found = stage().account('agence').subAccounts[index];
    assert.ok(found);
    return found;
  };

  it('is welcomed with a way to add an account', async () => {
    const { text, buttons } = await stage().view.welcome();
    assert.deepEqual(buttons, ['Add Account']);
    assert.match(text, /API page of the Mail Partner dashboard/);
    assert.deepEqual(stage().sandbox.requests, [], 'nothing is asked before there is an account');
  });

  it('is told in the box that the key is empty', async () => {
    const { view, workbench } = stage();
    await view.clickWelcomeButton('Add Account');
    await workbench.quickInput.waitUntilShown();
    assert.equal(await workbench.quickInput.isPassword(), true);
    await workbench.quickInput.fill('   ');
    await workbench.quickInput.enter();
    await workbench.quickInput.waitForMessage('Paste the API key first.');
    assert.deepEqual(stage().sandbox.requests, []);
  });

  it('can show and hide what is typed', async () => {
    const { quickInput } = stage().workbench;
    assert.deepEqual(await quickInput.buttons(), [
      ...(version === newest ? [] : ['Show the API key']),
      'Open the page that shows the API key',
    ]);
    const toggle = quickInput.toggle('Show the API key');
    if (version === newest) {
      await toggle.and(quickInput.toggle('Show the API key', false)).waitFor();
      await toggle.click();
      await quickInput.toggle('Show the API key', true).waitFor();
      await quickInput.waitUntilPassword(false);
      await toggle.press('Space');
      await quickInput.toggle('Show the API key', false).waitFor();
    } else {
      assert.equal(await toggle.count(), 0);
      await quickInput.clickButton('Show the API key');
      await quickInput.waitForButton('Hide the API key');
      await quickInput.waitUntilPassword(false);
      await quickInput.clickButton('Hide the API key');
      await quickInput.waitForButton('Show the API key');
    }
    await quickInput.waitUntilPassword(true);
  });

  it('is told in the box why a key is refused, and can go on typing there', async () => {
    const { sandbox, workbench } = stage();
    await workbench.quickInput.fill('not-a-key');
    await workbench.quickInput.enter();
    await workbench.quickInput.waitForMessage(/refused this API key/);
    await workbench.quickInput.waitUntilInvalid();
    assert.equal(sandbox.requests.length, 1, 'a refused key is not tried again by itself');
    await workbench.press('End', 'x');
    assert.equal(await workbench.quickInput.value(), 'not-a-keyx', 'the keyboard is still in the box');
  });

  it('finds nothing kept of a refused key', async () => {
    const { view, workbench } = stage();
    await workbench.quickInput.escape();
    await workbench.quickInput.waitUntilHidden();
    assert.deepEqual((await view.welcome()).buttons, ['Add Account']);
  });

  it('can give up while a key is being tried: the request is aborted', async () => {
    const { sandbox, view, workbench } = stage();
    const hold = sandbox.hold({ call: 'list' });
    await view.clickWelcomeButton('Add Account');
    await workbench.quickInput.fill(stage().account('agence').apiKey);
    await workbench.quickInput.enter();
    const request = await hold.arrived;
    await workbench.quickInput.waitForMessage(/^Trying the API key with http:\/\/127\.0\.0\.1:\d+…/);
    await workbench.quickInput.escape();
    assert.equal(await sandbox.ended(request), 'aborted');
    hold.release();
    await workbench.quickInput.waitUntilHidden();
    assert.deepEqual((await view.welcome()).buttons, ['Add Account']);
  });

  it('adds an account with a key that has blanks around it, under the name that /me proposes', async () => {
    const { sandbox, view, workbench } = stage();
    sandbox.requests.length = 0;
    await view.clickWelcomeButton('Add Account');
    await workbench.quickInput.fill(`  ${stage().account('agence').apiKey}\t`);
    await workbench.quickInput.enter();
    await workbench.quickInput.waitForMessage(/The API key works \(sub-accounts: 137\)/);
    assert.equal(await workbench.quickInput.value(), accountNames.agence);
    assert.deepEqual(
      sandbox.requests.map((request) => request.apiKey),
      Array(2).fill(stage().account('agence').apiKey),
    );
    await workbench.quickInput.enter();
    await view.waitForRow(/^Load 20 more/);
  });

  it('has the keyboard in the list at once, with nothing selected', async () => {
    const { view } = stage();
    await view.waitForKeyboard();
    await view.waitForFocus(rowOf(subAccount(0).email));
    assert.deepEqual(
      (await view.rows()).filter(({ selected }) => selected),
      [],
    );
  });

  it('sees the first page in the server’s order, and how much there is', async () => {
    const rows = await stage().view.rows();
    assert.deepEqual(
      rows.map((row) => row.label),
      [...emails().slice(0, 20), 'Load 20 more'],
    );
    assert.equal(rows.at(-1)?.description, '20 of 137');
    assert.equal(rows[2]?.description, '€123,456.789');
    assert.match(rows[0]?.name ?? '', /, Type: (simple|advanced), ID: \d+, Balance: €0\.80, Created: /);
  });

  it('reads more in the tooltip, as text', async () => {
    const tooltip = await stage().view.tooltip(rowOf(subAccount(0).email), subAccount(0).email);
    assert.match(
      tooltip,
      new RegExp(
        `^${escaped(subAccount(0).email)}\\nType: \\w+\\nID: ${subAccount(0).id}\\nBalance: €0\\.80\\nCreated: `,
      ),
    );
  });

  it('loads the next page with Enter, and goes on at the first new row', async () => {
    const { view, workbench } = stage();
    await view.click(rowOf(emails()[19] ?? ''));
    await workbench.press('ArrowDown', 'Enter');
    await view.waitForRow(rowOf(emails()[39] ?? ''));
    await view.waitForFocus(rowOf(emails()[20] ?? ''));
  });

  it('loads the rest, click by click, until nothing is left to load', async () => {
    const { view, sandbox } = stage();
    for (let shown = 40; shown < 137; shown += 20) {
      await view.click(/^Load \d+ more/);
      await view.waitForRow(rowOf(emails()[Math.min(shown + 19, 136)] ?? ''));
    }
    await view.waitForNoRow(/^Load/);
    assert.deepEqual(await labels(), emails());
    assert.deepEqual(stage().pages, [1, 1, 2, 3, 4, 5, 6, 7], 'the try, then each page once');
    assert.ok(sandbox.requests.every((request) => request.outcome === 'answered'));
  });

  it('copies a token with the button in the row', async () => {
    const { view, workbench } = stage();
    await view.rowAction(rowOf(subAccount(3).email), 'Copy Token');
    assert.equal(await workbench.statusMessage('Copied'), `Copied token of ${subAccount(3).email}`);
    assert.equal(await workbench.clipboard(), subAccount(3).token);
  });

  it('copies token, API key and e-mail from the row’s menu', async () => {
    const { view, workbench } = stage();
    const row = subAccount(4);
    for (const [item, value] of [
      ['Copy Token', row.token],
      ['Copy API Key', row.apiKey],
      ['Copy E-mail', row.email],
    ] as const) {
      await workbench.setClipboard('before');
      await view.contextMenu(rowOf(row.email), item);
      await workbench.waitForClipboard(value);
    }
    assert.equal(await workbench.statusMessage('Copied e-mail'), `Copied e-mail ${row.email}`);
  });

  it('copies the token of the row under the keyboard with ctrl+C', async () => {
    const { view, workbench } = stage();
    await view.click(rowOf(subAccount(5).email));
    await workbench.press('Control+C');
    await workbench.waitForClipboard(subAccount(5).token);
    // The row with the frame, not the one that was clicked before and is still selected.
    await workbench.press('ArrowDown', 'ArrowDown', 'Control+C');
    await workbench.waitForClipboard(subAccount(7).token);
    await workbench.press('Home', 'Control+C');
    await workbench.waitForClipboard(subAccount(0).token);
  });

  it('copies several tokens, one a line, in the order of the tree', async () => {
    const { view, workbench } = stage();
    await view.click(rowOf(subAccount(9).email));
    await view.click(rowOf(subAccount(6).email), 'Control');
    await view.click(rowOf(subAccount(8).email), 'Control');
    const tokens = [6, 8, 9].map((index) => subAccount(index).token);
    await workbench.press('Control+C');
    await workbench.waitForClipboard(tokens.join('\n'));
    assert.equal(await workbench.statusMessage('tokens'), 'Copied 3 tokens');
    await view.contextMenu(rowOf(subAccount(8).email), 'Copy API Key');
    await workbench.waitForClipboard([6, 8, 9].map((index) => subAccount(index).apiKey).join('\n'));
  });

  it('copies only the row whose menu it is, when that is not among the selected', async () => {
    const { view, workbench } = stage();
    await view.contextMenu(rowOf(subAccount(12).email), 'Copy Token');
    await workbench.waitForClipboard(subAccount(12).token);
  });

  it('copies from the palette by the letters of an e-mail', async () => {
    const { workbench } = stage();
    for (const [command, value] of [
      ['Mail Partner: Copy Token', subAccount(15).token],
      ['Mail Partner: Copy API Key', subAccount(15).apiKey],
      ['Mail Partner: Copy E-mail', subAccount(15).email],
    ] as const) {
      await workbench.palette(command);
      await workbench.quickInput.waitForTitle(/ · all 137 searched$/);
      await workbench.quickInput.fill(subAccount(15).email.slice(0, -3));
      await workbench.quickInput.item(subAccount(15).email).waitFor();
      await workbench.quickInput.enter();
      await workbench.waitForClipboard(value);
    }
  });

  it('refreshes: as many pages as were loaded come again, and selection and rows stay', async () => {
    const { view, workbench, sandbox } = stage();
    const account = stage().account('agence');
    await view.click(rowOf(subAccount(30).email));
    sandbox.requests.length = 0;
    const hold = sandbox.hold({ call: 'list', page: 1 });
    const changed = account.subAccounts[30];
    assert.ok(changed);
    changed.balance = '77.000';
    await view.action('Refresh');
    await hold.arrived;
    assert.equal((await labels()).filter((label) => label.includes('@')).length, 137, 'the old rows stay');
    hold.release();
    await view.waitForRow(new RegExp(`^${escaped(changed.email)}.*€77\\.00`));
    await view.waitForNoRow(/^Loading/);
    assert.deepEqual(stage().pages, [1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual(await labels(), emails());
    const selected = (await view.rows()).filter((row) => row.selected).map((row) => row.label);
    assert.deepEqual(selected, [changed.email]);
    assert.deepEqual(await workbench.notifications(), []);
  });

  it('adds a second account: one row an account, each with its own sub-accounts', async () => {
    const { view } = stage();
    await stage().addAccount('petite');
    await view.waitForFocus(rowOf(stage().account('petite').subAccounts[0]?.email ?? ''));
    const rows = await view.rows();
    assert.deepEqual(
      rows.filter((row) => row.level === 1).map((row) => row.label),
      [accountNames.agence, accountNames.petite],
    );
    await view.waitForRow(rowOf(emails()[0] ?? ''));
    await view.waitForRow(rowOf(stage().account('petite').subAccounts[2]?.email ?? ''));
    const below = (await view.rows()).filter((row) => row.level === 2).map((row) => row.label);
    assert.deepEqual(
      below,
      [
        ...emails(),
        ...stage()
          .account('petite')
          .subAccounts.map((one) => one.email),
      ],
      'what was open stays open',
    );
  });

  it('refreshes one account alone with the button of its row', async () => {
    const { view, sandbox } = stage();
    sandbox.requests.length = 0;
    const asked = sandbox.waitForRequest({ call: 'list', account: accountNames.petite });
    await view.rowAction(new RegExp(`^${accountNames.petite}`), 'Refresh');
    await asked;
    assert.deepEqual(
      sandbox.requests.map((request) => request.account),
      [accountNames.petite],
    );
  });

  it('refreshes every account with the button of the view, whichever row has the focus', async () => {
    const { view, sandbox } = stage();
    await view.click(new RegExp(`^${accountNames.petite}`));
    await view.click(new RegExp(`^${accountNames.petite}`));
    sandbox.requests.length = 0;
    const asked = [accountNames.agence, accountNames.petite].map((account) =>
      sandbox.waitForRequest({ call: 'list', account }),
    );
    await view.action('Refresh');
    const accounts = (await Promise.all(asked)).map((request) => request.account);
    assert.deepEqual(accounts, [accountNames.agence, accountNames.petite]);
  });

  it('is told that a key is already there', async () => {
    const { workbench } = stage();
    await workbench.palette('Mail Partner: Add Account…');
    await workbench.quickInput.waitUntilShown();
    await workbench.quickInput.fill(stage().account('petite').apiKey);
    await workbench.quickInput.enter();
    await workbench.quickInput.waitForMessage(`This API key is already here, as “${accountNames.petite}”.`);
    await workbench.quickInput.escape();
    await workbench.quickInput.waitUntilHidden();
  });

  it('finds its accounts again after the window is reloaded', async () => {
    const { view } = stage();
    await stage().reload('agence', 'petite');
    await view.click(new RegExp(`^${accountNames.petite}`));
    await view.waitForRow(rowOf(stage().account('petite').subAccounts[0]?.email ?? ''));
    assert.deepEqual(
      (await view.rows()).filter((row) => row.level === 1).map((row) => row.label),
      [accountNames.agence, accountNames.petite],
    );
  });

  it('is asked before an account is removed, and can think better of it', async () => {
    const { view, workbench } = stage();
    await view.contextMenu(new RegExp(`^${accountNames.petite}`), 'Remove Account…');
    const dialog = await workbench.dialog();
    assert.match(await dialog.message(), new RegExp(`Remove “${accountNames.petite}”\\?`));
    assert.match(await dialog.detail(), /Nothing changes at Mail Partner/);
    await dialog.press('Cancel');
    await view.waitForRow(new RegExp(`^${accountNames.petite}`));
  });

  it('removes it: the other account’s sub-accounts are at the root again', async () => {
    const { view, workbench } = stage();
    await view.contextMenu(new RegExp(`^${accountNames.petite}`), 'Remove Account…');
    await (await workbench.dialog()).press('Remove');
    await view.waitForRow(rowOf(subAccount(0).email));
    const rows = await view.rows();
    assert.ok(rows.every((row) => row.level === 1));
    assert.ok(!rows.some((row) => row.label === accountNames.petite));
  });

  it('is asked by the view’s menu too, whichever row is under the keyboard', async () => {
    const { view, workbench } = stage();
    await view.click(rowOf(subAccount(0).email));
    await view.menu('Remove Account…');
    await (await workbench.dialog()).press('Cancel');
    await view.waitForRow(rowOf(subAccount(0).email));
  });

  it('removes the last one from the palette: the welcome text is back', async () => {
    const { view, workbench } = stage();
    await workbench.palette('Mail Partner: Remove Account…');
    await (await workbench.dialog()).press('Remove');
    assert.deepEqual((await view.welcome()).buttons, ['Add Account']);
  });

  it('was shown no notification, and nothing secret ever reached the page or its console', async () => {
    const { workbench, sandbox } = stage();
    assert.deepEqual(await workbench.notifications(), []);
    const seen = `${await workbench.html()}\n${workbench.console.join('\n')}`;
    assert.ok(!seen.includes('already registered'), 'VS Code mixed up rows');
    for (const account of sandbox.accounts) {
      assert.ok(!seen.includes(account.apiKey));
      for (const one of account.subAccounts) {
        assert.ok(!seen.includes(one.token) && !seen.includes(one.apiKey));
      }
    }
  });
});

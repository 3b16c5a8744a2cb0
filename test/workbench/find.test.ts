// Finding one sub-account among all, those not loaded yet included, in the real workbench.
import assert from 'node:assert/strict';
import { newest } from '../vscode/versions';
import { useStage, version } from './stage';

describe('find', () => {
  const stage = useStage();
  const subAccounts = () => stage().account('grande').subAccounts;
  const at = (index: number) => {
    const found = subAccounts().at(index);
    assert.ok(found);
    return found;
  };
  const emails = async () => (await stage().workbench.quickInput.items()).map(({ label }) => label);
  const open = async () => {
    await stage().view.action('Find Sub-account');
    await stage().workbench.quickInput.waitUntilShown();
  };
  const close = async () => {
    await stage().workbench.quickInput.escape();
    await stage().workbench.quickInput.waitUntilHidden();
  };

  it('shows at once what is loaded, says how much was searched, and goes on with the rest', async () => {
    const { sandbox, view, workbench } = stage();
    await stage().addAccount('grande');
    await view.waitForRow(/^Load 20 more/);
    const hold = sandbox.hold({ call: 'list', page: 2 });
    await open();
    await hold.arrived;
    await workbench.quickInput.waitForTitle('Find Sub-account · 20 of 1,240 searched');
    assert.equal(await workbench.quickInput.placeholder(), 'E-mail, ID, type or balance');
    const shown = subAccounts().slice(0, 5);
    assert.deepEqual(
      (await emails()).slice(0, 5),
      shown.map(({ email }) => email),
    );
    hold.release();
    await workbench.quickInput.waitForTitle('Find Sub-account · all 1,240 searched');
    await close();
    await view.waitForNoRow(/^Load 20 more/);
    const pages = stage().pages.filter((page) => page !== undefined);
    assert.deepEqual(
      pages.toSorted((a, b) => a - b).slice(-62),
      Array.from({ length: 62 }, (_, i) => i + 1),
      'each page once',
    );
  });

  it('finds by words in any order, and by number; the best match first, and marked', async () => {
    const { workbench } = stage();
    await open();
    const target = at(700);
    await workbench.quickInput.fill(`${target.email.slice(-9)} ${target.email.slice(0, 8)}`);
    await workbench.quickInput.item(target.email).waitFor();
    await workbench.quickInput.fill(String(target.id));
    await workbench.quickInput.item(target.email).waitFor();
    assert.equal((await emails())[0], target.email);
    await workbench.quickInput.fill(target.email);
    await workbench.quickInput.waitForHighlight(target.email);
    assert.equal((await emails())[0], target.email);
    await close();
  });

  it('finds by all that an item shows, and says which keys do what where VS Code has a line for it', async () => {
    const { workbench } = stage();
    await open();
    const target = at(900);
    await workbench.quickInput.fill(`#${target.id}`);
    await workbench.quickInput.item(target.email).waitFor();
    const [shown] = await workbench.quickInput.items();
    assert.equal(shown?.label, target.email);
    await workbench.quickInput.fill(shown?.description ?? '');
    await workbench.quickInput.item(target.email).waitFor();
    assert.equal((await emails())[0], target.email);
    // Without a prompt, VS Code has words of its own there, which it hides.
    assert.equal(
      /Press Tab twice for the buttons that copy/.test(await workbench.quickInput.message()),
      version === newest,
    );
    await workbench.quickInput.field.press('Tab');
    await workbench.press('Tab', 'Enter');
    await workbench.waitForClipboard(target.token);
    await workbench.quickInput.waitUntilHidden();
    await open();
    await workbench.quickInput.fill(target.email);
    await workbench.quickInput.item(target.email).waitFor();
    await workbench.quickInput.waitForHighlight(target.email);
    await workbench.quickInput.field.press('Tab');
    await workbench.press('Tab', 'ArrowRight', 'Enter');
    await workbench.waitForClipboard(target.apiKey);
    await workbench.quickInput.waitUntilHidden();
  });

  it('says when nothing matches', async () => {
    const { workbench } = stage();
    await open();
    await workbench.quickInput.fill('no such thing');
    await workbench.quickInput.item('No sub-account found').waitFor();
    await close();
  });

  it('Enter selects the row in the tree, wherever it is', async () => {
    const { view, workbench } = stage();
    const target = at(-1);
    await open();
    await workbench.quickInput.fill(target.email);
    await workbench.quickInput.item(target.email).waitFor();
    await workbench.quickInput.enter();
    await workbench.quickInput.waitUntilHidden();
    await view.waitForFocus(target.email);
    assert.equal((await view.rows()).find(({ label }) => label === target.email)?.selected, true);
  });

  it('the buttons of an item copy, and the palette’s copy commands search everything too', async () => {
    const { workbench } = stage();
    const target = at(-2);
    await open();
    await workbench.quickInput.fill(target.email);
    await workbench.quickInput.itemButton(target.email, 'Copy API Key');
    await workbench.waitForClipboard(target.apiKey);
    await workbench.statusMessage(/Copied API key of /);
    await workbench.palette('Mail Partner: Copy Token');
    await workbench.quickInput.fill(target.email.slice(0, -3));
    await workbench.quickInput.item(target.email).waitFor();
    await workbench.quickInput.enter();
    await workbench.waitForClipboard(target.token);
  });
});

describe('find, in a list that is not loaded', () => {
  const stage = useStage();

  it('closing it stops the loading; what came stays', async () => {
    const { sandbox, view, workbench } = stage();
    await stage().addAccount('grande');
    await view.waitForRow(/^Load 20 more/);
    const hold = sandbox.hold({ call: 'list', page: 3 });
    await view.action('Find Sub-account');
    const held = await hold.arrived;
    await workbench.quickInput.escape();
    assert.equal(await sandbox.ended(held), 'aborted');
    hold.release();
    await view.waitForRow(/^Load 20 more, 40 of 1,240 loaded/);
  });

  it('a row on the last page is found and revealed, though it was not loaded when the search began', async () => {
    const { view, workbench } = stage();
    const target = stage().account('grande').subAccounts.at(-1);
    assert.ok(target);
    await workbench.palette('Mail Partner: Find Sub-account…');
    await workbench.quickInput.waitUntilShown();
    await workbench.quickInput.fill(target.email);
    await workbench.quickInput.item(target.email).waitFor();
    await workbench.quickInput.enter();
    await view.waitForFocus(target.email);
  });
});

describe('find, when a page fails', () => {
  const stage = useStage();

  it('says how far it came and why, and goes on when asked', async () => {
    const { sandbox, view, workbench } = stage();
    await stage().addAccount('agence');
    await view.waitForRow(/^Load 20 more/);
    const heal = sandbox.fault({ kind: 'code', code: 30 }, { call: 'list', page: 4 });
    await view.action('Find Sub-account');
    await workbench.quickInput.waitForTitle(
      'Find Sub-account · 60 of 137 searched, then stopped: Not allowed',
    );
    await workbench.quickInput.fill('nobody at all');
    await workbench.quickInput.item('Nothing found so far').waitFor();
    const failed = workbench.quickInput.item('Not allowed');
    await failed.waitFor();
    const [item] = (await workbench.quickInput.items()).filter(({ label }) => label === 'Not allowed');
    assert.match(item?.description ?? '', /^Enter: Try Again · /);
    heal();
    await failed.click();
    await workbench.quickInput.waitForTitle('Find Sub-account · all 137 searched');
    await workbench.quickInput.escape();
  });
});

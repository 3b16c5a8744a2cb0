// What a screen reader says: that something was copied, that nothing is selected, where a load stopped, and why.
import assert from 'node:assert/strict';
import { useStage } from './stage';

describe('a screen reader', () => {
  const stage = useStage();
  const first = () => {
    const [found] = stage().account('agence').subAccounts;
    assert.ok(found);
    return found;
  };

  before(async () => {
    await stage().addAccount('agence');
    await stage().view.waitForRow(/^Load 20 more/);
  });

  it('says what was copied, once, in the words of the status bar, and never the value', async () => {
    const { view, workbench } = stage();
    await view.click(new RegExp(`^${first().email.replaceAll('.', '\\.')}`));
    await workbench.press('Control+C');
    await workbench.waitForClipboard(first().token);
    const words = `Copied token of ${first().email}`;
    assert.deepEqual(await workbench.announced(/Copied/), [words]);
    assert.doesNotMatch((await workbench.announced(/./)).join('\n'), new RegExp(first().token));
  });

  it('says the same again when it is done again', async () => {
    const { workbench } = stage();
    await workbench.press('Control+C');
    assert.equal(new Set(await workbench.announced(/Copied/, 2)).size, 1);
  });

  it('says that nothing is selected', async () => {
    const { view, workbench } = stage();
    // Another row than was clicked just before: that would be a double click.
    await view.click(String(stage().account('agence').subAccounts[1]?.email));
    await workbench.press('Escape');
    await view.waitForNoFocus();
    await workbench.press('Control+C');
    await workbench.announced(/^Select a sub-account first\.$/);
  });

  it('says where a page failed, in no message: its row says so as long as it is so', async () => {
    const { sandbox, view, workbench } = stage();
    const heal = sandbox.fault({ kind: 'code', code: 30 }, { call: 'list', page: 2 });
    await view.click(/^Load 20 more/);
    await workbench.announced(/^Loading stopped at 20 of 137: Not allowed$/);
    await view.waitForRow(/account is blocked/);
    assert.deepEqual(await workbench.notifications(), []);
    heal();
    await view.click(/account is blocked/);
    await view.waitForRow(/^Load 20 more, 40 of 137/);
  });

  it('says where a load stopped, and why, and that all is loaded', async () => {
    const { sandbox, view, workbench } = stage();
    const heal = sandbox.fault({ kind: 'code', code: 30 }, { call: 'list', page: 5 });
    await view.rowAction(/^Load 20 more/, 'Load All');
    await workbench.announced(/^Loading stopped at 80 of 137: Not allowed$/);
    await view.waitForMessage(undefined);
    assert.deepEqual(await workbench.notifications(), []);
    heal();
    await view.click(/Enter: Try Again/);
    await workbench.announced(/^Loaded all sub-accounts: 137$/);
  });
});

describe('a screen reader that the person has set', () => {
  const stage = useStage();

  before(async () => {
    await stage().vscode.writeUserSettings({ 'editor.accessibilitySupport': 'on' });
    await stage().reload();
  });
  after(() => stage().vscode.writeUserSettings({}));

  it('is given a message of VS Code’s, which can be read again, and the same words only once', async () => {
    const { workbench } = stage();
    await stage().addAccount('petite');
    await workbench.notification(/Added account/);
    assert.match(
      (await workbench.announced(/Added account/)).join('\n'),
      /^Info: Added account “petite@example\.fr”/,
    );
  });
});

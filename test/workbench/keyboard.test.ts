// Where the keyboard goes, as CONTRIBUTING states it: to the first new row, to the row of a failure, beside what is gone; and nothing is selected that nobody selected.
import assert from 'node:assert/strict';
import { accountNames, useStage } from './stage';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A row begins with its e-mail; its other facts follow. */
const rowOf = (email: string | undefined) => new RegExp(`^${escaped(email ?? 'nobody')}[ ,]`);

/** What these tests look at: sub-accounts of the first account unless another is named. */
function useRows() {
  const stage = useStage();
  const own = (index: number, account: keyof typeof accountNames = 'grande') => {
    const found = stage().account(account).subAccounts[index];
    assert.ok(found);
    return found;
  };
  return {
    stage,
    own,
    row: (index: number, account?: keyof typeof accountNames) => rowOf(own(index, account).email),
    selected: async () =>
      (await stage().view.rows()).filter((each) => each.selected).map((each) => each.label),
    emails: (...indexes: number[]) => indexes.map((index) => own(index).email),
    /** Adds an account whose first page then waits, or fails, as `meanwhile` says. */
    addAccount: async <T>(account: keyof typeof accountNames, meanwhile: () => T): Promise<T> => {
      const { quickInput, palette } = stage().workbench;
      await palette.call(stage().workbench, 'Mail Partner: Add Account…');
      await quickInput.waitUntilShown();
      await quickInput.fill(stage().account(account).apiKey);
      await quickInput.enter();
      await quickInput.waitForMessage(/The API key works/);
      const result = meanwhile();
      await quickInput.enter();
      return result;
    },
  };
}

describe('where the keyboard goes', () => {
  const { stage, own, row, selected, emails, addAccount } = useRows();

  it('is on “Loading…” after an account was added, and goes on from there to the first row', async () => {
    const { sandbox, view } = stage();
    const hold = await addAccount('grande', () => sandbox.hold({ call: 'list', page: 1 }));
    await hold.arrived;
    await view.waitForFocus(/^Loading/);
    hold.release();
    await view.waitForFocus(row(0));
    await view.waitForKeyboard();
    assert.deepEqual(await selected(), []);
  });

  it('goes from the last row to the first new one, also with Enter, and what was selected stays', async () => {
    const { view, workbench } = stage();
    await view.click(row(3));
    await workbench.press('End', 'Enter');
    await view.waitForFocus(row(20));
    assert.deepEqual(await selected(), emails(3));
    await workbench.press('Control+C');
    await workbench.waitForClipboard(own(20).token);
  });

  it('with a click too: VS Code selects the row that is clicked, and what was selected before is again', async () => {
    const { view } = stage();
    await view.click(/^Load 20 more/);
    await view.waitForFocus(row(40));
    assert.deepEqual(await selected(), emails(3));
    // Nobody chose the row that the keyboard came to.
    await stage().workbench.press('Control+C');
    await stage().workbench.waitForClipboard(own(3).token);
  });

  it('with a click too, where several were selected', async () => {
    const { view } = stage();
    await view.click(row(5));
    await view.click(row(9), 'Control');
    await view.click(row(7), 'Control');
    await view.click(/^Load 20 more/);
    await view.waitForFocus(row(60));
    assert.deepEqual(await selected(), emails(5, 7, 9));
  });

  it('with a click too, where nothing was selected', async () => {
    const { view, workbench } = stage();
    await view.click(row(5));
    await workbench.press('Escape');
    await view.click(/^Load 20 more/);
    await view.waitForFocus(row(80));
    assert.deepEqual(await selected(), []);
  });

  it('is on the row of a page that failed, and stays there while it is tried again', async () => {
    const { sandbox, view, workbench } = stage();
    await view.click(row(6));
    sandbox.fault({ kind: 'code', code: 30 }, { call: 'list', page: 6 });
    await view.click(/^Load 20 more/);
    await view.waitForFocus(/This account is blocked/);
    assert.deepEqual(await selected(), emails(6));
    await workbench.press('Enter');
    await workbench.statusMessage(/Loading stopped at 100/);
    await view.waitForFocus(/This account is blocked/);
    sandbox.heal();
    await workbench.press('Enter');
    await view.waitForFocus(row(100));
    assert.deepEqual(await selected(), emails(6));
  });
});

describe('where the keyboard stays', () => {
  const { stage, row, selected, own } = useRows();
  before(async () => {
    await stage().addAccount('grande');
    await stage().view.waitForFocus(row(0));
  });

  it('stays where the person has gone meanwhile: on another row, or in an editor', async () => {
    const { sandbox, view, workbench } = stage();
    const hold = sandbox.hold({ call: 'list', page: 2 });
    await workbench.press('End', 'Enter');
    await hold.arrived;
    await workbench.press('Home');
    hold.release();
    await view.waitForRow(row(39));
    await view.waitForFocus(row(0));
    const later = sandbox.hold({ call: 'list', page: 3 });
    await workbench.press('End', 'Enter');
    await later.arrived;
    await workbench.palette('File: New Untitled Text File');
    const editor = workbench.page.locator('.monaco-editor.focused');
    await editor.waitFor();
    later.release();
    await view.waitForRow(row(59));
    await editor.waitFor();
    await workbench.page.keyboard.type('typed');
    await workbench.page.locator('.monaco-editor .view-line').getByText('typed').waitFor();
    await view.waitForFocus(row(40));
    // VS Code would open it again in a later window.
    await workbench.palette('View: Revert and Close Editor');
    await editor.waitFor({ state: 'detached' });
  });

  it('selects no new row where the last row was selected with all others', async () => {
    const { view, workbench } = stage();
    await view.click(row(0));
    await workbench.press('Control+A', 'End', 'Enter');
    await view.waitForRow(row(79));
    assert.ok(!(await selected()).includes(own(60).email));
    await view.waitForFocus(/^Load 20 more/);
  });
});

describe('where the keyboard goes with Load All', () => {
  const { stage, row, selected, emails } = useRows();

  it('is on the first new row, from the last one before', async () => {
    const { view, workbench } = stage();
    await stage().addAccount('grande');
    await view.click(row(8));
    await view.contextMenu(/^Load 20 more/, 'Load All');
    await workbench.statusMessage('Loaded all sub-accounts: 1,240');
    await view.waitForFocus(row(20));
    // VS Code draws so many rows one after the other.
    await view.row(row(8)).and(view.tree.locator('[aria-selected=true]')).waitFor();
    assert.deepEqual(await selected(), emails(8));
  });
});

describe('where the keyboard goes with accounts', () => {
  const { stage, row, selected, emails, addAccount } = useRows();
  before(async () => {
    await stage().addAccount('grande');
    await stage().view.waitForFocus(row(0));
  });

  it('after a second account was added: on its first row, unfolded and in sight, the other as it was', async () => {
    const { view } = stage();
    await view.click(row(4));
    await stage().addAccount('petite');
    await view.waitForFocus(row(0, 'petite'));
    await view.waitForKeyboard();
    const rows = await view.rows();
    assert.deepEqual(
      rows.filter(({ level }) => level === 1).map(({ label, expanded }) => [label, expanded]),
      [
        [accountNames.grande, true],
        [accountNames.petite, true],
      ],
    );
    assert.deepEqual(await selected(), emails(4));
  });

  it('after an account was added whose list fails: on the row that says so', async () => {
    const { sandbox, view, workbench } = stage();
    const { apiKey } = stage().account('studio');
    await addAccount('studio', () => sandbox.fault({ kind: 'code', code: 30 }, { call: 'list', apiKey }));
    await view.waitForFocus(/This account is blocked/);
    sandbox.heal();
    await workbench.press('Enter');
    await view.waitForFocus(row(0, 'studio'));
    assert.deepEqual(await selected(), emails(4));
  });

  it('on an account’s row, Enter folds and unfolds it, and selects nothing', async () => {
    const { view, workbench } = stage();
    await workbench.press('ArrowUp');
    await view.waitForFocus(new RegExp(`^${accountNames.studio}`));
    await workbench.press('Enter');
    await view.waitForNoRow(row(0, 'studio'));
    await workbench.press('Enter');
    await view.waitForRow(row(0, 'studio'));
    assert.deepEqual(await selected(), emails(4));
  });

  it('after an account was removed: on its neighbour', async () => {
    const { view, workbench } = stage();
    await view.contextMenu(new RegExp(`^${accountNames.petite}`), 'Remove Account…');
    await (await workbench.dialog()).press('Remove');
    await view.waitForFocus(new RegExp(`^${accountNames.studio}`));
    await view.waitForKeyboard();
    await view.contextMenu(new RegExp(`^${accountNames.studio}`), 'Remove Account…');
    await (await workbench.dialog()).press('Remove');
    await view.waitForFocus(row(0));
    await view.waitForKeyboard();
  });

  it('after the last one was removed: in the view, where Enter or Tab and Enter adds another', async () => {
    const { view, workbench } = stage();
    await workbench.press('ArrowDown');
    await view.menu('Remove Account…');
    await (await workbench.dialog()).press('Remove');
    await view.welcome();
    await workbench.page.locator('.welcome-view-content:focus').waitFor();
    await workbench.press('Tab', 'Enter');
    await workbench.quickInput.waitForMessage(/API key/);
    await workbench.quickInput.escape();
  });
});

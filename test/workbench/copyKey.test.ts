// Ctrl+C in the view: the row under the keyboard is copied, and nothing else happens to it, whatever row it is.
import assert from 'node:assert/strict';
import { accountNames, useStage } from './stage';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const nothing = 'what was there before';

describe('ctrl+C in the view', () => {
  const stage = useStage();
  const subAccount = (index: number) => {
    const found = stage().account('agence').subAccounts[index];
    assert.ok(found);
    return found;
  };
  /** A row begins with its e-mail; its other facts follow. */
  const rowOf = (index: number) => new RegExp(`^${escaped(subAccount(index).email)}[ ,]`);
  const rows = async () => {
    const seen = await stage().view.rows();
    return seen.map(({ label, description, expanded }) => ({ label, description, expanded }));
  };
  const selected = async () =>
    (await stage().view.rows()).filter((row) => row.selected).map((row) => row.label);

  /**
   * Presses ctrl+C on the row under the keyboard, which is no sub-account; then on `token`'s, `key` away from it: what the first one
   * started has been seen by then. Nothing may have been asked, opened or folded.
   */
  async function copiesNothing(key: 'ArrowUp' | 'ArrowDown', token: string): Promise<void> {
    const { workbench, sandbox } = stage();
    const before = await rows();
    sandbox.requests.length = 0;
    await workbench.setClipboard(nothing);
    await workbench.press('Control+C');
    await workbench.statusMessage('Select a sub-account first.');
    assert.equal(await workbench.clipboard(), nothing);
    await workbench.press(key, 'Control+C');
    await workbench.waitForClipboard(token);
    await workbench.statusMessage(/Copied token of/);
    assert.deepEqual(sandbox.requests, []);
    assert.deepEqual(await rows(), before);
    assert.equal(await workbench.quickInput.isShown(), false);
    assert.deepEqual(await workbench.notifications(), []);
  }

  before(async () => {
    await stage().addAccount('agence');
    await stage().view.waitForRow(/^Load 20 more/);
  });

  it('copies the row under the keyboard, and leaves the selection as it is', async () => {
    const { view, workbench } = stage();
    await view.click(rowOf(5));
    await workbench.press('ArrowDown', 'ArrowDown', 'Control+C');
    await workbench.waitForClipboard(subAccount(7).token);
    assert.deepEqual(await selected(), [subAccount(5).email]);
    await view.waitForFocus(rowOf(7));
  });

  it('on the pager row loads nothing', async () => {
    const { view, workbench } = stage();
    await view.click(rowOf(19));
    await workbench.press('ArrowDown');
    await view.waitForFocus(/^Load 20 more/);
    await copiesNothing('ArrowUp', subAccount(19).token);
  });

  it('on a failed row tries nothing again', async () => {
    const { view, workbench, sandbox } = stage();
    sandbox.fault({ kind: 'code', code: 30 }, { call: 'list', page: 2 });
    await view.click(/^Load 20 more/);
    await view.waitForRow(/This account is blocked/);
    sandbox.heal();
    await view.click(rowOf(19));
    await workbench.press('ArrowDown');
    await view.waitForFocus(/This account is blocked/);
    await copiesNothing('ArrowUp', subAccount(19).token);
  });

  it('on the row of a refused key asks for no other', async () => {
    const { view, workbench, sandbox } = stage();
    sandbox.fault({ kind: 'refusedKey' }, { call: 'list' });
    await view.action('Refresh');
    await view.waitForRow(/refused the API key/);
    sandbox.heal();
    await view.click(rowOf(19));
    await workbench.press('ArrowDown');
    await view.waitForFocus(/refused the API key/);
    await copiesNothing('ArrowUp', subAccount(19).token);
  });

  it('on nothing, after Escape, copies nothing', async () => {
    const { view, workbench } = stage();
    await view.click(rowOf(4));
    await workbench.press('Escape');
    await view.waitForNoFocus();
    await workbench.setClipboard(nothing);
    await workbench.press('Control+C');
    await workbench.statusMessage('Select a sub-account first.');
    assert.equal(await workbench.clipboard(), nothing);
  });

  it('on an account’s row folds and unfolds nothing', async () => {
    const { view, workbench } = stage();
    await stage().addAccount('petite');
    await view.waitForRow(new RegExp(`^${accountNames.petite}`));
    // Its rows, which come unfolded.
    await view.waitForRow(
      new RegExp(`^${escaped(stage().account('petite').subAccounts[2]?.email ?? '')}[ ,]`),
    );
    await view.click(rowOf(0));
    await workbench.press('ArrowUp');
    await view.waitForFocus(new RegExp(`^${accountNames.agence}`));
    await copiesNothing('ArrowDown', subAccount(0).token);
  });

  it('copies every selected row when several are', async () => {
    const { view, workbench } = stage();
    await view.click(rowOf(3));
    await view.click(rowOf(1), 'Control');
    await workbench.press('Control+C');
    await workbench.waitForClipboard(`${subAccount(1).token}\n${subAccount(3).token}`);
  });
});

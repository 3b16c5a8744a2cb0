// Enter and a double click on a row: a list of what can be done with it, and nothing is done before something is chosen. Commands from the palette begin at that row.
import assert from 'node:assert/strict';
import { useStage } from './stage';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const nothing = 'what was there before';

describe('the actions of a row', () => {
  const stage = useStage();
  const own = (index: number) => {
    const found = stage().account('agence').subAccounts[index];
    assert.ok(found);
    return found;
  };
  /** A row begins with its e-mail; its other facts follow. */
  const row = (index: number) => new RegExp(`^${escaped(own(index).email)}[ ,]`);
  const labels = async () => (await stage().workbench.quickInput.items()).map(({ label }) => label);

  before(async () => {
    await stage().addAccount('agence');
    await stage().view.waitForRow(/^Load 20 more/);
  });
  beforeEach(() => stage().workbench.setClipboard(nothing));

  it('come with Enter, Copy Token first; Enter alone copies nothing, and Escape gives the keyboard back', async () => {
    const { view, workbench } = stage();
    const { quickInput } = workbench;
    await view.click(row(2));
    assert.equal(await quickInput.isShown(), false, 'a click selects');
    await workbench.press('ArrowDown', 'Enter');
    await quickInput.item('Copy Token').waitFor();
    assert.equal(await quickInput.title(), own(3).email);
    assert.deepEqual(await labels(), [
      'Copy Token',
      'Copy API Key',
      'Copy E-mail',
      'Copy as .env Lines',
      'Copy Request as…',
      'Copy as Key Binding',
      'Insert Token',
      'Insert API Key',
      'Save to .env…',
      'Show API Response…',
    ]);
    assert.equal((await quickInput.items())[0]?.focused, true);
    assert.equal(await workbench.clipboard(), nothing);
    await quickInput.escape();
    await quickInput.waitUntilHidden();
    await view.waitForKeyboard();
    await view.waitForFocus(row(3));
    assert.equal(await workbench.clipboard(), nothing);
    const selected = (await view.rows()).filter((each) => each.selected).map((each) => each.label);
    assert.deepEqual(selected, [own(2).email], 'Enter selects nothing');
  });

  it('are the commands, on that row', async () => {
    const { workbench } = stage();
    await workbench.press('Enter');
    await workbench.quickInput.item('Copy Token').waitFor();
    await workbench.quickInput.enter();
    await workbench.waitForClipboard(own(3).token);
    await workbench.press('Enter');
    await workbench.quickInput.pick('Copy API Key');
    await workbench.waitForClipboard(own(3).apiKey);
  });

  it('are about all selected rows where the row is one of them, and about it alone where not', async () => {
    const { view, workbench } = stage();
    await view.click(row(6));
    await view.click(row(4), 'Control');
    await workbench.press('Enter');
    await workbench.quickInput.item('Copy Token').waitFor();
    assert.equal(await workbench.quickInput.title(), `${own(4).email}, ${own(6).email}`);
    await workbench.quickInput.enter();
    await workbench.waitForClipboard(`${own(4).token}\n${own(6).token}`);
    await workbench.press('ArrowUp', 'Enter');
    await workbench.quickInput.item('Copy Token').waitFor();
    assert.equal(await workbench.quickInput.title(), own(3).email);
    await workbench.quickInput.escape();
  });

  it('come with a double click, on the row that it was on', async () => {
    const { view, workbench } = stage();
    await view.click(row(8));
    await view.click(row(10));
    await view.doubleClick(row(9));
    await workbench.quickInput.item('Copy Token').waitFor();
    assert.equal(await workbench.quickInput.title(), own(9).email);
    assert.equal(await workbench.clipboard(), nothing);
    await workbench.quickInput.enter();
    await workbench.waitForClipboard(own(9).token);
  });

  it('do not come with clicks on one row after another, nor with one that joins the selection', async () => {
    const { view, workbench } = stage();
    await view.click(row(11));
    await view.click(row(12));
    await view.click(row(11));
    await view.click(row(12), 'Control');
    await workbench.press('Control+C');
    await workbench.waitForClipboard(`${own(11).token}\n${own(12).token}`);
    assert.equal(await workbench.quickInput.isShown(), false);
  });

  it('a command from the palette asks with the row under the keyboard first, until something is typed', async () => {
    const { view, workbench } = stage();
    const { quickInput } = workbench;
    await view.click(row(13));
    await workbench.press('ArrowDown', 'ArrowDown');
    await view.waitForFocus(row(15));
    await workbench.palette('Mail Partner: Copy Token');
    await quickInput.item(own(15).email).waitFor();
    await quickInput.waitForTitle(/ · all 137 searched$/);
    const items = await quickInput.items();
    assert.deepEqual(
      items.flatMap(({ label, focused }, index) =>
        focused || label === own(15).email ? [[index, label]] : [],
      ),
      [[0, own(15).email]],
      'it is under the keyboard, and stands once',
    );
    await quickInput.fill(own(7).email);
    await quickInput.item(own(7).email).waitFor();
    await quickInput.fill('');
    await quickInput.item(own(15).email).waitFor();
    await quickInput.enter();
    await workbench.waitForClipboard(own(15).token);
  });
});

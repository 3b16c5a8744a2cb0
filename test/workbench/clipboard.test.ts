// Clearing the clipboard while another program has the focus: it is cleared when the window has it again, and VS Code shows no error meanwhile.
import assert from 'node:assert/strict';
import { useStage } from './stage';

/** For the page: the window loses the focus, or has it again. A browser then lets nobody read its clipboard, or does again. */
const setFocus = (focused: boolean) => `(() => {
  const { clipboard } = navigator;
  globalThis.__readText ??= clipboard.readText.bind(clipboard);
  document.hasFocus = () => ${focused};
  clipboard.readText = () => ${focused} ? __readText() : Promise.reject(new DOMException('Document is not focused.', 'NotAllowedError'));
  window.dispatchEvent(new Event('${focused ? 'focus' : 'blur'}'));
})()`;

describe('the clipboard, while another program has the focus', () => {
  const stage = useStage();

  before(async () => {
    await stage().vscode.writeUserSettings({ 'mailPartner.clipboard.clearAfter': 1 });
    await stage().reload();
  });
  after(() => stage().vscode.writeUserSettings({}));

  it('is cleared when the window has the focus again', async () => {
    const { view, workbench } = stage();
    await stage().addAccount('agence');
    await view.waitForRow(/^Load 20 more/);
    const [first] = stage().account('agence').subAccounts;
    assert.ok(first);
    await view.click(new RegExp(`^${first.email.replaceAll('.', '\\.')}`));
    await workbench.press('Control+C');
    await workbench.waitForClipboard(first.token);
    await workbench.page.evaluate(setFocus(false));
    // The words stand there for longer than the second after which it would be cleared.
    await workbench.statusMessage(/Copied token of .*, cleared in 1 s/);
    await workbench.page
      .locator('.statusbar-item', { hasText: 'cleared in 1 s' })
      .waitFor({ state: 'detached' });
    assert.deepEqual(await workbench.notifications(), []);
    await workbench.page.evaluate(setFocus(true));
    await workbench.waitForClipboard('');
  });
});

// The walkthrough: found from the welcome text, its steps done as the person does them, also before it was opened; and the key that finds from anywhere.
import { useStage } from './stage';

describe('the walkthrough', () => {
  const stage = useStage({ viewport: { width: 1600, height: 900 } });
  const step = (title: string) =>
    stage().workbench.page.locator('.getting-started-step').filter({ hasText: title });
  const check = (title: string, done: boolean) =>
    step(title).locator(`[role=checkbox][aria-checked="${done}"]`);

  it('opens from the welcome text, with its four steps and their pictures', async () => {
    const { view, workbench } = stage();
    await view.welcome();
    await workbench.page.getByText('Take the tour', { exact: true }).click();
    await workbench.page.getByText('Get Started with Mail Partner').first().waitFor();
    for (const title of [
      'Add an account',
      'Browse your sub-accounts',
      'Find one and copy',
      'Use it while coding',
    ]) {
      await step(title).waitFor();
    }
    // The picture of the open step is drawn in a frame of its own.
    await workbench.page.locator('.getting-started-media').first().waitFor();
  });

  it('a step is done when the person has done it', async () => {
    const { view, workbench } = stage();
    await check('Add an account', false).waitFor();
    await stage().addAccount('agence');
    await view.waitForRow(/^Load 20 more/);
    await check('Add an account', true).waitFor();
    await view.click(/^Load 20 more/);
    await check('Browse your sub-accounts', true).waitFor();
    await workbench.press('Control+k', 'Shift+m');
    await workbench.quickInput.waitForTitle(/searched/);
    await workbench.quickInput.escape();
    await check('Find one and copy', true).waitFor();
  });
});

describe('the walkthrough, opened once things were done', () => {
  const stage = useStage({ viewport: { width: 1600, height: 900 } });
  const check = (title: string, done: boolean) =>
    stage()
      .workbench.page.locator('.getting-started-step')
      .filter({ hasText: title })
      .locator(`[role=checkbox][aria-checked="${done}"]`);

  async function open() {
    const { workbench } = stage();
    await workbench.palette('Welcome: Open Walkthrough...');
    await workbench.quickInput.waitUntilShown();
    await workbench.quickInput.pick('Get Started with Mail Partner');
    await check('Use it while coding', false).waitFor();
  }

  it('has ticked what was done in this window before, and nothing else', async () => {
    const { view, workbench } = stage();
    await stage().addAccount('agence');
    await view.click(/^Load 20 more/);
    await open();
    await check('Add an account', true).waitFor();
    await check('Browse your sub-accounts', true).waitFor();
    await check('Find one and copy', false).waitFor();
    await workbench.screenshot('.test-reports/walkthrough-done.png');
  });
});

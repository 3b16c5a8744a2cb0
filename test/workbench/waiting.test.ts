// A limit that the service names a time for, in the real workbench: until when is said once, for as long as it is waited, and no longer.
import assert from 'node:assert/strict';
import { useStage } from './stage';

describe('waiting for the time that the service named', () => {
  const stage = useStage();
  const said = () => stage().workbench.page.locator('.statusbar-item', { hasText: 'Waiting until' });

  it('is said once, not any more when it is stopped, and again until it is over where it begins anew', async () => {
    const { sandbox, view, workbench } = stage();
    await stage().addAccount('agence');
    await view.waitForRow(/^Load 20 more/);
    sandbox.fault({ kind: 'rateLimited', retryAfter: '12' }, { call: 'list', page: 2, times: 1 });
    await view.click(/^Load 20 more/);
    await said().waitFor();
    assert.equal(await said().count(), 1);
    await view.waitForKeyboard();
    await workbench.press('Escape');
    await said().waitFor({ state: 'detached' });
    // The row too has learned that it waits no longer.
    await view.click(/^Load 20 more/);
    await said().waitFor();
    assert.equal(await said().count(), 1);
    await view.waitForRowCount(41);
    await said().waitFor({ state: 'detached' });
  });
});

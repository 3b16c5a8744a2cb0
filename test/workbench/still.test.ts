// No row moves under the mouse while a list loads, refreshes, is searched, stops or fails; and a click gets what stands at its place.
import assert from 'node:assert/strict';
import { compareDecimals } from '../../src/api/decimal';
import { useStage } from './stage';

describe('rows under the mouse', () => {
  const stage = useStage();
  /** The row that is watched: not the first, so that a neighbour stands on either side. */
  const own = (at = 3) => {
    const found = stage().account('agence').subAccounts[at];
    assert.ok(found);
    return found;
  };
  let place: { x: number; y: number };

  before(async () => {
    await stage().addAccount('agence');
    await stage().view.waitForRow(/^Load 20 more/);
    place = await stage().view.buttonPlace(own().email, 'Copy Token');
  });

  /** Clicks where the button of the row was before anything began. */
  const clickAtPlace = () => stage().workbench.clickUntilCopied(place, own().token);
  /** Holds that the row had one place alone while `what` was done, and has it still. */
  const staysWhile = async (email: string, what: () => Promise<void>) => {
    const watched = await stage().view.watchPlace(email);
    await what();
    const places = await watched.end();
    assert.equal(places.length, 1, `the row stood at ${places.join(', ')}`);
  };

  it('stay while Find loads, and when it is closed', async () => {
    const { sandbox, workbench } = stage();
    await staysWhile(own().email, async () => {
      const hold = sandbox.hold({ call: 'list', page: 2 });
      await workbench.palette('Mail Partner: Find Sub-account…');
      await hold.arrived;
      await workbench.statusMessage('Loading sub-accounts: 20 of 137');
      await workbench.quickInput.fill('zzz');
      await workbench.quickInput.escape();
      await workbench.quickInput.waitUntilHidden();
      await stage().view.waitForRow(/^Load 20 more, 20 of 137/);
      hold.release();
    });
  });

  it('stay while all is loaded and stopped in the status bar; a click at a button copies what was there', async () => {
    const { sandbox, view, workbench } = stage();
    await staysWhile(own().email, async () => {
      const hold = sandbox.hold({ call: 'list', page: 5 });
      await view.menu('Load All');
      const held = await hold.arrived;
      await workbench.statusMessage('Loading sub-accounts: 80 of 137');
      await view.waitForRow(/Loading…/);
      await clickAtPlace();
      const item = workbench.page
        .locator(
          '.part.statusbar .statusbar-item [aria-label="Loading sub-accounts: 80 of 137. Stop Loading"]',
        )
        .first();
      await item.click();
      await workbench.statusMessage('Loading stopped at 80 of 137');
      await view.waitForRow(/^Load 20 more, 80 of 137/);
      assert.equal(await sandbox.ended(held), 'aborted');
      hold.release();
      await view.waitForMessage(undefined);
      await clickAtPlace();
    });
  });

  it('stay when a load fails: a badge says so until the view is shown again, then it stands above the rows', async () => {
    const { sandbox, view, workbench } = stage();
    const heal = sandbox.fault({ kind: 'code', code: 30 }, { call: 'list', page: 5 });
    const words = 'Loading stopped at 80 of 137: Not allowed';
    await staysWhile(own().email, async () => {
      await view.menu('Load All');
      await workbench.statusMessage(words);
      await view.waitForRow(/account is blocked/);
      await clickAtPlace();
      await view.waitForMessage(undefined);
    });
    await workbench.tab(`Mail Partner - ${words}`).waitFor();
    await workbench.tab('Explorer').click();
    await workbench.openView('Mail Partner', 'Sub-accounts');
    await view.waitForMessage(words);
    await workbench.tab(`Mail Partner - ${words}`).waitFor({ state: 'detached' });
    heal();
  });

  it('stay when it is tried again: what stands above them stays, and says at the end how much is loaded', async () => {
    const { sandbox, view, workbench } = stage();
    place = await view.buttonPlace(own().email, 'Copy Token');
    const hold = sandbox.hold({ call: 'list', page: 5 });
    await staysWhile(own().email, async () => {
      await view.click(/account is blocked/);
      await hold.arrived;
      await view.waitForRow(/Loading…/);
      await view.waitForMessage('Loading stopped at 80 of 137: Not allowed');
      await clickAtPlace();
      hold.release();
      await workbench.statusMessage('Loaded all sub-accounts: 137');
      await view.waitForRowCount(137);
      await view.waitForMessage('Sub-accounts loaded: 137');
    });
    await workbench.tab('Explorer').click();
    await workbench.openView('Mail Partner', 'Sub-accounts');
    await view.waitForMessage(undefined);
    place = await view.buttonPlace(own().email, 'Copy Token');
  });

  it('stay while all is refreshed, stopped, and refreshed to the end', async () => {
    const { sandbox, view, workbench } = stage();
    await staysWhile(own().email, async () => {
      const hold = sandbox.hold({ call: 'list', page: 4 });
      await view.action('Refresh');
      await hold.arrived;
      await workbench.statusMessage('Refreshing sub-accounts');
      await clickAtPlace();
      await workbench.palette('Mail Partner: Stop Loading');
      await workbench.statusMessage('Refresh stopped. The rest is from before.');
      hold.release();
      await view.waitForMessage(undefined);
      sandbox.requests.length = 0;
      await view.action('Refresh');
      await sandbox.waitForRequest({ page: 7 });
      // The row that said how much there was of it is gone.
      await view.waitForRowCount(137);
      await clickAtPlace();
    });
  });

  it('keep their places under an order until the load has ended; then they are sorted, once', async () => {
    const { sandbox, view, workbench } = stage();
    const all = stage().account('agence').subAccounts;
    await stage().reload('agence');
    await view.waitForRow(/^Load 20 more/);
    await view.menu('Sort By…');
    await workbench.quickInput.pick('Balance, Lowest First');
    await workbench.quickInput.pick('Only What Is Loaded');
    const byBalance = (rows: typeof all) => rows.toSorted((a, b) => compareDecimals(a.balance, b.balance));
    const first = byBalance(all.slice(0, 20));
    await view.waitForFirstRow(first[0]?.email ?? '');
    const last = first[19]?.email ?? '';
    const hold = sandbox.hold({ call: 'list', page: 5 });
    await staysWhile(last, async () => {
      await view.menu('Load All');
      await hold.arrived;
      await workbench.statusMessage('Loading sub-accounts: 80 of 137');
      await view.waitForRowCount(81);
    });
    const labels = async () => (await view.rows()).map(({ label }) => label);
    assert.deepEqual(
      (await labels()).slice(0, 20),
      first.map(({ email }) => email),
    );
    hold.release();
    await workbench.statusMessage('Loaded all sub-accounts: 137');
    await view.waitForFirstRow(byBalance(all)[0]?.email ?? '');
    await view.waitForRowCount(137);
    assert.deepEqual(
      await labels(),
      byBalance(all).map(({ email }) => email),
    );
  });
});

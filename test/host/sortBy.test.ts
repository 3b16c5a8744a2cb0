// Sort By: the order that is remembered, and how it is asked for.
import * as assert from 'node:assert/strict';
import { StoredState } from '../../src/accounts/storedState';
import { askSortOrder, isAllWanted, partLoaded, SortMemory } from '../../src/features/loading/sortBy';
import { subAccounts } from '../support/subAccounts';
import { FakeMemento } from '../unit/support/vscodeParts';
import { FakeWindow } from './support/fakeWindow';
import { ListsOnDemand } from './support/listsOnDemand';

describe('the order of the rows', () => {
  it('is the service’s until one is chosen, which is then kept', async () => {
    const state = new FakeMemento();
    const memory = new SortMemory(state);
    assert.equal(memory.order, 'server');
    await memory.choose('balance');
    assert.equal(memory.order, 'balance');
    assert.equal(new SortMemory(state.reopened()).order, 'balance');
  });

  it('that VS Code can’t store holds for this window all the same', async () => {
    const state = new FakeMemento();
    const memory = new SortMemory(new StoredState(state));
    state.rejects = true;
    await assert.rejects(memory.choose('newest'));
    assert.equal(memory.order, 'newest');
    assert.equal(new SortMemory(state.reopened()).order, 'server');
  });

  it('is the service’s where something else is kept', () => {
    assert.equal(new SortMemory(new FakeMemento([['mailPartner.sortBy', 'colour']])).order, 'server');
  });

  describe('is asked for', () => {
    let said: FakeWindow;
    beforeEach(() => {
      said = new FakeWindow();
    });
    afterEach(() => said.restore());

    it('with the keyboard on that of now; Enter chooses', async () => {
      const asked = askSortOrder('balance');
      const [pick] = said.picks;
      assert.deepEqual(
        pick?.items.map(({ label, description }) => [label, description]),
        [
          ['Mail Partner’s Order', undefined],
          ['E-mail', undefined],
          ['Balance, Lowest First', 'current'],
          ['Balance, Highest First', undefined],
          ['Newest First', undefined],
          ['Oldest First', undefined],
        ],
      );
      assert.deepEqual(
        pick?.activeItems.map(({ description }) => description),
        ['current'],
      );
      pick?.enter();
      assert.equal(await asked, 'balance');
      assert.equal(pick?.open, false);
    });

    it('with how much is loaded in the title, where that is not all', async () => {
      const service = new ListsOnDemand();
      const part = await service.load('a', subAccounts(1, 20), 137);
      const whole = await service.load('b', subAccounts(1, 3), 3);
      assert.equal(partLoaded([whole]), undefined);
      assert.equal(partLoaded([part, whole]), '23 of 140 loaded');
      assert.equal(partLoaded([part, service.lists.ofAccount('c')]), '20 loaded');
      const asked = askSortOrder('server', partLoaded([part]));
      assert.equal(said.picks[0]?.title, 'Sort By · 20 of 137 loaded');
      said.picks[0]?.escape();
      await asked;
      const other = askSortOrder('server', partLoaded([whole]));
      assert.equal(said.picks[1]?.title, 'Sort By');
      said.picks[1]?.escape();
      await other;
      service.lists.dispose();
    });

    it('and then whether all is to be loaded: Enter loads, anything else keeps the part', async () => {
      const first = isAllWanted('20 of 137 loaded');
      const [pick] = said.picks;
      assert.equal(pick?.title, 'Sort By · 20 of 137 loaded');
      assert.deepEqual(
        pick?.items.map(({ label }) => label),
        ['Load All', 'Only What Is Loaded'],
      );
      pick?.enter();
      assert.equal(await first, true);
      const second = isAllWanted('20 of 137 loaded');
      said.picks[1]?.click(said.picks[1].items[1]);
      assert.equal(await second, false);
      const third = isAllWanted('20 of 137 loaded');
      said.picks[2]?.escape();
      assert.equal(await third, false);
    });

    it('a click chooses another, Escape none', async () => {
      const first = askSortOrder('server');
      said.picks[0]?.click(said.picks[0].items[4]);
      assert.equal(await first, 'newest');
      const second = askSortOrder('server');
      said.picks[1]?.escape();
      assert.equal(await second, undefined);
    });
  });
});

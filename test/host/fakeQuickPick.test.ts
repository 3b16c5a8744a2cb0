// The tests' quick pick behaves as VS Code's own: both go through the same.
import * as assert from 'node:assert/strict';
import { commands, type QuickPick, type QuickPickItem, window } from 'vscode';
import { FakeQuickPick } from './support/fakeQuickPick';

/** A quick pick, and the keys that a person presses in it. */
interface Used {
  readonly pick: QuickPick<QuickPickItem>;
  readonly enter: () => unknown;
  readonly close: () => unknown;
}

const kinds: Record<string, () => Used> = {
  'VS Code’s': () => ({
    pick: window.createQuickPick(),
    enter: () => commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
    close: () => commands.executeCommand('workbench.action.closeQuickOpen'),
  }),
  'the tests’': () => {
    const pick = new FakeQuickPick();
    // The window tells it later.
    return { pick, enter: () => queueMicrotask(pick.pressEnter()), close: () => pick.escape() };
  },
};
const items = ['a', 'b', 'c'].map((label) => ({ label }));

for (const [whose, make] of Object.entries(kinds)) {
  describe(`a quick pick, ${whose}`, () => {
    let used: Used;
    let told: string[];
    const labels = (given: readonly QuickPickItem[]) => given.map(({ label }) => label).join();
    /** Resolves when the quick pick has told this. */
    let until: (what: string) => Promise<void>;

    beforeEach(() => {
      [used, told] = [make(), []];
      let look: () => void = () => undefined;
      const tell = (what: string) => {
        told.push(what);
        look();
      };
      until = async (what) => {
        while (!told.includes(what)) {
          await new Promise<void>((resolve) => {
            look = resolve;
          });
        }
      };
      const { pick } = used;
      pick.onDidAccept(() => tell(`accepted ${labels(pick.selectedItems)}`));
      pick.onDidHide(() => tell('hidden'));
      pick.onDidChangeActive((active) => tell(`active ${labels(active)}`));
    });
    afterEach(() => used.pick.dispose());

    it('is on the first item, unless another is made active; Enter chooses it and hides nothing', async () => {
      const { pick, enter } = used;
      pick.items = items;
      pick.show();
      await until('active a');
      enter();
      await until('accepted a');
      pick.items = [...items];
      pick.activeItems = items.slice(1, 2);
      assert.equal(labels(pick.activeItems), 'b', 'at once');
      await until('active b');
      enter();
      await until('accepted b');
      assert.ok(!told.includes('hidden'));
    });

    it('is on nothing where nothing is made active; Enter then tells what was chosen before', async () => {
      const { pick, enter } = used;
      pick.items = items;
      pick.show();
      await until('active a');
      enter();
      await until('accepted a');
      told = [];
      pick.items = [...items];
      pick.activeItems = [];
      await until('active ');
      assert.deepEqual(pick.activeItems, []);
      enter();
      await until('accepted a');
    });

    it('takes an Enter that comes after other items were given for one at the same place', async () => {
      const { pick, enter } = used;
      pick.items = items;
      pick.show();
      await until('active a');
      enter();
      pick.items = [{ label: 'z' }, ...items];
      pick.activeItems = pick.items.slice(1, 2);
      await until('accepted z');
    });

    it('has the order of its items for the asking, though no type says so', () => {
      const { pick } = used;
      assert.ok(
        'sortByLabel' in pick,
        'VS Code has it no more: Find’s items stand in the order of their labels',
      );
      Object.assign(pick, { sortByLabel: false });
      assert.equal(pick.sortByLabel, false);
    });

    it('takes only what it shows for active', () => {
      const { pick } = used;
      pick.items = items;
      pick.activeItems = [{ label: 'd' }, ...items.slice(2)];
      assert.equal(labels(pick.activeItems), 'c');
    });

    it('that hides tells it once, later; disposing it then tells nothing', async () => {
      const { pick } = used;
      pick.items = items;
      pick.show();
      await until('active a');
      pick.hide();
      assert.ok(!told.includes('hidden'));
      await until('hidden');
      pick.dispose();
      assert.equal(told.filter((what) => what === 'hidden').length, 1);
    });

    it('that is disposed while it shows tells it at once', async () => {
      const { pick } = used;
      pick.items = items;
      pick.show();
      await until('active a');
      pick.dispose();
      assert.equal(told.at(-1), 'hidden');
    });

    it('that the person closes tells it', async () => {
      const { pick, close } = used;
      pick.items = items;
      pick.show();
      await until('active a');
      close();
      await until('hidden');
    });
  });
}

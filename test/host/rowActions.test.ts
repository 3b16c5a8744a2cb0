// What Enter does on each kind of row: on a sub-account's, it asks; on any other, it does what a click does. By itself it copies nothing.
import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from 'vscode';
import { commandIds } from '../../src/common/ids';
import type { Row, SubAccountRow } from '../../src/common/rows';
import { chooseSubAccounts, notByMouse } from '../../src/common/targets';
import { rowActions } from '../../src/features/rowActions/rowActions';
import { canary, subAccount, subAccounts } from '../support/subAccounts';
import { FakeWindow } from './support/fakeWindow';
import { type OpenTree, openTree } from './support/openTree';

const root = join(__dirname, '..', '..', '..');
const json = (...path: string[]) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));

describe('row actions', () => {
  let opened: OpenTree;
  let said: FakeWindow;
  let ran: unknown[][];
  /** Whether the rows have just moved under the mouse. */
  let hasJustMoved: boolean;

  beforeEach(() => {
    said = new FakeWindow();
    ran = [];
    hasJustMoved = false;
    said.replace(commands, 'executeCommand', async (...call: unknown[]) => {
      // The view's own, whenever it has something to say.
      if (call[0] !== 'setContext') ran.push(call);
    });
  });
  afterEach(() => {
    said.restore();
    opened.dispose();
  });

  /** Enter, as the key binding has it: VS Code puts the row under the keyboard there. */
  const enter = (row: Row | undefined, selection: readonly Row[] = []) =>
    rowActions([['focus', row]], parts(selection));
  const parts = (selection: readonly Row[] = []) => {
    const { tree } = opened;
    return {
      tree: {
        selection,
        inTreeOrder: (rows: readonly Row[]) => tree.inTreeOrder(rows),
        subAccountOf: (each: SubAccountRow) => tree.subAccountOf(each),
        hasJustMoved: () => hasJustMoved,
        isFirstNew: () => false,
        commandOf: (each: Row) => tree.commandOf(each),
      },
      askSubAccount: async () => assert.fail('the row says which'),
    };
  };

  it('offers what the row can do, Copy Token first, and runs what is chosen on that row', async () => {
    opened = openTree('a');
    await opened.service.load('a', subAccounts(1, 3), 3);
    const [one] = opened.tree.getChildren();
    assert.ok(one);
    await enter(one);
    assert.deepEqual(ran, [], 'nothing was chosen');
    const [choice] = said.choices;
    assert.equal(choice?.offered[0], 'Copy Token');
    assert.doesNotMatch(JSON.stringify(choice), new RegExp(canary));
    said.choose = () => 'Copy API Key';
    await enter(one);
    assert.deepEqual(ran, [[commandIds.copyApiKey, one, [one], notByMouse]]);
  });

  it('is about all selected rows where the row is one of them, and about it alone otherwise', async () => {
    opened = openTree('a');
    await opened.service.load('a', subAccounts(1, 3), 3);
    const [one, two, three] = opened.tree.getChildren();
    assert.ok(one && two && three);
    said.choose = () => 'Copy Token';
    await enter(one, [one, two]);
    await enter(three, [one, two]);
    assert.deepEqual(ran, [
      [commandIds.copyToken, one, [one, two], notByMouse],
      [commandIds.copyToken, three, [three], notByMouse],
    ]);
  });

  it('says so where the sub-account is gone, and offers nothing', async () => {
    opened = openTree('a');
    await opened.service.load('a', subAccounts(1, 2), 2);
    const [one] = opened.tree.getChildren();
    assert.ok(one);
    await opened.service.refresh('a', [subAccount(2)], 1);
    await enter(one);
    assert.deepEqual(said.status, ['Select a sub-account first.']);
    assert.deepEqual(said.choices, []);
  });

  it('asks, and does what was chosen, on a row that has just come: by Enter, and where rows moved while it was asked', async () => {
    opened = openTree('a');
    await opened.service.load('a', subAccounts(1, 3), 3);
    const [one] = opened.tree.getChildren();
    assert.ok(one);
    said.choose = () => 'Copy Token';
    hasJustMoved = true;
    await enter(one);
    const [, ...args] = ran[0] ?? [];
    const chosen = await chooseSubAccounts(args, '', parts());
    assert.deepEqual(
      chosen.map((each) => each.subAccount.id),
      [1],
    );
    assert.deepEqual(said.status, []);
  });

  it('asks nothing after a double click on a row that has just moved: it may have been meant for another', async () => {
    opened = openTree('a');
    await opened.service.load('a', subAccounts(1, 3), 3);
    const [one] = opened.tree.getChildren();
    hasJustMoved = true;
    await rowActions([one], parts());
    assert.deepEqual(said.choices, []);
    assert.deepEqual(said.status, ['The rows have just moved: nothing was done. Click again.']);
    assert.deepEqual(await chooseSubAccounts([one, [one]], '', parts()), [], 'nor does a button or a menu');
  });

  it('stand in the groups of a row’s menu', async () => {
    opened = openTree('a');
    await opened.service.load('a', subAccounts(1, 1), 1);
    const [one] = opened.tree.getChildren();
    assert.ok(one);
    await enter(one);
    const offered = said.choices[0]?.offered ?? [];
    const groups: string[][] = [[]];
    for (const label of offered) {
      if (label === '') {
        groups.push([]);
      } else {
        said.choose = () => label;
        await enter(one);
        groups.at(-1)?.push(String(ran.at(-1)?.[0]));
      }
    }
    const items: { command: string; when: string; group: string }[] =
      json('package.json').contributes.menus['view/item/context'];
    const inMenu = items
      .filter(({ when, group }) => when.endsWith('viewItem == subAccount') && !group.startsWith('inline'))
      .sort((a, b) => a.group.localeCompare(b.group));
    const nameOf = ({ group }: { group: string }) => group.split('@')[0];
    const names = [...new Set(inMenu.map(nameOf))];
    assert.deepEqual(
      groups,
      names.map((name) => inMenu.filter((item) => nameOf(item) === name).map(({ command }) => command)),
    );
  });

  it('does on any other row what a click does, and is told which row it was', async () => {
    opened = openTree('a', 'b');
    await opened.service.load('a', subAccounts(1, 20), 40);
    await opened.service.fail('b', { kind: 'refusedKey', code: 1 });
    const [a, b] = opened.tree.getChildren();
    const pager = opened.tree.getChildren(a).at(-1);
    const [refused] = opened.tree.getChildren(b);
    await enter(a);
    await enter(pager);
    await enter(refused);
    await enter(undefined);
    assert.deepEqual(ran, [
      ['list.toggleExpand'],
      [commandIds.loadMore, pager],
      [commandIds.replaceSelectedApiKey, refused],
    ]);
    assert.deepEqual(said.choices, []);
  });

  it('names the actions as menus and the palette do, in both languages', async () => {
    opened = openTree('a');
    await opened.service.load('a', subAccounts(1, 1), 1);
    const [one] = opened.tree.getChildren();
    await enter(one);
    const { contributes } = json('package.json');
    const titleOf = new Map<string, string>(
      contributes.commands.map(({ command, title }: { command: string; title: string }) => [
        command,
        title.replaceAll('%', ''),
      ]),
    );
    const [english, french, bundle] = [
      json('package.nls.json'),
      json('package.nls.fr.json'),
      json('l10n', 'bundle.l10n.fr.json'),
    ];
    const offered = (said.choices[0]?.offered ?? []).filter((label) => label !== '');
    assert.equal(offered.length, 10);
    for (const label of offered) {
      said.choose = () => label;
      await enter(one);
      const key = titleOf.get(String(ran.at(-1)?.[0])) ?? '';
      assert.equal(english[key], label);
      assert.equal(bundle[label], french[key]);
    }
  });
});

// The tree as things change: which rows stay the same objects, their order, and what VS Code is told.

import * as assert from 'node:assert/strict';
import { EventEmitter, env, type TreeItem } from 'vscode';
import { failed, ok } from '../../src/api/result';
import { accountRow, pagerRow, type Row, subAccountRow } from '../../src/common/rows';
import { RowCache } from '../../src/tree/rowCache';
import { listItem } from '../../src/tree/treeItems';
import { TreeUpdates } from '../../src/tree/updates';
import { subAccount, subAccounts } from '../support/subAccounts';
import { ListsOnDemand } from './support/listsOnDemand';
import { words as wordsOf } from './support/look';
import { type OpenTree, openTree, turn } from './support/openTree';

const numbers = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === 'subAccount' ? row.subAccountId : row.kind));

describe('tree, as things change', () => {
  let opened: OpenTree | undefined;
  const open = (...accountIds: string[]): OpenTree => {
    opened = openTree(...accountIds);
    return opened;
  };
  afterEach(() => {
    opened?.dispose();
    opened = undefined;
  });

  describe('the same rows', () => {
    it('are the same objects as long as nothing changed, also across a refresh', async () => {
      const { tree, service } = open('a');
      await service.load('a', subAccounts(1, 20), 40);
      const before = tree.getChildren();
      await service.refresh('a', subAccounts(1, 20), 40);
      const after = tree.getChildren();
      assert.equal(after.length, 21);
      assert.ok(after.every((row, i) => row === before[i]));
    });

    it('are new objects where something changed, and only there', async () => {
      const { tree, service } = open('a');
      await service.load('a', subAccounts(1, 3), 3);
      const before = tree.getChildren();
      await service.refresh('a', [subAccount(1), subAccount(2, { balance: '9.000' }), subAccount(3)], 3);
      const after = tree.getChildren();
      assert.deepEqual(after, before, 'the same names');
      assert.deepEqual(
        after.map((row, i) => row === before[i]),
        [true, false, true],
      );
    });

    it('keep the ids by which VS Code keeps the selection', async () => {
      const { tree, service } = open('a');
      await service.load('a', subAccounts(1, 3), 3);
      const ids = () => tree.getChildren().map((row) => tree.getTreeItem(row).id);
      const before = ids();
      await service.refresh('a', [subAccount(1), subAccount(2, { balance: '9.000' }), subAccount(3)], 3);
      assert.deepEqual(ids(), before);
    });
  });

  describe('rows that VS Code has asked for by itself, to show one, and not for its window', () => {
    const account = (id: string) => ({ id, name: id });
    const accounts = [account('a'), account('b')];
    let changed: EventEmitter<Row | undefined>;
    let told: (Row | undefined)[];
    let whenLanded: () => void;
    let rows: RowCache;
    let service: ListsOnDemand;
    let updates: TreeUpdates;
    beforeEach(async () => {
      [changed, told, rows] = [new EventEmitter(), [], new RowCache()];
      whenLanded = () => undefined;
      service = new ListsOnDemand((id, landed) => {
        updates.refreshList(id, landed.length > 0);
        if (landed.length > 0) whenLanded();
      });
      updates = new TreeUpdates({
        changed,
        accounts: { accounts, find: (id) => accounts.find((each) => each.id === id) },
        lists: service.lists,
        rows,
        order: () => 'server',
        afterTold: () => undefined,
        times: { together: 0, apart: 0 },
      });
      void service.lists.ofAccount('b').loadMore();
      updates.noteRows('b');
      await turn();
      changed.event((row) => told.push(row));
    });
    afterEach(() => {
      updates.dispose();
      service.lists.dispose();
      changed.dispose();
    });
    const land = async () => {
      service.last.answer(ok({ rows: subAccounts(1, 3), total: 3, pageSize: 20 }));
      await turn();
      await turn();
    };

    /** VS Code asks for the account's rows, and for the account's own. */
    const ask = () => {
      const looks = {
        account: account('b'),
        list: service.lists.ofAccount('b'),
        locale: env.language,
      };
      updates.noteRows('b');
      updates.noteAccount('b', listItem(rows.account('b'), looks));
    };

    it('are told all the same, once it is shown, where they came meanwhile', async () => {
      whenLanded = ask;
      await updates.whileShowing(async () => {
        await land();
        assert.deepEqual(told, [], 'VS Code mixes up what it is told meanwhile');
      });
      await turn();
      assert.deepEqual(told, [rows.account('b')]);
    });

    it('are told once, before it is to show one, where they came before', async () => {
      let shown: Promise<void> | undefined;
      whenLanded = () => {
        shown = updates.whileShowing(async () => {
          ask();
          await turn();
          assert.deepEqual(told, [rows.account('b')]);
        });
      };
      await land();
      await shown;
      await turn();
      assert.deepEqual(told, [rows.account('b')]);
    });

    it('are not told again where its window asked', async () => {
      whenLanded = ask;
      await land();
      assert.deepEqual(told, []);
    });
  });

  describe('ids of rows', () => {
    /** All but the row in place of a list without rows, which never stands beside the pager. */
    const rowsOf = (accountId: string): Row[] => [
      accountRow(accountId),
      pagerRow(accountId),
      ...subAccounts(1, 20).map(({ id }): Row => subAccountRow(accountId, id)),
    ];

    it('are unique, also where two accounts have a sub-account of the same number', async () => {
      const { tree, service } = open('a', 'b');
      await service.load('a', subAccounts(1, 20), 137);
      await service.load('b', subAccounts(1, 20), 137);
      const rows = [...rowsOf('a'), ...rowsOf('b')];
      const ids = rows.map((row) => tree.getTreeItem(row).id);
      assert.equal(new Set(ids).size, rows.length);
    });

    it('stay, and are no others’, when an account before theirs goes', async () => {
      const { tree, service, accounts } = open('a', 'b', 'c');
      await service.load('b', subAccounts(1, 20), 137);
      const ids = (accountId: string) => rowsOf(accountId).map((row) => tree.getTreeItem(row).id);
      const [a, b] = [ids('a'), ids('b')];
      await accounts.remove('a');
      await turn();
      tree.getChildren();
      assert.deepEqual(ids('b'), b);
      assert.ok(!ids('c').some((id) => a.includes(id) || b.includes(id)));
    });

    it('of a sub-account that is not loaded any more: an empty row, not a fault', async () => {
      const { tree, service } = open('a');
      await service.load('a', subAccounts(1, 1), 1);
      assert.equal(tree.getTreeItem(subAccountRow('a', 99)).label, '');
    });
  });

  describe('order', () => {
    it('puts rows as they stand in the tree, each once, whatever order they were selected in', async () => {
      const { tree, service } = open('a', 'b');
      await service.load('a', subAccounts(1, 20), 40);
      await service.load('b', [subAccount(9), subAccount(3)], 2);
      const [a, b] = tree.getChildren();
      const [a1, a2] = tree.getChildren(a);
      const pager = tree.getChildren(a).at(-1);
      const [b9, b3] = tree.getChildren(b);
      assert.ok(a && a1 && a2 && pager && b9 && b3);
      assert.deepEqual(tree.inTreeOrder([b3, pager, a2, b9, a1, a, b3]), [a, a1, a2, pager, b9, b3]);
    });

    it('leaves out rows that are gone', async () => {
      const { tree, service } = open('a', 'b');
      await service.load('a', subAccounts(1, 2), 2);
      const [a] = tree.getChildren();
      const [one, two] = tree.getChildren(a);
      assert.ok(one && two);
      await service.refresh('a', [subAccount(2)], 1);
      assert.deepEqual(tree.inTreeOrder([two, one]), [two]);
      assert.deepEqual(tree.inTreeOrder([subAccountRow('gone', 2)]), []);
    });

    it('finds a selected row whose sub-account changed before VS Code has drawn it again', async () => {
      const { tree, service } = open('a');
      await service.load('a', subAccounts(1, 2), 2);
      const selected = tree.getChildren();
      await service.refresh('a', [subAccount(1, { balance: '9.000' }), subAccount(2)], 2);
      assert.deepEqual(numbers(tree.inTreeOrder(selected)), [1, 2]);
    });
  });

  describe('the items of rows', () => {
    const items = (tree: OpenTree['tree']) => tree.getChildren().map((row) => tree.getTreeItem(row));
    const words = (item: TreeItem | undefined) => (item ? wordsOf(item) : '');

    it('are made once, and anew only where the sub-account changed', async () => {
      const { tree, service } = open('a');
      await service.load('a', subAccounts(1, 3), 3);
      const before = items(tree);
      await service.refresh('a', [subAccount(1), subAccount(2, { balance: '9.500' }), subAccount(3)], 3);
      const after = items(tree);
      assert.deepEqual(
        after.map((item, i) => item === before[i]),
        [true, false, true],
      );
      assert.match(String(after[1]?.description), /9\.50/);
    });

    it('are made anew when the mark of low balances changes', async () => {
      opened = openTree('a');
      await opened.service.load('a', subAccounts(1, 2), 2);
      const [before] = items(opened.tree);
      opened.lowBalance = '5';
      const [after] = items(opened.tree);
      assert.doesNotMatch(words(before), /Low balance/);
      assert.match(words(after), /Low balance/);
      opened.lowBalance = undefined;
      assert.doesNotMatch(words(items(opened.tree)[0]), /Low balance/);
    });

    it('have their tooltips once VS Code asks for them, from what is so then', async () => {
      opened = openTree('a');
      const { tree, service } = opened;
      await service.load('a', subAccounts(1, 2), 2);
      const [row] = tree.getChildren();
      assert.ok(row);
      const item = tree.getTreeItem(row);
      assert.equal(item.tooltip, undefined);
      const resolved = tree.resolveTreeItem(item, row);
      assert.equal(resolved, item);
      assert.match(String(item.tooltip), /^user1@example\.org\nType: simple\nID: 1\n/);
      opened.lowBalance = '5';
      tree.getChildren();
      assert.match(String(tree.resolveTreeItem(tree.getTreeItem(row), row).tooltip), /\nLow balance\n/);
    });

    it('of other rows keep the tooltips that they have', async () => {
      opened = openTree('a');
      const { tree, service } = opened;
      await service.load('a', subAccounts(1, 20), 40);
      await service.fail('a', { kind: 'refusedKey' });
      const pager = tree.getChildren().at(-1);
      assert.ok(pager?.kind === 'pager');
      const item = tree.getTreeItem(pager);
      const { tooltip } = item;
      assert.match(String(tooltip), /20 of 40/);
      assert.equal(tree.resolveTreeItem(item, pager).tooltip, tooltip);
    });
  });

  describe('sorting', () => {
    it('puts the loaded rows in the chosen order, the pager row last, and the same objects', async () => {
      opened = openTree('a');
      const { tree, service } = opened;
      await service.load('a', [subAccount(1, { balance: '10' }), subAccount(2, { balance: '9.5' })], 40);
      const before = tree.getChildren();
      assert.deepEqual(numbers(before), [1, 2, 'pager']);
      opened.sortOrder = 'balance';
      const after = tree.getChildren();
      assert.deepEqual(numbers(after), [2, 1, 'pager']);
      assert.ok(after.every((row) => before.includes(row)));
      assert.deepEqual(numbers(tree.inTreeOrder(before)), [2, 1, 'pager'], 'copies follow the order shown');
      await service.refresh(
        'a',
        [subAccount(2, { balance: '9.5' }), subAccount(3), subAccount(1, { balance: '10' })],
        60,
      );
      const moved = tree.getChildren();
      assert.deepEqual(numbers(moved), [3, 2, 1, 'pager']);
      assert.deepEqual(moved.slice(1), after, 'the same objects where rows moved');
      assert.ok(moved.slice(1).every((row, i) => row === after[i]));
    });
  });

  describe('what VS Code is told', () => {
    it('one account: everything, once for all changes of a turn', async () => {
      const { service, told } = open('a');
      await service.load('a', subAccounts(1, 20), 137);
      assert.deepEqual(told, [], 'not in the middle of a change');
      await turn();
      assert.deepEqual(told, [undefined]);
      void service.lists.ofAccount('a').loadMore();
      await turn();
      assert.deepEqual(told, [undefined, undefined], 'the spinner');
    });

    it('only the last row where nothing else changed: the spinner, and why a page failed', async () => {
      const { tree, service, told } = open('a');
      await service.load('a', subAccounts(1, 20), 137);
      const pager = tree.getChildren().at(-1);
      await turn();
      told.length = 0;
      void service.lists.ofAccount('a').loadMore();
      await turn();
      assert.deepEqual(told, [pager]);
      assert.equal(told[0], pager, 'the very object that VS Code holds');
      service.last.answer(failed({ kind: 'timeout', seconds: 15 }));
      await turn();
      await turn();
      assert.deepEqual(told, [pager, pager]);
    });

    it('nothing where VS Code was given it so: a list that it asked for, loading', async () => {
      const { tree, service, told } = open('a');
      const [status] = tree.getChildren();
      assert.equal(status?.kind, 'status');
      await turn();
      assert.deepEqual(told, []);
      service.last.answer(ok({ rows: subAccounts(1, 20), total: 137, pageSize: 20 }));
      await turn();
      await turn();
      assert.deepEqual(told, [undefined]);
    });

    for (const accountIds of [['a'], ['a', 'b']]) {
      it(`nothing for a refresh that changes nothing, of ${accountIds.length} account(s); once where it does`, async () => {
        const { tree, service, told } = open(...accountIds);
        await service.load('a', subAccounts(1, 20), 20);
        const ask = () => {
          const [first] = tree.getChildren();
          const shown = accountIds.length > 1 ? [first, ...tree.getChildren(first)] : tree.getChildren();
          for (const row of shown) if (row) tree.getTreeItem(row);
          return shown;
        };
        const before = ask();
        await turn();
        told.length = 0;

        const refreshed = service.lists.ofAccount('a').refresh();
        await turn();
        assert.deepEqual(ask(), before, 'no row comes while it is asked for anew');
        service.last.answer(ok({ rows: subAccounts(1, 20), total: 20, pageSize: 20 }));
        await refreshed;
        await turn();
        assert.deepEqual(told, []);

        await service.refresh('a', [...subAccounts(1, 19), subAccount(20, { balance: '9.000' })], 20);
        await turn();
        assert.equal(told.length, 1);
      });
    }

    it('an account’s own row where it failed for another reason of the same few words', async () => {
      const { tree, service, told } = open('a', 'b');
      const [a] = tree.getChildren();
      assert.ok(a);
      const ask = () => String([a, ...tree.getChildren(a)].map((row) => tree.getTreeItem(row).tooltip)[0]);
      ask();
      await service.fail('a', { kind: 'offline', reason: 'name', host: 'api.test' });
      await turn();
      assert.match(ask(), /could not be found/);
      told.length = 0;
      await service.fail('a', { kind: 'offline', reason: 'refused', host: 'api.test' });
      await turn();
      assert.deepEqual(told, [a]);
      assert.match(ask(), /refused the connection/);
    });

    it('a refresh of a complete list that fails: the row that says why comes', async () => {
      const { tree, service, told } = open('a');
      await service.load('a', subAccounts(1, 20), 20);
      tree.getChildren();
      await turn();
      told.length = 0;
      const refreshed = service.lists.ofAccount('a').refresh();
      service.last.answer(failed({ kind: 'timeout', seconds: 15 }));
      await refreshed;
      await turn();
      assert.deepEqual(told, [undefined]);
      assert.equal(tree.getChildren().at(-1)?.kind, 'pager');
      assert.equal(tree.getChildren().length, 21, 'what was shown stays');
    });

    it('several accounts: the account whose rows changed, once, and no other', async () => {
      const { tree, service, told } = open('a', 'b');
      const [a] = tree.getChildren();
      await service.load('a', subAccounts(1, 20), 137);
      await turn();
      assert.equal(told.length, 1);
      assert.equal(told[0], a, 'the very object that VS Code holds');
    });

    it('an account that was removed: everything, and nothing of its own', async () => {
      const { tree, service, accounts, told } = open('a', 'b', 'c');
      tree.getChildren();
      const loading = service.lists.ofAccount('b').loadMore();
      const { signal, answer } = service.last;
      await turn();
      told.length = 0;

      tree.refreshList('b');
      await accounts.remove('b');
      await turn();
      assert.deepEqual(told, [undefined]);
      assert.ok(signal.aborted, 'what was asked for it is given up');

      answer(ok({ rows: subAccounts(1, 2), total: 2, pageSize: 20 }));
      await loading;
      await turn();
      tree.refreshList('b');
      await turn();
      assert.deepEqual(told, [undefined], 'still nothing else');
      assert.deepEqual(tree.getChildren(), [accountRow('a'), accountRow('c')]);
    });

    it('the last but one account was removed: its sub-accounts move to the root', async () => {
      const { tree, service, accounts, told } = open('a', 'b');
      await service.load('a', subAccounts(1, 2), 2);
      await turn();
      told.length = 0;
      await accounts.remove('b');
      await turn();
      assert.deepEqual(told, [undefined]);
      assert.deepEqual(numbers(tree.getChildren()), [1, 2]);
      assert.equal(tree.getParent(pagerRow('a')), undefined);
    });

    it('nothing after the end', async () => {
      const { tree, told, dispose } = open('a');
      tree.refresh();
      dispose();
      await turn();
      assert.deepEqual(told, []);
    });
  });
});

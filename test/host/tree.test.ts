// The tree as VS Code asks it: which rows there are, which stands below which, and when it loads.
import * as assert from 'node:assert/strict';
import { accountRow, pagerRow, type Row, statusRow, subAccountRow } from '../../src/common/rows';
import { subAccounts } from '../support/subAccounts';
import { type OpenTree, openTree, turn } from './support/openTree';

const kinds = (rows: readonly Row[]) => rows.map((row) => row.kind);
const numbers = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === 'subAccount' ? row.subAccountId : row.kind));

describe('tree', () => {
  let opened: OpenTree | undefined;
  const open = (...accountIds: string[]): OpenTree => {
    opened = openTree(...accountIds);
    return opened;
  };
  afterEach(() => {
    opened?.dispose();
    opened = undefined;
  });

  describe('which rows', () => {
    it('without accounts there are none, and nothing is asked', () => {
      const { tree, service } = open();
      assert.deepEqual(tree.getChildren(), []);
      assert.deepEqual(service.requests, []);
    });

    it('answers at once, though the service has not answered', () => {
      const { tree } = open('a');
      const rows = tree.getChildren();
      assert.ok(Array.isArray(rows), 'no promise');
      assert.deepEqual(rows, [statusRow('a')]);
    });

    it('one account: its sub-accounts stand at the root, the pager last', async () => {
      const { tree, service } = open('a');
      await service.load('a', subAccounts(1, 20), 25);
      assert.deepEqual(numbers(tree.getChildren()), [...subAccounts(1, 20).map(({ id }) => id), 'pager']);
      assert.deepEqual(
        tree
          .getChildren()
          .map((row) => tree.getParent(row))
          .filter(Boolean),
        [],
      );
      await service.load('a', subAccounts(21, 25), 25);
      assert.equal(tree.getChildren().length, 25, 'nothing more to load, no pager');
    });

    it('several accounts: a row each, and their sub-accounts below', async () => {
      const { tree, service } = open('a', 'b');
      await service.load('a', subAccounts(1, 2), 2);
      await service.load('b', subAccounts(2, 3), 3);
      const roots = tree.getChildren();
      assert.deepEqual(roots, [accountRow('a'), accountRow('b')]);
      for (const root of roots) {
        assert.equal(tree.getParent(root), undefined);
        const children = tree.getChildren(root);
        assert.ok(children.length > 1);
        for (const child of children) {
          assert.equal(tree.getParent(child), root, 'the very object that is at the root');
        }
      }
    });

    it('nothing is below a sub-account, a pager or a status', () => {
      const { tree, service } = open('a');
      const below: Row[] = [subAccountRow('a', 1), pagerRow('a'), statusRow('a')];
      assert.deepEqual(
        below.flatMap((row) => tree.getChildren(row)),
        [],
      );
      assert.deepEqual(service.requests, []);
    });

    it('after a failed first page: one row that says why; after a failed further page: the pager', async () => {
      const { tree, service } = open('a');
      await service.fail('a', { kind: 'timeout', seconds: 15 });
      assert.deepEqual(kinds(tree.getChildren()), ['status']);
      await service.load('a', subAccounts(1, 20), 40);
      await service.fail('a', { kind: 'timeout', seconds: 15 });
      assert.deepEqual(kinds(tree.getChildren().slice(-2)), ['subAccount', 'pager']);
    });

    it('gives the items of rows whose account or sub-account is gone without a fault', async () => {
      const { tree, service } = open('a');
      await service.load('a', subAccounts(1, 1), 1);
      for (const row of [subAccountRow('a', 99), subAccountRow('gone', 1), accountRow('gone')] as const) {
        assert.ok(tree.getTreeItem(row).id);
      }
      assert.equal(tree.subAccountOf(subAccountRow('gone', 1)), undefined);
    });
  });

  describe('when it loads', () => {
    it('asks for one page when the rows are first asked for, and for no other by itself', async () => {
      const { tree, service } = open('a');
      assert.deepEqual(service.requests, [], 'not before anyone looks');
      tree.getChildren();
      tree.getChildren();
      assert.deepEqual(
        service.requests.map(({ page }) => page),
        [1],
      );
      await service.load('a', subAccounts(1, 20), 137);
      tree.getChildren();
      assert.equal(service.requests.length, 1);
    });

    it('does not try again by itself what failed', async () => {
      const { tree, service } = open('a');
      tree.getChildren();
      await service.fail('a', { kind: 'timeout', seconds: 15 });
      await turn();
      tree.getChildren();
      tree.getChildren();
      assert.equal(service.requests.length, 1);
    });

    it('loads an account only when its row is opened', () => {
      const { tree, service } = open('a', 'b');
      const [, b] = tree.getChildren();
      assert.deepEqual(service.requests, []);
      tree.getChildren(b);
      assert.deepEqual(
        service.requests.map(({ accountId }) => accountId),
        ['b'],
      );
    });
  });
});

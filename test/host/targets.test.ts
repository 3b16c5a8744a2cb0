// Which rows a command is about, from what VS Code gives it.
import * as assert from 'node:assert/strict';
import type { Row } from '../../src/common/rows';
import { fromFocus, fromSelection, rowsCalledOn } from '../../src/common/targets';

const row = (subAccountId: number): Row => ({ kind: 'subAccount', accountId: 'a', subAccountId });
const [one, two, three] = [row(1), row(2), row(3)];
const pager: Row = { kind: 'pager', accountId: 'a' };
const none = () => assert.fail('The selection is not asked for.');

describe('rows that a command is about', () => {
  it('are all selected rows when one of them was clicked', () => {
    assert.deepEqual(rowsCalledOn([one, [one, two]], none), [one, two]);
  });

  it('are the clicked row alone when it is outside the selection', () => {
    assert.deepEqual(rowsCalledOn([three, [one, two]], none), [three]);
  });

  it('are the clicked row when nothing else is given, as from its button', () => {
    assert.deepEqual(rowsCalledOn([one], none), [one]);
    assert.deepEqual(rowsCalledOn([one, undefined], none), [one]);
    assert.deepEqual(rowsCalledOn([one, null], none), [one]);
  });

  it('are the selection of the view when the key binding asks for it, even if it is empty', () => {
    assert.deepEqual(
      rowsCalledOn([fromSelection], () => [one, pager]),
      [one, pager],
    );
    assert.deepEqual(
      rowsCalledOn([fromSelection], () => []),
      [],
    );
  });

  it('are the row under the keyboard when the key binding gives it, whatever is selected', () => {
    assert.deepEqual(rowsCalledOn([[fromFocus, one]], none), [one]);
    assert.deepEqual(rowsCalledOn([[fromFocus, pager]], none), [pager]);
  });

  it('are the selection when VS Code does not say which row is under the keyboard', () => {
    for (const unsaid of [undefined, null, { $treeViewId: 'x', $focusedTreeItem: true }]) {
      assert.deepEqual(
        rowsCalledOn([[fromFocus, unsaid]], () => [one]),
        [one],
      );
    }
  });

  it('are none from the palette, or with what is no row', () => {
    for (const args of [[], [undefined], [null], [{}], [7], ['other'], [{ kind: 'subAccount' }]]) {
      assert.equal(rowsCalledOn(args, none), undefined);
    }
  });

  it('leave out what is no row among the selected', () => {
    assert.deepEqual(rowsCalledOn([one, [one, null, 'x', two]], none), [one, two]);
  });
});

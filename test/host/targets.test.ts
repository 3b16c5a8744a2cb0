// Which rows a command is about, from what VS Code gives it.
import * as assert from 'node:assert/strict';
import { pagerRow, type Row, subAccountRow } from '../../src/common/rows';
import { fromFocus, fromSelection, rowsCalledOn, rowsOfKeyBinding } from '../../src/common/targets';

const row = (subAccountId: number): Row => subAccountRow('a', subAccountId);
const [one, two, three] = [row(1), row(2), row(3)];
const pager: Row = pagerRow('a');
const none = () => assert.fail('The selection is not asked for.');

/** What has the key binding, and what has none. */
const both = [(args: readonly unknown[]) => rowsOfKeyBinding(args, none), rowsCalledOn];

describe('rows that a command is about', () => {
  it('are all selected rows when one of them was clicked', () => {
    for (const rowsOf of both) assert.deepEqual(rowsOf([one, [one, two]]), [one, two]);
  });

  it('are the clicked row alone when it is outside the selection', () => {
    for (const rowsOf of both) assert.deepEqual(rowsOf([three, [one, two]]), [three]);
  });

  it('are the clicked row when nothing else is given, as from its button', () => {
    for (const rowsOf of both) {
      for (const args of [[one], [one, undefined], [one, null]]) assert.deepEqual(rowsOf(args), [one]);
    }
  });

  it('are the selection of the view when the key binding asks for it, even if it is empty', () => {
    assert.deepEqual(
      rowsOfKeyBinding([fromSelection], () => [one, pager]),
      [one, pager],
    );
    assert.deepEqual(
      rowsOfKeyBinding([fromSelection], () => []),
      [],
    );
  });

  it('are the row under the keyboard when the key binding gives it, where that is none of the selected', () => {
    for (const selection of [[], [two], [two, three]]) {
      assert.deepEqual(
        rowsOfKeyBinding([[fromFocus, one]], () => selection),
        [one],
      );
    }
    assert.deepEqual(
      rowsOfKeyBinding([[fromFocus, pager]], () => [one]),
      [pager],
    );
  });

  it('are all the selected with it where the row under the keyboard is one of them, also as it was before a refresh', () => {
    assert.deepEqual(
      rowsOfKeyBinding([[fromFocus, two]], () => [one, row(2), three]),
      [two, one, three],
    );
  });

  it('are the selected where the keyboard was put on the row by nobody’s choice', () => {
    const rows = (selection: readonly Row[]) =>
      rowsOfKeyBinding(
        [[fromFocus, three]],
        () => selection,
        () => true,
      );
    assert.deepEqual(rows([one]), [one]);
    assert.deepEqual(rows([]), [three]);
  });

  it('are the selection when VS Code does not say which row is under the keyboard', () => {
    for (const unsaid of [undefined, null, { $treeViewId: 'x', $focusedTreeItem: true }]) {
      assert.deepEqual(
        rowsOfKeyBinding([[fromFocus, unsaid]], () => [one]),
        [one],
      );
    }
  });

  it('are none by what a key binding gives, where a command has none', () => {
    for (const args of [[fromSelection], [[fromFocus, one]], [[fromFocus]], [fromSelection, [one]]]) {
      assert.equal(rowsCalledOn(args), undefined);
    }
  });

  it('are none from the palette, or with what is no row', () => {
    for (const rowsOf of both) {
      for (const args of [[], [undefined], [null], [{}], [7], ['other'], [{ kind: 'subAccount' }]]) {
        assert.equal(rowsOf(args), undefined);
      }
    }
  });

  it('leave out what is no row among the selected', () => {
    const alike = { kind: 'subAccount', accountId: 'a', subAccountId: 3 };
    for (const rowsOf of both) assert.deepEqual(rowsOf([one, [one, null, 'x', alike, two]]), [one, two]);
  });

  it('are none by an object that does something when it is read, and that is not read', () => {
    let reads = 0;
    const read = () => {
      reads++;
      return one;
    };
    const trap = new Proxy([fromFocus, one], {
      get: read,
      has: () => true,
      getOwnPropertyDescriptor: () => undefined,
    });
    const { proxy: revoked, revoke } = Proxy.revocable([fromFocus], {});
    revoke();
    for (const given of [
      trap,
      new Proxy(one, {}),
      revoked,
      Object.create(one),
      {
        get kind() {
          return read().kind;
        },
      },
    ]) {
      assert.equal(rowsCalledOn([given, [one]]), undefined);
    }
    assert.equal(reads, 0);
    assert.equal(rowsOfKeyBinding([revoked], none), undefined);
  });
});

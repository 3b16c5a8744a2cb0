// What VS Code knows each row by: the first new row takes over from the row that stood for it, and no two rows are ever known by the same.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pagerRow, type Row, statusRow, subAccountRow } from '../../src/common/rows';
import { RowIds } from '../../src/tree/rowIds';

const account = 'a';
const rowsOf = (...ids: number[]) => ids.map((id) => subAccountRow(account, id));
const notSelected = () => false;

describe('ids of rows', () => {
  it('the first row takes over from “Loading…”', () => {
    const ids = new RowIds();
    const status = statusRow(account);
    ids.give(account, [status], notSelected);
    const before = ids.of(status);
    const rows = rowsOf(1, 2);
    ids.give(account, [...rows, pagerRow(account)], notSelected);
    assert.equal(ids.of(rows[0] as Row), before);
    assert.notEqual(ids.of(pagerRow(account)), before);
    assert.ok(!rows.some((row) => ids.isFirstNew(row)), 'a person who goes there has chosen it');
  });

  it('the first new row takes over from “Load more”, at its place', () => {
    const ids = new RowIds();
    const pager = pagerRow(account);
    const [two, five, three, four] = rowsOf(2, 5, 3, 4);
    assert.ok(two && five && three && four);
    ids.give(account, [two, five, pager], notSelected);
    const before = ids.of(pager);
    const kept = [two, five].map((row) => ids.of(row));
    ids.give(account, [two, five, three, four, pager], notSelected);
    assert.equal(ids.of(three), before);
    assert.deepEqual(
      [two, five].map((row) => ids.of(row)),
      kept,
    );
    // A row of a sub-account that changed is another object.
    assert.equal(ids.of(subAccountRow(account, 3)), before);
    assert.deepEqual(
      [two, five, three, four, pager].map((row) => ids.isFirstNew(row)),
      [false, false, true, false, false],
    );
  });

  it('none takes over where the first new row stands above that: on top after a refresh, or where the order puts it', () => {
    for (const now of [
      [9, 2, 5],
      [2, 3, 5, 4],
      [9, 2, 5, 3],
    ]) {
      const ids = new RowIds();
      const pager = pagerRow(account);
      ids.give(account, [...rowsOf(2, 5), pager], notSelected);
      const before = ids.of(pager);
      ids.give(account, [...rowsOf(...now), pager], notSelected);
      assert.equal(ids.of(pager), before, String(now));
    }
  });

  it('a failure, a refresh that brings no more, and rows that are gone leave the last row what it is', () => {
    const ids = new RowIds();
    const pager = pagerRow(account);
    ids.give(account, [...rowsOf(1, 2, 3), pager], notSelected);
    const before = ids.of(pager);
    for (const rows of [rowsOf(1, 2, 3), rowsOf(9, 1, 2), rowsOf(1)]) {
      ids.give(account, [...rows, pager], notSelected);
      assert.equal(ids.of(pager), before);
    }
  });

  it('nothing is taken over from a row that is selected: nobody selected the new one', () => {
    const ids = new RowIds();
    const pager = pagerRow(account);
    ids.give(account, [...rowsOf(1), pager], notSelected);
    const before = ids.of(pager);
    const [one, two] = rowsOf(1, 2);
    assert.ok(one && two);
    ids.give(account, [one, two, pager], () => true);
    assert.equal(ids.of(pager), before);
    assert.notEqual(ids.of(two), before);
  });

  it('whatever comes and goes, each row has one of its own, and keeps it while it is there', () => {
    const list = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 10 });
    const step = fc.record({ list, isWhole: fc.boolean(), isSelected: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const ids = new RowIds();
        let known = new Map<number, string>();
        let lastBefore: { readonly id: string; readonly at: number } | undefined;
        const others = [statusRow('b'), pagerRow('c'), subAccountRow('b', 1)].map((row) => ids.of(row));
        for (const { list, isWhole, isSelected } of steps) {
          const last = list.length === 0 ? [statusRow(account)] : isWhole ? [] : [pagerRow(account)];
          const rows = [...rowsOf(...list), ...last];
          ids.give(account, rows, () => isSelected);
          const all = rows.map((row) => ids.of(row));
          assert.equal(new Set([...all, ...others]).size, all.length + others.length);
          for (const [at, id] of list.entries()) {
            assert.equal(all[at], known.get(id) ?? all[at], 'a row became another');
          }
          const heir = lastBefore ? all.indexOf(lastBefore.id) : -1;
          assert.ok(
            heir < 0 || !lastBefore || list.length <= lastBefore.at || heir >= lastBefore.at,
            'it jumped up',
          );
          lastBefore = last[0] && { id: all.at(-1) ?? '', at: list.length };
          known = new Map(list.map((id, at) => [id, all[at] ?? '']));
        }
      }),
    );
  });
});

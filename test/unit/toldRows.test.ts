// What VS Code must be told of a list: all of it only where it changed, and seldom while pages stream into a long one.
import assert from 'node:assert/strict';
import { type ListView, ToldRows } from '../../src/tree/toldRows';

/** A list of these rows, in a state of its own; `isWhole` as while a complete one is asked for anew. */
const listed = (rows: readonly unknown[], kind = 'idle', isWhole = kind === 'complete'): ListView => ({
  rows,
  state: { kind },
  isWhole,
  loadingAll: false,
  total: undefined,
});
const many = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('what VS Code has been told of a list', () => {
  it('knows nothing at first: everything is told', () => {
    assert.equal(new ToldRows().change('a', listed([]), 'server'), 'rows');
  });

  it('only the last row where the same rows load, fail or wait', () => {
    const toldRows = new ToldRows();
    const rows = many(20);
    toldRows.note('a', listed(rows), 'server');
    for (const kind of ['loading', 'failed', 'idle']) {
      assert.equal(toldRows.change('a', listed(rows, kind), 'server'), 'lastRow', kind);
    }
  });

  it('everything where rows came, the order changed, or the last row goes or comes', () => {
    const toldRows = new ToldRows();
    const rows = many(20);
    toldRows.note('a', listed(rows), 'server');
    assert.equal(toldRows.change('a', listed(many(40)), 'server'), 'rows');
    assert.equal(toldRows.change('a', listed(rows), 'balance'), 'rows');
    assert.equal(toldRows.change('a', listed(rows, 'complete'), 'server'), 'rows');
    assert.equal(toldRows.change('b', listed(rows), 'server'), 'rows', 'of another account nothing was told');
    toldRows.note('a', listed(rows, 'complete'), 'server');
    assert.equal(toldRows.change('a', listed(rows, 'failed'), 'server'), 'rows');
    assert.equal(toldRows.change('a', listed(rows, 'idle'), 'server'), 'rows');
  });

  for (const count of [20, 10_000]) {
    it(`nothing of ${count} rows that are asked for anew and come again as they were; once where they changed`, () => {
      const toldRows = new ToldRows();
      const rows = many(count);
      toldRows.note('a', listed(rows, 'complete'), 'server');
      assert.equal(toldRows.change('a', listed(rows, 'loading', true), 'server'), 'nothing');
      assert.equal(toldRows.change('a', listed(rows, 'complete'), 'server'), 'nothing');
      assert.equal(toldRows.change('a', listed(many(count), 'complete'), 'server'), 'rows');
    });
  }

  it('nothing where the last row is as it was told, also when it was told alone', () => {
    const toldRows = new ToldRows();
    const rows = many(20);
    const loading = listed(rows, 'loading');
    toldRows.note('a', loading, 'server');
    assert.equal(toldRows.change('a', loading, 'server'), 'nothing');
    const failed = listed(rows, 'failed');
    assert.equal(toldRows.change('a', failed, 'server'), 'lastRow');
    toldRows.noteLastRow('a', failed);
    assert.equal(toldRows.change('a', failed, 'server'), 'nothing');
    assert.equal(toldRows.change('a', { ...failed, total: 137 }, 'server'), 'lastRow');
    assert.equal(toldRows.change('a', { ...failed, loadingAll: true }, 'server'), 'lastRow');
  });

  it('knows whether rows were asked for, and whether there were any', () => {
    const toldRows = new ToldRows();
    assert.deepEqual([toldRows.has('a'), toldRows.hasNone('a')], [false, false]);
    toldRows.note('a', listed(many(0), 'loading'), 'server');
    assert.deepEqual([toldRows.has('a'), toldRows.hasNone('a')], [true, true]);
    toldRows.note('a', listed(many(1)), 'server');
    assert.deepEqual([toldRows.has('a'), toldRows.hasNone('a')], [true, false]);
  });

  it('everything where rows went away, also while loading: those of another key must not stay', () => {
    const toldRows = new ToldRows();
    toldRows.note('a', listed(many(300), 'loading'), 'server');
    assert.equal(toldRows.change('a', listed(many(20), 'loading'), 'server'), 'rows');
  });

  it('the status row of an empty list, until rows come', () => {
    const toldRows = new ToldRows();
    const none = many(0);
    toldRows.note('a', listed(none, 'loading'), 'server');
    assert.equal(toldRows.change('a', listed(none, 'failed'), 'server'), 'lastRow');
    assert.equal(toldRows.change('a', listed(many(20)), 'server'), 'rows');
  });

  it('while pages stream in, each time the list has grown by half, and at the end', () => {
    const toldRows = new ToldRows();
    const told: number[] = [];
    let rows = many(0);
    const tell = (kind: string) => {
      if (toldRows.change('a', listed(rows, kind), 'server') === 'rows') {
        told.push(rows.length);
        toldRows.note('a', listed(rows, kind), 'server');
      }
    };
    for (let page = 1; page <= 500; page++) {
      rows = many(page * 20);
      tell('loading');
    }
    tell('complete');
    const sum = told.reduce((all, each) => all + each, 0);
    assert.equal(told.at(-1), 10_000);
    assert.ok(sum < 10_000 * 5, `VS Code is given ${sum} rows in all for 10,000`);
    for (const [i, count] of told.slice(1, -1).entries()) {
      assert.ok(count <= 220 || count >= (told[i] ?? 0) * 1.5, 'never for less than half as much again');
    }
  });

  it('what it was given is current until rows or order change', () => {
    const toldRows = new ToldRows();
    const rows = many(3);
    assert.equal(toldRows.isCurrent('a', listed(rows), 'server'), false);
    toldRows.note('a', listed(rows), 'server');
    assert.equal(toldRows.isCurrent('a', listed(rows, 'loading'), 'server'), true);
    assert.equal(toldRows.isCurrent('a', listed(many(4)), 'server'), false);
    assert.equal(toldRows.isCurrent('a', listed(rows), 'newest'), false);
    toldRows.keepOnly(['b']);
    assert.equal(toldRows.isCurrent('a', listed(rows), 'server'), false);
  });
});

// What VS Code must be told of a list: all of it only where it changed, and seldom while pages stream into a long one.
import assert from 'node:assert/strict';
import { KnownRows, type ListView } from '../../src/tree/knownRows';

/** A list of these rows, in a state of its own; `isWhole` as while a complete one is asked for anew. */
const listed = (rows: readonly unknown[], kind = 'idle', isWhole = kind === 'complete'): ListView => ({
  rows,
  state: { kind },
  isWhole,
  canBeStopped: false,
  total: undefined,
});
const many = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('what VS Code has been told of a list', () => {
  it('knows nothing at first: everything is told', () => {
    assert.equal(new KnownRows().change('a', listed([]), 'server'), 'rows');
  });

  it('only the last row where the same rows load, fail or wait', () => {
    const knownRows = new KnownRows();
    const rows = many(20);
    knownRows.note('a', listed(rows), 'server');
    for (const kind of ['loading', 'failed', 'idle']) {
      assert.equal(knownRows.change('a', listed(rows, kind), 'server'), 'lastRow', kind);
    }
  });

  it('everything where rows came, the order changed, or the last row goes or comes', () => {
    const knownRows = new KnownRows();
    const rows = many(20);
    knownRows.note('a', listed(rows), 'server');
    assert.equal(knownRows.change('a', listed(many(40)), 'server'), 'rows');
    assert.equal(knownRows.change('a', listed(rows), 'balance'), 'rows');
    assert.equal(knownRows.change('a', listed(rows, 'complete'), 'server'), 'rows');
    assert.equal(
      knownRows.change('b', listed(rows), 'server'),
      'rows',
      'of another account nothing was told',
    );
    knownRows.note('a', listed(rows, 'complete'), 'server');
    assert.equal(knownRows.change('a', listed(rows, 'failed'), 'server'), 'rows');
    assert.equal(knownRows.change('a', listed(rows, 'idle'), 'server'), 'rows');
  });

  for (const count of [20, 10_000]) {
    it(`nothing of ${count} rows that are asked for anew and come again as they were; once where they changed`, () => {
      const knownRows = new KnownRows();
      const rows = many(count);
      knownRows.note('a', listed(rows, 'complete'), 'server');
      assert.equal(knownRows.change('a', listed(rows, 'loading', true), 'server'), 'nothing');
      assert.equal(knownRows.change('a', listed(rows, 'complete'), 'server'), 'nothing');
      assert.equal(knownRows.change('a', listed(many(count), 'complete'), 'server'), 'rows');
    });
  }

  it('everything once a list has ended to load in which rows kept their places; nothing where they stood in order', () => {
    const knownRows = new KnownRows();
    const rows = many(300);
    knownRows.note('a', listed(rows, 'loading'), 'balance');
    assert.equal(knownRows.isCurrent('a', listed(rows, 'loading'), 'balance'), true);
    assert.equal(knownRows.change('a', listed(rows, 'idle'), 'balance'), 'rows');
    assert.equal(knownRows.isCurrent('a', listed(rows, 'idle'), 'balance'), false);
    knownRows.note('a', listed(rows, 'idle'), 'balance');
    for (const kind of ['loading', 'failed', 'idle']) {
      assert.equal(knownRows.change('a', listed(rows, kind), 'balance'), 'lastRow', kind);
    }
    knownRows.note('b', listed(rows, 'loading'), 'server');
    assert.equal(knownRows.change('b', listed(rows, 'idle'), 'server'), 'lastRow');
  });

  it('nothing of sorted rows that come again as they were, also where VS Code asked for them meanwhile, or the order changed then', () => {
    const knownRows = new KnownRows();
    const rows = many(20);
    knownRows.note('a', listed(rows, 'complete'), 'email');
    for (const order of ['email', 'balance', 'balance'] as const) {
      knownRows.note('a', listed(rows, 'loading', true), order);
      assert.equal(knownRows.isCurrent('a', listed(rows, 'complete'), order), true);
      assert.equal(knownRows.change('a', listed(rows, 'complete'), order), 'nothing');
    }
    const more = many(30);
    knownRows.note('a', listed(more, 'loading', true), 'balance');
    assert.equal(
      knownRows.change('a', listed(more, 'complete'), 'balance'),
      'rows',
      'those that came are below',
    );
  });

  it('nothing where the last row is as it was told, also when it was told alone', () => {
    const knownRows = new KnownRows();
    const rows = many(20);
    const loading = listed(rows, 'loading');
    knownRows.note('a', loading, 'server');
    assert.equal(knownRows.change('a', loading, 'server'), 'nothing');
    const failed = listed(rows, 'failed');
    assert.equal(knownRows.change('a', failed, 'server'), 'lastRow');
    knownRows.noteLastRow('a', failed);
    assert.equal(knownRows.change('a', failed, 'server'), 'nothing');
    assert.equal(knownRows.change('a', { ...failed, total: 137 }, 'server'), 'lastRow');
    assert.equal(knownRows.change('a', { ...failed, canBeStopped: true }, 'server'), 'lastRow');
  });

  it('knows whether rows were asked for, and whether there were any', () => {
    const knownRows = new KnownRows();
    assert.deepEqual([knownRows.has('a'), knownRows.hasNone('a')], [false, false]);
    knownRows.note('a', listed(many(0), 'loading'), 'server');
    assert.deepEqual([knownRows.has('a'), knownRows.hasNone('a')], [true, true]);
    knownRows.note('a', listed(many(1)), 'server');
    assert.deepEqual([knownRows.has('a'), knownRows.hasNone('a')], [true, false]);
  });

  it('everything where rows went away, also while loading: those of another key must not stay', () => {
    const knownRows = new KnownRows();
    knownRows.note('a', listed(many(300), 'loading'), 'server');
    assert.equal(knownRows.change('a', listed(many(20), 'loading'), 'server'), 'rows');
  });

  it('the status row of an empty list, until rows come', () => {
    const knownRows = new KnownRows();
    const none = many(0);
    knownRows.note('a', listed(none, 'loading'), 'server');
    assert.equal(knownRows.change('a', listed(none, 'failed'), 'server'), 'lastRow');
    assert.equal(knownRows.change('a', listed(many(20)), 'server'), 'rows');
  });

  it('while pages stream in, each time the list has grown by half, and at the end', () => {
    const knownRows = new KnownRows();
    const told: number[] = [];
    let rows = many(0);
    const tell = (kind: string) => {
      if (knownRows.change('a', listed(rows, kind), 'server') === 'rows') {
        told.push(rows.length);
        knownRows.note('a', listed(rows, kind), 'server');
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
    const knownRows = new KnownRows();
    const rows = many(3);
    assert.equal(knownRows.isCurrent('a', listed(rows), 'server'), false);
    knownRows.note('a', listed(rows), 'server');
    assert.equal(knownRows.isCurrent('a', listed(rows, 'loading'), 'server'), true);
    assert.equal(knownRows.isCurrent('a', listed(many(4)), 'server'), false);
    assert.equal(knownRows.isCurrent('a', listed(rows), 'newest'), false);
    knownRows.keepOnly(['b']);
    assert.equal(knownRows.isCurrent('a', listed(rows), 'server'), false);
  });
});

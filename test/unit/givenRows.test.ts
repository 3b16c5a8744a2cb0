// What VS Code must be told of a list: all of it only where it changed, and seldom while pages stream into a long one.
import assert from 'node:assert/strict';
import { GivenRows, type Listed } from '../../src/tree/givenRows';

const listed = (rows: readonly unknown[], kind = 'idle'): Listed => ({ rows, state: { kind } });
const many = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('what VS Code has of a list', () => {
  it('knows nothing at first: everything is told', () => {
    assert.equal(new GivenRows().change('a', listed([]), 'server'), 'rows');
  });

  it('only the last row where the same rows load, fail or wait', () => {
    const given = new GivenRows();
    const rows = many(20);
    given.note('a', listed(rows), 'server');
    for (const kind of ['loading', 'failed', 'idle']) {
      assert.equal(given.change('a', listed(rows, kind), 'server'), 'lastRow', kind);
    }
  });

  it('everything where rows came, the order changed, or the last row goes or comes', () => {
    const given = new GivenRows();
    const rows = many(20);
    given.note('a', listed(rows), 'server');
    assert.equal(given.change('a', listed(many(40)), 'server'), 'rows');
    assert.equal(given.change('a', listed(rows), 'balance'), 'rows');
    assert.equal(given.change('a', listed(rows, 'complete'), 'server'), 'rows');
    assert.equal(given.change('b', listed(rows), 'server'), 'rows', 'of another account nothing was given');
    given.note('a', listed(rows, 'complete'), 'server');
    assert.equal(given.change('a', listed(rows, 'loading'), 'server'), 'rows');
  });

  it('everything where rows went away, also while loading: those of another key must not stay', () => {
    const given = new GivenRows();
    given.note('a', listed(many(300), 'loading'), 'server');
    assert.equal(given.change('a', listed(many(20), 'loading'), 'server'), 'rows');
  });

  it('the status row of an empty list, until rows come', () => {
    const given = new GivenRows();
    const none = many(0);
    given.note('a', listed(none, 'loading'), 'server');
    assert.equal(given.change('a', listed(none, 'failed'), 'server'), 'lastRow');
    assert.equal(given.change('a', listed(many(20)), 'server'), 'rows');
  });

  it('while pages stream in, each time the list has grown by half, and at the end', () => {
    const given = new GivenRows();
    const told: number[] = [];
    let rows = many(0);
    const tell = (kind: string) => {
      if (given.change('a', listed(rows, kind), 'server') === 'rows') {
        told.push(rows.length);
        given.note('a', listed(rows, kind), 'server');
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
    const given = new GivenRows();
    const rows = many(3);
    assert.equal(given.isCurrent('a', listed(rows), 'server'), false);
    given.note('a', listed(rows), 'server');
    assert.equal(given.isCurrent('a', listed(rows, 'loading'), 'server'), true);
    assert.equal(given.isCurrent('a', listed(many(4)), 'server'), false);
    assert.equal(given.isCurrent('a', listed(rows), 'newest'), false);
    given.keepOnly(['b']);
    assert.equal(given.isCurrent('a', listed(rows), 'server'), false);
  });
});

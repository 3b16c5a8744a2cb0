// Which rows have just moved, by a clock of the test's own.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type RowKey, RowMoves, surprise } from '../../src/tree/core/rowMoves';

describe('rows that have just moved', () => {
  let now: number;
  let moves: RowMoves;
  beforeEach(() => {
    now = 1000;
    moves = new RowMoves(() => now);
  });
  const moved = (...rows: RowKey[]) => rows.filter((row) => moves.hasJustMoved('a', row));

  it('are none where rows come below all others, only those in the place of the row that was last', () => {
    moves.given('a', [1, 2, 'pager'], []);
    assert.deepEqual(moved(1, 2, 'pager'), []);
    moves.given('a', [1, 2, 3, 4, 'pager'], []);
    assert.deepEqual(moved(1, 2), [], 'they stand where they stood');
    assert.deepEqual(moved(3, 4, 'pager'), [3, 4, 'pager'], 'where the pager was, a token is now');
  });

  it('for half a second, not longer', () => {
    moves.given('a', [1, 2, 3], []);
    moves.given('a', [2, 3], []);
    now += surprise - 1;
    assert.deepEqual(moved(2, 3), [2, 3]);
    now += 1;
    assert.deepEqual(moved(2, 3), []);
  });

  it('are those after the first that changed its place', () => {
    moves.given('a', [1, 2, 3, 4], []);
    moves.given('a', [1, 3, 2, 4], []);
    assert.deepEqual(moved(1, 2, 3, 4), [2, 3, 4]);
    now += 100;
    moves.given('a', [1, 3, 2, 4], []);
    assert.deepEqual(moved(1, 2, 3, 4), [2, 3, 4], 'what is given again as it was forgets nothing');
  });

  it('are all of the accounts below one whose list has another length', () => {
    moves.given('a', [1], []);
    moves.given('b', [1, 2], ['a']);
    assert.deepEqual(moved(1), [1]);
    now += surprise;
    moves.given('b', [2, 1], ['a']);
    assert.deepEqual(moved(1), []);
  });

  it('are none of a list that had none before', () => {
    moves.given('', [], []);
    moves.given('', ['a'], ['a']);
    moves.given('a', [], []);
    moves.given('a', [1, 2], []);
    assert.deepEqual(moved(1, 2), []);
    moves.given('', ['a', 'b'], ['a', 'b']);
    assert.deepEqual(moved(1, 2), [1, 2], 'a second account puts a row of its own above each list');
  });

  it('are all where something came or went above them', () => {
    moves.given('a', [1, 2], []);
    moves.allMoved();
    assert.deepEqual(moved(1, 2), [1, 2]);
    moves.keepOnly(['b']);
    assert.deepEqual(moved(1, 2), [], 'of an account that is gone nothing is kept');
  });

  it('whatever is given: a row is said to have stayed only where the same stood at its place before', () => {
    const rows = fc.uniqueArray(fc.integer({ min: 1, max: 8 }));
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        moves = new RowMoves(() => now);
        moves.given('a', before, []);
        moves.given('a', after, []);
        for (const [at, row] of after.entries()) {
          if (!moves.hasJustMoved('a', row)) {
            assert.ok(before[at] === row || at >= before.length);
          }
        }
      }),
    );
  });
});

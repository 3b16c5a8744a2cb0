// Merged rows: a refresh that brings the same rows is seen as no change, and looks at each row a few times, however many there are.
import assert from 'node:assert/strict';
import { MergedRows } from '../../src/subAccounts/mergedRows';

/** Rows that count how often anybody asks for their ids. */
function counted(count: number) {
  const looks = { count: 0 };
  const rows = Array.from({ length: count }, (_, at) => ({
    get id() {
      looks.count++;
      return at;
    },
  }));
  return { looks, rows };
}

/** Refreshes so many rows, 20 a page, and answers how often each was looked at on average. */
function looksARow(count: number, inOrder = (rows: readonly { readonly id: number }[]) => rows): number {
  const { looks, rows } = counted(count);
  const merged = new MergedRows<{ readonly id: number }>((a, b) => a === b);
  merged.land({ rows }, 0, false);
  merged.startAgain();
  const again = inOrder(rows);
  looks.count = 0;
  for (let at = 0; at < count; at += 20) {
    merged.land({ rows: again.slice(at, at + 20) }, at, false);
  }
  assert.equal(merged.answered, count);
  return looks.count / count;
}

describe('merged rows', () => {
  it('are the same array while a refresh brings the same rows in their order', () => {
    const { rows } = counted(60);
    const merged = new MergedRows<{ readonly id: number }>((a, b) => a === b);
    merged.land({ rows }, 0, false);
    const shown = merged.all;
    merged.startAgain();
    merged.land({ rows: rows.slice(0, 20) }, 1, false);
    assert.equal(merged.all, shown);
    // One has moved: from here on it is another list.
    merged.land({ rows: [...rows.slice(21, 40), ...rows.slice(20, 21)] }, 2, false);
    assert.notEqual(merged.all, shown);
    assert.deepEqual(merged.all, [
      ...rows.slice(0, 20),
      ...rows.slice(21, 40),
      ...rows.slice(20, 21),
      ...rows.slice(40),
    ]);
  });

  it('look no more often at each of many than at each of few', () => {
    // Sizes at which the places by id are equally full.
    for (const inOrder of [undefined, (rows: readonly { readonly id: number }[]) => rows.toReversed()]) {
      const [few, many] = [looksARow(1000, inOrder), looksARow(16_000, inOrder)];
      assert.ok(many <= few * 1.5, `${few} looks a row, then ${many}`);
    }
  });
});

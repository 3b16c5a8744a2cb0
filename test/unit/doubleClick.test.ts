// Which clicks are a double click: VS Code tells of each alike.
import assert from 'node:assert/strict';
import { DoubleClick } from '../../src/features/rowActions/core/doubleClick';

describe('a double click', () => {
  const told = (...clicks: [on: string, at: number][]) => {
    const clicked = new DoubleClick<string>();
    return clicks.map(([on, at]) => clicked.isSecond(on, at));
  };

  it('is two clicks on one thing within half a second', () => {
    assert.deepEqual(told(['a', 0], ['a', 500]), [false, true]);
    assert.deepEqual(told(['a', 0], ['a', 501]), [false, false]);
    assert.deepEqual(told(['a', 0], ['a', 501], ['a', 900]), [false, false, true]);
  });

  it('is not two clicks with something else done between them', () => {
    const clicked = new DoubleClick<string>();
    assert.equal(clicked.isSecond('a', 0), false);
    clicked.forget();
    assert.deepEqual([clicked.isSecond('a', 10), clicked.isSecond('a', 20)], [false, true]);
  });

  it('is not two clicks on two things, nor the third of three', () => {
    assert.deepEqual(told(['a', 0], ['b', 10], ['a', 20]), [false, false, false]);
    assert.deepEqual(told(['a', 0], ['a', 10], ['a', 20], ['a', 30]), [false, true, false, true]);
  });
});

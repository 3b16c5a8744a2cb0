// What a window knows of sub-accounts until it is kept: nothing is lost that comes while it is being kept, and nothing is kept twice.
import assert from 'node:assert/strict';
import { Unkept } from '../../src/subAccounts/unkept';

describe('what is not kept yet', () => {
  let unkept: Unkept;
  beforeEach(() => {
    unkept = new Unkept();
    unkept.used('a', { id: 1, at: 1 });
    unkept.isGone('a', { id: 2, at: 2 });
  });

  it('is nothing more once it is kept', () => {
    unkept.kept('a', unkept.of('a'));
    assert.equal(unkept.of('a'), undefined);
    unkept.kept('b', undefined);
    assert.equal(unkept.of('b'), undefined);
  });

  it('is what came while the rest was being kept', () => {
    const news = unkept.of('a');
    unkept.used('a', { id: 3, at: 3 });
    unkept.used('a', { id: 1, at: 4 });
    unkept.isGone('a', { id: 5, at: 5 });
    unkept.kept('a', news);
    assert.deepEqual(unkept.of('a'), {
      used: [
        { id: 1, at: 4 },
        { id: 3, at: 3 },
      ],
      gone: [{ id: 5, at: 5 }],
      otherwise: [],
    });
  });

  it('has what is otherwise now until that is kept, or gone', () => {
    const row = { id: 7, email: 'b@example.org', type: undefined, createdAt: undefined, page: 1 };
    unkept.isNow('a', { row, at: 4 });
    const news = unkept.of('a');
    unkept.isNow('a', { row: { ...row, email: 'c@example.org' }, at: 5 });
    unkept.kept('a', news);
    assert.deepEqual(
      unkept.of('a')?.otherwise.map((each) => each.row.email),
      ['c@example.org'],
    );
    unkept.isGone('a', { id: 7, at: 6 });
    assert.deepEqual([unkept.of('a')?.otherwise, unkept.of('a')?.gone.length], [[], 1]);
    unkept.isNow('a', { row, at: 7 });
    assert.deepEqual([unkept.of('a')?.otherwise.length, unkept.of('a')?.gone], [1, []], 'it is there again');
  });

  it('has no use of what is gone, but one that came after', () => {
    unkept.isGone('a', { id: 1, at: 3 });
    assert.deepEqual(unkept.of('a')?.used, []);
    unkept.used('a', { id: 1, at: 4 });
    assert.deepEqual(unkept.of('a')?.used, [{ id: 1, at: 4 }]);
  });

  it('is each account’s own, and forgotten with it', () => {
    unkept.used('b', { id: 9, at: 9 });
    unkept.forget('a');
    assert.equal(unkept.of('a'), undefined);
    assert.deepEqual(unkept.of('b')?.used, [{ id: 9, at: 9 }]);
    unkept.clear();
    assert.equal(unkept.of('b'), undefined);
  });
});

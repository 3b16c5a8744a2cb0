// What stands above the rows: nothing comes up there while they are in sight, and what is no longer true goes.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AboveRows, type Sentence } from '../../src/tree/core/aboveRows';

const stopped: Sentence = { accountId: 'a', text: 'Loading stopped at 80 of 137: No connection', rank: 0 };
const unreadable: Sentence = { accountId: 'a', text: 'Sub-accounts that could not be read: 4.', rank: 1 };
const session: Sentence = { accountId: 'a', text: 'The API key is kept for this session only.', rank: 2 };
const away = { isVisible: false, hasRows: true };
const empty = { isVisible: true, hasRows: false };
const inSight = { isVisible: true, hasRows: true };

describe('what stands above the rows', () => {
  it('comes up while the view is away or has no rows, and has been seen once it is in sight', () => {
    const above = new AboveRows();
    assert.deepEqual(above.say([session], empty), { shown: [session], unseen: [] });
    assert.deepEqual(above.say([session], inSight), { shown: [session], unseen: [] });
    assert.deepEqual(above.say([stopped, session], away), { shown: [stopped], unseen: [stopped] });
    assert.deepEqual(above.say([stopped, session], inSight), { shown: [stopped], unseen: [] });
    assert.deepEqual(above.say([stopped, session], away), { shown: [stopped], unseen: [] }, 'no nagging');
  });

  it('waits, where rows are in sight, until the person looks away; what stood there stays', () => {
    const above = new AboveRows();
    above.say([session], empty);
    assert.deepEqual(above.say([stopped, session], inSight), { shown: [session], unseen: [stopped] });
    assert.deepEqual(above.say([stopped, session], away), { shown: [stopped], unseen: [stopped] });
    assert.deepEqual(above.say([stopped, session], inSight), { shown: [stopped], unseen: [] });
  });

  it('goes at once when it is no longer true, and comes back by itself no more', () => {
    const above = new AboveRows();
    above.say([unreadable], away);
    assert.deepEqual(above.say([], inSight), { shown: [], unseen: [] });
    assert.deepEqual(above.say([unreadable], inSight), { shown: [], unseen: [unreadable] });
  });

  it('is another where the same is true of another account', () => {
    const above = new AboveRows();
    above.say([stopped], away);
    const other = { ...stopped, accountId: 'b' };
    assert.deepEqual(above.say([other], inSight), { shown: [], unseen: [other] });
  });

  it('in any order: nothing comes up in sight, nothing untrue stays, nothing important is both unshown and seen', () => {
    const sentence = fc.constantFrom(stopped, unreadable, session, { ...stopped, accountId: 'b' });
    const step = fc.record({
      true_: fc.uniqueArray(sentence),
      isVisible: fc.boolean(),
      hasRows: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const above = new AboveRows();
        let before: readonly Sentence[] = [];
        const everSeen = new Set<Sentence>();
        for (const { true_, ...where } of steps) {
          const { shown, unseen } = above.say(true_, where);
          assert.ok(shown.every((each) => true_.includes(each)));
          if (where.isVisible && where.hasRows) {
            assert.ok(shown.every((each) => before.includes(each)));
          }
          if (where.isVisible) shown.forEach((each) => void everSeen.add(each));
          const highest = Math.min(...true_.map(({ rank }) => rank));
          for (const each of true_.filter(({ rank }) => rank === highest)) {
            assert.ok(unseen.includes(each) || everSeen.has(each));
          }
          before = shown;
        }
      }),
    );
  });
});

// What stands above the rows: nothing comes up there or goes while they are in sight, and what is no longer true gives its line to what is.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AboveRows, type ListNow, type Sentence } from '../../src/tree/core/aboveRows';

const stopped: Sentence = { accountId: 'a', text: 'Loading stopped at 80 of 137: No connection', rank: 0 };
const unreadable: Sentence = { accountId: 'a', text: 'Sub-accounts that could not be read: 4.', rank: 1 };
const session: Sentence = { accountId: 'a', text: 'The API key is kept for this session only.', rank: 2 };
const loadedWords = (accountId: string) => `Sub-accounts loaded by ${accountId}`;

/** What there is to see, where these lists are being loaded. */
const look = (
  isVisible: boolean,
  hasRows: boolean,
  loading: readonly string[] = [],
  gone: readonly string[] = [],
) => ({
  isVisible,
  hasRows,
  lists: new Map<string, ListNow>(
    ['a', 'b']
      .filter((id) => !gone.includes(id))
      .map((id) => [id, { isLoading: loading.includes(id), loaded: loadedWords(id) }]),
  ),
});
const away = look(false, true);
const empty = look(true, false);
const inSight = look(true, true);
const loading = look(true, true, ['a']);

describe('what stands above the rows', () => {
  it('comes up while the view is away or has no rows, and has been seen once it is in sight', () => {
    const above = new AboveRows();
    assert.deepEqual(above.say([session], empty), { shown: [session], unseen: [] });
    assert.deepEqual(above.say([session], inSight), { shown: [session], unseen: [] });
    assert.deepEqual(above.say([stopped, session], away), { shown: [stopped], unseen: [stopped] });
    assert.deepEqual(above.say([stopped, session], inSight), { shown: [stopped], unseen: [] });
    assert.deepEqual(above.say([stopped, session], away), { shown: [stopped], unseen: [] }, 'no nagging');
  });

  it('comes with the first rows, in sight, and with none after them', () => {
    const above = new AboveRows();
    above.say([], look(true, false, ['a']));
    assert.deepEqual(above.say([unreadable], inSight), { shown: [unreadable], unseen: [] });
    const other = new AboveRows();
    other.say([], inSight);
    assert.deepEqual(other.say([unreadable], inSight), { shown: [], unseen: [unreadable] });
  });

  it('waits, where rows are in sight, until the person looks away; what stood there stays', () => {
    const above = new AboveRows();
    above.say([session], empty);
    above.say([session], inSight);
    assert.deepEqual(above.say([stopped, session], inSight), { shown: [session], unseen: [stopped] });
    assert.deepEqual(above.say([stopped, session], away), { shown: [stopped], unseen: [stopped] });
    assert.deepEqual(above.say([stopped, session], inSight), { shown: [stopped], unseen: [] });
  });

  it('stays while its list is loaded, and after that where it is true again: what was seen stays seen', () => {
    const above = new AboveRows();
    above.say([stopped], away);
    above.say([stopped], inSight);
    assert.deepEqual(above.say([], loading), { shown: [stopped], unseen: [] });
    assert.deepEqual(above.say([stopped], inSight), { shown: [stopped], unseen: [] });
    above.say([], look(false, true, ['a']));
    assert.deepEqual(above.say([stopped], away), { shown: [stopped], unseen: [] }, 'also while away');
  });

  it('gives its line to what is true of the list once that is loaded, until the person looks away', () => {
    const above = new AboveRows();
    above.say([unreadable], away);
    above.say([unreadable], inSight);
    const more = { ...unreadable, text: 'Sub-accounts that could not be read: 7.' };
    assert.deepEqual(above.say([more], loading), { shown: [unreadable], unseen: [] });
    assert.deepEqual(above.say([more], inSight), { shown: [more], unseen: [] });
    const all = [{ accountId: 'a', text: loadedWords('a'), rank: 9 }];
    assert.deepEqual(above.say([], inSight), { shown: all, unseen: [] });
    assert.deepEqual(above.say([], inSight), { shown: all, unseen: [] });
    assert.deepEqual(above.say([], away), { shown: [], unseen: [] });
    assert.deepEqual(above.say([], inSight), { shown: [], unseen: [] });
    assert.deepEqual(above.say([more], inSight), { shown: [], unseen: [more] }, 'it is true anew');
  });

  it('goes with its account, and is another where the same is true of another account', () => {
    const above = new AboveRows();
    above.say([stopped], away);
    const other = { ...stopped, accountId: 'b' };
    assert.deepEqual(above.say([other], look(true, true, [], ['a'])), { shown: [], unseen: [other] });
  });

  it('in any order: in sight no line comes or goes, nothing untrue stays after a load, nothing important is both unshown and seen', () => {
    const sentence = fc.constantFrom(stopped, unreadable, session, { ...stopped, accountId: 'b' });
    const step = fc.record({
      current: fc.uniqueArray(sentence),
      isVisible: fc.boolean(),
      hasRows: fc.boolean(),
      loading: fc.subarray(['a', 'b']),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const above = new AboveRows();
        let before: readonly Sentence[] = [];
        let hadRows = false;
        const everSeen = new Set<Sentence>();
        for (const { current, isVisible, hasRows, loading } of steps) {
          const { shown, unseen } = above.say(current, look(isVisible, hasRows, loading));
          const accountsOf = (all: readonly Sentence[]) => all.map(({ accountId }) => accountId);
          if (isVisible && hasRows && hadRows) {
            assert.deepEqual(accountsOf(shown), accountsOf(before));
          } else {
            assert.ok(shown.every((each) => current.includes(each)));
          }
          for (const [at, each] of shown.entries()) {
            const { accountId, text } = each;
            const isTrue = current.includes(each) || text === loadedWords(accountId);
            assert.ok(loading.includes(accountId) ? isTrue || before[at] === each : isTrue);
            if (isVisible) everSeen.add(each);
          }
          const highest = Math.min(...current.map(({ rank }) => rank));
          for (const each of current.filter(({ rank }) => rank === highest)) {
            const comes = loading.includes(each.accountId) && accountsOf(shown).includes(each.accountId);
            assert.ok(unseen.includes(each) || everSeen.has(each) || comes);
          }
          before = shown;
          hadRows = hasRows;
        }
      }),
    );
  });
});

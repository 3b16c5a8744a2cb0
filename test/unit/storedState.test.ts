// VS Code's state made true: what it holds is what is stored, whatever fails, and whatever other windows store meanwhile.
import assert from 'node:assert/strict';
import { StoredState } from '../../src/accounts/storedState';
import { FakeMemento } from './support/vscodeParts';

describe('the state that is kept', () => {
  it('a value is seen once it is stored, and not before', async () => {
    const memento = new FakeMemento([['a', 1]]);
    const state = new StoredState(memento);
    const seen: unknown[] = [];
    memento.turn = async () => void seen.push(memento.get('a'), state.get('a'), state.get('b', 'none'));
    await state.change(() => ({ a: 2, b: [3] }));
    assert.deepEqual(seen, [2, 1, 'none']);
    assert.deepEqual([state.get('a'), state.get('b', 'none')], [2, [3]]);
    assert.deepEqual([...memento.stored], Object.entries({ a: 2, b: [3] }));
  });

  it('what could not be stored has not happened, also when something else is stored at the same time', async () => {
    const memento = new FakeMemento([['a', 1]]);
    const state = new StoredState(memento);
    memento.rejectUpdates(1);
    const failing = assert.rejects(state.update('a', 2));
    const other = state.update('order', 'newest');
    await Promise.all([failing, other]);
    assert.equal(state.get('a'), 1);
    assert.deepEqual([...memento.stored], Object.entries({ a: 1, order: 'newest' }));
  });

  it('what was stored in spite of what VS Code said is taken back', async () => {
    const memento = new FakeMemento([['a', 1]]);
    const update = memento.update.bind(memento);
    let first = true;
    memento.update = async (key, value) => {
      await update(key, value);
      if (first) {
        first = false;
        throw new Error('no answer');
      }
    };
    const state = new StoredState(memento);
    await assert.rejects(state.update('a', 2));
    assert.deepEqual([...memento.stored], [['a', 1]]);
  });

  it('two changes of one value, begun at once, are made one on top of the other', async () => {
    const memento = new FakeMemento();
    const state = new StoredState(memento);
    const add = (one: string) => state.change(() => ({ all: [...state.get<string[]>('all', []), one] }));
    memento.rejectUpdates(2);
    const [, failed] = await Promise.allSettled([add('a'), add('b'), add('c')]);
    assert.equal(failed.status, 'rejected');
    assert.deepEqual(memento.stored.get('all'), ['a', 'c']);
  });

  it('a change that another window overwrites on its way is made again, on top of theirs', async () => {
    const memento = new FakeMemento([['all', ['a']]]);
    const theirs = memento.anotherWindow();
    const state = new StoredState(memento);
    let first = true;
    memento.turn = async () => {
      if (first) {
        first = false;
        // It is taken into this window's memory in place of ours, and stored after ours.
        void theirs.update('all', ['a', 'theirs']);
      }
    };
    await state.change(() => ({ all: [...state.get<string[]>('all', []), 'ours'] }));
    assert.deepEqual(memento.stored.get('all'), ['a', 'theirs', 'ours']);
  });
});

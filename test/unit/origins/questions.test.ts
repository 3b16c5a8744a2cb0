// When the person is asked whether keys may go to another origin, about which accounts, and what becomes of the answer.
import assert from 'node:assert/strict';
import type { Account } from '../../../src/accounts/account';
import { done, failed } from '../../../src/api/result';
import { type OriginQuestion, OriginQuestions } from '../../../src/features/accounts/core/originQuestions';
import { settled } from '../../support/settled';
import { documented, mirror, other } from './support';

const a: Account = { id: 'a', name: 'Agence', origins: [documented], keyMark: '00000001' };
const b: Account = { id: 'b', name: 'Studio' };
const c: Account = { id: 'c', name: 'Mirror', origins: [mirror], keyMark: '00000002' };

describe('the question about another origin', () => {
  let accounts: readonly Account[];
  let origin: string | undefined;
  let asked: OriginQuestion[];
  let answers: ((agree: boolean) => void)[];
  let settling: (() => void)[];
  let allowed: string[];
  let isStored: boolean;
  let notKept: number;
  let hasFocus: boolean;
  let questions: OriginQuestions;

  beforeEach(() => {
    [accounts, origin, asked, answers, allowed, settling] = [[a, b, c], mirror, [], [], [], []];
    [isStored, notKept, hasFocus] = [true, 0, true];
    questions = new OriginQuestions({
      accounts: () => accounts,
      origin: () => origin,
      ask: (question) => {
        asked.push(question);
        return new Promise((resolve) => answers.push(resolve));
      },
      allow: async (those, to) => {
        allowed.push(`${those.map(({ name }) => name).join(', ')} to ${to}`);
        if (!isStored) return failed('state');
        accounts = accounts.map((each) => (those.includes(each) ? { ...each, origins: [to] } : each));
        return done;
      },
      notKept: (why) => {
        assert.equal(why, 'state');
        notKept++;
      },
      settled: () => new Promise((resolve) => settling.push(resolve)),
      hasFocus: () => hasFocus,
    });
  });

  it('is one about all accounts that it concerns, and an agreement lets them go there', async () => {
    const asking = Promise.all([questions.askOnce(), questions.ask(), questions.askOnce()]);
    assert.deepEqual(asked, [{ origin: mirror, accounts: [a, b] }]);
    answers[0]?.(true);
    await asking;
    assert.deepEqual(allowed, [`Agence, Studio to ${mirror}`]);
    await questions.ask();
    assert.equal(asked.length, 1, 'there is nothing left to ask');
  });

  it('comes by itself once for each origin, refused or not, and again when it is asked for', async () => {
    const asking = questions.askOnce();
    answers[0]?.(false);
    await asking;
    await questions.askOnce();
    assert.deepEqual([asked.length, allowed], [1, []]);
    origin = other;
    const another = questions.askOnce();
    assert.deepEqual(asked[1], { origin: other, accounts: [a, b, c] });
    answers[1]?.(false);
    await another;
    origin = mirror;
    await questions.askOnce();
    assert.equal(asked.length, 2);
    void questions.ask();
    assert.equal(asked.length, 3);
  });

  it('that was agreed to in vain comes by itself again where its address comes back, and one that was refused does not', async () => {
    for (const [agree, isAskedAgain] of [
      [true, true],
      [false, false],
    ] as const) {
      origin = agree ? mirror : other;
      const first = questions.askOnce();
      const set = origin;
      origin = documented;
      accounts = [a, b];
      answers.at(-1)?.(agree);
      await first;
      origin = set;
      const before = asked.length;
      const again = questions.askOnce();
      await settled();
      assert.equal(asked.length > before, isAskedAgain);
      answers.at(-1)?.(false);
      await again;
    }
    assert.deepEqual(allowed, []);
  });

  it('whose address is no longer set when it is answered allows nothing', async () => {
    accounts = [a, b];
    for (const now of [documented, undefined]) {
      const asking = questions.ask();
      origin = now;
      answers.at(-1)?.(true);
      await asking;
      origin = mirror;
    }
    assert.deepEqual([asked.length, allowed], [2, []]);
  });

  it('is asked about the new address where that changed while it was open, agreed or not, and only then', async () => {
    for (const agree of [true, false]) {
      asked = [];
      const asking = questions.ask();
      origin = agree ? other : 'https://third.example.org';
      answers.at(-1)?.(agree);
      await settled();
      assert.deepEqual(
        asked.map((each) => each.origin),
        [mirror, origin],
      );
      assert.deepEqual(allowed, []);
      answers.at(-1)?.(false);
      await asking;
      origin = mirror;
    }
  });

  it('says that an agreement could not be stored, and can be asked again', async () => {
    isStored = false;
    const asking = questions.ask();
    answers[0]?.(true);
    await asking;
    assert.equal(notKept, 1);
    void questions.ask();
    assert.equal(asked.length, 2);
  });

  it('is not asked where no key goes anywhere else, or the address can’t be used', async () => {
    accounts = [c];
    await questions.ask();
    [accounts, origin] = [[a], undefined];
    await Promise.all([questions.ask(), questions.askOnce()]);
    assert.deepEqual(asked, []);
    // One of version 0.1.0 may go to the documented service.
    [accounts, origin] = [[a, b], documented];
    await questions.ask();
    assert.deepEqual(asked, []);
  });

  it('waits in a window that the person is not in until they come, and for nothing where another window has the answer', async () => {
    hasFocus = false;
    await questions.askOnce();
    assert.deepEqual(asked, []);
    hasFocus = true;
    void questions.focusCame();
    assert.equal(asked.length, 1);
    answers[0]?.(false);
    await settled();

    [hasFocus, origin] = [false, other];
    await questions.askOnce();
    accounts = accounts.map((each) => ({ ...each, origins: [other] }));
    hasFocus = true;
    await questions.focusCame();
    assert.equal(asked.length, 1);
  });

  it('about a key that is not known waits until another window’s names have had their time to arrive', async () => {
    const unknown = { ...a, origins: [], keyMark: '00000003' };
    [accounts, origin] = [[unknown], documented];
    const asking = questions.askOnce();
    assert.deepEqual([asked, settling.length], [[], 1]);
    accounts = [{ ...a, keyMark: '00000003' }];
    settling[0]?.();
    await asking;
    assert.deepEqual(asked, [], 'they have come');

    accounts = [unknown];
    const again = questions.askOnce();
    settling[1]?.();
    await settled();
    assert.deepEqual(asked, [{ origin: documented, accounts: [unknown] }]);
    answers[0]?.(true);
    await again;
    assert.deepEqual(allowed, [`Agence to ${documented}`]);
  });
});

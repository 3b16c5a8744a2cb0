// What decides in the bench: medians, goals met and missed, growth, and the words for them.
import assert from 'node:assert/strict';
import type { Measure } from '../bench/bench';
import { judge, judgeGrowth, spreadOf } from '../bench/judged';
import { keystrokesOf } from '../bench/keystrokes';
import { growthSentence, growthTable, table } from '../bench/report';
import { bareSubAccount } from '../support/subAccounts';

const measure = (over: Partial<Measure>): Measure => ({
  what: 'loading',
  unit: 'ms',
  ours: [30, 10, 20],
  against: { what: 'the other', samples: [100, 90, 120] },
  compared: 'times',
  ...over,
});

describe('the bench', () => {
  it('takes the middle sample, or the mean of the two in the middle', () => {
    assert.deepEqual(spreadOf([3, 1, 2]), { minimum: 1, median: 2, maximum: 3 });
    assert.deepEqual(spreadOf([4, 1, 2, 3]), { minimum: 1, median: 2.5, maximum: 4 });
    assert.throws(() => spreadOf([]), /no sample/);
  });

  for (const [compared, goal, value, met] of [
    ['faster', 5, 5, true],
    ['faster', 5.1, 5, false],
    ['times', 0.2, 0.2, true],
    ['times', 0.19, 0.2, false],
    ['more', -80, -80, true],
    ['more', -81, -80, false],
    ['median', 20, 20, true],
    ['median', 19, 20, false],
    ['maximum', 30, 30, true],
    ['maximum', 29, 30, false],
  ] as const) {
    it(`${compared}: ${value} ${met ? 'meets' : 'misses'} ${goal}`, () => {
      const judged = judge(measure({ compared, goal }));
      assert.equal(judged.value, value);
      assert.equal(judged.met, met);
    });
  }

  it('says of what has no goal neither that it is met nor that it is missed', () => {
    assert.equal(judge(measure({})).met, undefined);
    assert.doesNotMatch(table([judge(measure({}))]), /met|MISSED/);
  });

  it('compares with nothing only what needs nothing to be compared with', () => {
    const { against: _, ...alone } = measure({});
    assert.throws(() => judge(alone), /nothing to compare/);
    assert.equal(judge({ ...alone, compared: 'median' }).value, 20);
  });

  it('prints each line with both sides, the goal and the verdict', () => {
    const text = table([judge(measure({ compared: 'faster', goal: 5 })), judge(measure({ goal: 0.1 }))]);
    const [head = '', first = '', second = ''] = text.split('\n');
    assert.match(head, /^what +ours +against +compared +goal$/);
    assert.match(
      first,
      /20\.0 ms \(10\.0 ms to 30\.0 ms, 3 times\) +the other: 100\.0 ms .* 5\.00 times faster +≥ 5 .* met$/,
    );
    assert.match(second, /0\.20 times +≤ 0\.1 times +MISSED$/);
  });

  it('prints how often as a bare number', () => {
    const { against: _, ...often } = measure({ unit: 'count', ours: [2], compared: 'maximum', goal: 0 });
    assert.match(table([judge(often)]), /loading +2 +— +worst 2 +≤ 0 +MISSED$/);
  });

  const growth = (...costs: number[]) =>
    judgeGrowth({
      what: 'loading',
      unit: 'ms',
      points: costs.map((cost, at) => ({ rows: [1000, 10_000, 50_000][at] ?? 0, samples: [cost] })),
    });

  it('calls what grows with the rows, or more slowly, no faster than they', () => {
    assert.ok(growth(1, 10, 50).met);
    assert.ok(growth(10, 20, 40).met);
    assert.match(
      growthSentence(growth(1, 10, 50)),
      /50 times the rows cost 50\.0 times as much; it grows as the rows do/,
    );
    assert.match(growthSentence(growth(10, 20, 40)), /more slowly/);
  });

  it('finds growth beyond the rows over all, and in the last step alone', () => {
    assert.ok(!growth(1, 20, 150).met);
    assert.ok(!growth(10, 10, 80).met, 'flat at first, steep at the end');
    assert.match(growthTable([growth(1, 20, 150)]), /MISSED\n.*faster than the rows/);
  });

  it('times the keystrokes after which another match stands first', () => {
    const named = (id: number, email: string) => bareSubAccount(id, { email });
    const rows = [named(1, 'ab@x.fr'), named(2, 'cd@x.fr'), named(3, 'ce@x.fr')];
    assert.deepEqual(keystrokesOf(rows, ['ce', 'a']), [
      { letter: 'c', startsOver: true, first: 'cd@x.fr' },
      { letter: 'e', startsOver: false, first: 'ce@x.fr' },
      { letter: 'a', startsOver: true, first: 'ab@x.fr' },
    ]);
    assert.deepEqual(keystrokesOf(rows, ['az'])[1]?.first, undefined);
  });
});

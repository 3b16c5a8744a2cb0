// VS Code is told once for many changes, and at most four times a second (the clock is the test's).
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Pace, usualTimes } from '../../src/common/core/pace';

describe('pace of telling', () => {
  let told = 0;
  const pace = () => new Pace(() => told++);
  beforeEach(() => {
    told = 0;
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  });
  afterEach(() => mock.timers.reset());

  it('many changes at once are told once, a moment later', () => {
    const one = pace();
    for (let n = 0; n < 100; n++) one.ask();
    assert.equal(told, 0);
    mock.timers.tick(usualTimes.together);
    assert.equal(told, 1);
    mock.timers.tick(10_000);
    assert.equal(told, 1);
  });

  it('a stream of changes for ten seconds is told at most four times a second, and its end is told', () => {
    const one = pace();
    for (let at = 0; at < 10_000; at += 10) {
      one.ask();
      mock.timers.tick(10);
    }
    assert.ok(told >= 30 && told <= 41, `told ${told} times`);
    const before = told;
    one.ask();
    mock.timers.tick(usualTimes.apart);
    assert.equal(told, before + 1);
  });

  it('a change after a rest is told a moment later again', () => {
    const one = pace();
    one.ask();
    mock.timers.tick(usualTimes.together);
    mock.timers.tick(5000);
    one.ask();
    mock.timers.tick(usualTimes.together);
    assert.equal(told, 2);
  });

  it('what a person waits for is told at once, once, with what streamed before it', () => {
    const one = pace();
    one.ask();
    mock.timers.tick(usualTimes.together);
    one.ask();
    one.ask({ atOnce: true });
    one.ask({ atOnce: true });
    assert.equal(told, 1, 'not in the middle of a change');
    mock.timers.tick(0);
    assert.equal(told, 2);
    mock.timers.tick(10_000);
    assert.equal(told, 2);
  });

  it('a stream goes on in its time after what was told at once', () => {
    const one = pace();
    one.ask({ atOnce: true });
    mock.timers.tick(0);
    one.ask();
    mock.timers.tick(usualTimes.apart - 1);
    assert.equal(told, 1);
    mock.timers.tick(1);
    assert.equal(told, 2);
  });

  it('a clock that is set back holds nothing up', () => {
    const one = pace();
    one.ask();
    mock.timers.tick(usualTimes.together);
    mock.timers.setTime(0);
    one.ask();
    mock.timers.tick(usualTimes.apart);
    assert.equal(told, 2);
  });

  it('after dispose nothing is told', () => {
    const one = pace();
    one.ask();
    one.dispose();
    mock.timers.tick(10_000);
    assert.equal(told, 0);
  });
});

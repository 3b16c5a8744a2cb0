// What waits until it has been quiet for a while (the clock is the test's).
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { WhenQuiet } from '../../src/common/core/whenQuiet';

describe('when it has been quiet', () => {
  let ran = 0;
  beforeEach(() => {
    ran = 0;
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => mock.timers.reset());

  it('is run once for all that happened, a while after the last', () => {
    const one = new WhenQuiet(() => ran++, 3000);
    for (let at = 0; at < 20; at++) {
      one.happened();
      mock.timers.tick(2999);
      assert.equal(ran, 0);
    }
    mock.timers.tick(1);
    assert.equal(ran, 1);
    mock.timers.tick(100_000);
    assert.equal(ran, 1);
    one.happened();
    mock.timers.tick(3000);
    assert.equal(ran, 2);
  });

  it('is not run after the end', () => {
    const one = new WhenQuiet(() => ran++, 3000);
    one.happened();
    one.dispose();
    mock.timers.tick(100_000);
    assert.equal(ran, 0);
  });
});

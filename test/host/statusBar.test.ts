// What is said after a person did something: seen for a moment or until it is closed, and heard by who uses a screen reader.
import * as assert from 'node:assert/strict';
import { mock } from 'node:test';
import { workspace } from 'vscode';
import { saidInStatusBar, sayDone, sayFailure, sayInStatusBar } from '../../src/common/statusBar';
import { FakeWindow } from './support/fakeWindow';

describe('what is said', () => {
  let said: FakeWindow;
  let support: string;

  beforeEach(() => {
    said = new FakeWindow();
    support = 'auto';
    said.replace(workspace, 'getConfiguration', (section?: string) => {
      assert.equal(section, 'editor');
      return { get: (name: string) => (name === 'accessibilitySupport' ? support : undefined) };
    });
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => {
    mock.timers.tick(3000);
    mock.timers.reset();
    said.restore();
  });
  const shown = () => said.statusItems.filter((item) => item.shown).map(({ text }) => text);

  for (const value of ['auto', 'off']) {
    it(`of what was done stands in the status bar for 3 s, as an alert (accessibility support: ${value})`, () => {
      support = value;
      sayInStatusBar('Token copied');
      assert.deepEqual(said.statusItems[0]?.heard, { label: 'Token copied', role: 'alert' });
      assert.deepEqual(said.informed, []);
      mock.timers.tick(2999);
      assert.deepEqual(shown(), ['Token copied']);
      mock.timers.tick(1);
      assert.deepEqual(shown(), []);
    });
  }

  it('of what succeeded has a check mark, which nobody hears', () => {
    sayDone('Copied token');
    assert.deepEqual(shown(), ['$(check) Copied token']);
    assert.equal(said.statusItems[0]?.heard?.label, 'Copied token');
  });

  it('is a message where the person has set that they use a screen reader, and is heard once', () => {
    support = 'on';
    sayInStatusBar('$(check) Token copied');
    assert.deepEqual(shown(), ['$(check) Token copied']);
    assert.deepEqual(said.informed, ['Token copied']);
    assert.deepEqual(said.statusItems[0]?.heard, { label: 'Token copied' });
  });

  it('takes the place of what was said before, and stays its full time', () => {
    sayInStatusBar('first');
    mock.timers.tick(2000);
    sayInStatusBar('second');
    assert.deepEqual(shown(), ['second']);
    mock.timers.tick(2999);
    assert.deepEqual(shown(), ['second']);
    mock.timers.tick(1);
    assert.deepEqual(shown(), []);
  });

  it('is gone at the end of the app, and does not come back', () => {
    sayInStatusBar('Token copied');
    saidInStatusBar.dispose();
    assert.deepEqual(shown(), []);
    saidInStatusBar.dispose();
    sayInStatusBar('second');
    mock.timers.tick(2999);
    assert.deepEqual(shown(), ['second'], 'what was ended before ends nothing later');
  });

  it('of others is read as it came, icons of ours are not read', () => {
    sayInStatusBar('$(sync~spin) $\u200b(alert) copied');
    assert.equal(said.statusItems[0]?.heard?.label, '$\u200b(alert) copied');
  });

  it('of what failed is a message that stays, and nothing in the status bar', () => {
    sayFailure('Refresh failed.');
    assert.deepEqual(said.warnings, ['Refresh failed.']);
    assert.deepEqual(said.statusItems, []);
  });
});

// Clearing the clipboard: only secrets, only ours, only if still there (the clock is the test's).
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Clipboard } from '../../src/common/clipboard';
import { settled } from '../support/settled';

function make(seconds: number) {
  const held = { text: '', readable: true, writable: true };
  const clipboard = new Clipboard({
    clipboard: {
      readText: async () => {
        if (!held.readable) throw new Error('not readable');
        return held.text;
      },
      writeText: async (text) => {
        if (!held.writable) throw new Error(`not writable: ${text}`);
        held.text = text;
      },
    },
    clearAfter: () => seconds,
  });
  return { held, clipboard };
}

describe('the clipboard', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('keeps what was copied when the setting is off', async () => {
    const { held, clipboard } = make(0);
    assert.equal(await clipboard.copy('token', { secret: true }), undefined);
    mock.timers.tick(1e9);
    await settled();
    assert.equal(held.text, 'token');
  });

  it('is cleared of a secret after so many seconds, and not before', async () => {
    const { held, clipboard } = make(30);
    assert.equal(await clipboard.copy('token', { secret: true }), 30);
    mock.timers.tick(29_999);
    await settled();
    assert.equal(held.text, 'token');
    mock.timers.tick(1);
    await settled();
    assert.equal(held.text, '');
  });

  it('keeps what somebody else has copied since', async () => {
    const { held, clipboard } = make(30);
    await clipboard.copy('token', { secret: true });
    held.text = 'a text of the user’s';
    mock.timers.tick(30_000);
    await settled();
    assert.equal(held.text, 'a text of the user’s');
  });

  it('keeps what is no secret, also after a secret', async () => {
    const { held, clipboard } = make(30);
    await clipboard.copy('same', { secret: true });
    assert.equal(await clipboard.copy('same', { secret: false }), undefined);
    mock.timers.tick(30_000);
    await settled();
    assert.equal(held.text, 'same');
  });

  it('counts from the last copy', async () => {
    const { held, clipboard } = make(30);
    await clipboard.copy('same', { secret: true });
    mock.timers.tick(20_000);
    await clipboard.copy('same', { secret: true });
    mock.timers.tick(20_000);
    await settled();
    assert.equal(held.text, 'same');
    mock.timers.tick(10_000);
    await settled();
    assert.equal(held.text, '');
  });

  it('is left alone when it can’t be read', async () => {
    const { held, clipboard } = make(30);
    await clipboard.copy('token', { secret: true });
    held.readable = false;
    mock.timers.tick(30_000);
    await settled();
    assert.equal(held.text, 'token');
  });

  it('that can’t be written rejects, and nothing is cleared later', async () => {
    const { held, clipboard } = make(30);
    held.text = 'before';
    held.writable = false;
    await assert.rejects(clipboard.copy('token', { secret: true }));
    held.writable = true;
    mock.timers.tick(30_000);
    await settled();
    assert.equal(held.text, 'before');
  });

  it('is cleared at once at the end of the window, if it still holds what was copied, and not again later', async () => {
    const { held, clipboard } = make(30);
    await clipboard.copy('token', { secret: true });
    const ended = clipboard.clearDue();
    // VS Code disposes of everything without waiting.
    clipboard.dispose();
    await ended;
    assert.equal(held.text, '');
    held.text = 'token';
    mock.timers.tick(30_000);
    await settled();
    assert.equal(held.text, 'token', 'copied again by somebody else');
  });

  it('is left alone at the end of the window where nothing of ours is due', async () => {
    for (const seconds of [0, 30]) {
      const { held, clipboard } = make(seconds);
      await clipboard.copy('token', { secret: true });
      held.text = seconds === 0 ? 'token' : 'a text of the user’s';
      const before = held.text;
      await clipboard.clearDue();
      assert.equal(held.text, before);
    }
    const { held, clipboard } = make(30);
    await clipboard.copy('mail', { secret: false });
    await clipboard.clearDue();
    assert.equal(held.text, 'mail');
  });

  it('is not touched after the end', async () => {
    const { held, clipboard } = make(30);
    await clipboard.copy('token', { secret: true });
    clipboard.dispose();
    mock.timers.tick(30_000);
    await settled();
    assert.equal(held.text, 'token');
  });
});

// Clearing the clipboard: only secrets, only ours, only if still there (the clock is the test's).
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import fc from 'fast-check';
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

describe('the clipboard, where it can’t be cleared when it is time', () => {
  const token = 'canary-token';

  /** A window, and the clipboard as VS Code gives it there. */
  function open(seconds: number, isBrowser: boolean) {
    const window = {
      text: '',
      focused: true,
      /** What goes wrong: VS Code says so, says nothing, or waits. */
      trouble: undefined as 'rejects' | 'does nothing' | 'hangs' | undefined,
      reads: 0,
      asked: 0,
      wantsAgain: [] as boolean[],
    };
    const troubled = async <T>(trouble: typeof window.trouble, nothing: T, done: () => T): Promise<T> => {
      if (trouble === 'rejects') throw new Error(`no clipboard for ${token}`);
      if (trouble === 'hangs') return new Promise<T>(() => undefined);
      return trouble ? nothing : done();
    };
    /** Without the focus a browser lets nobody read or write: VS Code then waits for a click on its error, or writes nothing. */
    const isLocked = () => isBrowser && !window.focused;
    const clipboard = new Clipboard({
      clipboard: {
        readText: () => {
          window.reads++;
          return troubled(isLocked() ? 'hangs' : window.trouble, '', () => window.text);
        },
        writeText: (text) =>
          troubled(isLocked() ? 'does nothing' : window.trouble, undefined, () => {
            window.text = text;
          }),
      },
      clearAfter: () => seconds,
      host: {
        isBrowser,
        hasFocus: () => window.focused,
        askToClearAgain: async () => {
          window.asked++;
          return window.wantsAgain.shift() ?? false;
        },
      },
    });
    const focus = async () => {
      window.focused = true;
      clipboard.focusCame();
      await passed(0);
    };
    return { window, clipboard, focus };
  }
  /** Time passes, and what follows from it happens. */
  async function passed(milliseconds: number): Promise<void> {
    await settled();
    mock.timers.tick(milliseconds);
    await settled();
  }
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('for want of the focus, in a browser: nothing is tried until the window has it, then it is cleared', async () => {
    const { window, clipboard, focus } = open(30, true);
    await clipboard.copy(token, { secret: true });
    window.focused = false;
    await passed(30_000);
    assert.deepEqual([window.text, window.reads], [token, 0]);
    await focus();
    assert.deepEqual([window.text, window.asked], ['', 0]);
  });

  it('is not cleared by a focus that comes before its time', async () => {
    const { window, clipboard, focus } = open(30, true);
    await clipboard.copy(token, { secret: true });
    window.focused = false;
    await passed(29_000);
    await focus();
    assert.equal(window.text, token);
    await passed(1000);
    assert.equal(window.text, '');
  });

  for (const trouble of ['rejects', 'does nothing', 'hangs'] as const) {
    it(`because VS Code ${trouble} without the focus: tried again with it, and nobody is asked`, async () => {
      const { window, clipboard, focus } = open(30, false);
      await clipboard.copy(token, { secret: true });
      [window.focused, window.trouble] = [false, trouble];
      await passed(30_000);
      await passed(5000);
      assert.equal(window.text, token);
      window.trouble = undefined;
      await focus();
      assert.deepEqual([window.text, window.asked], ['', 0]);
    });
  }

  it('because VS Code is still waiting when the focus comes: tried again after that', async () => {
    const { window, clipboard, focus } = open(30, false);
    await clipboard.copy(token, { secret: true });
    [window.focused, window.trouble] = [false, 'hangs'];
    await passed(30_000);
    window.trouble = undefined;
    await focus();
    await passed(5000);
    assert.deepEqual([window.text, window.asked], ['', 0]);
  });

  for (const trouble of ['rejects', 'hangs'] as const) {
    it(`because VS Code ${trouble} though the window has the focus: says so, once, and tries again when told to`, async () => {
      const { window, clipboard, focus } = open(30, false);
      window.wantsAgain = [true, true, false];
      await clipboard.copy(token, { secret: true });
      window.trouble = trouble;
      await passed(30_000);
      for (let attempt = 0; attempt < 3; attempt++) await passed(5000);
      assert.deepEqual([window.text, window.asked], [token, 3]);
      const { reads } = window;
      await focus();
      await passed(5000);
      assert.deepEqual([window.asked, window.reads], [3, reads], 'not at every click into the window');
      window.trouble = undefined;
      await clipboard.clearDue();
      assert.equal(window.text, '', 'at the end of the window all the same');
    });
  }

  it('keeps what somebody else copied before the focus came back', async () => {
    const { window, clipboard, focus } = open(30, true);
    await clipboard.copy(token, { secret: true });
    window.focused = false;
    await passed(30_000);
    window.text = 'another’s';
    await focus();
    assert.equal(window.text, 'another’s');
    window.text = token;
    await focus();
    assert.equal(window.text, token, 'what is over is over');
  });

  it('at the end of the window what waited for the focus is tried once more, and an end that hangs ends', async () => {
    const { window, clipboard } = open(30, false);
    await clipboard.copy(token, { secret: true });
    [window.focused, window.trouble] = [false, 'rejects'];
    await passed(30_000);
    window.trouble = undefined;
    await clipboard.clearDue();
    assert.equal(window.text, '');

    await clipboard.copy(token, { secret: true });
    window.trouble = 'hangs';
    let isOver = false;
    void clipboard.clearDue().then(() => {
      isOver = true;
    });
    await passed(5000);
    assert.equal(isOver, true);
  });

  it('is not said to hold what a browser does not let it hold, and what it holds is cleared all the same', async () => {
    const { window, clipboard, focus } = open(30, true);
    await clipboard.copy(token, { secret: true });
    window.focused = false;
    await assert.rejects(clipboard.copy('another', { secret: true }));
    await passed(30_000);
    await focus();
    assert.equal(window.text, '');
  });

  it('when VS Code does not say whether it was copied: that is said, and it is cleared in case it was', async () => {
    const { window, clipboard } = open(30, false);
    window.trouble = 'hangs';
    const copying = assert.rejects(
      clipboard.copy(token, { secret: true }),
      (error: Error) => !error.message.includes(token),
    );
    await passed(5000);
    await copying;
    [window.trouble, window.text] = [undefined, token];
    await passed(30_000);
    assert.equal(window.text, '');
  });

  for (const trouble of ['rejects', 'hangs'] as const) {
    for (const secret of [false, true]) {
      it(`is cleared of a secret at its time where the next copy ${trouble}${secret ? ', of another secret too' : ''}`, async () => {
        const { window, clipboard } = open(30, false);
        await clipboard.copy(token, { secret: true });
        await passed(10_000);
        window.trouble = trouble;
        const copying = assert.rejects(clipboard.copy('another', { secret }));
        await passed(5000);
        await copying;
        window.trouble = undefined;
        await passed(14_999);
        assert.equal(window.text, token);
        await passed(1);
        assert.deepEqual([window.text, window.asked], ['', 0]);
      });
    }
  }

  it('a copy that hung does not wait for what the person says about the one before', async () => {
    const { window, clipboard } = open(30, false);
    await clipboard.copy(token, { secret: true });
    window.trouble = 'hangs';
    const copying = assert.rejects(clipboard.copy('another', { secret: true }));
    await passed(5000);
    await copying;
    // Becomes overdue while the first is being cleared.
    await passed(25_000);
    window.text = 'another';
    await passed(5000);
    window.trouble = undefined;
    await passed(5000);
    await passed(5000);
    assert.equal(window.text === '' || window.asked === 2, true);
  });

  for (const late of [token, 'another']) {
    it(`and the window ends after a copy that hung: whichever is there is cleared (${late})`, async () => {
      const { window, clipboard } = open(30, false);
      await clipboard.copy(token, { secret: true });
      window.trouble = 'hangs';
      const copying = assert.rejects(clipboard.copy('another', { secret: true }));
      await passed(5000);
      await copying;
      [window.trouble, window.text] = [undefined, late];
      await clipboard.clearDue();
      assert.equal(window.text, '');
    });
  }

  it('a copy that hung and gets there after the first was cleared is cleared at its own time', async () => {
    const { window, clipboard } = open(30, false);
    await clipboard.copy(token, { secret: true });
    window.trouble = 'hangs';
    const copying = assert.rejects(clipboard.copy('another', { secret: true }));
    await passed(5000);
    await copying;
    window.trouble = undefined;
    await passed(25_000);
    assert.equal(window.text, '');
    window.text = 'another';
    await passed(5000);
    assert.equal(window.text, '');
  });

  it('never takes away what is being copied just then, in whatever order it happens', async () => {
    const event = fc.constantFrom('copy', 'other', 'blur', 'focus', 'time', 'trouble', 'heal', 'turn');
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(event, { maxLength: 20 }), async (isBrowser, events) => {
        const { window, clipboard, focus } = open(1, isBrowser);
        let [count, last] = [0, ''];
        for (const each of events) {
          if (each === 'copy') {
            last = `${token} ${++count}`;
            // Not awaited: what is to be cleared may be, in the middle of it.
            void clipboard.copy(last, { secret: true }).catch(() => undefined);
          } else if (each === 'other') {
            // Nobody can tell whether another program copies between our look and our clearing.
            await settled();
            window.text = last = `another’s ${++count}`;
          } else if (each === 'blur') window.focused = false;
          else if (each === 'focus') void focus();
          else if (each === 'time') await passed(1000);
          else if (each === 'trouble') window.trouble = 'rejects';
          else if (each === 'heal') window.trouble = undefined;
          else await Promise.resolve();
        }
        window.trouble = undefined;
        await focus();
        await passed(1000);
        await passed(5000);
        if (window.text.startsWith('another’s')) return;
        assert.ok(window.text === '' || window.asked > 0, 'a secret stays without a word');
        assert.ok(!last.startsWith('another’s') || window.text !== '', 'what somebody else copied is gone');
      }),
      { numRuns: 500 },
    );
  });
});

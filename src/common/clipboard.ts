// Puts text on the clipboard and, where the setting says so, takes secrets off it again: only what we put there, if it is still there.
import type { Clipboard as VSCodeClipboard } from 'vscode';
import { withTimeLimit } from '../accounts/timeLimit';

export interface ClipboardParts {
  readonly clipboard: VSCodeClipboard;
  /** The setting `mailPartner.clipboard.clearAfter`: seconds, 0 for never. */
  readonly clearAfter: () => number;
  /** The window that the clipboard is used from; one that always has the focus unless given. */
  readonly host?: ClipboardHost;
}

export interface ClipboardHost {
  /**
   * A browser lets its clipboard be used only while its window has the focus. Without it VS Code writes nothing and says nothing, and when
   * it is to read shows an error and waits for a click on it.
   */
  readonly isBrowser: boolean;
  readonly hasFocus: () => boolean;
  /** Says that what was copied may still be there; whether the person wants it to be tried again. */
  readonly askToClearAgain: () => PromiseLike<boolean>;
}

/** What is to be cleared. */
interface Due {
  readonly text: string;
  readonly timer: NodeJS.Timeout;
  isOverdue: boolean;
  /** The person was told that it could not be cleared. */
  isTold: boolean;
}

/** How long VS Code may take to read or write the clipboard before that counts as failed, in milliseconds. */
const patience = 5000;

const usualHost: ClipboardHost = {
  isBrowser: false,
  hasFocus: () => true,
  askToClearAgain: async () => false,
};

export class Clipboard {
  readonly #parts: ClipboardParts;
  readonly #host: ClipboardHost;
  /** More than one only where a copy did not say whether it was made: then nobody knows which of them is there. */
  readonly #due = new Set<Due>();
  /** How often something was copied, and how often that is under way. */
  #copies = 0;
  #copying = 0;
  #isClearing = false;

  constructor(parts: ClipboardParts) {
    this.#parts = parts;
    this.#host = parts.host ?? usualHost;
  }

  /**
   * Copies. Answers with the seconds after which the text will be cleared, undefined when it will not.
   *
   * Rejects as VS Code does when the clipboard can't be written, where a browser would not let it, and when VS Code does not say in time; the
   * error may quote the text, so it must not be shown.
   */
  async copy(text: string, { secret }: { readonly secret: boolean }): Promise<number | undefined> {
    if (this.#isLocked) {
      throw new Error('A browser lets nobody write its clipboard without the focus.');
    }
    this.#copies++;
    this.#copying++;
    let written: Awaited<ReturnType<typeof withTimeLimit>>;
    try {
      written = await withTimeLimit(this.#parts.clipboard.writeText(text), patience);
      if (written.ok && !this.#isLocked) {
        // What was to be cleared is no longer there.
        this.dispose();
      }
    } finally {
      this.#copying--;
      void this.#clearOverdue();
    }
    const seconds = secret ? this.#parts.clearAfter() : 0;
    const cleared = seconds > 0 ? this.#clearLater(text, seconds) : undefined;
    if (!written.ok) {
      // It may still get there.
      throw new Error('The clipboard was not written in time.');
    }
    return cleared;
  }

  /** Answers with the seconds. */
  #clearLater(text: string, seconds: number): number {
    const timer = setTimeout(() => {
      due.isOverdue = true;
      void this.#clearOverdue();
    }, seconds * 1000);
    const due: Due = { text, timer, isOverdue: false, isTold: false };
    this.#due.add(due);
    return seconds;
  }

  /** To be called when the window has got the focus: clears what could not be cleared without. */
  focusCame(): void {
    void this.#clearOverdue();
  }

  /** Clears at once what is to be cleared later, as nobody would later: for the end of the window. Takes some seconds at most. */
  async clearDue(): Promise<void> {
    const due = [...this.#due];
    for (const { timer } of due) {
      clearTimeout(timer);
    }
    await Promise.all(due.map((each) => this.#clear(each)));
    for (const each of due) {
      this.#drop(each);
    }
  }

  /** Lets what was copied stay. */
  dispose(): void {
    for (const due of [...this.#due]) {
      this.#drop(due);
    }
  }

  #drop(due: Due): void {
    clearTimeout(due.timer);
    this.#due.delete(due);
  }

  get #isLocked(): boolean {
    return this.#host.isBrowser && !this.#host.hasFocus();
  }

  /** Clears what is overdue, now or when the focus comes back; where that does not help, the person is told. */
  async #clearOverdue(): Promise<void> {
    const due = [...this.#due].find(({ isOverdue, isTold }) => isOverdue && !isTold);
    const { hasFocus, askToClearAgain } = this.#host;
    const hadFocus = hasFocus();
    if (!due || this.#isClearing || this.#copying > 0 || this.#isLocked) {
      return;
    }
    const copies = this.#copies;
    this.#isClearing = true;
    const isGone = await this.#clear(due);
    this.#isClearing = false;
    if (copies !== this.#copies || !this.#due.has(due)) {
      // Something else was copied meanwhile, or was to be: what is overdue now may be another.
      await this.#clearOverdue();
    } else if (isGone) {
      this.#drop(due);
      await this.#clearOverdue();
    } else if (!hadFocus && hasFocus()) {
      await this.#clearOverdue();
    } else if (hadFocus && hasFocus()) {
      due.isTold = true;
      // Another may be overdue by now, and need not wait for what the person says about this one.
      void this.#clearOverdue();
      if (await askToClearAgain()) {
        due.isTold = false;
        await this.#clearOverdue();
      }
    }
  }

  /** Whether it is sure that the text is not there: a clipboard that can't be read can't be compared, and is left to its owner. */
  async #clear(due: Due): Promise<boolean> {
    const { clipboard } = this.#parts;
    const copies = this.#copies;
    const read = async () => {
      const outcome = await withTimeLimit(clipboard.readText(), patience);
      return outcome.ok ? outcome.value : undefined;
    };
    try {
      const before = await read();
      if (before !== due.text) {
        // Nothing at all is also what VS Code reads where it can't.
        return before !== undefined && (before !== '' || this.#host.hasFocus());
      }
      if (copies !== this.#copies) {
        return false;
      }
      await withTimeLimit(clipboard.writeText(''), patience);
      const after = await read();
      return after !== undefined && after !== due.text;
    } catch {
      return false;
    }
  }
}

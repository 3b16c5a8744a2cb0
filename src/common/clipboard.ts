// Puts text on the clipboard and, where the setting says so, takes secrets off it again: only what we put there, if it is still there.
import type { Clipboard as VSCodeClipboard } from 'vscode';

export interface ClipboardParts {
  readonly clipboard: VSCodeClipboard;
  /** The setting `mailPartner.clipboard.clearAfter`: seconds, 0 for never. */
  readonly clearAfter: () => number;
}

export class Clipboard {
  readonly #parts: ClipboardParts;
  #due: { readonly text: string; readonly timer: NodeJS.Timeout } | undefined;

  constructor(parts: ClipboardParts) {
    this.#parts = parts;
  }

  /**
   * Copies. Answers with the seconds after which the text will be cleared, undefined when it will not.
   *
   * Rejects as VS Code does when the clipboard can't be written; the error may quote the text, so it must not be shown.
   */
  async copy(text: string, { secret }: { readonly secret: boolean }): Promise<number | undefined> {
    await this.#parts.clipboard.writeText(text);
    // What was to be cleared is no longer there.
    this.dispose();
    const seconds = secret ? this.#parts.clearAfter() : 0;
    if (seconds <= 0) {
      return undefined;
    }
    this.#due = { text, timer: setTimeout(() => void this.clearDue(), seconds * 1000) };
    return seconds;
  }

  /** Clears at once what is to be cleared later, as nobody would later: for the end of the window. */
  async clearDue(): Promise<void> {
    const text = this.#due?.text;
    this.dispose();
    if (text !== undefined) {
      await this.#clear(text);
    }
  }

  /** Lets what was copied stay. */
  dispose(): void {
    clearTimeout(this.#due?.timer);
    this.#due = undefined;
  }

  async #clear(text: string): Promise<void> {
    try {
      if ((await this.#parts.clipboard.readText()) === text) {
        await this.#parts.clipboard.writeText('');
      }
    } catch {
      // A clipboard that can't be read can't be compared, and is left to its owner.
    }
  }
}

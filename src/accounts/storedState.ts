// VS Code's globalState, made true: what it holds is what is stored, and a change that can't be stored has not happened.
import type { Memento } from 'vscode';
import { Queue } from './queue';

/** Values by their keys; undefined for none. */
export type StateValues = Readonly<Record<string, unknown>>;

/** How often a change is made again on top of what another window has put in its place meanwhile. */
const mostAttempts = 3;

/**
 * VS Code's Memento takes a value into memory at once, keeps it there although storing it failed, and stores all that it holds with the
 * next change of anything. Another window's change replaces all of its memory, with what is not stored yet. (ExtensionMemento in
 * VS Code's extHostMemento.ts.)
 *
 * So all that the extension keeps goes through one of these: one change at a time, not to be seen before it is stored, and taken out of
 * the memory again, before any other, when it could not be.
 */
export class StoredState implements Memento {
  readonly #memory: Memento;
  readonly #queue = new Queue();
  /** What the change that is under way replaces. */
  #replaced: ReadonlyMap<string, { readonly now: unknown; readonly before: unknown }> = new Map();

  /** `memory`: what VS Code gave, which nobody else may change. */
  constructor(memory: Memento) {
    this.#memory = memory;
  }

  keys(): readonly string[] {
    return this.#memory.keys();
  }

  get<T>(key: string): T | undefined;
  get<T>(key: string, defaultValue: T): T;
  get(key: string, defaultValue?: unknown): unknown {
    const held: unknown = this.#memory.get(key);
    const replaced = this.#replaced.get(key);
    const stored = replaced && isSame(held, replaced.now) ? replaced.before : held;
    return stored === undefined ? defaultValue : stored;
  }

  /** Stores a value. Rejects where VS Code could not: then the old one is still there. */
  update(key: string, value: unknown): Promise<void> {
    return this.change(() => ({ [key]: value }));
  }

  /**
   * Stores several values together: all of them, or none when it rejects. `change` answers with them from what is there once its turn
   * has come, and is called again where another window was faster.
   */
  change(change: () => StateValues): Promise<void> {
    return this.#queue.run(async () => {
      for (let attempt = 1; attempt <= mostAttempts; attempt++) {
        const values = change();
        await this.#store(values);
        if (this.#holds(values)) {
          return;
        }
      }
      throw new Error('Another window stores something else all the time.');
    });
  }

  async #store(values: StateValues): Promise<void> {
    const entries = Object.entries(values).map(([key, now]) => ({ key, now, before: this.#memory.get(key) }));
    this.#replaced = new Map(entries.map(({ key, ...each }) => [key, each]));
    try {
      // Begun together, they are stored together.
      await Promise.all(entries.map(({ key, now }) => this.#memory.update(key, now)));
    } catch (error) {
      // Not what another window has stored meanwhile.
      const ours = entries.filter(({ key, now }) => isSame(this.#memory.get(key), now));
      // In memory they are back at once, and so with the next change that can be stored. It may be this one, if it was stored in spite
      // of what VS Code said.
      await Promise.allSettled(ours.map(({ key, before }) => this.#memory.update(key, before)));
      throw error;
    } finally {
      this.#replaced = new Map();
    }
  }

  #holds(values: StateValues): boolean {
    return Object.entries(values).every(([key, value]) => isSame(this.#memory.get(key), value));
  }
}

/** As JSON, which is how VS Code keeps it. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

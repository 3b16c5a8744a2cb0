// A stand-in for VS Code's globalState, in one window or several: in memory at once, stored later, whole, and not always.
import type { Memento } from 'vscode';

/** What VS Code's main thread keeps for all windows: everything an extension has, as one text. */
class Storage {
  text: string;
  readonly windows = new Set<FakeMemento>();

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * As VS Code's ExtensionMemento: what is given is in memory at once, as JSON brings it back, and stays there when storing it fails. What is
 * given in one go is stored together; what is stored is always the whole, and then replaces the memory of every window.
 */
export class FakeMemento implements Memento {
  /** What is in this window's memory. */
  readonly values: Map<string, unknown>;
  /** Makes all storing from now on fail. */
  rejects = false;
  /** Hears nothing of other windows, like a browser's tab in the background. */
  isDeaf = false;
  /** Waits on the way to the main thread, and from there to other windows. */
  turn: () => Promise<void> = () => Promise.resolve();
  readonly #storage: Storage;
  #isRejected: (store: number) => boolean = () => false;
  #stores = 0;
  /** The updates that are to be stored together next. */
  #next: Promise<void> | undefined;

  constructor(values: Iterable<readonly [string, unknown]> = [], storage?: Storage) {
    this.values = new Map(values);
    this.#storage = storage ?? new Storage(JSON.stringify([...this.values]));
    this.#storage.windows.add(this);
  }

  /** Makes these fail, and no other, of the times that VS Code stores what was given: 1 is the next. */
  rejectUpdates(first: number, last = first): void {
    const before = this.#stores;
    this.#isRejected = (store) => store >= before + first && store <= before + last;
  }
  /** Makes those fail for which it says so. */
  rejectWhere(isRejected: () => boolean): void {
    this.#isRejected = isRejected;
  }
  /** What is stored, and so is there after a restart. */
  get stored(): ReadonlyMap<string, unknown> {
    return new Map(JSON.parse(this.#storage.text));
  }
  /** What a window has that opens later, of another VS Code: what could be stored. */
  reopened(): FakeMemento {
    return new FakeMemento(this.stored);
  }
  /** A second window of the same VS Code. */
  anotherWindow(): FakeMemento {
    return new FakeMemento(this.stored, this.#storage);
  }
  keys(): readonly string[] {
    return [...this.values.keys()];
  }
  get<T>(key: string): T | undefined;
  get<T>(key: string, defaultValue: T): T;
  get(key: string, defaultValue?: unknown): unknown {
    return this.values.get(key) ?? defaultValue;
  }
  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) {
      this.values.delete(key);
    } else {
      this.values.set(key, JSON.parse(JSON.stringify(value)));
    }
    this.#next ??= Promise.resolve().then(() => this.#store());
    return this.#next;
  }

  async #store(): Promise<void> {
    this.#next = undefined;
    this.#stores++;
    const fails = this.rejects || this.#isRejected(this.#stores);
    const text = JSON.stringify([...this.values]);
    await this.turn();
    if (fails) {
      throw new Error('state says no');
    }
    if (text !== this.#storage.text) {
      this.#storage.text = text;
      for (const window of this.#storage.windows) {
        void (window === this ? Promise.resolve() : this.turn()).then(() => window.#accept(text));
      }
      // VS Code tells this window before it says that it is stored.
      await Promise.resolve();
    }
  }
  #accept(text: string): void {
    if (this.isDeaf) return;
    this.values.clear();
    for (const [key, value] of JSON.parse(text)) this.values.set(key, value);
  }
}

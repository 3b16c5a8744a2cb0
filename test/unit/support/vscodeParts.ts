// Stand-ins for the parts of VS Code that the account store is given, with every fault on demand.
import type { Event, EventEmitter, Memento, SecretStorage, SecretStorageChangeEvent } from 'vscode';

/** An emitter as VS Code's, for plain Node. */
export class FakeEmitter<T> implements EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();
  readonly event: Event<T> = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      listener(value);
    }
  }
  get listeners(): number {
    return this.#listeners.size;
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

type SecretCall = 'get' | 'store' | 'delete';

/** A keychain. `trouble` says what the next calls of a kind do instead of their work. */
export class FakeSecrets implements SecretStorage {
  readonly values = new Map<string, string>();
  readonly calls: string[] = [];
  readonly changes = new FakeEmitter<SecretStorageChangeEvent>();
  readonly onDidChange = this.changes.event;
  trouble: { [call in SecretCall]?: 'rejects' | 'hangs' | undefined } = {};
  /** Lets each call that hangs go on, in order: an answer that comes late. */
  readonly late: (() => void)[] = [];

  async get(key: string): Promise<string | undefined> {
    await this.#start('get', key);
    return this.values.get(key);
  }
  /** What VS Code has from 1.105 on. */
  async keys(): Promise<string[]> {
    return [...this.values.keys()];
  }
  async store(key: string, value: string): Promise<void> {
    await this.#start('store', key);
    this.values.set(key, value);
    this.changes.fire({ key });
  }
  async delete(key: string): Promise<void> {
    await this.#start('delete', key);
    this.values.delete(key);
    this.changes.fire({ key });
  }

  async #start(call: SecretCall, key: string): Promise<void> {
    this.calls.push(`${call} ${key}`);
    const trouble = this.trouble[call];
    if (trouble === 'rejects') {
      throw new Error(`keychain says no to ${key}`);
    }
    if (trouble === 'hangs') {
      await new Promise<void>((resolve) => this.late.push(resolve));
    }
  }
}

/**
 * A globalState, as VS Code's ExtensionMemento: what is given is in memory at once, as JSON brings it back, and stays there when storing it
 * fails. What is stored is always the whole.
 */
export class FakeMemento implements Memento {
  /** What is in memory. */
  readonly values: Map<string, unknown>;
  /** Makes every update from now on fail. */
  rejects = false;
  #isRejected: (update: number) => boolean = () => false;
  #updates = 0;
  #stored = '[]';

  constructor(values: Iterable<readonly [string, unknown]> = []) {
    this.values = new Map(values);
  }

  /** Makes these updates fail, and no other: 1 is the next. */
  rejectUpdates(first: number, last = first): void {
    const before = this.#updates;
    this.#isRejected = (update) => update >= before + first && update <= before + last;
  }
  /** What a window has that opens later: what could be stored. */
  reopened(): FakeMemento {
    return new FakeMemento(JSON.parse(this.#stored));
  }
  keys(): readonly string[] {
    return [...this.values.keys()];
  }
  get<T>(key: string): T | undefined;
  get<T>(key: string, defaultValue: T): T;
  get(key: string, defaultValue?: unknown): unknown {
    return this.values.has(key) ? this.values.get(key) : defaultValue;
  }
  async update(key: string, value: unknown): Promise<void> {
    this.#updates++;
    const fails = this.rejects || this.#isRejected(this.#updates);
    if (value === undefined) {
      this.values.delete(key);
    } else {
      this.values.set(key, JSON.parse(JSON.stringify(value)));
    }
    // VS Code stores later, and all that was given until then.
    await Promise.resolve();
    if (fails) {
      throw new Error('state says no');
    }
    this.#stored = JSON.stringify([...this.values]);
  }
}

// Stand-ins for the parts of VS Code that the account store is given, with every fault on demand.
import type { Event, EventEmitter, SecretStorage, SecretStorageChangeEvent } from 'vscode';

export { FakeMemento } from './fakeMemento';

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
  /** Makes those calls reject for which it says so. */
  isRejected: () => boolean = () => false;
  /** What each call waits for on its way. */
  turn: () => Promise<void> = () => Promise.resolve();
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
    const trouble = this.isRejected() ? 'rejects' : this.trouble[call];
    await this.turn();
    if (trouble === 'rejects') {
      throw new Error(`keychain says no to ${key}`);
    }
    if (trouble === 'hangs') {
      await new Promise<void>((resolve) => this.late.push(resolve));
    }
  }
}

// The keychain behind SecretStorage, which may say no, hang, forget or answer late: each within a time limit, none with a throw.
import type { Disposable, SecretStorage } from 'vscode';
import { failed, ok, type Result } from '../api/result';
import { withTimeLimit } from './timeLimit';

/** Why the keychain did not do what it was asked: it said no, or said nothing in time. */
export type KeychainTrouble = 'failed' | 'noAnswer';

/** A key that was read, or why there is none. A read that fails or hangs is not "no key". */
export type KeyRead = Result<string, 'missing' | KeychainTrouble>;

/** What the names of the accounts' keys begin with, among the extension's secrets. */
const apiKeyPrefix = 'mailPartner.apiKey.';

/** VS Code 1.105 and newer can list the keys of an extension. */
type Listable = SecretStorage & { keys?: () => Thenable<readonly string[]> };

/** Keeps secrets by their ids: one API key an account, unless another prefix says what else. The keychain's own words are never passed on: nobody knows what they hold. */
export class Keychain {
  readonly #secrets: Listable;
  readonly #timeLimit: number;
  readonly #prefix: string;
  /** It hung the last time: a person who waited once does not wait as long again. */
  #silent = false;

  /** `timeLimit`: how long the keychain may take, in milliseconds. */
  constructor(secrets: SecretStorage, timeLimit = 10_000, prefix = apiKeyPrefix) {
    this.#secrets = secrets;
    this.#timeLimit = timeLimit;
    this.#prefix = prefix;
  }

  /** Calls back with the account's id after every change of its key, in this window or another. */
  onDidChange(listener: (id: string) => void): Disposable {
    return this.#secrets.onDidChange(({ key }) => {
      if (key.startsWith(this.#prefix)) {
        listener(key.slice(this.#prefix.length));
      }
    });
  }

  /** Reads the key of an account. */
  async read(id: string): Promise<KeyRead> {
    // Some hosts answer nothing to one of several reads at a time: "missing" is only believed when it is said twice.
    const first = await this.#readOnce(id);
    return !first.ok && first.why === 'missing' ? this.#readOnce(id) : first;
  }

  /** Stores the key of an account. `whenLate` runs if it is stored after all, once "no answer" was returned. */
  store(id: string, apiKey: string, whenLate: () => unknown): Promise<Result<void, KeychainTrouble>> {
    return this.#change(() => this.#secrets.store(this.#prefix + id, apiKey), whenLate);
  }

  /** Deletes the key of an account. `whenLate` runs if it is deleted after all, once "no answer" was returned. */
  delete(id: string, whenLate: () => unknown = () => undefined): Promise<Result<void, KeychainTrouble>> {
    return this.#change(() => this.#secrets.delete(this.#prefix + id), whenLate);
  }

  /** The accounts that have a key; undefined where VS Code can't tell. */
  async ids(): Promise<readonly string[] | undefined> {
    try {
      const listed = this.#secrets.keys?.();
      const keys = listed && (await this.#wait(listed));
      return keys?.ok
        ? keys.value
            .filter((key) => key.startsWith(this.#prefix))
            .map((key) => key.slice(this.#prefix.length))
        : undefined;
    } catch {
      return undefined;
    }
  }

  async #readOnce(id: string): Promise<KeyRead> {
    try {
      const stored = await this.#wait(this.#secrets.get(this.#prefix + id));
      if (!stored.ok) {
        return stored;
      }
      return stored.value ? ok(stored.value) : failed('missing');
    } catch {
      return failed('failed');
    }
  }

  async #wait<T>(answer: PromiseLike<T>): Promise<Result<T, 'noAnswer'>> {
    const result = await withTimeLimit(answer, this.#silent ? this.#timeLimit / 4 : this.#timeLimit);
    this.#silent = !result.ok;
    return result;
  }

  async #change(
    change: () => Thenable<void>,
    whenLate: () => unknown,
  ): Promise<Result<void, KeychainTrouble>> {
    try {
      const running = Promise.resolve(change());
      const changed = await this.#wait(running);
      if (!changed.ok) {
        running.then(whenLate).catch(() => undefined);
      }
      return changed;
    } catch {
      return failed('failed');
    }
  }
}

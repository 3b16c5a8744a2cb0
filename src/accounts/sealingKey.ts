// The key that what is remembered is sealed with: random, made here, and kept in the keychain alone.
import type { Disposable } from 'vscode';
import { failed, ok, type Result } from '../api/result';
import { isKey, newKey } from '../subAccounts/sealed';
import type { Keychain, KeychainTrouble } from './keychain';

/** Where the key is among the extension's secrets: `Keychain` is given the first part, and the name stands after it. */
export const sealingKeyPrefix = 'mailPartner.remembered.';
const name = 'key';

export class SealingKey implements Disposable {
  readonly #keychain: Keychain;
  readonly #otherWindows: Disposable;
  #key: Uint8Array | undefined;
  /** Counts the changes, so that a key that was read before one is not taken for the one there is. */
  #changes = 0;

  /** `keychain`: one with `sealingKeyPrefix`. */
  constructor(keychain: Keychain) {
    this.#keychain = keychain;
    // Another window may have made another, or deleted it.
    this.#otherWindows = keychain.onDidChange(() => this.#hasChanged());
  }

  /** The key, made where there is none; undefined where the keychain does not give or take one, or not in time. Never rejects. */
  async get(): Promise<Uint8Array | undefined> {
    if (this.#key) {
      return this.#key;
    }
    const read = await this.#read();
    if (read.ok || read.why !== 'missing') {
      return read.ok ? read.value : undefined;
    }
    const made = newKey();
    const stored = await this.#keychain.store(name, made.toString('base64'), () => undefined);
    if (!stored.ok) {
      return undefined;
    }
    // Of two windows that make one at once, the last keeps its own.
    const kept = await this.#read();
    return kept.ok ? kept.value : made;
  }

  /** Deletes it: what was sealed with it is nobody's to open any more. False where the keychain does not, or not in time. Never rejects. */
  async forget(): Promise<boolean> {
    this.#hasChanged();
    return (await this.#keychain.delete(name)).ok;
  }

  dispose(): void {
    this.#otherWindows.dispose();
  }

  /** The key that is stored; what is there and is none is missing. */
  async #read(): Promise<Result<Uint8Array, 'missing' | KeychainTrouble>> {
    const changes = this.#changes;
    const read = await this.#keychain.read(name);
    if (!read.ok) {
      return read;
    }
    const key = Buffer.from(read.value, 'base64');
    if (!isKey(key)) {
      return failed('missing');
    }
    if (changes === this.#changes) {
      this.#key = key;
    }
    return ok(key);
  }

  #hasChanged(): void {
    this.#changes++;
    this.#key = undefined;
  }
}

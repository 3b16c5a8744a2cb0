// The keys in the keychain as this window last saw them, and changes of them that are undone when they fail or come late.
import { failed, ok, type Result } from '../api/result';
import type { Keychain, KeychainTrouble, KeyRead } from './keychain';
import { keyMark, noMark } from './origins';
import type { Queue } from './queue';

export class StoredKeys {
  readonly #keychain: Keychain;
  readonly #queue: Queue;
  /** The mark of each key as last seen here, to tell another key from the one that is known, and from the echo of our own change. */
  readonly #seen = new Map<string, string>();
  /** The mark of each key as first seen here. */
  readonly #first = new Map<string, string>();
  /** Counts the changes of each account's key, so that what comes late of an older one is known as such. */
  readonly #changeCounts = new Map<string, number>();

  /** `queue`: where what the keychain does late waits its turn. */
  constructor(keychain: Keychain, queue: Queue) {
    this.#keychain = keychain;
    this.#queue = queue;
  }

  /** Reads the key of an account, within the keychain's time limit. Never rejects. */
  async read(id: string): Promise<KeyRead> {
    const read = await this.#keychain.read(id);
    if (read.ok) {
      this.#see(id, read.value);
    }
    return read;
  }

  /** The mark of an account's key as last seen here; undefined where none was. */
  seenMark(id: string): string | undefined {
    return this.#seen.get(id);
  }

  /** The mark of an account's key as first seen here, before any change; `noMark` where it had changed before it was seen. */
  firstMark(id: string): string | undefined {
    return this.#first.get(id);
  }

  /** The key of an account has changed: what is seen now is not what was first there. */
  hasChanged(id: string): void {
    this.#first.set(id, this.#first.get(id) ?? noMark);
  }

  /** Reads the key of an account, and tells whether it is another than this window last saw. */
  async isAnother(id: string): Promise<boolean> {
    const before = this.#seen.get(id);
    const read = await this.read(id);
    return read.ok && this.#seen.get(id) !== before;
  }

  /** Stores the key of a new account. It is taken back if it is stored after all, once "no answer" was returned. */
  add(id: string, apiKey: string): Promise<Result<void, KeychainTrouble>> {
    const isLatest = this.#startChange(id);
    this.#see(id, apiKey);
    return this.#keychain.store(id, apiKey, () =>
      this.#queue.run(async () => isLatest() && this.#keychain.delete(id)),
    );
  }

  /**
   * Stores another key. When it is stored after all, once "no answer" was returned, the old one is put back; where that could not be
   * read, the new one stays. `whenLate` runs then, and is told which it was.
   *
   * The answer undoes it: it puts back what was there, and answers false where that failed, or nobody knows what it was. Then the new one
   * stays.
   */
  async replace(
    id: string,
    apiKey: string,
    whenLate: (isUndone: boolean) => unknown,
  ): Promise<Result<() => Promise<boolean>, KeychainTrouble>> {
    const isLatest = this.#startChange(id);
    const before = await this.read(id);
    if (!before.ok && before.why === 'noAnswer') {
      // What is stored now could not be put back if the keychain answered late.
      return failed('noAnswer');
    }
    const seenBefore = this.#seen.get(id);
    this.#see(id, apiKey);
    const undo = () => this.#putBack(id, before);
    const late = async () => isLatest() && whenLate(await undo());
    const stored = await this.#keychain.store(id, apiKey, () => this.#queue.run(late));
    if (!stored.ok) {
      this.#seeAgain(id, seenBefore);
      return stored;
    }
    return ok(undo);
  }

  /** Deletes the key of an account. `whenLate` runs if it is deleted after all, once "no answer" was returned. */
  async delete(
    id: string,
    whenLate: () => Promise<unknown> = async () => undefined,
  ): Promise<Result<void, KeychainTrouble>> {
    const isLatest = this.#startChange(id);
    const deleted = await this.#keychain.delete(id, () =>
      this.#queue.run(async () => isLatest() && whenLate()),
    );
    if (deleted.ok) {
      this.#seen.delete(id);
    }
    return deleted;
  }

  /** Puts a key back that was there before; false when the keychain did not take it, or not in time. */
  async restore(id: string, apiKey: string): Promise<boolean> {
    const seenBefore = this.#seen.get(id);
    this.#see(id, apiKey);
    const stored = await this.#keychain.store(id, apiKey, () => undefined);
    if (!stored.ok) {
      this.#seeAgain(id, seenBefore);
    }
    return stored.ok;
  }

  async #putBack(id: string, before: KeyRead): Promise<boolean> {
    if (before.ok) {
      return this.restore(id, before.value);
    }
    return before.why === 'missing' && (await this.delete(id)).ok;
  }

  /** Marks the start of a change of this key. The answer tells, later, whether no other has started since. */
  #startChange(id: string): () => boolean {
    const count = (this.#changeCounts.get(id) ?? 0) + 1;
    this.#changeCounts.set(id, count);
    return () => this.#changeCounts.get(id) === count;
  }

  #see(id: string, apiKey: string): void {
    const mark = keyMark(id, apiKey);
    this.#seen.set(id, mark);
    this.#first.set(id, this.#first.get(id) ?? mark);
  }

  #seeAgain(id: string, seenBefore: string | undefined): void {
    if (seenBefore === undefined) {
      this.#seen.delete(id);
    } else {
      this.#seen.set(id, seenBefore);
    }
  }
}

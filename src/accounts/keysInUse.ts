// The keys of requests that are under way: read once for all that run together, and not held any longer than they run.
import type { KeyRead } from './keychain';

interface InUse {
  readonly mark: string | undefined;
  readonly reading: Promise<KeyRead>;
  users: number;
}

/** To read the keychain for each of hundreds of pages would take longer than the pages do. */
export class KeysInUse {
  readonly #read: (accountId: string) => Promise<KeyRead>;
  readonly #inUse = new Map<string, InUse>();

  /** `read` reads an account's key; it never rejects. */
  constructor(read: (accountId: string) => Promise<KeyRead>) {
    this.#read = read;
  }

  /**
   * Runs `use` with the account's key: the one that others of this account are using just now, or else read anew. What began to be read
   * while another key was known for the account, by its `mark`, is not shared: it may be the key before.
   */
  async use<T>(accountId: string, mark: string | undefined, use: (key: KeyRead) => Promise<T>): Promise<T> {
    const now = this.#inUse.get(accountId);
    const held = now && now.mark === mark ? now : { mark, reading: this.#read(accountId), users: 0 };
    this.#inUse.set(accountId, held);
    held.users++;
    try {
      return await use(await held.reading);
    } finally {
      held.users--;
      if (held.users === 0 && this.#inUse.get(accountId) === held) {
        this.#inUse.delete(accountId);
      }
    }
  }

  /** Whoever comes from now on gets the key read anew. */
  forget(accountId: string): void {
    this.#inUse.delete(accountId);
  }
}

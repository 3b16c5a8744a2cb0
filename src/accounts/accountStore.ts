// The main accounts: a name in globalState and a key in the keychain, and never one without the other.
import { createHash } from 'node:crypto';
import type { Event, EventEmitter } from 'vscode';
import type { Account } from './account';
import type { AccountNames } from './accountNames';
import type { Keychain, KeychainTrouble, KeyRead } from './keychain';
import { deleteOrphans, findOrphans, orphanAge } from './orphans';
import { SessionAccounts } from './sessionAccounts';

/** What came of a change. When it failed, accounts and keys are as they were. */
export type StoreOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: KeychainTrouble | 'state' };

/** Where a key is kept: in the keychain, or in this window's memory until it closes. Never anywhere else. */
export type Keep = 'keychain' | 'session';

/** What changed: the list of accounts, or the key of one of them. */
export type AccountChange = { readonly kind: 'accounts' } | { readonly kind: 'apiKey'; readonly id: string };

export interface AccountStoreParts {
  readonly keychain: Keychain;
  readonly names: AccountNames;
  readonly changes: EventEmitter<AccountChange>;
  /** When to look again, in milliseconds after another window's change: its names may arrive after its key. */
  readonly lookAgainAfter?: readonly number[];
}

const done: StoreOutcome = { ok: true };

export class AccountStore {
  readonly onDidChange: Event<AccountChange>;
  readonly #keychain: Keychain;
  readonly #names: AccountNames;
  readonly #changes: EventEmitter<AccountChange>;
  readonly #lookAgainAfter: readonly number[];
  readonly #session = new SessionAccounts();
  readonly #subscription: { dispose(): unknown };
  readonly #timers = new Set<NodeJS.Timeout>();
  #stored: readonly Account[];
  /** A digest of each key as last seen here, to tell another window's new key from the echo of our own change. */
  readonly #digests = new Map<string, string>();
  /** Counts the changes of each account's key, so that what comes late of an older one is known as such. */
  readonly #changeCounts = new Map<string, number>();
  /** Changes run one after another: each reads the list of accounts, and writes it back. */
  #queue: Promise<unknown> = Promise.resolve();
  #tidied = false;

  constructor({ keychain, names, changes, lookAgainAfter = [250, 1000, 4000] }: AccountStoreParts) {
    this.#keychain = keychain;
    this.#names = names;
    this.#changes = changes;
    this.#lookAgainAfter = lookAgainAfter;
    this.onDidChange = changes.event;
    this.#stored = names.read();
    this.#subscription = keychain.onDidChange((id) => this.#onKeyChanged(id));
  }

  /** The accounts, in the order in which they were added; those of this session last. */
  get accounts(): readonly Account[] {
    return [...this.#stored, ...this.#session.accounts];
  }

  find(id: string): Account | undefined {
    return this.accounts.find((account) => account.id === id);
  }

  /** Reads the key of an account, within the keychain's time limit. Never rejects. */
  async readApiKey(id: string): Promise<KeyRead> {
    const ofSession = this.#session.key(id);
    if (ofSession) {
      return { ok: true, apiKey: ofSession };
    }
    const read = await this.#keychain.read(id);
    if (read.ok) {
      this.#digests.set(id, digest(read.apiKey));
      this.#tidyOnce();
    }
    return read;
  }

  /** The account that already has this key, as far as the keychain answers. */
  async accountWithKey(apiKey: string): Promise<Account | undefined> {
    for (const account of this.accounts) {
      const read = await this.readApiKey(account.id);
      if (read.ok && read.apiKey === apiKey) {
        return account;
      }
      if (!read.ok && read.reason === 'noAnswer') {
        // It would not answer for the others either, and a person is waiting.
        return undefined;
      }
    }
    return undefined;
  }

  /** Keeps a new account: its key first, then its name. If the name can't be stored, the key is taken back. */
  add({ name, login }: Omit<Account, 'id'>, apiKey: string, keep: Keep = 'keychain'): Promise<StoreOutcome> {
    return this.#oneByOne(async () => {
      if (keep === 'session') {
        this.#session.add(name, apiKey);
        this.#changes.fire({ kind: 'accounts' });
        return done;
      }
      const id = await this.#names.newId();
      if (id === undefined) {
        return { ok: false, reason: 'state' };
      }
      this.#digests.set(id, digest(apiKey));
      const stored = await this.#keychain.store(id, apiKey, () => this.#keychain.delete(id));
      if (!stored.ok) {
        return stored;
      }
      if (
        !(await this.#write([...this.#names.read(), { id, name, ...(login === undefined ? {} : { login }) }]))
      ) {
        await this.#keychain.delete(id);
        return { ok: false, reason: 'state' };
      }
      return done;
    });
  }

  /** Keeps another key for an account. */
  replaceApiKey(id: string, apiKey: string, keep: Keep = 'keychain'): Promise<StoreOutcome> {
    return this.#oneByOne(async () => {
      this.lookAgain();
      if (!this.find(id)) {
        // Removed meanwhile, here or in another window: a key without a name is not kept.
        return { ok: false, reason: 'state' };
      }
      if (keep === 'session' || this.#session.has(id)) {
        this.#session.setKey(id, apiKey);
      } else {
        const replaced = await this.#replaceInKeychain(id, apiKey);
        if (!replaced.ok) {
          return replaced;
        }
        this.#session.forget(id);
      }
      this.#changes.fire({ kind: 'apiKey', id });
      return done;
    });
  }

  /** Forgets an account: its key first, then its name. If one of them can't be deleted, both stay. */
  remove(id: string): Promise<StoreOutcome> {
    return this.#oneByOne(async () => {
      if (this.#session.has(id)) {
        this.#session.forget(id);
        this.#changes.fire({ kind: 'accounts' });
        return done;
      }
      const removeName = () => this.#write(this.#names.read().filter((account) => account.id !== id));
      const isLatest = this.#startChange(id);
      const key = await this.#keychain.read(id);
      const deleted = await this.#keychain.delete(id, () =>
        this.#oneByOne(async () => isLatest() && removeName()),
      );
      if (!deleted.ok) {
        return deleted;
      }
      if (!(await removeName())) {
        if (key.ok) {
          await this.#keychain.store(id, key.apiKey, () => undefined);
        }
        return { ok: false, reason: 'state' };
      }
      this.#digests.delete(id);
      this.#session.forget(id);
      return done;
    });
  }

  /** Looks whether another window has changed the accounts. */
  lookAgain(): void {
    const now = this.#names.read();
    if (JSON.stringify(now) !== JSON.stringify(this.#stored)) {
      this.#stored = now;
      this.#changes.fire({ kind: 'accounts' });
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
    this.#timers.clear();
  }

  async #replaceInKeychain(id: string, apiKey: string): Promise<StoreOutcome> {
    const isLatest = this.#startChange(id);
    const before = await this.#keychain.read(id);
    if (!before.ok && before.reason === 'noAnswer') {
      // What is stored now could not be put back if the keychain answered late.
      return { ok: false, reason: 'noAnswer' };
    }
    const digestBefore = this.#digests.get(id);
    this.#digests.set(id, digest(apiKey));
    // Late means that it was said not to be replaced: so the old key is put back.
    const putBack = async () =>
      isLatest() && before.ok && this.#keychain.store(id, before.apiKey, () => undefined);
    const stored = await this.#keychain.store(id, apiKey, () => this.#oneByOne(putBack));
    if (!stored.ok) {
      this.#digests.set(id, digestBefore ?? '');
    }
    return stored;
  }

  /** Marks the start of a change of this key. The answer tells, later, whether no other has started since. */
  #startChange(id: string): () => boolean {
    const count = (this.#changeCounts.get(id) ?? 0) + 1;
    this.#changeCounts.set(id, count);
    return () => this.#changeCounts.get(id) === count;
  }

  #oneByOne<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(change);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #write(accounts: readonly Account[]): Promise<boolean> {
    const written = await this.#names.write(accounts);
    if (written) {
      this.#stored = accounts;
      this.#changes.fire({ kind: 'accounts' });
    }
    return written;
  }

  /** Once a window, after the keychain has shown that it works. */
  #tidyOnce(): void {
    if (this.#tidied) {
      return;
    }
    this.#tidied = true;
    void findOrphans(this.#keychain, this.#names).then((orphans) => {
      if (orphans.length > 0) {
        this.#later(orphanAge, () =>
          this.#oneByOne(() => deleteOrphans(orphans, this.#keychain, this.#names)),
        );
      }
    });
  }

  #onKeyChanged(id: string): void {
    this.lookAgain();
    void this.#lookAtKey(id);
    for (const milliseconds of this.#lookAgainAfter) {
      this.#later(milliseconds, () => this.lookAgain());
    }
  }

  async #lookAtKey(id: string): Promise<void> {
    if (!this.find(id) || this.#session.key(id)) {
      return;
    }
    const before = this.#digests.get(id);
    const read = await this.readApiKey(id);
    if (read.ok && this.#digests.get(id) !== before) {
      this.#changes.fire({ kind: 'apiKey', id });
    }
  }

  #later(milliseconds: number, run: () => unknown): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, milliseconds);
    timer.unref();
    this.#timers.add(timer);
  }
}

function digest(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('base64');
}

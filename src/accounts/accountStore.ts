// Where the main accounts are kept: names in globalState, keys in SecretStorage, and never one without the other.
import { createHash, randomUUID } from 'node:crypto';
import type { Event, EventEmitter, Memento, SecretStorage } from 'vscode';
import type { Account } from './account';
import { noAnswer, withTimeLimit } from './timeLimit';

/** What came of reading a key. A read that fails or hangs is not "no key". */
export type KeyRead =
  | { readonly ok: true; readonly apiKey: string }
  | { readonly ok: false; readonly reason: 'missing' | KeychainTrouble };

/** Why the keychain did not do what it was asked: it said no, or said nothing in time. */
export type KeychainTrouble = 'failed' | 'noAnswer';

/** What came of a change. When it failed, accounts and keys are as they were. */
export type StoreOutcome<T = undefined> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: KeychainTrouble | 'state' };

/** What changed: the list of accounts, or the key of one of them. */
export type AccountChange = { readonly kind: 'accounts' } | { readonly kind: 'apiKey'; readonly id: string };

export interface AccountStoreParts {
  readonly secrets: SecretStorage;
  readonly state: Memento;
  readonly changes: EventEmitter<AccountChange>;
  /** How long the keychain may take, in milliseconds. */
  readonly timeLimit?: number;
  /** When to look again, in milliseconds after another window's change: its names may arrive after its key. */
  readonly lookAgainAfter?: readonly number[];
}

const accountsKey = 'mailPartner.accounts';
const secretPrefix = 'mailPartner.apiKey.';

export class AccountStore {
  readonly onDidChange: Event<AccountChange>;
  readonly #parts: AccountStoreParts;
  readonly #timeLimit: number;
  readonly #subscription: { dispose(): unknown };
  readonly #timers = new Set<NodeJS.Timeout>();
  #known: readonly Account[];
  /** A digest of each key as last seen here, to tell another window's new key from the echo of our own change. */
  readonly #digests = new Map<string, string>();
  /** Changes run one after another: each reads the list of accounts, and writes it back. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(parts: AccountStoreParts) {
    this.#parts = parts;
    this.#timeLimit = parts.timeLimit ?? 10_000;
    this.onDidChange = parts.changes.event;
    this.#known = this.#read();
    this.#subscription = parts.secrets.onDidChange(({ key }) => this.#onSecretChanged(key));
  }

  /** The accounts, in the order in which they were added. */
  get accounts(): readonly Account[] {
    return this.#known;
  }

  find(id: string): Account | undefined {
    return this.#known.find((account) => account.id === id);
  }

  /** Reads the key of an account from the keychain, within the time limit. Never rejects. */
  async readApiKey(id: string): Promise<KeyRead> {
    try {
      const apiKey = await withTimeLimit(this.#parts.secrets.get(secretPrefix + id), this.#timeLimit);
      if (apiKey === noAnswer) {
        return { ok: false, reason: 'noAnswer' };
      }
      if (!apiKey) {
        return { ok: false, reason: 'missing' };
      }
      this.#digests.set(id, digest(apiKey));
      return { ok: true, apiKey };
    } catch {
      // The keychain's own words are not kept: nobody knows what they hold.
      return { ok: false, reason: 'failed' };
    }
  }

  /** The name of the account that already has this key, as far as the keychain answers. */
  async accountWithKey(apiKey: string): Promise<Account | undefined> {
    for (const account of this.#known) {
      const read = await this.readApiKey(account.id);
      if (read.ok && read.apiKey === apiKey) {
        return account;
      }
    }
    return undefined;
  }

  /** Stores a new account: its key first, then its name. If the name can't be stored, the key is taken back. */
  add(name: string, apiKey: string): Promise<StoreOutcome<Account>> {
    return this.#oneByOne(async () => {
      const account: Account = { id: randomUUID(), name };
      const stored = await this.#changeSecret(account.id, apiKey);
      if (!stored.ok) {
        return stored;
      }
      if (!(await this.#write([...this.#read(), account]))) {
        await this.#changeSecret(account.id, undefined);
        return { ok: false, reason: 'state' };
      }
      return { ok: true, value: account };
    });
  }

  /** Stores another key for an account. */
  replaceApiKey(id: string, apiKey: string): Promise<StoreOutcome> {
    return this.#oneByOne(async () => {
      const stored = await this.#changeSecret(id, apiKey);
      if (stored.ok) {
        this.#parts.changes.fire({ kind: 'apiKey', id });
      }
      return stored;
    });
  }

  /** Forgets an account: its name first, then its key. If the keychain keeps the key, the name stays too. */
  remove(id: string): Promise<StoreOutcome> {
    return this.#oneByOne(async () => {
      const before = this.#read();
      if (!(await this.#write(before.filter((account) => account.id !== id)))) {
        return { ok: false, reason: 'state' };
      }
      const deleted = await this.#changeSecret(id, undefined);
      if (!deleted.ok) {
        await this.#write(before);
      }
      return deleted;
    });
  }

  /** Looks whether another window has changed the accounts. */
  lookAgain(): void {
    const now = this.#read();
    const changed =
      now.length !== this.#known.length ||
      now.some((account, i) => account.id !== this.#known[i]?.id || account.name !== this.#known[i]?.name);
    if (changed) {
      this.#known = now;
      this.#parts.changes.fire({ kind: 'accounts' });
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
    this.#timers.clear();
  }

  #oneByOne<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(change);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #read(): readonly Account[] {
    const stored: unknown = this.#parts.state.get(accountsKey);
    return Array.isArray(stored) ? stored.filter(isAccount) : [];
  }

  async #write(accounts: readonly Account[]): Promise<boolean> {
    try {
      await this.#parts.state.update(accountsKey, accounts);
    } catch {
      return false;
    }
    this.#known = accounts;
    this.#parts.changes.fire({ kind: 'accounts' });
    return true;
  }

  /** Stores the key, or deletes it when there is none, within the time limit. */
  async #changeSecret(id: string, apiKey: string | undefined): Promise<StoreOutcome> {
    const { secrets } = this.#parts;
    const key = secretPrefix + id;
    const before = this.#digests.get(id);
    this.#remember(id, apiKey && digest(apiKey));
    try {
      const done = apiKey === undefined ? secrets.delete(key) : secrets.store(key, apiKey);
      const result = await withTimeLimit(done, this.#timeLimit);
      if (result !== noAnswer) {
        return { ok: true, value: undefined };
      }
      this.#remember(id, before);
      return { ok: false, reason: 'noAnswer' };
    } catch {
      this.#remember(id, before);
      return { ok: false, reason: 'failed' };
    }
  }

  #remember(id: string, keyDigest: string | undefined): void {
    if (keyDigest) {
      this.#digests.set(id, keyDigest);
    } else {
      this.#digests.delete(id);
    }
  }

  #onSecretChanged(key: string): void {
    if (!key.startsWith(secretPrefix)) {
      return;
    }
    this.lookAgain();
    void this.#lookAtKey(key.slice(secretPrefix.length));
    for (const milliseconds of this.#parts.lookAgainAfter ?? [250, 1000, 4000]) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.lookAgain();
      }, milliseconds);
      this.#timers.add(timer);
    }
  }

  async #lookAtKey(id: string): Promise<void> {
    if (!this.find(id)) {
      return;
    }
    const before = this.#digests.get(id);
    const read = await this.readApiKey(id);
    if (read.ok && this.#digests.get(id) !== before) {
      this.#parts.changes.fire({ kind: 'apiKey', id });
    }
  }
}

function digest(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('base64');
}

function isAccount(stored: unknown): stored is Account {
  return (
    typeof stored === 'object' &&
    stored !== null &&
    'id' in stored &&
    typeof stored.id === 'string' &&
    'name' in stored &&
    typeof stored.name === 'string'
  );
}

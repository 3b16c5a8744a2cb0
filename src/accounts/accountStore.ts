// The main accounts of this window: those that are stored, those of this session alone, and what other windows do to them.
import type { Event, EventEmitter } from 'vscode';
import { done, failed, ok, type Result } from '../api/result';
import { type Account, type AccountNames, type KeyFacts, type NewAccount, unusedName } from './account';
import type { Keychain, KeyRead } from './keychain';
import { boundOrigin } from './origins';
import { sweepOrphans } from './orphans';
import { Queue } from './queue';
import { SessionAccounts } from './sessionAccounts';
import { type AccountChange, type RemoveProblem, StoredAccounts, type StoreProblem } from './storedAccounts';
import { StoredKeys } from './storedKeys';

export type { AccountChange, RemoveProblem, StoreProblem } from './storedAccounts';

/** Where a key is kept: in the keychain, or in this window's memory until it closes. Never anywhere else. */
export type KeyPlace = 'keychain' | 'session';

export interface AccountStoreParts {
  readonly keychain: Keychain;
  readonly names: AccountNames;
  readonly changes: EventEmitter<AccountChange>;
  /** When to look again, in milliseconds after another window's change: its names may arrive after its key. */
  readonly lookAgainAfter?: readonly number[];
}

export class AccountStore {
  readonly onDidChange: Event<AccountChange>;
  readonly #changes: EventEmitter<AccountChange>;
  readonly #queue = new Queue();
  readonly #keys: StoredKeys;
  readonly #names: AccountNames;
  readonly #stored: StoredAccounts;
  readonly #session = new SessionAccounts();
  /** Accounts whose stored key may be one for another origin than is stored: it goes nowhere before the person has agreed. */
  readonly #inDoubt = new Set<string>();
  readonly #otherWindows: { dispose(): unknown };
  readonly #lookAgainAfter: readonly number[];
  /** Looks that are still to come. */
  readonly #looks = new Set<NodeJS.Timeout>();
  readonly #sweep: () => Promise<void>;
  #swept = false;

  constructor({ keychain, names, changes, lookAgainAfter = [250, 1000, 4000] }: AccountStoreParts) {
    this.#changes = changes;
    this.onDidChange = changes.event;
    this.#keys = new StoredKeys(keychain, this.#queue);
    this.#names = names;
    this.#stored = new StoredAccounts(this.#keys, names, (change) => changes.fire(change));
    this.#sweep = () => sweepOrphans(keychain, names, Date.now());
    this.#lookAgainAfter = lookAgainAfter;
    this.#otherWindows = keychain.onDidChange((id) => {
      this.lookAgain();
      void this.#lookAtKey(id);
      this.#lookLater();
    });
  }

  /** The accounts, in the order in which they were added; those of this session last. */
  get accounts(): readonly Account[] {
    const stored = this.#stored.accounts;
    const ids = new Set(stored.map(({ id }) => id));
    return [
      ...stored.map((account) =>
        this.#session.shown(this.#inDoubt.has(account.id) ? { ...account, origin: '' } : account),
      ),
      ...this.#session.accounts.filter(({ id }) => !ids.has(id)),
    ];
  }

  find(id: string): Account | undefined {
    return this.accounts.find((account) => account.id === id);
  }

  /** Reads the key of an account, within the keychain's time limit. Never rejects. */
  async readApiKey(id: string): Promise<KeyRead> {
    const ofSession = this.#session.key(id);
    if (ofSession) {
      return ok(ofSession);
    }
    const read = await this.#keys.read(id);
    if (read.ok) {
      // The keychain has shown that it works.
      this.#sweepOnce();
    }
    return read;
  }

  /** The account that already has this key, as far as the keychain answers. */
  async accountWithKey(apiKey: string): Promise<Account | undefined> {
    for (const account of this.accounts) {
      const read = await this.readApiKey(account.id);
      if (read.ok && read.value === apiKey) {
        return account;
      }
      if (!read.ok && read.why === 'noAnswer') {
        // It would not answer for the others either, and a person is waiting.
        return undefined;
      }
    }
    return undefined;
  }

  /** Keeps a new account and its key, and answers with it as it is kept. Its name gets a number where another window has taken it meanwhile. */
  add(
    added: NewAccount,
    apiKey: string,
    keep: KeyPlace = 'keychain',
  ): Promise<Result<Account, StoreProblem>> {
    return this.#queue.run(async () => {
      this.lookAgain();
      const taken = this.accounts.map(({ name }) => name);
      const account = { ...added, name: unusedName(added.name, taken) };
      if (keep === 'keychain') {
        return this.#stored.add(account, apiKey);
      }
      const kept = this.#session.add(this.#names.newId(), account, apiKey);
      this.#changes.fire({ kind: 'accounts' });
      return ok(kept);
    });
  }

  /**
   * Keeps another key for an account, with what comes with it; without an origin, that stays as it is. An account of this session alone
   * becomes one like the others when the keychain takes its key, and stays the same account.
   */
  replaceApiKey(
    id: string,
    apiKey: string,
    keep: KeyPlace = 'keychain',
    facts: KeyFacts = {},
  ): Promise<Result<void, StoreProblem>> {
    return this.#queue.run(async () => {
      this.lookAgain();
      const account = this.find(id);
      if (!account) {
        return failed('gone');
      }
      if (keep === 'session') {
        this.#session.setKey(id, apiKey, { ...facts, origin: facts.origin ?? account.origin });
      } else if (this.#session.has(id)) {
        const others = this.accounts.flatMap((each) => (each.id === id ? [] : [each.name]));
        const name = unusedName(account.name, others);
        const origin = facts.origin ?? account.origin;
        const stored = await this.#stored.add({ name, login: facts.login, origin }, apiKey, {
          id,
          beforeTold: () => this.#session.forget(id),
        });
        if (!stored.ok) {
          return stored;
        }
      } else {
        const replaced = await this.#replaceStored(account, apiKey, facts);
        if (!replaced.ok) {
          return replaced;
        }
        this.#session.forget(id);
      }
      this.#changes.fire({ kind: 'apiKey', id });
      return done;
    });
  }

  /**
   * Binds accounts to the origin to which the person has agreed; false where VS Code could not store that. `asked`: as they were when the
   * person was asked. One that is bound to something else by now stays as it is.
   */
  bind(asked: readonly Account[], origin: string): Promise<boolean> {
    return this.#queue.run(async () => {
      this.lookAgain();
      const ids = asked
        .filter((account) => this.find(account.id) && this.find(account.id)?.origin === account.origin)
        .map(({ id }) => id);
      const stored = ids.filter((id) => !this.#session.key(id));
      if (stored.length > 0 && !(await this.#stored.bind(stored, origin))) {
        return false;
      }
      for (const id of ids) {
        this.#session.bind(id, origin);
        this.#inDoubt.delete(id);
      }
      this.#changes.fire({ kind: 'origins' });
      return true;
    });
  }

  /** Forgets an account: its key and its name. If one of them can't be deleted, both stay, where they can be put back. */
  remove(id: string): Promise<Result<void, RemoveProblem>> {
    return this.#queue.run(async () => {
      if (this.#session.has(id)) {
        this.#session.forget(id);
        this.#changes.fire({ kind: 'accounts' });
        return done;
      }
      const removed = await this.#stored.remove(id);
      if (!this.#stored.accounts.some((account) => account.id === id)) {
        this.#session.forget(id);
      }
      return removed;
    });
  }

  /** Looks whether another window has changed the accounts. */
  lookAgain(): void {
    this.#stored.lookAgain();
    if (this.#stored.hasVanished && this.#looks.size === 0) {
      this.#lookLater();
    }
    if (this.accounts.length === 0 && Object.keys(this.#names.readUnnamed()).length > 0) {
      // No key will ever be read before this.
      this.#sweepOnce();
    }
  }

  /** Between the keychain and VS Code, a key for another origin stands beside the one before: until both say the same, it goes nowhere. */
  async #replaceStored(
    account: Account,
    apiKey: string,
    facts: KeyFacts,
  ): Promise<Result<void, StoreProblem>> {
    const { id } = account;
    const { origin = boundOrigin(account) } = facts;
    const wasInDoubt = this.#inDoubt.has(id);
    if (origin !== boundOrigin(account)) {
      this.#inDoubt.add(id);
    }
    const replaced = await this.#stored.replaceApiKey(id, apiKey, facts);
    const now = this.#stored.accounts.find((each) => each.id === id);
    const isBound = !now || boundOrigin(now) === origin;
    // A keychain that did not answer may still take the key.
    if (replaced.ok ? isBound : !wasInDoubt && replaced.why !== 'noAnswer') {
      this.#inDoubt.delete(id);
    }
    return replaced;
  }

  dispose(): void {
    this.#otherWindows.dispose();
    for (const look of this.#looks) {
      clearTimeout(look);
    }
    this.#looks.clear();
  }

  #sweepOnce(): void {
    if (!this.#swept) {
      this.#swept = true;
      void this.#sweep();
    }
  }

  /** Looks some more times after another window's change: names may arrive after keys. What is lost then is put back. */
  #lookLater(): void {
    for (const milliseconds of this.#lookAgainAfter) {
      const look = setTimeout(() => {
        this.#looks.delete(look);
        this.#stored.lookAgain();
        if (this.#looks.size === 0) {
          void this.#queue.run(() => this.#stored.putBackLost());
        }
      }, milliseconds);
      look.unref();
      this.#looks.add(look);
    }
  }

  async #lookAtKey(id: string): Promise<void> {
    if (this.find(id) && !this.#session.key(id) && (await this.#keys.isAnother(id))) {
      this.#changes.fire({ kind: 'apiKey', id });
    }
  }
}

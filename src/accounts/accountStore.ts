// The main accounts of this window: those that are stored, those of this session alone, and what other windows do to them.
import type { Event, EventEmitter } from 'vscode';
import { done, failed, ok, type Result } from '../api/result';
import {
  type Account,
  type AccountNames,
  type KeyFacts,
  type KnownBalance,
  type NewAccount,
  unusedName,
} from './account';
import type { Keychain, KeyRead } from './keychain';
import { LaterLooks } from './laterLooks';
import { documentedOrigin, isKeyUnknown, keyMark, noMark } from './origins';
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
  readonly #balances = new Map<string, KnownBalance>();
  readonly #otherWindows: { dispose(): unknown };
  readonly #looks: LaterLooks;
  /** The marks of unknown keys whose names had their time to arrive. */
  readonly #waitedFor = new Set<string>();
  readonly #sweep: () => Promise<void>;
  #swept = false;

  constructor({ keychain, names, changes, lookAgainAfter = [250, 1000, 4000] }: AccountStoreParts) {
    this.#changes = changes;
    this.onDidChange = changes.event;
    this.#keys = new StoredKeys(keychain, this.#queue);
    this.#names = names;
    this.#stored = new StoredAccounts(this.#keys, names, (change) => changes.fire(change));
    this.#sweep = () => sweepOrphans(keychain, names, Date.now());
    this.#looks = new LaterLooks(lookAgainAfter, (isLast) => {
      this.#stored.lookAgain();
      if (isLast) {
        // What is lost by then is put back.
        void this.#queue.run(() => this.#stored.putBackLost());
      }
    });
    this.#otherWindows = keychain.onDidChange((id) => {
      this.lookAgain();
      const account = this.find(id);
      if (account && account.keyMark === undefined) {
        this.#keys.hasChanged(id);
      }
      void this.#lookAtKey(id);
      this.#looks.begin();
    });
  }

  /**
   * The accounts, in the order in which they were added; those of this session last. One whose key is another than the one that its
   * origins are for has that key's mark, and no origin.
   */
  get accounts(): readonly Account[] {
    const stored = this.#stored.accounts;
    const ids = new Set(stored.map(({ id }) => id));
    return [
      ...stored.map((account) => this.#session.shown(this.#asSeen(account))),
      ...this.#session.accounts.filter(({ id }) => !ids.has(id)),
    ].map((account) => {
      const balance = this.#balances.get(account.id);
      return balance ? { ...account, balance } : account;
    });
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
      this.#waitForNames(id);
    }
    return read;
  }

  /** Whether this is the key that the account's origins are for: another window may be replacing it, or have been interrupted. */
  isKeyOf(id: string, apiKey: string): boolean {
    const ofSession = this.#session.key(id);
    const mark = keyMark(id, apiKey);
    return ofSession === undefined
      ? mark === (this.find(id)?.keyMark ?? this.#keys.firstMark(id))
      : apiKey === ofSession;
  }

  /** Settles once what another window stores beside a key had its time to arrive here, and no change of this window is under way. */
  async settled(): Promise<void> {
    await this.#looks.over();
    await this.#queue.run(async () => {
      this.lookAgain();
      for (const { id } of this.accounts.filter(isKeyUnknown)) {
        await this.#keys.read(id);
      }
    });
    this.#changes.fire({ kind: 'origins' });
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
      const id = this.#names.newId();
      if (keep === 'keychain') {
        const stored = await this.#stored.add(account, apiKey, { id });
        if (stored.ok) {
          this.#noteBalance(id, added.balance);
        }
        return stored;
      }
      this.#noteBalance(id, added.balance);
      const kept = this.#session.add(id, account, apiKey);
      this.#changes.fire({ kind: 'accounts' });
      return ok(kept);
    });
  }

  /**
   * Keeps another key for an account, with what comes with it; without an origin, the first that it had. An account of this session alone
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
      const origin = facts.origin ?? account.origins?.[0] ?? documentedOrigin;
      if (keep === 'session') {
        this.#session.setKey(id, apiKey, { ...facts, origin });
      } else if (this.#session.has(id)) {
        const others = this.accounts.flatMap((each) => (each.id === id ? [] : [each.name]));
        const name = unusedName(account.name, others);
        const stored = await this.#stored.add({ name, login: facts.login, origin }, apiKey, {
          id,
          beforeTold: () => this.#session.forget(id),
        });
        if (!stored.ok) {
          return stored;
        }
      } else {
        const replaced = await this.#stored.replaceApiKey(id, apiKey, { ...facts, origin });
        if (!replaced.ok) {
          // What was refused while it was under way is refused no longer.
          this.#changes.fire({ kind: 'origins' });
          return replaced;
        }
        this.#session.forget(id);
      }
      this.#noteBalance(id, facts.balance);
      this.#changes.fire({ kind: 'apiKey', id });
      return done;
    });
  }

  /**
   * Calls an account otherwise, and answers with it as it is called now: its name gets a number where another has taken it meanwhile.
   * All else of it stays; where it fails, the name too.
   */
  rename(id: string, name: string): Promise<Result<Account, StoreProblem>> {
    return this.#queue.run(async () => {
      this.lookAgain();
      const ofSession = this.#session.accounts.filter((account) => account.id !== id);
      const taken = ofSession.map((account) => account.name);
      if (this.#session.has(id)) {
        const others = this.#stored.accounts.map((account) => account.name);
        this.#session.rename(id, unusedName(name, [...taken, ...others]));
        this.#changes.fire({ kind: 'accounts' });
      } else {
        const renamed = await this.#stored.rename(id, name, taken);
        if (!renamed.ok) {
          return renamed;
        }
      }
      const account = this.find(id);
      return account ? ok(account) : failed('gone');
    });
  }

  /**
   * Lets the keys of accounts go to an origin to which the person has agreed, beside where they may go already. `asked`: as they were when
   * the person was asked; one that has another key by now stays as it is. Nothing has changed where it fails.
   */
  allow(asked: readonly Account[], origin: string): Promise<Result<void, StoreProblem>> {
    return this.#queue.run(async () => {
      this.lookAgain();
      const meant = asked.filter((account) => {
        const now = this.find(account.id);
        // Of an account of version 0.1.0, the mark may have become known since.
        return now && (now.keyMark === account.keyMark || (!account.keyMark && !now.origins));
      });
      const marks = new Map<string, string>();
      for (const account of meant.filter((each) => !this.#session.key(each.id))) {
        const { id } = account;
        const mark = await this.#markOf(id);
        if (!mark.ok) {
          return mark;
        }
        const now = this.find(id);
        if (now && isKeyUnknown(now) === isKeyUnknown(account)) {
          marks.set(id, mark.value);
        }
      }
      if (marks.size > 0 && !(await this.#stored.allow(marks, origin))) {
        return failed('state');
      }
      for (const { id } of meant) {
        this.#session.allow(id, origin);
      }
      this.#changes.fire({ kind: 'origins' });
      return done;
    });
  }

  /** Forgets an account: its key and its name. If one of them can't be deleted, both stay, where they can be put back. */
  remove(id: string): Promise<Result<void, RemoveProblem>> {
    return this.#queue.run(async () => {
      if (this.#session.has(id)) {
        this.#session.forget(id);
        this.#noteBalance(id, undefined);
        this.#changes.fire({ kind: 'accounts' });
        return done;
      }
      const removed = await this.#stored.remove(id);
      if (!this.#stored.accounts.some((account) => account.id === id)) {
        this.#session.forget(id);
        this.#noteBalance(id, undefined);
      }
      return removed;
    });
  }

  /** Looks whether another window has changed the accounts. */
  lookAgain(): void {
    this.#stored.lookAgain();
    if (this.#stored.hasVanished) {
      this.#looks.ensure();
    }
    if (this.accounts.length === 0 && Object.keys(this.#names.readUnnamed()).length > 0) {
      // No key will ever be read before this.
      this.#sweepOnce();
    }
  }

  dispose(): void {
    this.#looks.stop();
    this.#otherWindows.dispose();
  }

  #sweepOnce(): void {
    if (!this.#swept) {
      this.#swept = true;
      void this.#sweep();
    }
  }

  #asSeen(account: Account): Account {
    const seen = this.#keys.seenMark(account.id);
    const isKnown = seen === undefined || seen === (account.keyMark ?? this.#keys.firstMark(account.id));
    return isKnown ? account : { ...account, origins: [], keyMark: seen };
  }

  /** The mark of the key that an account has now: known, or read for that. */
  async #markOf(id: string): Promise<Result<string, StoreProblem>> {
    const known = this.find(id)?.keyMark ?? this.#keys.seenMark(id);
    if (known !== undefined) {
      return ok(known);
    }
    const key = await this.#keys.read(id);
    if (key.ok) {
      return ok(keyMark(id, key.value));
    }
    // A key that is lost may go anywhere; one that turns up again is another.
    return key.why === 'missing' ? ok(noMark) : failed(key.why);
  }

  /** A key that is not known may be one whose names arrive later. */
  #waitForNames(id: string): void {
    const account = this.find(id);
    const mark = account && isKeyUnknown(account) ? account.keyMark : undefined;
    if (mark !== undefined && !this.#waitedFor.has(mark)) {
      this.#waitedFor.add(mark);
      this.#looks.ensure();
    }
  }

  async #lookAtKey(id: string): Promise<void> {
    if (this.find(id) && !this.#session.key(id) && (await this.#keys.isAnother(id))) {
      this.#noteBalance(id, undefined);
      this.#changes.fire({ kind: 'apiKey', id });
    }
  }

  /** What a key that is in use now had; with another key, what is known no longer holds. */
  #noteBalance(id: string, balance: KnownBalance | undefined): void {
    if (balance) {
      this.#balances.set(id, balance);
    } else {
      this.#balances.delete(id);
    }
  }
}

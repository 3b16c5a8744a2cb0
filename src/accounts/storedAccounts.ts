// Accounts that are stored: a name in globalState and a key in the keychain, and never one without the other, whatever step fails.
import { done, failed, ok, type Result } from '../api/result';
import { type Account, type AccountNames, accountOf, type KeyFacts, type NewAccount } from './account';
import { back, renamed, withAgain, withKnownOrigins, without, withoutOrigins } from './accountEdits';
import type { KeychainTrouble, KeyRead } from './keychain';
import { documentedOrigin, keyMark, mayGo, noMark, withOrigin } from './origins';
import type { StoredKeys } from './storedKeys';

/**
 * Why a change was not made: then accounts and keys are as they were. `state`: VS Code could not store the names; `gone`: the account was
 * removed meanwhile.
 */
export type StoreProblem = KeychainTrouble | 'state' | 'gone';

/**
 * Why an account was not removed, or what is left of it where it could not be put back either. `keyLost`: it is still there, its key is not;
 * `keyLeft`: it is gone, its key is still in the keychain, to be deleted on a later day.
 */
export type RemoveProblem = StoreProblem | 'keyLost' | 'keyLeft';

/** What changed: the list of accounts, nothing of it but where their keys may go, or the key of one of them. */
export type AccountChange =
  | { readonly kind: 'accounts' }
  | { readonly kind: 'origins' }
  | { readonly kind: 'apiKey'; readonly id: string };

export class StoredAccounts {
  readonly #keys: StoredKeys;
  readonly #names: AccountNames;
  readonly #tell: (change: AccountChange) => void;
  #accounts: readonly Account[];
  /** Accounts whose names have vanished, which nobody removed here. */
  readonly #vanished = new Map<string, Account>();
  /** Whether it has vanished where keys may go, which is known here. */
  #isDropped = false;

  constructor(keys: StoredKeys, names: AccountNames, tell: (change: AccountChange) => void) {
    this.#keys = keys;
    this.#names = names;
    this.#tell = tell;
    this.#accounts = names.read();
  }

  /** As last seen, in the order in which they were added. */
  get accounts(): readonly Account[] {
    return this.#accounts;
  }

  /** Looks whether another window has changed them. */
  lookAgain(): void {
    const read = this.#names.read();
    const now = withKnownOrigins(read, this.#accounts);
    this.#isDropped = JSON.stringify(now) !== JSON.stringify(read);
    if (JSON.stringify(now) !== JSON.stringify(this.#accounts)) {
      for (const account of this.#accounts.filter(({ id }) => !now.some((each) => each.id === id))) {
        this.#vanished.set(account.id, account);
      }
      this.#take(now);
    }
  }

  /** Whether there is something for `putBackLost` to put back, as it seems. */
  get hasVanished(): boolean {
    return this.#vanished.size > 0 || this.#isDropped;
  }

  /**
   * Puts names back that another window has overwritten: it stored all that it knew, and had not heard of them yet. Who removes an account
   * deletes its key first, or notes it; so what still has a key was not removed.
   */
  async putBackLost(): Promise<void> {
    this.lookAgain();
    if (this.#isDropped) {
      await this.#change((accounts) => accounts);
    }
    for (const [id, account] of [...this.#vanished]) {
      this.lookAgain();
      const isKnown = [...this.#accounts.map((each) => each.id), ...Object.keys(this.#names.readUnnamed())];
      const key = isKnown.includes(id) ? failed('missing' as const) : await this.#keys.read(id);
      if (key.ok || key.why === 'missing') {
        this.#vanished.delete(id);
      }
      if (key.ok) {
        await this.#change((accounts) => withAgain(accounts, account));
      }
    }
  }

  /**
   * Stores an account, its key first, then its name: if that can't be stored, the key is taken back. `id`: what it has already, where it
   * was of a session. `beforeTold` runs once both are stored.
   */
  async add(
    added: NewAccount,
    apiKey: string,
    { id = this.#names.newId(), beforeTold }: { readonly id?: string; readonly beforeTold?: () => void } = {},
  ): Promise<Result<Account, StoreProblem>> {
    // Whatever happens from here on, the key is known, and is deleted one day.
    if (!(await this.#names.note(id))) {
      return failed('state');
    }
    const stored = await this.#keys.add(id, apiKey);
    if (!stored.ok) {
      return stored;
    }
    const account = accountOf(id, added, apiKey);
    if (!(await this.#change((accounts) => [...accounts, account], { beforeTold }))) {
      await this.#keys.delete(id);
      return failed('state');
    }
    return ok(account);
  }

  /** The key first, then what comes with it, where it may go too: if that can't be stored, the old key is put back. */
  async replaceApiKey(
    id: string,
    apiKey: string,
    facts: KeyFacts & { readonly origin: string },
  ): Promise<Result<void, StoreProblem>> {
    const marked = await this.#markFirst(id, facts.origin);
    if (!marked.ok) {
      return marked;
    }
    const replaced = await this.#keys.replace(id, apiKey, async (isUndone) => {
      if (!isUndone) {
        await this.#changeFacts(id, apiKey, facts);
      }
      this.#tell({ kind: 'apiKey', id });
    });
    if (!replaced.ok) {
      return replaced;
    }
    this.lookAgain();
    if (!this.#accounts.some((account) => account.id === id)) {
      // Removed in another window while the keychain took its time: a key without a name is not kept.
      if (!(await this.#keys.delete(id)).ok) {
        await this.#names.note(id);
      }
      return failed('gone');
    }
    if (!(await this.#changeFacts(id, apiKey, facts)) && (await replaced.value())) {
      return failed('state');
    }
    return done;
  }

  /** Its name alone, which gets a number where another account has it; `alsoTaken`: names of accounts that are not stored. */
  async rename(id: string, name: string, alsoTaken: readonly string[]): Promise<Result<void, StoreProblem>> {
    if (!(await this.#change(renamed(id, name, alsoTaken)))) {
      return failed('state');
    }
    return this.#accounts.some((account) => account.id === id) ? done : failed('gone');
  }

  /** The key first, then the name; the other way round where the key can't be read, as it could not be put back. */
  async remove(id: string): Promise<Result<void, RemoveProblem>> {
    const key = await this.#keys.read(id);
    if (!key.ok && key.why === 'noAnswer') {
      return failed('noAnswer');
    }
    return !key.ok && key.why === 'failed' ? this.#removeNameFirst(id) : this.#removeKeyFirst(id, key);
  }

  async #removeKeyFirst(id: string, key: KeyRead): Promise<Result<void, RemoveProblem>> {
    const deleted = await this.#keys.delete(id, () => this.#change(without(id)));
    if (!deleted.ok) {
      return deleted;
    }
    if (await this.#change(without(id))) {
      return done;
    }
    return failed(!key.ok || (await this.#keys.restore(id, key.value)) ? 'state' : 'keyLost');
  }

  async #removeNameFirst(id: string): Promise<Result<void, RemoveProblem>> {
    const before = withKnownOrigins(this.#names.read(), this.#accounts);
    if (!(await this.#change(without(id), { unnamed: id }))) {
      return failed('state');
    }
    const deleted = await this.#keys.delete(id, () => this.#change(without(id)));
    if (deleted.ok || (await this.#change(back(id, before)))) {
      return deleted;
    }
    return failed('keyLeft');
  }

  /**
   * Stores that the keys of these marks may go to this origin too; false when VS Code could not. An account for which another window has
   * stored another key meanwhile stays as it is. One that has another key than it had, of which nobody told whose it is, is no longer called
   * by the old one's login.
   */
  allow(marks: ReadonlyMap<string, string>, origin: string): Promise<boolean> {
    const before = new Map(this.#accounts.map((account) => [account.id, account.keyMark]));
    const allowed = (account: Account): Account => {
      const mark = marks.get(account.id);
      if (mark === undefined || account.keyMark !== before.get(account.id)) {
        return account;
      }
      const origins = account.keyMark === mark ? (account.origins ?? []) : [];
      const { login, ...unclaimed } = account;
      const isSameKey = mark === (account.keyMark ?? this.#keys.firstMark(account.id) ?? mark);
      const kept = isSameKey ? account : unclaimed;
      return { ...kept, origins: withOrigin(origins, origin), keyMark: mark };
    };
    return this.#change((accounts) => accounts.map(allowed));
  }

  /**
   * An account of version 0.1.0 gets the mark of its key before that is replaced by one for elsewhere: without one, the new key would be
   * taken for the old one by whoever reads it before what comes with it. Only a window that opens in between and has not heard of the
   * mark yet could do so still; VS Code passes on what is stored within a second.
   */
  async #markFirst(id: string, origin: string): Promise<Result<void, StoreProblem>> {
    const isMeant = (account: Account) =>
      account.id === id && account.keyMark === undefined && !mayGo(account, origin);
    if (!this.#accounts.some(isMeant)) {
      return done;
    }
    const key = await this.#keys.read(id);
    if (!key.ok && key.why === 'noAnswer') {
      return failed('noAnswer');
    }
    const mark = key.ok ? keyMark(id, key.value) : noMark;
    const marked = (account: Account): Account =>
      isMeant(account) ? { ...account, origins: [documentedOrigin], keyMark: mark } : account;
    return (await this.#change((accounts) => accounts.map(marked))) ? done : failed('state');
  }

  /** Stores whose key an account has now, and where it may go, if that changed; false when VS Code could not. */
  async #changeFacts(
    id: string,
    apiKey: string,
    { login, origin }: KeyFacts & { readonly origin: string },
  ): Promise<boolean> {
    const changed = (account: Account) => accountOf(id, { name: account.name, login, origin }, apiKey);
    const isAnother = (account: Account) =>
      account.id === id && JSON.stringify(changed(account)) !== JSON.stringify(account);
    return (
      !this.#names.read().some(isAnother) ||
      this.#change((accounts) => accounts.map((each) => (isAnother(each) ? changed(each) : each)))
    );
  }

  async #change(
    edit: (accounts: readonly Account[]) => readonly Account[],
    {
      unnamed,
      beforeTold,
    }: { readonly unnamed?: string; readonly beforeTold?: (() => void) | undefined } = {},
  ): Promise<boolean> {
    const changed = await this.#names.change(
      (accounts) => edit(withKnownOrigins(accounts, this.#accounts)),
      unnamed,
    );
    if (changed) {
      this.#isDropped = false;
      this.#take(this.#names.read(), beforeTold);
    }
    return changed;
  }

  #take(now: readonly Account[], beforeTold?: () => void): void {
    const isListed =
      JSON.stringify(now.map(withoutOrigins)) !== JSON.stringify(this.#accounts.map(withoutOrigins));
    this.#accounts = now;
    beforeTold?.();
    this.#tell({ kind: isListed || beforeTold ? 'accounts' : 'origins' });
  }
}

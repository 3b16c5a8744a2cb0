// Accounts that are stored: a name in globalState and a key in the keychain, and never one without the other, whatever step fails.
import { done, failed, ok, type Result } from '../api/result';
import type { Account, AccountNames, NewAccount } from './account';
import type { KeychainTrouble } from './keychain';
import type { StoredKeys } from './storedKeys';

/**
 * Why a change was not made: then accounts and keys are as they were. `state`: VS Code could not store the names; `gone`: the account was
 * removed meanwhile.
 */
export type StoreProblem = KeychainTrouble | 'state' | 'gone';

/** What changed: the list of accounts, or the key of one of them. */
export type AccountChange = { readonly kind: 'accounts' } | { readonly kind: 'apiKey'; readonly id: string };

export class StoredAccounts {
  readonly #keys: StoredKeys;
  readonly #names: AccountNames;
  readonly #tell: (change: AccountChange) => void;
  #accounts: readonly Account[];

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
    const now = this.#names.read();
    if (JSON.stringify(now) !== JSON.stringify(this.#accounts)) {
      this.#accounts = now;
      this.#tell({ kind: 'accounts' });
    }
  }

  /** The key first, then the name: if that can't be stored, the key is taken back. `beforeTold` runs once both are stored. */
  async add(
    { name, login }: NewAccount,
    apiKey: string,
    beforeTold?: () => void,
  ): Promise<Result<Account, StoreProblem>> {
    const id = await this.#names.newId();
    if (id === undefined) {
      return failed('state');
    }
    const stored = await this.#keys.add(id, apiKey);
    if (!stored.ok) {
      return stored;
    }
    const account = withLogin({ id, name }, login);
    if (!(await this.#write([...this.#names.read(), account], beforeTold))) {
      await this.#keys.delete(id);
      return failed('state');
    }
    return ok(account);
  }

  /** The key first, then whose it is: if that can't be stored, the old key is put back. */
  async replaceApiKey(
    id: string,
    apiKey: string,
    login: string | undefined,
  ): Promise<Result<void, StoreProblem>> {
    const replaced = await this.#keys.replace(id, apiKey, async () => {
      await this.#writeLogin(id, login);
      this.#tell({ kind: 'apiKey', id });
    });
    if (!replaced.ok) {
      return replaced;
    }
    this.lookAgain();
    if (!this.#accounts.some((account) => account.id === id)) {
      // Removed in another window while the keychain took its time: a key without a name is not kept.
      await this.#keys.delete(id);
      return failed('gone');
    }
    if (!(await this.#writeLogin(id, login)) && (await replaced.value())) {
      return failed('state');
    }
    return done;
  }

  /** The key first, then the name; the other way round where the key can't be read, as it could not be put back. */
  async remove(id: string): Promise<Result<void, StoreProblem>> {
    const before = this.#names.read();
    const removeName = () => this.#write(this.#names.read().filter((account) => account.id !== id));
    const key = await this.#keys.read(id);
    if (!key.ok && key.why === 'noAnswer') {
      return failed('noAnswer');
    }
    const nameFirst = !key.ok && key.why === 'failed';
    if (nameFirst && !(await removeName())) {
      return failed('state');
    }
    const deleted = await this.#keys.delete(id, removeName);
    if (!deleted.ok) {
      if (nameFirst) {
        await this.#write(before);
      }
      return deleted;
    }
    if (!nameFirst && !(await removeName())) {
      if (key.ok) {
        await this.#keys.restore(id, key.value);
      }
      return failed('state');
    }
    return done;
  }

  /** Stores whose key an account has now, if that changed; false when VS Code could not. */
  async #writeLogin(id: string, login: string | undefined): Promise<boolean> {
    const before = this.#names.read();
    const after = before.map((account) => (account.id === id ? withLogin(account, login) : account));
    return JSON.stringify(after) === JSON.stringify(before) || this.#write(after);
  }

  async #write(accounts: readonly Account[], beforeTold?: () => void): Promise<boolean> {
    const written = await this.#names.write(accounts);
    if (written) {
      this.#accounts = accounts;
      beforeTold?.();
      this.#tell({ kind: 'accounts' });
    } else {
      // Who looked meanwhile saw what is not stored.
      this.lookAgain();
    }
    return written;
  }
}

function withLogin({ id, name }: Account, login: string | undefined): Account {
  return login === undefined ? { id, name } : { id, name, login };
}

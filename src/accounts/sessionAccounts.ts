// Accounts and keys that this window keeps in memory until it closes, because the keychain could not be used.
import type { Account } from './account';

export class SessionAccounts {
  readonly #keys = new Map<string, { readonly apiKey: string; readonly login: string | undefined }>();
  #accounts: readonly Account[] = [];

  /** The accounts that are only here. */
  get accounts(): readonly Account[] {
    return this.#accounts.map((account) => this.shown(account));
  }

  has(id: string): boolean {
    return this.#accounts.some((account) => account.id === id);
  }

  /** The key that stands in for the keychain's, if there is one. */
  key(id: string): string | undefined {
    return this.#keys.get(id)?.apiKey;
  }

  /** The account as it is while a key of this session is used for it. */
  shown(account: Account): Account {
    const own = this.#keys.get(account.id);
    if (!own) {
      return account;
    }
    const { id, name } = account;
    return { id, name, ...(own.login === undefined ? {} : { login: own.login }), sessionOnly: true };
  }

  add(id: string, name: string, apiKey: string, login?: string): Account {
    const account: Account = { id, name };
    this.#accounts = [...this.#accounts, account];
    this.setKey(account.id, apiKey, login);
    return this.shown(account);
  }

  /** From now on this key is used for the account, also for one whose name is stored. */
  setKey(id: string, apiKey: string, login?: string): void {
    this.#keys.set(id, { apiKey, login });
  }

  /** Forgets the key, and the account if it was only here. */
  forget(id: string): void {
    this.#keys.delete(id);
    this.#accounts = this.#accounts.filter((account) => account.id !== id);
  }
}

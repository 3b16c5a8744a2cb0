// Accounts and keys that this window keeps in memory until it closes, because the keychain could not be used.
import { randomUUID } from 'node:crypto';
import type { Account } from './account';

export class SessionAccounts {
  readonly #keys = new Map<string, string>();
  #accounts: readonly Account[] = [];

  /** The accounts that are only here. */
  get accounts(): readonly Account[] {
    return this.#accounts;
  }

  has(id: string): boolean {
    return this.#accounts.some((account) => account.id === id);
  }

  /** The key that stands in for the keychain's, if there is one. */
  key(id: string): string | undefined {
    return this.#keys.get(id);
  }

  add(name: string, apiKey: string): Account {
    const account: Account = { id: randomUUID(), name, sessionOnly: true };
    this.#accounts = [...this.#accounts, account];
    this.#keys.set(account.id, apiKey);
    return account;
  }

  /** From now on this key is used for the account, also for one whose name is stored. */
  setKey(id: string, apiKey: string): void {
    this.#keys.set(id, apiKey);
  }

  /** Forgets the key, and the account if it was only here. */
  forget(id: string): void {
    this.#keys.delete(id);
    this.#accounts = this.#accounts.filter((account) => account.id !== id);
  }
}

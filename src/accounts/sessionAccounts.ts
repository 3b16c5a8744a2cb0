// Accounts and keys that this window keeps in memory until it closes, because the keychain could not be used.
import { type Account, accountOf, type KeyFacts, type NewAccount } from './account';
import { withOrigin } from './origins';

export class SessionAccounts {
  readonly #keys = new Map<
    string,
    { readonly apiKey: string; readonly facts: Omit<Account, 'id' | 'name'> }
  >();
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
    return { id: account.id, name: account.name, ...own.facts, sessionOnly: true };
  }

  add(id: string, added: NewAccount, apiKey: string): Account {
    const account = accountOf(id, added, apiKey);
    this.#accounts = [...this.#accounts, account];
    this.setKey(id, apiKey, added);
    return this.shown(account);
  }

  /** From now on an account that is only here is called so. */
  rename(id: string, name: string): void {
    this.#accounts = this.#accounts.map((account) => (account.id === id ? { ...account, name } : account));
  }

  /** From now on this key is used for the account, also for one whose name is stored. */
  setKey(id: string, apiKey: string, facts: KeyFacts): void {
    const { id: _, name, ...known } = accountOf(id, { name: '', ...facts }, apiKey);
    this.#keys.set(id, { apiKey, facts: known });
  }

  /** From now on the key of this session may go to this origin too. */
  allow(id: string, origin: string): void {
    const own = this.#keys.get(id);
    if (own) {
      const origins = withOrigin(own.facts.origins ?? [], origin);
      this.#keys.set(id, { apiKey: own.apiKey, facts: { ...own.facts, origins } });
    }
  }

  /** Forgets the key, and the account if it was only here. */
  forget(id: string): void {
    this.#keys.delete(id);
    this.#accounts = this.#accounts.filter((account) => account.id !== id);
  }
}

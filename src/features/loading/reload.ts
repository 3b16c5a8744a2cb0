// What is loaded again by itself: where a key or the address changed, and where a question about the address was answered.
import type { Account } from '../../accounts/account';
import type { AccountChange } from '../../accounts/accountStore';
import type { ListFailure, SubAccountLists } from '../../subAccounts/lists';
import type { LoadAll } from './loadAll';

export interface ReloadParts {
  readonly accounts: () => readonly Account[];
  readonly lists: SubAccountLists;
  /** Why nothing would be asked for an account. */
  readonly refusal: (accountId: string) => ListFailure | undefined;
  readonly loadAll: Pick<LoadAll, 'anew'>;
  readonly onUnexpected: (error: unknown) => void;
}

export class Reload {
  readonly #parts: ReloadParts;

  constructor(parts: ReloadParts) {
    this.#parts = parts;
  }

  /** The accounts changed: another key may have other rows, and what only a question held back may be allowed, here or by another window. */
  afterChange(change: AccountChange): void {
    if (change.kind === 'apiKey') {
      this.#anew(change.id, { keepTail: false });
      return;
    }
    for (const { id } of this.#parts.accounts()) {
      const { state } = this.#parts.lists.ofAccount(id);
      if (state.kind === 'failed' && state.why.kind === 'origin' && !this.#parts.refusal(id)) {
        this.#anew(id, { keepTail: true });
      }
    }
  }

  /** The address changed: where it goes for the same accounts, what is shown is theirs until the new answers have replaced it. */
  afterAddress(): void {
    for (const { id } of this.#parts.accounts()) {
      this.#anew(id, { keepTail: true });
    }
  }

  #anew(accountId: string, how: { readonly keepTail: boolean }): void {
    this.#parts.loadAll.anew(accountId, how).catch(this.#parts.onUnexpected);
  }
}

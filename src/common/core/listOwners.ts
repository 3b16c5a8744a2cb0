// Whose list each account's is, as far as is known: what is remembered of one owner's is nothing to another.
import type { Account } from '../../accounts/account';
import { isKeyUnknown } from '../../accounts/origins';
import type { RememberedAccount } from '../../subAccounts/rememberedLists';

export class ListOwners {
  readonly #accounts: () => readonly Account[];
  #owners: ReadonlyMap<string, string>;

  constructor(accounts: () => readonly Account[]) {
    this.#accounts = accounts;
    this.#owners = this.#ownersNow(new Map());
  }

  /** The owner of an account's list when that was last known. */
  of(accountId: string): string | undefined {
    return this.#owners.get(accountId);
  }

  /** Looks again. The answer: the accounts that are no longer there, or whose list is another owner's since. */
  lookAgain(): readonly string[] {
    const before = this.#owners;
    this.#owners = this.#ownersNow(before);
    return [...before].flatMap(([id, owner]) => (this.of(id) === owner ? [] : [id]));
  }

  /** Of a key of which that is still to be told, as it was before: another window may be storing it. */
  #ownersNow(before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    return new Map(
      this.#accounts().flatMap((account) => {
        const owner = isKeyUnknown(account) ? before.get(account.id) : memoryOf(account).owner;
        return owner === undefined ? [] : [[account.id, owner]];
      }),
    );
  }
}

/** Whose list it is: a key of another owner opens nothing. Where nobody told whose the key that is there now is, by the key's mark. */
export function memoryOf(account: Account): RememberedAccount {
  const { id, login, keyMark = '' } = account;
  return { id, owner: isKeyUnknown(account) ? keyMark : (login ?? keyMark) };
}

/** Whether what is answered for `account` is what was asked for: it was not removed since, nor its key replaced by another owner's. */
export function isStillIn(accounts: readonly Account[], account: Account): boolean {
  const now = accounts.find(({ id }) => id === account.id);
  return now !== undefined && memoryOf(now).owner === memoryOf(account).owner;
}

/** Whether something of it may be remembered: not of an account of this session alone, nor while nobody knows whose it is now. */
export function isMemorable(account: Account): boolean {
  return !account.sessionOnly && !isKeyUnknown(account);
}

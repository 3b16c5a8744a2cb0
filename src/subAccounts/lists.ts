// The loaded lists of sub-accounts, one pager an account, made when first asked for.
import type { BaseUrlProblem } from '../api/baseUrl';
import type { Failure } from '../api/failure';
import { type SubAccount, sameSubAccount } from '../api/subAccount';
import type { FetchPage, Limited } from './page';
import { Pager } from './pager';

/** Why a list could not be loaded: what the API says, or what kept us from asking it. */
export type ListFailure =
  | Failure
  /** The key could not be had: none is stored, the keychain answered with an error, or not in time. */
  | { readonly kind: 'keychain'; readonly reason: 'missing' | 'failed' | 'noAnswer' }
  /** The setting with the API's address can't be used, so nothing was asked. */
  | { readonly kind: 'setting'; readonly reason: BaseUrlProblem }
  /**
   * The address is at another origin than the account's key may go to, so nothing was asked: the person has not agreed. `boundTo`: where it
   * was added for, where that is known. `isKeyUnknown`: it is another key than the one of which that was.
   */
  | {
      readonly kind: 'origin';
      readonly origin: string;
      readonly boundTo: string | undefined;
      readonly isKeyUnknown?: true;
    }
  /** A fault of this extension. */
  | { readonly kind: 'unexpected' };

/** The sub-accounts of one account, as loaded so far. */
export type SubAccountList = Pager<SubAccount, ListFailure>;

/** Asks for one page of an account's sub-accounts. */
export type FetchSubAccounts = (
  accountId: string,
  ...request: Parameters<FetchPage<SubAccount, ListFailure>>
) => ReturnType<FetchPage<SubAccount, ListFailure>>;

/** Owns the lists. Sub-accounts, and so their tokens and keys, are held here and nowhere else. */
export class SubAccountLists {
  readonly #lists = new Map<string, SubAccountList>();
  readonly #fetch: FetchSubAccounts;
  readonly #onChange: (accountId: string, landed: readonly SubAccount[]) => void;
  readonly #onUnexpected: (error: unknown) => void;

  /** `onChange` is called after every change of an account's rows or state, with what a page that just landed answered. */
  constructor(
    fetch: FetchSubAccounts,
    onChange: (accountId: string, landed: readonly SubAccount[]) => void,
    onUnexpected: (error: unknown) => void,
  ) {
    this.#fetch = fetch;
    this.#onChange = onChange;
    this.#onUnexpected = onUnexpected;
  }

  /** The account's list. Making it asks for nothing yet. */
  ofAccount(accountId: string): SubAccountList {
    let list = this.#lists.get(accountId);
    if (!list) {
      list = this.#make(accountId, (landed) => this.#onChange(accountId, landed));
      this.#lists.set(accountId, list);
    }
    return list;
  }

  /** Another list of the account, empty, that is nobody's but the caller's: to ask anew and leave what is shown as it is. */
  aside(accountId: string): SubAccountList {
    return this.#make(accountId, () => undefined);
  }

  /** A sub-account of an account's list; undefined where it is not loaded, and where there is no such list. */
  subAccount(accountId: string, id: number): SubAccount | undefined {
    return this.#lists.get(accountId)?.get(id);
  }

  /** Forgets the lists of all accounts but these: what they held is gone, what they asked for is aborted. */
  keepOnly(accountIds: Iterable<string>): void {
    const kept = new Set(accountIds);
    for (const [id, list] of this.#lists) {
      if (!kept.has(id)) {
        this.#lists.delete(id);
        list.dispose();
      }
    }
  }

  /** Aborts everything. */
  dispose(): void {
    this.keepOnly([]);
  }

  #make(accountId: string, onChange: (landed: readonly SubAccount[]) => void): SubAccountList {
    return new Pager<SubAccount, ListFailure>({
      fetchPage: (...request) => this.#fetch(accountId, ...request),
      same: sameSubAccount,
      limited,
      unexpected: (error) => {
        this.#onUnexpected(error);
        return { kind: 'unexpected' };
      },
      fewer: () => ({ kind: 'malformed', reason: 'fewer', status: 200 }),
      onChange,
    });
  }
}

/** What a failure says of a limit; undefined where it is another. */
export function limited(why: ListFailure): Limited | undefined {
  return why.kind === 'rateLimited' && why.askAgainAt !== undefined
    ? { askAgainAt: why.askAgainAt, isKept: why.isKept === true, notSent: why.notSent === true }
    : undefined;
}

/** The page, from 1, of the row at `index` (from 0) of a list with `pageSize` rows a page; 1 for a row that is in no list. */
export function pageOf(index: number, pageSize: number): number {
  return index < 0 || pageSize < 1 ? 1 : Math.floor(index / pageSize) + 1;
}

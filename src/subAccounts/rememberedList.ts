// What is remembered of an account's sub-accounts between windows: whom there are and on which page; never a token, a key, a balance or a URL.
import type { SubAccount } from '../api/subAccount';

/** What is remembered of a sub-account. By its type it has no secret: a field that is not named here is not kept. */
export interface RememberedSubAccount extends Pick<SubAccount, 'id' | 'email' | 'type' | 'createdAt'> {
  /** The page of the list, from 1, on which it stood. */
  readonly page: number;
}

/** When a sub-account was last used: copied, inserted or found; in milliseconds of the epoch. */
export interface Use {
  readonly id: number;
  readonly at: number;
}

/** What is remembered of an account. */
export interface RememberedList {
  /** In the order of the service. */
  readonly rows: readonly RememberedSubAccount[];
  /** Rows over all pages, as the service last said; undefined where it did not. */
  readonly total: number | undefined;
  /** Whether these were all, as far as they could be read. */
  readonly isWhole: boolean;
  /** When it was seen, in milliseconds of the epoch. */
  readonly seenAt: number;
  /** Those used last, the latest first. */
  readonly used: readonly Use[];
}

/** More of an account are not remembered: far more than anybody has. */
export const mostRemembered = 200_000;

/** Sub-accounts that were used last and are remembered as such. */
export const mostUsed = 10;

/** What is remembered of a sub-account: each field is named here. */
export function remembered({ id, email, type, createdAt }: SubAccount, page: number): RememberedSubAccount {
  return { id, email, type, createdAt, page };
}

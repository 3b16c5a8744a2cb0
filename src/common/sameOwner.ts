// Whether an account is still the one that it was: there, and with a key of the same owner.
import type { Account } from '../accounts/account';
import { memoryOf } from './subAccountMemory';

/** Whether what is answered for `account` is what was asked for: it was not removed since, nor its key replaced by another owner's. */
export function isStillIn(accounts: readonly Account[], account: Account): boolean {
  const now = accounts.find(({ id }) => id === account.id);
  return now !== undefined && memoryOf(now).owner === memoryOf(account).owner;
}

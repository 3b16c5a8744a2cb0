// How much is known of what is searched, where no more of it is loaded: because all is as it was seen before, as far as the service says.
import type { Account } from '../../../accounts/account';
import type { SubAccountList } from '../../../subAccounts/lists';
import type { RememberedList } from '../../../subAccounts/rememberedList';
import { isAsRemembered } from '../../../subAccounts/remembering';

/** What is searched of an account. */
export interface SearchedList {
  readonly account: Account;
  readonly list: SubAccountList;
  readonly remembered: RememberedList | undefined;
}

/** What is known of all accounts together. */
export interface AllKnown {
  readonly count: number;
  /** How many there are; more where some could not be read, of which nothing is known. */
  readonly total: number;
  /** When it was seen, in milliseconds of the epoch: what was seen longest ago. */
  readonly seenAt: number;
}

/** What is known, where some of it only from before; undefined where that is not all, or all is loaded. */
export function allKnown(searched: readonly SearchedList[]): AllKnown | undefined {
  const known = searched.map(knownOf).filter((each) => each !== undefined);
  const seenAt = Math.min(...known.map((each) => each.seenAt));
  return known.length === searched.length && Number.isFinite(seenAt)
    ? {
        count: known.reduce((sum, { count }) => sum + count, 0),
        total: known.reduce((sum, { total }) => sum + total, 0),
        seenAt,
      }
    : undefined;
}

/** What is loaded whole is seen now: at no time before. */
function knownOf({ list, remembered }: SearchedList): AllKnown | undefined {
  if (list.state.kind === 'complete') {
    const count = list.rows.length;
    const total = count + list.unreadable;
    return list.left ? undefined : { count, total, seenAt: Number.POSITIVE_INFINITY };
  }
  if (list.state.kind !== 'idle' || !remembered || !isAsRemembered(list, remembered)) {
    return undefined;
  }
  // What is loaded is among it.
  const count = remembered.rows.length;
  return { count, total: Math.max(count, list.total ?? 0), seenAt: remembered.seenAt };
}

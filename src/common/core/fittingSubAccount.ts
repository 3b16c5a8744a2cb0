// The one sub-account that a name fits: an e-mail or an id. What is remembered says where to ask; only what the service answers counts.
import type { Account } from '../../accounts/account';
import { failed, ok, type Result } from '../../api/result';
import type { SubAccount } from '../../api/subAccount';
import { askAnew, type FoundAnew, type NotThere } from '../../subAccounts/askAnew';
import type { FetchSubAccounts, ListFailure, SubAccountLists } from '../../subAccounts/lists';
import type { RememberedList, RememberedSubAccount } from '../../subAccounts/rememberedList';
import { beyondLoaded } from '../../subAccounts/remembering';

export interface FittingParts {
  readonly lists: SubAccountLists;
  readonly memory: {
    /** What is remembered of an account. Never rejects. */
    of(account: Account): Promise<RememberedList | undefined> | undefined;
    /** The service has it no longer. */
    isGone(account: Account, id: number): void;
  };
  /** Asks for one page, past the lists. */
  readonly fetchPage: FetchSubAccounts;
  /** Called when it is not where it was, and all pages of its account are about to be asked for. */
  readonly onAskingForAll: () => void;
}

/** One that fits, and the page on which it was asked for by itself. */
export interface FittingSubAccount {
  readonly account: Account;
  readonly subAccount: SubAccount;
  readonly page?: number | undefined;
}

/** Why there is not one that fits. `gone`: one that did is no longer there. `stopped`: the person, or another window, has ended it. */
export type NotOne =
  | { readonly kind: 'none' | 'gone' | 'several' | 'stopped' }
  | { readonly kind: 'failed'; readonly why: ListFailure; readonly account: Account };

/** Those of an account that fit. */
interface Fits {
  readonly found: readonly FittingSubAccount[];
  /** Whether one that was remembered is no longer there. */
  readonly hasGone: boolean;
  /** Whether there are no others, as far as is known. */
  readonly isAll: boolean;
}

/**
 * The one of these accounts' sub-accounts that `name` fits, whatever its case. Where one is known, nothing is loaded of accounts that are known whole;
 * where none is, all of them.
 */
export async function fittingSubAccount(
  name: string,
  accounts: readonly Account[],
  parts: FittingParts,
): Promise<Result<FittingSubAccount, NotOne>> {
  const known = await Promise.all(accounts.map((account) => fitsKnown(account, name, parts)));
  const isFound = known.some((each) => each.ok && each.value.found.length > 0);
  const all = await Promise.all(
    accounts.map(async (account, at) => {
      const each = known[at] ?? failed({ kind: 'none' as const });
      const isEnough = !each.ok || each.value.found.length > 0 || (isFound && each.value.isAll);
      return isEnough ? each : fitsLoaded(account, name, parts, each.value);
    }),
  );
  const found: FittingSubAccount[] = [];
  let hasGone = false;
  for (const each of all) {
    if (!each.ok) {
      return each;
    }
    found.push(...each.value.found);
    hasGone ||= each.value.hasGone;
  }
  const [first, ...others] = found;
  if (!first || others.length > 0) {
    return failed({ kind: first ? 'several' : hasGone ? 'gone' : 'none' });
  }
  return ok(first);
}

/** Whether two texts are the same to people. */
export function isSameText(one: string, other: string): boolean {
  return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}

/** Of what is loaded, and of what is remembered those that the service still has. */
async function fitsKnown(
  account: Account,
  name: string,
  { lists, memory, fetchPage, onAskingForAll }: FittingParts,
): Promise<Result<Fits, NotOne>> {
  const list = lists.ofAccount(account.id);
  const remembered = await memory.of(account);
  const asked = await Promise.all(
    (remembered ? beyondLoaded(list, remembered) : [])
      .filter((row) => fits(row, name))
      .map(
        async (row): Promise<[RememberedSubAccount, Result<FoundAnew, NotThere>]> => [
          row,
          await askAnew(
            row,
            { fetchPage: (...how) => fetchPage(account.id, ...how), list, onAskingForAll },
            new AbortController().signal,
          ),
        ],
      ),
  );
  const found: FittingSubAccount[] = [];
  let hasGone = false;
  for (const [row, answer] of asked) {
    if (answer.ok) {
      found.push({ account, ...answer.value });
    } else if (answer.why.kind === 'gone') {
      memory.isGone(account, row.id);
      hasGone = true;
    } else {
      return failed(answer.why.kind === 'failed' ? { ...answer.why, account } : { kind: 'stopped' });
    }
  }
  const loaded = list.rows
    .filter((row) => fits(row, name) && !found.some(({ subAccount }) => subAccount.id === row.id))
    .map((subAccount) => ({ account, subAccount }));
  return ok({
    found: [...loaded, ...found],
    hasGone,
    isAll: list.state.kind === 'complete' || (remembered?.isWhole === true && !hasGone),
  });
}

/** Of all that there are, which are loaded first. */
async function fitsLoaded(
  account: Account,
  name: string,
  { lists }: FittingParts,
  before: Fits,
): Promise<Result<Fits, NotOne>> {
  const list = lists.ofAccount(account.id);
  await list.loadAll(new AbortController().signal);
  const { state } = list;
  if (state.kind === 'failed') {
    return failed({ ...state, account });
  }
  if (state.kind !== 'complete') {
    // What has not come may fit.
    return failed({ kind: 'stopped' });
  }
  const found = list.rows.filter((row) => fits(row, name)).map((subAccount) => ({ account, subAccount }));
  return ok({ ...before, found, isAll: true });
}

function fits({ id, email }: Pick<SubAccount, 'id' | 'email'>, name: string): boolean {
  return String(id) === name || (email !== undefined && isSameText(email.trim(), name));
}

// The one sub-account that a name fits: an e-mail or an id. What is remembered says where to ask; only what the service answers counts.
import type { Account } from '../../accounts/account';
import { failed, ok, type Result } from '../../api/result';
import type { SubAccount } from '../../api/subAccount';
import { answeredRows, justSeen, whyNotAll } from '../../subAccounts/answered';
import { askAnew, rememberedNow } from '../../subAccounts/askAnew';
import type { FetchSubAccounts, ListFailure, SubAccountList, SubAccountLists } from '../../subAccounts/lists';
import type { FetchPage } from '../../subAccounts/page';
import type { RememberedList, RememberedSubAccount } from '../../subAccounts/rememberedList';
import { beyondLoaded } from '../../subAccounts/remembering';

export interface FittingParts {
  readonly lists: SubAccountLists;
  readonly memory: {
    /** What is remembered of an account. Never rejects. */
    of(account: Account): Promise<RememberedList | undefined> | undefined;
    /** The service has it no longer. */
    isGone(account: Account, id: number): void;
    /** The service has it otherwise. */
    isNow(account: Account, row: RememberedSubAccount): void;
  };
  /** Asks for one page, past the lists. */
  readonly fetchPage: FetchSubAccounts;
  /** Whether the account is still there, and its key still the same owner's. */
  readonly isStill: (account: Account) => boolean;
  /** Called when it is not where it was, and all pages of its account are about to be asked for. */
  readonly onAskingForAll: () => void;
  /** The time in milliseconds of the epoch; the computer's unless given. */
  readonly now?: () => number;
}

/** One that fits, and the page on which it was asked for by itself. */
export interface FittingSubAccount {
  readonly account: Account;
  readonly subAccount: SubAccount;
  readonly page?: number | undefined;
}

/** Why one that did fit no longer does. */
type Lost = { readonly kind: 'gone' } | { readonly kind: 'renamed'; readonly now: RememberedSubAccount };

/** Why there is not one that fits. `stopped`: the person, or another window, has ended it. */
export type NotOne =
  | { readonly kind: 'none' | 'several' | 'stopped' }
  | Lost
  | { readonly kind: 'failed'; readonly why: ListFailure; readonly account: Account };

/** Those of an account that fit. */
interface Fits {
  readonly found: readonly FittingSubAccount[];
  /** What became of one that was remembered and is there no longer. */
  readonly lost: Lost | undefined;
  /** Whether there are no others, as far as is known. */
  readonly isAll: boolean;
}

/**
 * The one of these accounts' sub-accounts that `name` fits, whatever its case. Where one is known, nothing is loaded of accounts that are known whole;
 * where none is, all of them, and anew what was loaded longer ago.
 */
export async function fittingSubAccount(
  name: string,
  accounts: readonly Account[],
  parts: FittingParts,
  signal: AbortSignal,
): Promise<Result<FittingSubAccount, NotOne>> {
  const seenSince = (parts.now ?? Date.now)() - justSeen;
  const known = await Promise.all(accounts.map((account) => fitsKnown(account, name, parts, signal)));
  const count = known.reduce((sum, each) => sum + (each.ok ? each.value.found.length : 0), 0);
  const all = await Promise.all(
    accounts.map(async (account, at) => {
      const each = known[at] ?? failed({ kind: 'none' as const });
      const isEnough = !each.ok || count > 1 || (count === 1 && each.value.isAll);
      return isEnough ? each : fitsLoaded(account, name, parts, each.value, seenSince, signal);
    }),
  );
  const found: FittingSubAccount[] = [];
  let lost: Lost | undefined;
  for (const each of all) {
    if (!each.ok) {
      return each;
    }
    found.push(...each.value.found);
    lost ??= each.value.lost;
  }
  if (signal.aborted || !accounts.every(parts.isStill)) {
    return failed({ kind: 'stopped' });
  }
  const [first, ...others] = found;
  if (!first || others.length > 0) {
    return failed(first ? { kind: 'several' } : (lost ?? { kind: 'none' }));
  }
  return ok(first);
}

/** Whether two texts are the same to people. */
export function isSameText(one: string, other: string): boolean {
  return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}

/** Of what is loaded, and of what is remembered those that the service still has. Where two fit, no more are looked for. */
async function fitsKnown(
  account: Account,
  name: string,
  { lists, memory, fetchPage, isStill, onAskingForAll }: FittingParts,
  signal: AbortSignal,
): Promise<Result<Fits, NotOne>> {
  const list = lists.ofAccount(account.id);
  const before = await memory.of(account);
  const parts = {
    fetchPage: eachOnce((...how) => fetchPage(account.id, ...how)),
    list,
    isStill: () => isStill(account),
    onAskingForAll,
  };
  const asked: FittingSubAccount[] = [];
  let lost: Lost | undefined;
  for (const row of before ? beyondLoaded(list, before).filter((each) => fits(each, name)) : []) {
    // Once all was asked for, the list itself says which there are.
    if (list.state.kind === 'complete' || asked.length + fitting(list, name).length > 1) {
      break;
    }
    const answer = await askAnew(row, parts, signal);
    if (answer.ok) {
      asked.push({ account, ...answer.value });
    } else if (answer.why.kind === 'gone') {
      memory.isGone(account, row.id);
      lost = answer.why;
    } else if (answer.why.kind === 'renamed') {
      const { now } = answer.why;
      const rowNow = rememberedNow(now, row);
      memory.isNow(account, rowNow);
      if (fits(rowNow, name)) {
        asked.push({ account, ...now });
      } else {
        lost = { kind: 'renamed', now: rowNow };
      }
    } else {
      return failed(answer.why.kind === 'failed' ? { ...answer.why, account } : { kind: 'stopped' });
    }
  }
  const isComplete = list.state.kind === 'complete';
  const loaded = fitting(list, name).map((subAccount) => ({ account, subAccount }));
  const isLoaded = (id: number) => loaded.some(({ subAccount }) => subAccount.id === id);
  const found = isComplete ? loaded : [...loaded, ...asked.filter(({ subAccount: { id } }) => !isLoaded(id))];
  return ok({
    found,
    lost,
    // No other of the account has the same id.
    isAll:
      isComplete ||
      (before?.isWhole === true && !lost) ||
      found.some(({ subAccount }) => isOfId(subAccount, name)),
  });
}

/** Of all that there are, which are loaded first; anew where none of them fits and they may have changed: they were seen before `seenSince`. */
async function fitsLoaded(
  account: Account,
  name: string,
  { lists, isStill }: FittingParts,
  before: Fits,
  seenSince: number,
  signal: AbortSignal,
): Promise<Result<Fits, NotOne>> {
  if (signal.aborted || !isStill(account)) {
    return failed({ kind: 'stopped' });
  }
  const list = lists.ofAccount(account.id);
  if (fitting(list, name).length === 0 && list.seenAt !== undefined && list.seenAt < seenSince) {
    void list.refresh();
  }
  await list.loadAll(signal);
  const { state } = list;
  if (state.kind === 'failed') {
    return failed({ ...state, account });
  }
  if (state.kind !== 'complete') {
    // What has not come may fit.
    return failed({ kind: 'stopped' });
  }
  const found = fitting(list, name).map((subAccount) => ({ account, subAccount }));
  // And so may what came and could not be read, and what did not come though the service says that it is there.
  const why = found.length === 0 ? whyNotAll(list) : undefined;
  if (why) {
    return failed({ kind: 'failed', why, account });
  }
  return ok({ ...before, found, isAll: true });
}

/** Whether a name fits none but one of an account, as far as it is loaded and remembered. */
export function fitsOneAlone(
  name: string,
  list: Pick<SubAccountList, 'rows' | 'get' | 'state' | 'depth'>,
  before: RememberedList | undefined,
): boolean {
  const beyond = before ? beyondLoaded(list, before).filter((row) => fits(row, name)) : [];
  return fitting(list, name).length + beyond.length <= 1;
}

/** Asks for each page once, however many of its rows are asked for. */
function eachOnce<Row, Why>(fetchPage: FetchPage<Row, Why>): FetchPage<Row, Why> {
  const answers = new Map<number, ReturnType<FetchPage<Row, Why>>>();
  return (page, ...how) => {
    const answer = answers.get(page) ?? fetchPage(page, ...how);
    answers.set(page, answer);
    return answer;
  };
}

function fitting(list: Pick<SubAccountList, 'rows' | 'depth'>, name: string): readonly SubAccount[] {
  return answeredRows(list).filter((row) => fits(row, name));
}

function fits(row: Pick<SubAccount, 'id' | 'email'>, name: string): boolean {
  return isOfId(row, name) || (row.email !== undefined && isSameText(row.email.trim(), name));
}

function isOfId({ id }: Pick<SubAccount, 'id'>, name: string): boolean {
  return String(id) === name;
}

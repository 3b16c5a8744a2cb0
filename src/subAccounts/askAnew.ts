// Where a remembered sub-account is now: the service is asked until an answer has it. What is remembered is never given for what is.
import { failed, ok, type Result } from '../api/result';
import type { SubAccount } from '../api/subAccount';
import { whyNotAll } from './answered';
import type { ListFailure, SubAccountList } from './lists';
import type { FetchPage, LoadedPage } from './page';
import { type RememberedSubAccount, remembered } from './rememberedList';

/** As the service has it now. */
export interface FoundAnew {
  readonly subAccount: SubAccount;
  /** The page, from 1, that has it; undefined where it is in the list. */
  readonly page: number | undefined;
}

/**
 * Why there is none: the service has it no longer, or under another e-mail, it could not be asked, or nobody wants it any more: the person, or
 * because the account is no longer there, or another owner's.
 */
export type NotThere =
  | { readonly kind: 'gone' }
  | { readonly kind: 'renamed'; readonly now: FoundAnew }
  | { readonly kind: 'failed'; readonly why: ListFailure }
  | { readonly kind: 'stopped' };

export interface AskAnewParts {
  /** Asks for one page, past the list. */
  readonly fetchPage: FetchPage<SubAccount, ListFailure>;
  readonly list: Pick<
    SubAccountList,
    'refresh' | 'loadAll' | 'get' | 'state' | 'total' | 'unreadable' | 'left'
  >;
  /** Whether the account is still there, and its key still the same owner's: other answers are another's. */
  readonly isStill: () => boolean;
  /** Called when it is not where it was, nor beside that, and all pages are about to be asked for. */
  readonly onAskingForAll: () => void;
}

type Answer = Result<LoadedPage<SubAccount>, ListFailure>;

/**
 * Asks for the page on which it stood, then for those beside it, then for all. Only what the service answers now counts, with that id and that
 * e-mail.
 */
export async function askAnew(
  wanted: RememberedSubAccount,
  { fetchPage, list, isStill, onAskingForAll }: AskAnewParts,
  signal: AbortSignal,
): Promise<Result<FoundAnew, NotThere>> {
  const { page } = wanted;
  const isStopped = () => signal.aborted || !isStill();
  let total: number | undefined;
  let last = Number.POSITIVE_INFINITY;
  for (const pages of [[page], [page - 1, page + 1]]) {
    const there = pages.filter((each) => each >= 1 && each <= last);
    const answers = await Promise.all(there.map((each) => fetchPage(each, signal)));
    if (isStopped()) {
      return failed({ kind: 'stopped' });
    }
    for (const [at, answer] of answers.entries()) {
      const found = answer.ok ? answer.value.rows.find(({ id }) => id === wanted.id) : undefined;
      if (found) {
        return answered(wanted, found, there[at]);
      }
    }
    for (const [at, answer] of answers.entries()) {
      if (!answer.ok && !isRefusedPastEnd(there[at] ?? page, answer.why)) {
        return failed({ kind: 'failed', why: answer.why });
      }
      total = answer.ok ? (answer.value.total ?? total) : total;
      last = lastPage(there[at] ?? page, answer);
    }
  }
  onAskingForAll();
  for (let times = 0; times < 2; times++) {
    const answer = await askForAll(wanted, list, isStopped, signal);
    if (answer.ok || answer.why.kind !== 'gone' || list.total === total) {
      return answer;
    }
    // Where others came or went meanwhile, it may have moved from a page that had not come yet to one that had.
    total = list.total;
  }
  return failed({ kind: 'failed', why: { kind: 'malformed', reason: 'fewer', status: 200 } });
}

/** Asks for all pages. It is said to be gone only where all came and could be read. */
async function askForAll(
  wanted: RememberedSubAccount,
  list: AskAnewParts['list'],
  isStopped: () => boolean,
  signal: AbortSignal,
): Promise<Result<FoundAnew, NotThere>> {
  // What was loaded before may have been asked for before it came there.
  void list.refresh();
  const ended = await list.loadAll(signal);
  if (isStopped()) {
    return failed({ kind: 'stopped' });
  }
  if (list.state.kind === 'failed') {
    return failed({ kind: 'failed', why: list.state.why });
  }
  // Of a list that ended otherwise, not all was answered now.
  if (ended === 'stopped' || list.state.kind !== 'complete') {
    return failed({ kind: 'stopped' });
  }
  const found = list.get(wanted.id);
  const why = found ? undefined : whyNotAll(list);
  return why ? failed({ kind: 'failed', why }) : answered(wanted, found);
}

/** What is remembered from now on of one that the service has otherwise; on its page as far as that is known. */
export function rememberedNow(
  { subAccount, page }: FoundAnew,
  before: RememberedSubAccount,
): RememberedSubAccount {
  return remembered(subAccount, page ?? before.page);
}

function answered(
  wanted: RememberedSubAccount,
  subAccount: SubAccount | undefined,
  page?: number,
): Result<FoundAnew, NotThere> {
  if (!subAccount) {
    return failed({ kind: 'gone' });
  }
  const now = { subAccount, page };
  return subAccount.email === wanted.email ? ok(now) : failed({ kind: 'renamed', now });
}

/** Whether it may be refused because there are fewer pages than there were: whether anything else is wrong, those before it tell. */
function isRefusedPastEnd(page: number, why: ListFailure): boolean {
  return page > 1 && (why.kind === 'rejected' || (why.kind === 'malformed' && why.status === 404));
}

/** The last page that there is, as far as what came of asking for this one says. */
function lastPage(page: number, answer: Answer): number {
  if (!answer.ok) {
    return page - 1;
  }
  const { total, pageSize } = answer.value;
  return total === undefined || pageSize === undefined
    ? Number.POSITIVE_INFINITY
    : Math.ceil(total / pageSize);
}

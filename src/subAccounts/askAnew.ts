// Where a remembered sub-account is now: the service is asked until an answer has it. What is remembered is never given for what is.
import { failed, ok, type Result } from '../api/result';
import type { SubAccount } from '../api/subAccount';
import type { ListFailure, SubAccountList } from './lists';
import type { FetchPage } from './page';
import type { RememberedSubAccount } from './rememberedList';

/** As the service has it now. */
export interface FoundAnew {
  readonly subAccount: SubAccount;
  /** The page, from 1, that has it; undefined where it is in the list. */
  readonly page: number | undefined;
}

/** Why there is none: the service has it no longer, it could not be asked, or nobody wants it any more. */
export type NotThere =
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly why: ListFailure }
  | { readonly kind: 'stopped' };

export interface AskAnewParts {
  /** Asks for one page, past the list. */
  readonly fetchPage: FetchPage<SubAccount, ListFailure>;
  readonly list: Pick<SubAccountList, 'refresh' | 'loadAll' | 'get' | 'state' | 'unreadable'>;
  /** Called when it is not where it was, nor beside that, and all pages are about to be asked for. */
  readonly onAskingForAll: () => void;
}

/**
 * Asks for the page on which it stood, then for those beside it, then for all. Only what the service answers now counts, with that id and that
 * e-mail.
 */
export async function askAnew(
  wanted: RememberedSubAccount,
  { fetchPage, list, onAskingForAll }: AskAnewParts,
  signal: AbortSignal,
): Promise<Result<FoundAnew, NotThere>> {
  for (const pages of [[wanted.page], [wanted.page - 1, wanted.page + 1].filter((page) => page >= 1)]) {
    const answers = await Promise.all(pages.map((page) => fetchPage(page, signal)));
    if (signal.aborted) {
      return failed({ kind: 'stopped' });
    }
    for (const [at, answer] of answers.entries()) {
      const found = answer.ok ? answer.value.rows.find(({ id }) => id === wanted.id) : undefined;
      if (found) {
        return answered(wanted, found, pages[at]);
      }
    }
    const [why] = answers.flatMap((answer) => (answer.ok ? [] : [answer.why]));
    if (why) {
      return failed({ kind: 'failed', why });
    }
  }
  onAskingForAll();
  // What was loaded before may have been asked for before it came there.
  void list.refresh();
  const ended = await list.loadAll(signal);
  if (list.state.kind === 'failed') {
    return failed({ kind: 'failed', why: list.state.why });
  }
  // Of a list that ended otherwise, as one whose account was removed, not all was answered now.
  if (ended === 'stopped' || list.state.kind !== 'complete') {
    return failed({ kind: 'stopped' });
  }
  const found = list.get(wanted.id);
  // It may be what could not be read.
  return found || list.unreadable === 0
    ? answered(wanted, found)
    : failed({ kind: 'failed', why: { kind: 'malformed', reason: 'shape', status: 200 } });
}

function answered(
  wanted: RememberedSubAccount,
  found: SubAccount | undefined,
  page?: number,
): Result<FoundAnew, NotThere> {
  return found && found.email === wanted.email ? ok({ subAccount: found, page }) : failed({ kind: 'gone' });
}

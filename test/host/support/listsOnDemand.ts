// The lists of accounts, on a service that answers each page when the test says so.
import { failed, ok } from '../../../src/api/result';
import type { SubAccount } from '../../../src/api/subAccount';
import {
  type FetchSubAccounts,
  type ListFailure,
  type SubAccountList,
  SubAccountLists,
} from '../../../src/subAccounts/lists';

type Outcome = Awaited<ReturnType<FetchSubAccounts>>;

interface Request {
  readonly accountId: string;
  readonly page: number;
  readonly signal: AbortSignal;
  readonly answer: (outcome: Outcome) => void;
}

/** The lists of accounts, on a service that waits for the test. */
export class ListsOnDemand {
  /** Every request so far, in order. */
  readonly requests: Request[] = [];
  /** What the lists reported as a fault of our own. */
  readonly unexpected: unknown[] = [];
  readonly lists: SubAccountLists;
  /** Asks for a page, past the lists too. */
  readonly fetch: FetchSubAccounts = (accountId, page, signal) =>
    new Promise((answer) => this.requests.push({ accountId, page, signal, answer }));

  /** `onChange` is called as the lists' own. */
  constructor(onChange: ConstructorParameters<typeof SubAccountLists>[1] = () => undefined) {
    this.lists = new SubAccountLists(this.fetch, onChange, (error) => this.unexpected.push(error));
  }

  /** The last request. */
  get last(): Request {
    const request = this.requests.at(-1);
    if (!request) throw new Error('Nothing was asked for.');
    return request;
  }

  /** Loads the next page and answers it with these rows, and so many that could not be read; 20 a page. */
  async load(
    accountId: string,
    rows: readonly SubAccount[],
    total?: number,
    skipped = 0,
  ): Promise<SubAccountList> {
    return this.end(accountId, ok({ rows, skipped, total, pageSize: 20 }));
  }

  /** Loads the next page, which fails. */
  async fail(accountId: string, why: ListFailure): Promise<SubAccountList> {
    return this.end(accountId, failed(why));
  }

  /** Refreshes, with these rows as the only page that is answered. */
  async refresh(accountId: string, rows: readonly SubAccount[], total?: number): Promise<void> {
    const refreshed = this.lists.ofAccount(accountId).refresh();
    this.last.answer(ok({ rows, total, pageSize: 20 }));
    await refreshed;
  }

  private async end(accountId: string, outcome: Outcome): Promise<SubAccountList> {
    const list = this.lists.ofAccount(accountId);
    const loaded = list.loadMore();
    this.last.answer(outcome);
    await loaded;
    return list;
  }
}

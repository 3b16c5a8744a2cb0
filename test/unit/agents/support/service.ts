// Accounts with as many sub-accounts as a test wants, on a service that answers at once, with canaries for secrets.

import type { Account } from '../../../../src/accounts/account';
import { failed, ok } from '../../../../src/api/result';
import type { SubAccount } from '../../../../src/api/subAccount';
import type { AgentParts } from '../../../../src/features/agents/core/load';
import { type FetchSubAccounts, type ListFailure, SubAccountLists } from '../../../../src/subAccounts/lists';
import type { RememberedList } from '../../../../src/subAccounts/rememberedList';
import { subAccounts } from '../../../support/subAccounts';

/** What a test makes of an account's pages. */
export interface Served {
  rows: readonly SubAccount[];
  /** Fails instead of answering pages from this one on. */
  fails?: { from: number; why: ListFailure };
  total?: number | undefined;
  skipped?: number;
}

export class Service {
  readonly accounts: Account[];
  readonly served: Record<string, Served>;
  /** Every request so far: "name page". */
  readonly asked: string[] = [];
  readonly signals: AbortSignal[] = [];
  /** Whether whoever asked waits out a limit, of each request. */
  readonly waits: (boolean | 'named' | undefined)[] = [];
  /** What is remembered of an account, by its name. */
  readonly memory: Record<string, RememberedList> = {};
  readonly parts: AgentParts;
  /** Why nothing would be asked. */
  refusal: ListFailure | undefined;
  /** Called before each answer. */
  before: (page: number) => void | Promise<void> = () => undefined;

  constructor(served: Record<string, Served | number>) {
    this.served = Object.fromEntries(
      Object.entries(served).map(([name, each]) => [
        name,
        typeof each === 'number' ? { rows: subAccounts(1, each) } : each,
      ]),
    );
    this.accounts = Object.keys(served).map((name) => ({ id: `id of ${name}`, name }));
    const fetchPage: FetchSubAccounts = (...request) => this.#answer(...request);
    const unexpected = (error: unknown) => {
      throw error;
    };
    this.parts = {
      accounts: () => this.accounts,
      lists: new SubAccountLists(fetchPage, () => undefined, unexpected),
      fetchPage,
      remembered: async ({ name }) => this.memory[name],
      refusal: () => this.refusal,
    };
  }

  list(name: string) {
    return this.parts.lists.ofAccount(`id of ${name}`);
  }

  async #answer(...[id, page, signal, waits]: Parameters<FetchSubAccounts>): ReturnType<FetchSubAccounts> {
    const name = id.replace('id of ', '');
    this.asked.push(`${name} ${page}`);
    this.signals.push(signal);
    this.waits.push(waits);
    await this.before(page);
    const { rows, fails, skipped = 0, ...rest } = this.served[name] ?? { rows: [] };
    if (fails && page >= fails.from) {
      return failed(fails.why);
    }
    const total = 'total' in rest ? rest.total : rows.length;
    return ok({ rows: rows.slice((page - 1) * 20, page * 20), skipped, total, pageSize: 20 });
  }
}

// The extension's own path from a list to the service, without VS Code: the client as it ships, a key that is always at hand.
import { AccountApi } from '../../../src/accounts/accountApi';
import { originOf } from '../../../src/accounts/origins';
import { createApi } from '../../../src/api/client';
import { AccountLimit, Limiter } from '../../../src/api/limiter';
import { done } from '../../../src/api/result';
import { TooManyRequests } from '../../../src/api/tooManyRequests';
import { type SubAccountList, SubAccountLists } from '../../../src/subAccounts/lists';
import type { Source } from './plan';

/** As a limiter, but for the ceiling of the minute. */
class Uncapped extends Limiter {
  readonly #limits = new Map<string, AccountLimit>();
  readonly #nothingKnown = new TooManyRequests();

  override of(accountId: string): AccountLimit {
    const limit =
      this.#limits.get(accountId) ??
      new AccountLimit(
        (attempt) => attempt(),
        () => this.#nothingKnown,
      );
    this.#limits.set(accountId, limit);
    return limit;
  }
}

/** Lists of this source, as many as wanted: each name has its own. `onChange` is called as the tree's. */
export function listsOf(source: Source, ceiling: boolean, onChange: () => void = () => undefined) {
  const unexpected = (error: unknown): never => {
    throw error;
  };
  const limiter = ceiling ? new Limiter() : new Uncapped();
  const api = new AccountApi({
    accounts: {
      find: (id) => ({ id, name: 'bench', origins: [originOf(source.url)] }),
      isKeyOf: () => true,
      allow: async () => done,
      readApiKey: async () => ({ ok: true, value: source.apiKey }),
    },
    settings: { apiBaseUrl: () => ({ ok: true, value: source.url }), requestTimeout: () => 15 },
    createApi,
    limiter,
    onUnexpected: unexpected,
    onRequest: () => undefined,
  });
  const lists = new SubAccountLists(api.fetchSubAccounts, onChange, unexpected);
  return {
    all: lists,
    ofAccount: (name: string) => lists.ofAccount(name),
    dispose: () => {
      lists.dispose();
      limiter.dispose();
    },
  };
}

/** Throws unless so many rows are there: what failed would be fast. */
export function expectRows(list: SubAccountList, rows: number): void {
  if (list.rows.length !== rows) {
    throw new Error(`${list.rows.length} rows instead of ${rows}: ${JSON.stringify(list.state)}.`);
  }
}

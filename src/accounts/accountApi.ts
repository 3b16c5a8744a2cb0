// Calls the API in the name of an account: with its key, at the address of the settings, and a line in the log.
import type { Answer, MailPartnerApi, Profile, SentPage, SubAccountPage } from '../api/api';
import type { parseBaseUrl } from '../api/baseUrl';
import type { createApi } from '../api/client';
import type { Limiter } from '../api/limiter';
import type { RequestEntry } from '../api/requestEntry';
import type { FetchSubAccounts, ListFailure } from '../subAccounts/lists';
import type { AccountStore } from './accountStore';
import { KeysInUse } from './keysInUse';

export interface AccountApiParts {
  readonly accounts: Pick<AccountStore, 'find' | 'readApiKey'>;
  readonly settings: {
    apiBaseUrl(): ReturnType<typeof parseBaseUrl>;
    /** Seconds. */
    requestTimeout(): number;
  };
  readonly createApi: typeof createApi;
  /** Knows what was asked in the last minute. */
  readonly limiter: Pick<Limiter, 'of'>;
  /** Told of a fault of our own. */
  readonly onUnexpected: (error: unknown) => void;
  /** Told of each request that ended; `account` is the name people gave it. */
  readonly onRequest: (account: string, entry: RequestEntry) => void;
}

/** What came of trying a key: what the account holds, or why it can't be used. Undefined when aborted. */
export type KeyTrial =
  | { readonly ok: true; readonly username: string | undefined; readonly total: number | undefined }
  | { readonly ok: false; readonly failure: ListFailure };

/** How long `/me` may take while a key is tried, in seconds. */
const profileTimeout = 5;

export class AccountApi {
  readonly #parts: AccountApiParts;
  readonly #keys: KeysInUse;

  constructor(parts: AccountApiParts) {
    this.#parts = parts;
    this.#keys = new KeysInUse((accountId) => parts.accounts.readApiKey(accountId));
  }

  /** One page of an account's sub-accounts, for the pager. */
  readonly fetchSubAccounts: FetchSubAccounts = async (accountId, page, signal) => {
    const name = this.#parts.accounts.find(accountId)?.name ?? '';
    const opened = this.#open(name, { accountId });
    if ('failure' in opened) {
      return { failed: opened.failure };
    }
    return this.#keys.use(accountId, async (key) => {
      if (!key.ok) {
        return { failed: { kind: 'keychain', reason: key.reason } };
      }
      const answer = await opened.api.listSubAccounts({ apiKey: key.apiKey, page, signal });
      if (answer.ok) {
        const { subAccounts, skipped, total, pageSize } = answer.value;
        return { page: { rows: subAccounts, skipped, total, pageSize } };
      }
      // The pager throws away whatever an aborted load answers.
      return { failed: answer.aborted ? { kind: 'unexpected' } : answer.failure };
    });
  };

  /** From now on the account's key is read anew: it has changed. */
  forgetKey(accountId: string): void {
    this.#keys.forget(accountId);
  }

  /** One page of an account's list as the service sends it, to look at; asked once. Undefined when aborted. */
  async fetchAsSent(
    accountId: string,
    request: Omit<Parameters<MailPartnerApi['listAsSent']>[0], 'apiKey'>,
  ): Promise<{ readonly sent: SentPage } | { readonly failed: ListFailure } | undefined> {
    const opened = this.#open(this.#parts.accounts.find(accountId)?.name ?? '', { accountId });
    if ('failure' in opened) {
      return { failed: opened.failure };
    }
    const key = await this.#parts.accounts.readApiKey(accountId);
    if (!key.ok) {
      return { failed: { kind: 'keychain', reason: key.reason } };
    }
    const answer = await opened.api.listAsSent({ apiKey: key.apiKey, ...request });
    if (answer.ok) {
      return { sent: answer.value };
    }
    return answer.aborted ? undefined : { failed: answer.failure };
  }

  /**
   * Tries a key against the list, then asks `/me` whose it is. A `/me` that fails does not count against the key.
   *
   * `label` stands for the account in the log.
   */
  async tryApiKey(label: string, apiKey: string, signal: AbortSignal): Promise<KeyTrial | undefined> {
    try {
      return await this.#try(label, apiKey, signal);
    } catch (error) {
      this.#parts.onUnexpected(error);
      return { ok: false, failure: { kind: 'unexpected' } };
    }
  }

  async #try(label: string, apiKey: string, signal: AbortSignal): Promise<KeyTrial | undefined> {
    const opened = this.#open(label);
    if ('failure' in opened) {
      return { ok: false, failure: opened.failure };
    }
    const list: Answer<SubAccountPage> = await opened.api.listSubAccounts({ apiKey, page: 1, signal });
    if (!list.ok) {
      return list.aborted ? undefined : { ok: false, failure: list.failure };
    }
    // Only for a name to propose: a person who waits for the box gets one short attempt, not three long ones.
    const brief = this.#open(label, { seconds: profileTimeout, retries: 0 });
    if ('failure' in brief) {
      return { ok: false, failure: brief.failure };
    }
    const profile: Answer<Profile> = await brief.api.getProfile({ apiKey, signal });
    if (signal.aborted) {
      return undefined;
    }
    return {
      ok: true,
      username: profile.ok ? profile.value.username : undefined,
      total: list.value.total,
    };
  }

  #open(
    account: string,
    limits: { readonly accountId?: string; readonly seconds?: number; readonly retries?: number } = {},
  ): { readonly api: MailPartnerApi } | { readonly failure: ListFailure } {
    const baseUrl = this.#parts.settings.apiBaseUrl();
    if (!baseUrl.ok) {
      return { failure: { kind: 'setting', reason: baseUrl.reason } };
    }
    const { accountId = '', seconds = Number.POSITIVE_INFINITY, retries } = limits;
    return {
      api: this.#parts.createApi({
        baseUrl: baseUrl.url,
        timeoutSeconds: Math.min(this.#parts.settings.requestTimeout(), seconds),
        ...(retries === undefined ? {} : { retry: { retries } }),
        // A key that is only tried has an account of its own here.
        limit: this.#parts.limiter.of(accountId),
        onRequest: (entry) => this.#parts.onRequest(account, entry),
      }),
    };
  }
}

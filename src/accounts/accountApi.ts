// Calls the API in the name of an account: with its key, at the address of the settings, and a line in the log.
import type { Aborted, Answer, MailPartnerApi, SentPage } from '../api/api';
import type { RequestEntry } from '../api/attempt';
import type { parseBaseUrl } from '../api/baseUrl';
import type { createApi } from '../api/client';
import type { Limiter } from '../api/limiter';
import { failed, ok, type Result } from '../api/result';
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
  readonly limiter: Pick<Limiter, 'of' | 'keepOnly'>;
  /** Told of a fault of our own. */
  readonly onUnexpected: (error: unknown) => void;
  /** Told of each request that ended; `account` is the name people gave it. */
  readonly onRequest: (account: string, entry: RequestEntry) => void;
}

/** What a key that works says of its account, where the service told. */
export interface KeyOwner {
  readonly username: string | undefined;
  /** How many sub-accounts it has. */
  readonly total: number | undefined;
}

/** What came of trying a key. */
export type KeyTrial = Result<KeyOwner, ListFailure | Aborted>;

/** Stands for an account where a key is only tried: such keys have one limit of their own. */
const keyTrials = '';

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
  readonly fetchSubAccounts: FetchSubAccounts = async (accountId, page, signal, waits) => {
    const answer = await this.#ask(accountId, (api, apiKey) =>
      api.listSubAccounts({ apiKey, page, signal, waits }),
    );
    if (answer.ok) {
      return answer;
    }
    // Whoever aborted it, and whoever removed the account, throws away whatever is answered.
    return failed(answer.why.kind === 'aborted' ? { kind: 'unexpected' } : answer.why);
  };

  /** From now on the account's key is read anew: it has changed. */
  forgetKey(accountId: string): void {
    this.#keys.forget(accountId);
  }

  /** From now on there are only these accounts: what was known of the others is forgotten. */
  keepOnly(accountIds: readonly string[]): void {
    this.#parts.limiter.keepOnly([keyTrials, ...accountIds]);
  }

  /** One page of an account's list as the service sends it, to look at; asked once. */
  fetchAsSent(
    accountId: string,
    request: Omit<Parameters<MailPartnerApi['listAsSent']>[0], 'apiKey'>,
  ): Promise<Result<SentPage, ListFailure | Aborted>> {
    return this.#ask(accountId, (api, apiKey) => api.listAsSent({ apiKey, ...request }));
  }

  /**
   * Tries a key against the list, then asks `/me` whose it is. A `/me` that fails does not count against the key.
   *
   * `label` stands for the account in the log.
   */
  async tryApiKey(label: string, apiKey: string, signal: AbortSignal): Promise<KeyTrial> {
    try {
      return await this.#try(label, apiKey, signal);
    } catch (error) {
      this.#parts.onUnexpected(error);
      return failed({ kind: 'unexpected' });
    }
  }

  async #try(label: string, apiKey: string, signal: AbortSignal): Promise<KeyTrial> {
    const api = this.#open(label);
    if (!api.ok) {
      return api;
    }
    const list = await api.value.listSubAccounts({ apiKey, page: 1, signal });
    if (!list.ok) {
      return list;
    }
    // Only for a name to propose: a person who waits for the box gets one short attempt, not three long ones.
    const brief = this.#open(label, { seconds: profileTimeout, retries: 0 });
    if (!brief.ok) {
      return brief;
    }
    const profile = await brief.value.getProfile({ apiKey, signal });
    if (!profile.ok && profile.why.kind === 'aborted') {
      return profile;
    }
    return ok({ username: profile.ok ? profile.value.username : undefined, total: list.value.total });
  }

  /** Makes a call with the account's key. */
  async #ask<T>(
    accountId: string,
    call: (api: MailPartnerApi, apiKey: string) => Promise<Answer<T>>,
  ): Promise<Result<T, ListFailure | Aborted>> {
    const api = this.#open(this.#parts.accounts.find(accountId)?.name ?? '', { accountId });
    return api.ok
      ? this.#keys.use(accountId, async (key) =>
          key.ok ? call(api.value, key.value) : failed({ kind: 'keychain', reason: key.why }),
        )
      : api;
  }

  #open(
    account: string,
    limits: { readonly accountId?: string; readonly seconds?: number; readonly retries?: number } = {},
  ): Result<MailPartnerApi, ListFailure> {
    const baseUrl = this.#parts.settings.apiBaseUrl();
    if (!baseUrl.ok) {
      return failed({ kind: 'setting', reason: baseUrl.why });
    }
    const { accountId = keyTrials, seconds = Number.POSITIVE_INFINITY, retries } = limits;
    return ok(
      this.#parts.createApi({
        baseUrl: baseUrl.value,
        timeoutSeconds: Math.min(this.#parts.settings.requestTimeout(), seconds),
        ...(retries === undefined ? {} : { retry: { retries } }),
        limit: this.#parts.limiter.of(accountId),
        onRequest: (entry) => this.#parts.onRequest(account, entry),
      }),
    );
  }
}

// Calls the API in the name of an account: with its key, at the address of the settings where the key may go there, and a line in the log.
import { type Aborted, type Answer, aborted, type MailPartnerApi, type SentPage } from '../api/api';
import type { RequestEntry } from '../api/attempt';
import type { parseBaseUrl } from '../api/baseUrl';
import type { createApi } from '../api/client';
import type { Limiter } from '../api/limiter';
import { failed, ok, type Result } from '../api/result';
import type { FetchSubAccounts, ListFailure } from '../subAccounts/lists';
import type { AccountStore } from './accountStore';
import { KeysInUse } from './keysInUse';
import { boundOrigin, documentedOrigin, originOf } from './origins';

export interface AccountApiParts {
  readonly accounts: Pick<AccountStore, 'find' | 'readApiKey' | 'bind'>;
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
  /** The origin at which it works. */
  readonly origin: string;
}

/** What came of trying a key. */
export type KeyTrial = Result<KeyOwner, ListFailure | Aborted>;

/** Stands for an account where a key is only tried: such keys have one limit of their own. */
const keyTrials = '';

/** Where a call goes. Once the address is another, or the account bound elsewhere, no attempt is made there any more. */
interface Place {
  readonly baseUrl: string;
  readonly origin: string;
}

/** Makes a client for the place of a call. */
type OpenClient = (options?: { readonly seconds?: number; readonly retries?: number }) => MailPartnerApi;

/** How long `/me` may take while a key is tried, in seconds. */
const profileTimeout = 5;

export class AccountApi {
  readonly #parts: AccountApiParts;
  readonly #keys: KeysInUse;
  /** Accounts whose first origin is being stored. */
  readonly #binding = new Set<string>();

  constructor(parts: AccountApiParts) {
    this.#parts = parts;
    this.#keys = new KeysInUse((accountId) => parts.accounts.readApiKey(accountId));
  }

  /** One page of an account's sub-accounts, for the pager. */
  readonly fetchSubAccounts: FetchSubAccounts = async (accountId, page, signal, waits) => {
    const answer = await this.#ask(accountId, signal, (api, apiKey) =>
      api.listSubAccounts({ apiKey, page, signal, waits }),
    );
    if (answer.ok) {
      this.#bindFirst(accountId);
      return answer;
    }
    // Whoever aborted it, and whoever removed the account, throws away whatever is answered.
    return failed(answer.why.kind === 'aborted' ? { kind: 'unexpected' } : answer.why);
  };

  /** Why nothing would be asked for this account: its key may not go where the address is now, or there is no address. Undefined for no reason. */
  refusal(accountId: string): ListFailure | undefined {
    const place = this.#placeOf(accountId);
    return place.ok ? undefined : place.why;
  }

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
    return this.#ask(accountId, request.signal, (api, apiKey) => api.listAsSent({ apiKey, ...request }));
  }

  /**
   * Tries a key against the list, then asks `/me` whose it is. A `/me` that fails does not count against the key.
   *
   * `label` stands for the account in the log. `origin`: where the person was told that the key goes; it goes nowhere else, whatever the
   * address is by then.
   */
  async tryApiKey(label: string, apiKey: string, origin: string, signal: AbortSignal): Promise<KeyTrial> {
    const place = (): Result<Place, ListFailure> => {
      const now = this.#place();
      return now.ok && now.value.origin !== origin
        ? failed({ kind: 'origin', origin: now.value.origin, boundTo: origin })
        : now;
    };
    try {
      return await this.#call(place, signal, { label, accountId: keyTrials }, async (open) => {
        const list = await open().listSubAccounts({ apiKey, page: 1, signal });
        if (!list.ok) {
          return list;
        }
        // Only for a name to propose: a person who waits for the box gets one short attempt, not three long ones.
        const profile = await open({ seconds: profileTimeout, retries: 0 }).getProfile({ apiKey, signal });
        if (!profile.ok && signal.aborted) {
          return aborted;
        }
        return ok({
          username: profile.ok ? profile.value.username : undefined,
          total: list.value.total,
          origin,
        });
      });
    } catch (error) {
      this.#parts.onUnexpected(error);
      return failed({ kind: 'unexpected' });
    }
  }

  /** Makes a call with the account's key, where that may go. */
  #ask<T>(
    accountId: string,
    signal: AbortSignal,
    call: (api: MailPartnerApi, apiKey: string) => Promise<Answer<T>>,
  ): Promise<Result<T, ListFailure | Aborted>> {
    const label = this.#parts.accounts.find(accountId)?.name ?? '';
    const place = () => this.#placeOf(accountId);
    return this.#call(place, signal, { label, accountId }, (open, { origin }) =>
      this.#keys.use(accountId, origin, async (key) =>
        key.ok ? call(open(), key.value) : failed({ kind: 'keychain', reason: key.why }),
      ),
    );
  }

  /**
   * Makes calls at a place. It is looked at before anything is done, and again before each attempt, after whatever was waited for: where it
   * is another by then, that attempt is not sent, and all is made anew there, or says why not.
   */
  async #call<T>(
    placeNow: () => Result<Place, ListFailure>,
    signal: AbortSignal,
    whose: { readonly label: string; readonly accountId: string },
    call: (open: OpenClient, place: Place) => Promise<Result<T, ListFailure | Aborted>>,
  ): Promise<Result<T, ListFailure | Aborted>> {
    for (;;) {
      const place = placeNow();
      if (!place.ok) {
        return place;
      }
      let hasMoved = false;
      const isStill = () => {
        const now = placeNow();
        hasMoved ||= !now.ok || now.value.baseUrl !== place.value.baseUrl;
        return !hasMoved;
      };
      const open: OpenClient = (options) => this.#open(place.value, isStill, whose, options);
      const answer = await call(open, place.value);
      if (!hasMoved || signal.aborted || answer.ok || answer.why.kind !== 'aborted') {
        return answer;
      }
    }
  }

  #open(
    { baseUrl }: Place,
    isStill: () => boolean,
    { label, accountId }: { readonly label: string; readonly accountId: string },
    { seconds = Number.POSITIVE_INFINITY, retries }: Parameters<OpenClient>[0] = {},
  ): MailPartnerApi {
    const limit = this.#parts.limiter.of(accountId);
    return this.#parts.createApi({
      baseUrl,
      timeoutSeconds: Math.min(this.#parts.settings.requestTimeout(), seconds),
      ...(retries === undefined ? {} : { retry: { retries } }),
      limit: {
        run: (attempt, ...how) => limit.run(async () => (isStill() ? attempt() : aborted), ...how),
      },
      onRequest: (entry) => this.#parts.onRequest(label, entry),
    });
  }

  /** Where the address is now. */
  #place(): Result<Place, ListFailure> {
    const baseUrl = this.#parts.settings.apiBaseUrl();
    return baseUrl.ok
      ? ok({ baseUrl: baseUrl.value, origin: originOf(baseUrl.value) })
      : failed({ kind: 'setting', reason: baseUrl.why });
  }

  /** The same, where the account's key may go there. */
  #placeOf(accountId: string): Result<Place, ListFailure> {
    const place = this.#place();
    const account = this.#parts.accounts.find(accountId);
    if (!account) {
      return failed({ kind: 'keychain', reason: 'missing' });
    }
    return place.ok && place.value.origin !== boundOrigin(account)
      ? failed({ kind: 'origin', origin: place.value.origin, boundTo: account.origin || undefined })
      : place;
  }

  /** An account of version 0.1.0 has shown that its key is one of the documented service: it stays bound to that. */
  #bindFirst(accountId: string): void {
    const account = this.#parts.accounts.find(accountId);
    if (account && account.origin === undefined && !this.#binding.has(accountId)) {
      this.#binding.add(accountId);
      // Where it can't be stored, the next success tries again; until then it is as good as bound.
      void this.#parts.accounts
        .bind([account], documentedOrigin)
        .finally(() => this.#binding.delete(accountId));
    }
  }
}

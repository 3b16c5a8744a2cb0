// Calls the API in the name of an account: with its key, where that may go to the address of the settings, and a line in the log.
import {
  type Aborted,
  type Answer,
  aborted,
  type MailPartnerApi,
  type Profile,
  type SentPage,
} from '../api/api';
import { failed, ok, type Result } from '../api/result';
import type { FetchSubAccounts, ListFailure } from '../subAccounts/lists';
import type { KnownBalance } from './account';
import type { AccountStore } from './accountStore';
import { KeysInUse } from './keysInUse';
import { documentedOrigin, isKeyUnknown, mayGo } from './origins';
import { type Place, PlacedCalls, type PlacedCallsParts } from './placedCalls';

export interface AccountApiParts extends PlacedCallsParts {
  readonly accounts: Pick<AccountStore, 'find' | 'readApiKey' | 'isKeyOf' | 'allow'>;
  /** Told of a fault of our own. */
  readonly onUnexpected: (error: unknown) => void;
}

/** What a key that works says of its account, where the service told. */
export interface KeyOwner {
  readonly username: string | undefined;
  /** How many sub-accounts it has. */
  readonly total: number | undefined;
  readonly balance: KnownBalance | undefined;
  /** The origin at which it works. */
  readonly origin: string;
}

/** What came of trying a key. */
export type KeyTrial = Result<KeyOwner, ListFailure | Aborted>;

/** Stands for an account where a key is only tried: such keys have one limit of their own. */
const keyTrials = '';

const noProfile: Profile = { username: undefined, balance: undefined, currency: undefined };

/** How long `/me` may take while a key is tried, in seconds. */
const profileTimeout = 5;

export class AccountApi {
  readonly #parts: AccountApiParts;
  readonly #calls: PlacedCalls;
  readonly #keys: KeysInUse;
  /** Accounts whose first origin is being stored. */
  readonly #binding = new Set<string>();

  constructor(parts: AccountApiParts) {
    this.#parts = parts;
    this.#calls = new PlacedCalls(parts);
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
    this.#calls.keepOnly([keyTrials, ...accountIds]);
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
      const now = this.#calls.place();
      return now.ok && now.value.origin !== origin
        ? failed({ kind: 'origin', origin: now.value.origin, boundTo: origin })
        : now;
    };
    try {
      return await this.#calls.make(place, signal, { label, accountId: keyTrials }, async (open) => {
        const list = await open().listSubAccounts({ apiKey, page: 1, signal });
        if (!list.ok) {
          return list;
        }
        // Only for a name to propose: a person who waits for the box gets one short attempt, not three long ones.
        const profile = await open({ seconds: profileTimeout, retries: 0 }).getProfile({ apiKey, signal });
        if (!profile.ok && signal.aborted) {
          return aborted;
        }
        const { username, balance: amount, currency } = profile.ok ? profile.value : noProfile;
        return ok({
          username,
          balance: amount === undefined ? undefined : { amount, currency, at: Date.now() },
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
  async #ask<T>(
    accountId: string,
    signal: AbortSignal,
    call: (api: MailPartnerApi, apiKey: string) => Promise<Answer<T>>,
  ): Promise<Result<T, ListFailure | Aborted>> {
    const { accounts } = this.#parts;
    const account = accounts.find(accountId);
    const place = () => this.#placeOf(accountId);
    if (account && isKeyUnknown(account)) {
      // By now, the one that is known may be there again.
      await accounts.readApiKey(accountId);
    }
    return this.#calls.make(place, signal, { label: account?.name ?? '', accountId }, (open) =>
      this.#keys.use(accountId, accounts.find(accountId)?.keyMark, async (key) => {
        if (!key.ok) {
          return failed({ kind: 'keychain', reason: key.why });
        }
        const isItsKey = () => accounts.isKeyOf(accountId, key.value);
        const now = place();
        if (!now.ok) {
          return now;
        }
        return isItsKey() ? call(open({ isStill: isItsKey }), key.value) : this.#unknownKey(now.value);
      }),
    );
  }

  /** Where the address is now, where the account's key may go there. */
  #placeOf(accountId: string): Result<Place, ListFailure> {
    const place = this.#calls.place();
    const account = this.#parts.accounts.find(accountId);
    if (!account) {
      return failed({ kind: 'keychain', reason: 'missing' });
    }
    if (!place.ok || mayGo(account, place.value.origin)) {
      return place;
    }
    return isKeyUnknown(account)
      ? this.#unknownKey(place.value)
      : failed({ kind: 'origin', origin: place.value.origin, boundTo: account.origins?.[0] });
  }

  #unknownKey({ origin }: Place): Result<never, ListFailure> {
    return failed({ kind: 'origin', origin, boundTo: undefined, isKeyUnknown: true });
  }

  /** An account of version 0.1.0 has shown that its key is one of the documented service: it stays bound to that. */
  #bindFirst(accountId: string): void {
    const account = this.#parts.accounts.find(accountId);
    if (account && account.origins === undefined && !this.#binding.has(accountId)) {
      this.#binding.add(accountId);
      // Where it can't be stored, the next success tries again; until then it is as good as bound.
      void this.#parts.accounts
        .allow([account], documentedOrigin)
        .finally(() => this.#binding.delete(accountId));
    }
  }
}

// Calls at a place: where the address of the settings is, looked at again before each attempt, in an account's turn, with a line in the log.
import { type Aborted, aborted, type MailPartnerApi } from '../api/api';
import type { RequestEntry } from '../api/attempt';
import type { parseBaseUrl } from '../api/baseUrl';
import type { createApi } from '../api/client';
import type { Limiter } from '../api/limiter';
import { failed, ok, type Result } from '../api/result';
import type { ListFailure } from '../subAccounts/lists';
import { originOf } from './origins';

export interface PlacedCallsParts {
  readonly settings: {
    apiBaseUrl(): ReturnType<typeof parseBaseUrl>;
    /** Seconds. */
    requestTimeout(): number;
  };
  readonly createApi: typeof createApi;
  /** Knows what was asked in the last minute. */
  readonly limiter: Pick<Limiter, 'of' | 'keepOnly'>;
  /** Told of each request that ended; `account` is the name people gave it. */
  readonly onRequest: (account: string, entry: RequestEntry) => void;
}

/** Where a call goes. */
export interface Place {
  readonly baseUrl: string;
  readonly origin: string;
}

/** Makes a client for the place of a call. `isStill`: whether an attempt may be made still, beside that it is the same place. */
type OpenClient = (options?: {
  readonly seconds?: number;
  readonly retries?: number;
  readonly isStill?: () => boolean;
}) => MailPartnerApi;

export class PlacedCalls {
  readonly #parts: PlacedCallsParts;

  constructor(parts: PlacedCallsParts) {
    this.#parts = parts;
  }

  /** Where the address is now. */
  place(): Result<Place, ListFailure> {
    const baseUrl = this.#parts.settings.apiBaseUrl();
    return baseUrl.ok
      ? ok({ baseUrl: baseUrl.value, origin: originOf(baseUrl.value) })
      : failed({ kind: 'setting', reason: baseUrl.why });
  }

  /** From now on there are only these accounts: what was known of the others is forgotten. */
  keepOnly(accountIds: readonly string[]): void {
    this.#parts.limiter.keepOnly(accountIds);
  }

  /**
   * Makes calls at a place. It is looked at before anything is done, and again before each attempt, after whatever was waited for: where it
   * is another by then, that attempt is not sent, and all is made anew there, or says why not.
   */
  async make<T>(
    placeNow: () => Result<Place, ListFailure>,
    signal: AbortSignal,
    whose: { readonly label: string; readonly accountId: string },
    call: (open: OpenClient) => Promise<Result<T, ListFailure | Aborted>>,
  ): Promise<Result<T, ListFailure | Aborted>> {
    for (;;) {
      const place = placeNow();
      if (!place.ok) {
        return place;
      }
      let hasMoved = false;
      const open: OpenClient = (options = {}) => {
        const isStill = () => {
          const now = placeNow();
          hasMoved ||= !now.ok || now.value.baseUrl !== place.value.baseUrl || options.isStill?.() === false;
          return !hasMoved;
        };
        return this.#open(place.value, isStill, whose, options);
      };
      const answer = await call(open);
      if (!hasMoved || signal.aborted || answer.ok || answer.why.kind !== 'aborted') {
        return answer;
      }
    }
  }

  #open(
    { baseUrl }: Place,
    isStill: () => boolean,
    { label, accountId }: { readonly label: string; readonly accountId: string },
    { seconds = Number.POSITIVE_INFINITY, retries }: NonNullable<Parameters<OpenClient>[0]>,
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
}

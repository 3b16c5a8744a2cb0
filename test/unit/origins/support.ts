// A window's path from a list to the service, with stand-ins at its ends: what was sent is noted, and waits where a test wants it to.
import { AccountNames } from '../../../src/accounts/account';
import { AccountApi } from '../../../src/accounts/accountApi';
import { type AccountChange, AccountStore } from '../../../src/accounts/accountStore';
import { Keychain } from '../../../src/accounts/keychain';
import { originOf } from '../../../src/accounts/origins';
import { StoredState } from '../../../src/accounts/storedState';
import type { MailPartnerApi } from '../../../src/api/api';
import { parseBaseUrl } from '../../../src/api/baseUrl';
import type { ApiOptions } from '../../../src/api/client';
import type { Failure } from '../../../src/api/failure';
import { Limiter } from '../../../src/api/limiter';
import { failed, ok } from '../../../src/api/result';
import { withRetries } from '../../../src/api/retry';
import { FakeEmitter, FakeMemento, FakeSecrets } from '../support/vscodeParts';

export const documented = 'https://api.mailpartner.fr';
export const mirror = 'https://mirror.example.org';
export const other = 'https://other.example.org:8443';

/** Why a key goes nowhere that is another than the one that is known. */
export const unknownKey = (origin: string) => ({
  kind: 'origin' as const,
  origin,
  boundTo: undefined,
  isKeyUnknown: true as const,
});

/** What version 0.1.0 has stored for accounts of these names, and their keys. */
export function stored010(...names: string[]) {
  const accounts = names.map((name) => ({ id: `0a1b2c3d.${name}`, name, login: `${name}@example.fr` }));
  const state = new FakeMemento([
    ['mailPartner.accounts', accounts],
    ['mailPartner.profile', '0a1b2c3d'],
    ['mailPartner.sortBy', 'balance'],
  ]);
  const secrets = new FakeSecrets();
  for (const { id } of accounts) secrets.values.set(`mailPartner.apiKey.${id}`, `key of ${id}`);
  return { accounts, state, secrets };
}

export interface Sent {
  readonly origin: string;
  readonly apiKey: string;
}

/** Where a call waits: `send` before its answer, the rest on its way there. */
type Stop = 'keychain' | 'turn' | 'pause' | 'send';

export class World {
  /** The setting. */
  address = `${documented}/v1`;
  readonly sent: Sent[] = [];
  /** What each request is answered; all is well unless it says otherwise. */
  answer: () => Failure | undefined = () => undefined;
  /** Called wherever something waits. */
  wait: (stop: Stop) => Promise<void> = async () => undefined;
  /** Called with each request as it is sent. */
  onSent: (sent: Sent) => void = () => undefined;
  readonly secrets: FakeSecrets;
  readonly state: FakeMemento;
  readonly changes = new FakeEmitter<AccountChange>();
  readonly accounts: AccountStore;
  readonly api: AccountApi;
  readonly #limiter = new Limiter();

  /** `lookAgainAfter`: as the store's; the names of another window are there at once unless it says so. */
  constructor(
    state = new FakeMemento(),
    secrets = new FakeSecrets(),
    lookAgainAfter: readonly number[] = [],
  ) {
    [this.state, this.secrets] = [state, secrets];
    secrets.turn = () => this.wait('keychain');
    this.accounts = new AccountStore({
      keychain: new Keychain(secrets),
      names: new AccountNames(new StoredState(state)),
      changes: this.changes,
      lookAgainAfter,
    });
    this.api = new AccountApi({
      accounts: this.accounts,
      settings: { apiBaseUrl: () => parseBaseUrl(this.address), requestTimeout: () => 15 },
      createApi: (options) => this.#client(options),
      limiter: this.#limiter,
      onUnexpected: (error) => {
        throw error;
      },
      onRequest: () => undefined,
    });
    // As app.ts does it.
    this.changes.event((change) => {
      if (change.kind === 'apiKey') this.api.forgetKey(change.id);
    });
  }

  get origin(): string {
    return originOf(this.address);
  }

  list(id: string, signal = new AbortController().signal) {
    return this.api.fetchSubAccounts(id, 1, signal);
  }

  dispose(): void {
    this.accounts.dispose();
    this.#limiter.dispose();
  }

  #client({ baseUrl, limit, retry }: ApiOptions): MailPartnerApi {
    const call = <T>(apiKey: string, signal: AbortSignal, value: T) =>
      withRetries<T>(
        async () => {
          await this.wait('turn');
          const send = async () => {
            const sent = { origin: originOf(baseUrl), apiKey };
            this.sent.push(sent);
            this.onSent(sent);
            await this.wait('send');
            const why = this.answer();
            return why ? failed(why) : ok(value);
          };
          return limit ? limit.run(send, signal) : send();
        },
        signal,
        { ...retry, sleep: () => this.wait('pause'), random: () => 0 },
      );
    return {
      listSubAccounts: ({ apiKey, signal }) =>
        call(apiKey, signal, { rows: [], skipped: 0, total: 0, pageSize: 20 }),
      listAsSent: ({ apiKey, signal }) =>
        call(apiKey, signal, { status: 200, body: '{}', masked: '{}', failure: undefined }),
      getProfile: ({ apiKey, signal }) =>
        call(apiKey, signal, { username: 'compte@example.fr', balance: undefined, currency: undefined }),
    };
  }
}

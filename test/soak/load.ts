// The load: lists of several accounts that are loaded, refreshed, forgotten and disposed at random.
import { setTimeout as pause } from 'node:timers/promises';
import type { Aborted } from '../../src/api/api';
import type { createApi as CreateApi } from '../../src/api/client';
import type { Failure } from '../../src/api/failure';
import { failed, ok, type Result } from '../../src/api/result';
import { type FetchSubAccounts, type ListFailure, SubAccountLists } from '../../src/subAccounts/lists';
import { pick } from '../sandbox/random';
import type { SoakAccount } from './plan';
import { nameOf, type Tally } from './tally';

/** Seconds an answer may take. */
const TIME_LIMIT = 0.25;

/** Milliseconds after which a stretch has failed, and after which what was aborted has not ended. */
const STRETCH_LIMIT = 240_000;
const END_LIMIT = 15_000;

/** Waits between two acts, in milliseconds, are shorter than this. */
const LONGEST_PAUSE = 20;

interface LoadParts {
  readonly createApi: typeof CreateApi;
  readonly accounts: readonly SoakAccount[];
  readonly random: () => number;
  readonly tally: Tally;
  /** Called between two acts. */
  readonly onAct: () => void;
}

export class Load {
  readonly #parts: LoadParts;

  constructor(parts: LoadParts) {
    this.#parts = parts;
  }

  /** Acts on new lists until so many calls have been made in all, and disposes them in the middle of it. Milliseconds it took to end. */
  async run(untilCalls: number): Promise<number> {
    const { tally, random, onAct } = this.#parts;
    const deadline = performance.now() + STRETCH_LIMIT;
    let disposed = false;
    const lists = new SubAccountLists(
      this.#fetch,
      () => {
        if (disposed) {
          tally.toldAfterDispose++;
        }
      },
      (error) => tally.surprises.add(`unexpected: ${nameOf(error)}`),
    );
    while (tally.calls < untilCalls && performance.now() < deadline) {
      // Now and then a burst: many acts at once.
      const acts = random() < 0.04 ? 25 : 1;
      for (let i = 0; i < acts; i++) {
        this.#act(lists);
      }
      await pause(random() * LONGEST_PAUSE);
      onAct();
    }
    lists.dispose();
    disposed = true;
    return this.#end();
  }

  /** Loads one page through a list of its own, as a person would, and waits for it. */
  async loadOne(account: SoakAccount, timeoutSeconds: number): Promise<string> {
    const { createApi } = this.#parts;
    const api = createApi({ baseUrl: account.baseUrl, timeoutSeconds });
    const lists = new SubAccountLists(
      async (_id, page, signal) => {
        const answer = await api.listSubAccounts({ apiKey: account.apiKey, page, signal });
        return answer.ok ? ok({ ...answer.value, total: 1 }) : withoutAbort(answer.why);
      },
      () => {},
      () => {},
    );
    const list = lists.ofAccount(account.id);
    await list.loadMore();
    const { rows, state } = list;
    lists.dispose();
    if (state.kind !== 'failed') {
      return `${rows.length} rows`;
    }
    return 'reason' in state.why ? `${state.why.kind} ${state.why.reason}` : state.why.kind;
  }

  readonly #fetch: FetchSubAccounts = async (accountId, page, signal) => {
    const account = this.#parts.accounts.find(({ id }) => id === accountId);
    if (account === undefined) {
      return failed({ kind: 'keychain', reason: 'missing' });
    }
    const { apiKey } = account;
    const answer = await this.#parts.tally.count(signal, () =>
      this.#api(account).listSubAccounts({ apiKey, page, signal }),
    );
    return answer.ok ? answer : withoutAbort(answer.why);
  };

  /** A new client a call, as the extension does. */
  #api({ baseUrl }: SoakAccount) {
    const { createApi, tally } = this.#parts;
    return createApi({
      baseUrl,
      timeoutSeconds: TIME_LIMIT,
      // Out of its range on purpose: the client's own waiting is put to the test too, only shorter.
      retry: { random: () => -0.49 },
      onRequest: tally.onRequest,
    });
  }

  #act(lists: SubAccountLists): void {
    const { accounts, random, tally } = this.#parts;
    const account = accounts[Math.floor(random() * accounts.length)];
    if (account === undefined) {
      return;
    }
    const list = lists.ofAccount(account.id);
    const act = random();
    if (act < 0.5) {
      tally.follow(list.loadMore());
    } else if (act < 0.7) {
      tally.follow(list.loadMore());
      tally.follow(list.loadMore());
    } else if (act < 0.8) {
      tally.follow(list.refresh({ keepTail: random() < 0.7 }));
    } else if (act < 0.86) {
      lists.keepOnly(accounts.map(({ id }) => id).filter((id) => id !== account.id));
    } else {
      tally.follow(this.#askProfile(account));
    }
  }

  /** Asks whose key it is; at times the one who asked goes away: before, soon, or much later. */
  async #askProfile(account: SoakAccount): Promise<void> {
    const { random, tally } = this.#parts;
    const leaving = new AbortController();
    const { apiKey } = account;
    const ended = tally.count(leaving.signal, () =>
      this.#api(account).getProfile({ apiKey, signal: leaving.signal }),
    );
    const patience = pick(random, [undefined, undefined, 0, random() * 10, random() * 300]);
    if (patience !== undefined) {
      await pause(patience);
      leaving.abort();
    }
    await ended;
  }

  /** What has not ended when time is up stays in the tally. */
  async #end(): Promise<number> {
    const { open } = this.#parts.tally;
    const started = performance.now();
    while (open.size > 0 && performance.now() - started < END_LIMIT) {
      await Promise.race([Promise.all(open), pause(100)]).catch(() => {});
    }
    return performance.now() - started;
  }
}

/** Lists throw away whatever an aborted load answers. */
function withoutAbort(why: Failure | Aborted): Result<never, ListFailure> {
  return failed(why.kind === 'aborted' ? { kind: 'unexpected' } : why);
}

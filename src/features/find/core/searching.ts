// What is loaded while a person searches: the first page, and the rest only where that says that it is not as remembered.
import { setTimeout } from 'node:timers/promises';
import type { Account } from '../../../accounts/account';
import type { FetchSubAccounts, SubAccountLists } from '../../../subAccounts/lists';
import type { RememberedList } from '../../../subAccounts/rememberedList';
import { isAsRemembered } from '../../../subAccounts/remembering';
import type { WishEnd } from '../../../subAccounts/wishes';
import { type AllKnown, allKnown, type SearchedList } from './allKnown';
import { askFirstPage } from './askFirstPage';

export interface SearchingParts {
  readonly accounts: () => readonly Account[];
  readonly lists: SubAccountLists;
  readonly memory: {
    /** What is remembered of an account, read the first time; undefined at once where nothing ever is. Never rejects. */
    of(account: Account): Promise<RememberedList | undefined> | undefined;
    /** The same, as far as it has been read. */
    now(account: Account): RememberedList | undefined;
  };
  /** Asks for one page, past the lists. */
  readonly fetchPage: FetchSubAccounts;
  /** Called when what is remembered was read, or when that takes too long to be waited for. */
  readonly onRead: () => void;
}

/** Milliseconds that what is shown first waits for what is remembered: its key may be in a keychain that hangs. */
const patience = 250;
/** The same once the first page has come: what is loaded then is in vain where what is remembered comes a little later. */
const patienceAfterFirst = 2000;

export class Searching {
  readonly #parts: SearchingParts;
  /** Ends the loading of what is searched. */
  readonly #ending = new AbortController();
  /** How much of what is remembered is being read and is still waited for. */
  #reading = 0;
  /** Accounts whose keys could not go to the address: once they can, the search goes on. */
  readonly #heldBack = new Set<string>();
  /** Of each account, whether this search is asking for pages, or how that ended. */
  readonly #asking = new Map<string, 'asking' | WishEnd>();

  constructor(parts: SearchingParts) {
    this.#parts = parts;
  }

  /** Aborted when nobody searches any more. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** What is searched now. */
  get searched(): readonly SearchedList[] {
    const { accounts, lists, memory } = this.#parts;
    return accounts().map((account) => ({
      account,
      list: lists.ofAccount(account.id),
      remembered: memory.now(account),
    }));
  }

  get isLoading(): boolean {
    return this.searched.some(({ list }) => list.state.kind === 'loading');
  }

  /** Whether what is remembered is being read: a moment later, what was used last stands first. */
  get isReading(): boolean {
    return this.#reading > 0;
  }

  /** What is known of all accounts, where no more is loaded and some is known only from before. Undefined otherwise. */
  get known(): AllKnown | undefined {
    return allKnown(this.searched);
  }

  /** Begins to search all accounts. */
  begin(): void {
    for (const account of this.#parts.accounts()) {
      void this.#begin(account);
    }
  }

  /** Goes on with an account after a failure: as at the beginning, where nothing of it has come. */
  retry(accountId: string): void {
    const found = this.searched.find(({ account }) => account.id === accountId);
    if (found?.list.depth === 0) {
      void this.#begin(found.account);
    } else if (found) {
      void this.#load(found);
    }
  }

  /** A list has changed, or what is remembered: what was held back goes on, and the rest is loaded where it turns out not to be as remembered. */
  goOn(): void {
    for (const searched of this.searched) {
      const { account, list } = searched;
      if (list.state.kind === 'failed') {
        if (list.state.why.kind === 'origin') {
          this.#heldBack.add(account.id);
        }
      } else if (this.#heldBack.delete(account.id)) {
        this.retry(account.id);
      } else {
        this.#loadRest(searched);
      }
    }
  }

  /** Asks for every page of every account, those too that are loaded. */
  anew(): void {
    for (const searched of this.searched) {
      if (!searched.list.pristine) {
        void searched.list.refresh();
      }
      void this.#load(searched);
    }
  }

  dispose(): void {
    this.#ending.abort();
  }

  async #begin(account: Account): Promise<void> {
    const { lists, memory, fetchPage } = this.#parts;
    const list = lists.ofAccount(account.id);
    const reading = memory.of(account);
    const known = reading && this.#told(reading);
    if (list.state.kind === 'complete') {
      return;
    }
    if (!known) {
      await this.#load({ account, list });
      return;
    }
    await this.#ask(account, async () => {
      const first = askFirstPage(list, (...how) => fetchPage(account.id, ...how), this.signal);
      const late = first.then(() => setTimeout(patienceAfterFirst, undefined, { ref: false }));
      const remembered = await Promise.race([known, late]);
      return remembered?.isWhole ? first : list.loadAll(this.signal);
    });
  }

  /** Loads what is left where nobody is loading, unless all is as it is remembered, or the person has stopped it. */
  #loadRest({ account, list, remembered }: SearchedList): void {
    const isWanted = list.state.kind === 'idle' && list.depth > 0 && !list.isHalfRefreshed;
    if (
      isWanted &&
      this.#asking.get(account.id) === 'ended' &&
      !(remembered && isAsRemembered(list, remembered))
    ) {
      void this.#load({ account, list });
    }
  }

  #load({ account, list }: Pick<SearchedList, 'account' | 'list'>): Promise<void> {
    return this.#ask(account, () => list.loadAll(this.signal));
  }

  /** Asks, and looks once that has ended whether there is more to ask for. */
  async #ask({ id }: Account, ask: () => Promise<WishEnd>): Promise<void> {
    this.#asking.set(id, 'asking');
    this.#asking.set(id, await ask());
    if (!this.signal.aborted) {
      this.goOn();
    }
  }

  /** What is read, once that was told. */
  async #told(reading: Promise<RememberedList | undefined>): Promise<RememberedList | undefined> {
    const { onRead } = this.#parts;
    this.#reading++;
    let isWaitedFor = true;
    const tell = () => {
      this.#reading -= isWaitedFor ? 1 : 0;
      isWaitedFor = false;
      if (!this.signal.aborted) {
        onRead();
      }
    };
    const late = setTimeout(patience, undefined, { ref: false, signal: this.signal });
    late.then(() => isWaitedFor && tell()).catch(() => undefined);
    const read = await reading;
    tell();
    return read;
  }
}

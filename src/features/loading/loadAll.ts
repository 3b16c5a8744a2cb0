// Load All: the rest of a list, page after page, until all is there, a page fails, or the person has seen enough; and lists loaded anew.
import { type Disposable, env, l10n } from 'vscode';
import type { Account } from '../../accounts/account';
import { askInModal } from '../../common/askInModal';
import { sayDone, sayInStatusBar, sayToScreenReader } from '../../common/statusBar';
import { rowsCalledOn } from '../../common/targets';
import { formatCount } from '../../common/words/format';
import { plainText } from '../../common/words/plainText';
import { waitingWords } from '../../common/words/waitingWords';
import type { ListFailure, SubAccountList, SubAccountLists } from '../../subAccounts/lists';
import type { WishEnd } from '../../subAccounts/wishes';
import { halfRefreshedWords, loadedCount, stoppedWords } from '../../tree/listWords';
import type { SubAccountsTree } from '../../tree/tree';

export interface LoadingParts {
  readonly accounts: () => readonly Account[];
  readonly lists: SubAccountLists;
  readonly tree: Pick<SubAccountsTree, 'clicked' | 'whenSelectionIsBack'>;
  /** Asks the person where one of these accounts may not be asked for at the address as it is now; settles once they have answered. Undefined where there is nothing to ask. */
  readonly askIfHeldBack: (accountIds: readonly string[]) => Promise<void> | undefined;
}

/** More rows than this are not loaded without asking. */
const manyRows = 2000;

export class LoadAll implements Disposable {
  readonly #parts: LoadingParts;
  /** The accounts whose lists are being loaded. */
  readonly #running = new Set<string>();
  /** What stopped a load before all was there. */
  readonly #stoppedBy = new WeakSet<ListFailure>();
  readonly #ending = new AbortController();

  constructor(parts: LoadingParts) {
    this.#parts = parts;
  }

  /** Loads all of the row's account, or without a row of every account. Asks first where that is much. */
  async load(args: readonly unknown[]): Promise<void> {
    const rows = rowsCalledOn(args);
    const ids = rows && new Set(rows.map((row) => row.accountId));
    const accounts = this.#parts.accounts().filter(({ id }) => ids?.has(id) ?? true);
    const answered = this.#parts.askIfHeldBack(accounts.map(({ id }) => id));
    if (answered) {
      await answered;
    }
    const lists = accounts.map(({ id }) => ({ id, list: this.#parts.lists.ofAccount(id) }));
    // How much there is, the first page tells.
    const unknown = lists.filter(({ list }) => list.total === undefined && list.state.kind !== 'complete');
    const ends = await Promise.all(unknown.map(({ list }) => this.#loadSaying(list, 1)));
    // Those whose first page failed, or was stopped, say so, and are not asked a second time.
    const over = unknown.filter(({ list }, i) => list.state.kind === 'failed' || ends[i] === 'stopped');
    for (const { id, list } of over) {
      this.#note(id, list);
    }
    const going = lists.filter((one) => !over.includes(one));
    if (going.length > 0 && (await isLargeLoadMeant(going.map(({ list }) => list)))) {
      await Promise.all(going.map(({ id, list }) => this.#loadOne(id, list)));
    }
  }

  /** Loads the rest of an account's list, where a failure stopped that; undefined where it is not what failed last. */
  goOn(accountId: string): Promise<void> | undefined {
    const list = this.#parts.lists.ofAccount(accountId);
    const { state } = list;
    return state.kind === 'failed' && this.#stoppedBy.has(state.why)
      ? this.#loadOne(accountId, list)
      : undefined;
  }

  /**
   * Loads an account's list anew, as many pages as were there. With `keepTail: false` its rows may be another's from now on: the old ones go
   * as soon as the new ones are there. Where a failure had stopped the loading of all, that goes on then. Does nothing where nothing has been
   * loaded.
   */
  async anew(accountId: string, { keepTail }: { readonly keepTail: boolean }): Promise<void> {
    const list = this.#parts.lists.ofAccount(accountId);
    if (list.pristine) {
      return;
    }
    const { state: before } = list;
    const isAllWanted = before.kind === 'failed' && this.#stoppedBy.has(before.why);
    await list.refresh({ keepTail });
    if (isAllWanted && (list.state.kind === 'idle' || list.state.kind === 'loading')) {
      await this.#loadOne(accountId, list);
    }
  }

  dispose(): void {
    this.#ending.abort();
  }

  async #loadOne(id: string, list: SubAccountList): Promise<void> {
    if (this.#running.has(id)) {
      return;
    }
    this.#running.add(id);
    try {
      await this.#loadSaying(list);
    } finally {
      this.#running.delete(id);
    }
    this.#note(id, list);
  }

  #loadSaying(list: SubAccountList, pages?: number): Promise<WishEnd> {
    const loading = list.loadAll(this.#ending.signal, pages);
    // Once a load: what may be said each time stands in the row and the status bar.
    void list.waiting().then(() => sayWaiting([list]));
    return loading;
  }

  /** Says how it ended, and remembers what stopped it. */
  #note(id: string, list: SubAccountList): void {
    if (list.state.kind === 'failed') {
      this.#stoppedBy.add(list.state.why);
    }
    const accounts = this.#parts.accounts();
    const account = accounts.find((one) => one.id === id);
    // Of an account that was removed there is nothing to say, nor of a list that is loaded anew.
    if (account && list.state.kind !== 'loading') {
      sayEnding(list, accounts.length > 1 ? account : undefined);
    }
  }
}

/**
 * Stops the loading of everything, whoever wanted it: Load All, Find, a language model or a refresh. Of the account whose last row this is called
 * on; of every account otherwise, also where that account loads nothing. What came stays.
 */
export function stopLoading(args: readonly unknown[], { accounts, lists }: LoadingParts): void {
  const [row] = rowsCalledOn(args.slice(0, 1)) ?? [];
  const all = accounts().map(({ id }) => lists.ofAccount(id));
  const own = row?.kind === 'pager' ? lists.ofAccount(row.accountId) : undefined;
  for (const list of own?.canBeStopped ? [own] : all) {
    list.stop();
  }
}

/** Says in the status bar where a load ended, and why there; whose, where it is one of several. */
export function sayEnding(list: SubAccountList, oneOfSeveral: Account | undefined): void {
  const said = ending(list);
  const named = oneOfSeveral ? l10n.t('{0} – {1}', said, plainText(oneOfSeveral.name)) : said;
  if (list.state.kind === 'complete' && !list.left) {
    sayDone(named);
  } else {
    sayInStatusBar(list.state.kind === 'failed' ? `$(warning) ${named}` : named);
  }
}

/** Says until when a list waits, where it does, to who does not see the row and the status bar. */
export function sayWaiting(lists: readonly SubAccountList[]): void {
  const waiting = waitingWords(lists, env.language);
  if (waiting !== undefined) {
    sayToScreenReader(waiting);
  }
}

/** Where it ended, and why there. */
function ending(list: SubAccountList): string {
  const count = loadedCount(list, env.language);
  return list.state.kind === 'complete'
    ? list.left
      ? l10n.t('Mail Partner gives no more sub-accounts: {0}', count)
      : l10n.t('Loaded all sub-accounts: {0}', count)
    : (stoppedWords(list, env.language) ??
        halfRefreshedWords(list) ??
        l10n.t('Loading stopped at {0}', count));
}

/** Asks where very much is left to load. */
async function isLargeLoadMeant(lists: readonly SubAccountList[]): Promise<boolean> {
  const left = lists.map((list) => (list.state.kind === 'complete' ? 0 : (list.left ?? 0)));
  const rows = left.reduce((sum, each) => sum + each, 0);
  if (rows <= manyRows) {
    return true;
  }
  const requests = lists.reduce((sum, list, i) => sum + Math.ceil((left[i] ?? 0) / list.pageSize), 0);
  const load = l10n.t('Load All');
  const answer = await askInModal(
    l10n.t('Load {0} more sub-accounts?', formatCount(rows, env.language)),
    {
      modal: true,
      detail: l10n.t(
        'That is {0} requests to Mail Partner. You can stop at any time, and what has been loaded stays.',
        formatCount(requests, env.language),
      ),
    },
    load,
  );
  return answer === load;
}

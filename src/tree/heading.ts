// What the view says around its rows: title, message and progress; and the context keys that its buttons go by.
import { commands, type Disposable, env, l10n, type TreeView, window } from 'vscode';
import type { AccountStore } from '../accounts/accountStore';
import { contextKeys, viewId } from '../common/ids';
import { formatCount } from '../common/words/format';
import { waitingWords } from '../common/words/waitingWords';
import type { SubAccountList, SubAccountLists } from '../subAccounts/lists';
import { loadedCount, stoppedWords, unreadableSentence, unreadableWords } from './treeItems';

export class Heading implements Disposable {
  readonly #view: Pick<TreeView<unknown>, 'description' | 'message'>;
  readonly #accounts: Pick<AccountStore, 'accounts'>;
  readonly #lists: SubAccountLists;
  #endProgress: (() => void) | undefined;
  #accountsSaid: number | undefined;
  #canBeStoppedSaid = false;

  constructor(
    view: Pick<TreeView<unknown>, 'description' | 'message'>,
    accounts: Pick<AccountStore, 'accounts'>,
    lists: SubAccountLists,
  ) {
    this.#view = view;
    this.#accounts = accounts;
    this.#lists = lists;
  }

  /** Says what is so now; what has been said already is not said again. */
  say(): void {
    const { accounts } = this.#accounts;
    if (this.#accountsSaid !== accounts.length) {
      this.#accountsSaid = accounts.length;
      void commands.executeCommand('setContext', contextKeys.accounts, accounts.length);
    }
    const canBeStopped = accounts.some(({ id }) => this.#lists.ofAccount(id).canBeStopped);
    if (this.#canBeStoppedSaid !== canBeStopped) {
      this.#canBeStoppedSaid = canBeStopped;
      void commands.executeCommand('setContext', contextKeys.loadingAll, canBeStopped);
    }
    const description = this.#description();
    if ((this.#view.description ?? '') !== description) {
      this.#view.description = description;
    }
    const message = this.#message();
    if ((this.#view.message ?? '') !== message) {
      // VS Code draws the list anew below it.
      this.#view.message = message;
    }
    const loading = accounts.some(({ id }) => this.#lists.ofAccount(id).state.kind === 'loading');
    if (loading && !this.#endProgress) {
      void window.withProgress(
        { location: { viewId } },
        () =>
          new Promise<void>((resolve) => {
            this.#endProgress = resolve;
          }),
      );
    } else if (!loading) {
      this.dispose();
    }
  }

  /** Ends the line that says "loading". */
  dispose(): void {
    this.#endProgress?.();
    this.#endProgress = undefined;
  }

  /** What stands above the rows, always seen, unlike the description of a view that is alone in its container. */
  #message(): string {
    const { accounts } = this.#accounts;
    const counts = this.#ofEach((list) => (list.loadingAll ? loadedCount(list, env.language) : undefined));
    if (counts) {
      const waiting = waitingWords(
        accounts.map(({ id }) => this.#lists.ofAccount(id)),
        env.language,
      );
      return waiting === undefined ? l10n.t('Loading… {0}', counts) : `${waiting} · ${counts}`;
    }
    // The row that says so comes after all others, and may be out of sight.
    const stopped = this.#ofEach((list) =>
      list.rows.length > list.pageSize
        ? (stoppedWords(list, env.language) ?? halfRefreshed(list))
        : undefined,
    );
    // Where that is all, its own row says so.
    const unreadable = this.#ofEach((list) =>
      list.rows.length > 0 || list.state.kind !== 'complete'
        ? unreadableSentence(list, env.language)
        : undefined,
    );
    const session =
      accounts.length === 1 && accounts[0]?.sessionOnly
        ? l10n.t('The API key is kept for this session only. Replace it to keep it in the keychain.')
        : '';
    return stopped || unreadable || session;
  }

  /** What is said of each list that there is something to say of; whose it is, where there are several. */
  #ofEach(say: (list: SubAccountList) => string | undefined): string {
    const { accounts } = this.#accounts;
    return accounts
      .flatMap(({ id, name }) => {
        const said = say(this.#lists.ofAccount(id));
        return said === undefined ? [] : [accounts.length > 1 ? l10n.t('{0}: {1}', name, said) : said];
      })
      .join(' · ');
  }

  #description(): string {
    const { accounts } = this.#accounts;
    const [only] = accounts;
    if (accounts.length > 1) {
      return l10n.t('{0} accounts', formatCount(accounts.length, env.language));
    }
    const list = only && this.#lists.ofAccount(only.id);
    return list && list.rows.length > 0
      ? [loadedCount(list, env.language), unreadableWords(list, env.language)]
          .filter((fact) => fact !== undefined)
          .join(' · ')
      : '';
  }
}

/** That a refresh was stopped half-way, which the last row alone would say. */
function halfRefreshed(list: SubAccountList): string | undefined {
  return list.isHalfRefreshed
    ? l10n.t('Refresh stopped. What had not come again is from before.')
    : undefined;
}

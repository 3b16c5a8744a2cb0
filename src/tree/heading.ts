// What the view says around its rows: title, message and progress; and the context keys that its buttons go by.
import { commands, type Disposable, env, l10n, type TreeView, window } from 'vscode';
import type { AccountStore } from '../accounts/accountStore';
import { contextKeys, viewId } from '../common/ids';
import { formatCount } from '../common/words/format';
import { waitingWords } from '../common/words/waitingWords';
import type { SubAccountLists } from '../subAccounts/lists';
import { loadedCount, stoppedWords } from './treeItems';

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
    const counts = accounts.flatMap(({ id, name }) => {
      const list = this.#lists.ofAccount(id);
      if (!list.loadingAll) {
        return [];
      }
      const count = loadedCount(list, env.language);
      return [accounts.length > 1 ? l10n.t('{0}: {1}', name, count) : count];
    });
    if (counts.length > 0) {
      const waiting = waitingWords(
        accounts.map(({ id }) => this.#lists.ofAccount(id)),
        env.language,
      );
      return waiting === undefined
        ? l10n.t('Loading… {0}', counts.join(' · '))
        : [waiting, ...counts].join(' · ');
    }
    const stopped = accounts.flatMap(({ id, name }) => {
      const list = this.#lists.ofAccount(id);
      // The row that says so comes after all others, and may be out of sight.
      const said = list.rows.length > list.pageSize ? stoppedWords(list, env.language) : undefined;
      if (said === undefined) {
        return [];
      }
      return [accounts.length > 1 ? l10n.t('{0}: {1}', name, said) : said];
    });
    if (stopped.length > 0) {
      return stopped.join(' · ');
    }
    return accounts.length === 1 && accounts[0]?.sessionOnly
      ? l10n.t('The API key is kept for this session only. Replace it to keep it in the keychain.')
      : '';
  }

  #description(): string {
    const { accounts } = this.#accounts;
    const [only] = accounts;
    if (accounts.length > 1) {
      return l10n.t('{0} accounts', formatCount(accounts.length, env.language));
    }
    const list = only && this.#lists.ofAccount(only.id);
    return list && list.rows.length > 0 ? loadedCount(list, env.language) : '';
  }
}

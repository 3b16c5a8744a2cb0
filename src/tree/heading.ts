// What the view says around its rows: title, description, message, badge and progress; and the context keys that its buttons go by.
import { commands, type Disposable, env, l10n, type TreeView, window } from 'vscode';
import type { AccountStore } from '../accounts/accountStore';
import { contextKeys, viewId } from '../common/ids';
import { formatCount } from '../common/words/format';
import { sortedWords } from '../common/words/orderWords';
import type { SubAccountList, SubAccountLists } from '../subAccounts/lists';
import type { SortOrder } from '../subAccounts/sortOrder';
import { AboveRows, type ListNow, type Sentence } from './core/aboveRows';
import { loadedCount, stoppedWords, unreadableSentence, unreadableWords } from './listWords';
import { LoadStatus } from './loadStatus';

export interface HeadingParts {
  readonly view: Pick<TreeView<unknown>, 'title' | 'description' | 'message' | 'badge' | 'visible'>;
  readonly accounts: Pick<AccountStore, 'accounts'>;
  readonly lists: SubAccountLists;
  readonly order: () => SortOrder;
  /** Called when all rows move, because something came or went above them. */
  readonly onRowsMoved: () => void;
}

export class Heading implements Disposable {
  readonly #parts: HeadingParts;
  readonly #above = new AboveRows();
  readonly #status = new LoadStatus();
  #endProgress: (() => void) | undefined;
  #accountsSaid: number | undefined;
  #canBeStoppedSaid = false;
  #titleSaid = viewTitle();
  /** Letters of the longest text above the rows since the view came in sight. */
  #longest = 0;

  constructor(parts: HeadingParts) {
    this.#parts = parts;
  }

  /** Says what is so now; what has been said already is not said again. */
  say(): void {
    const { view } = this.#parts;
    const { accounts } = this.#parts.accounts;
    if (this.#accountsSaid !== accounts.length) {
      this.#accountsSaid = accounts.length;
      void commands.executeCommand('setContext', contextKeys.accounts, accounts.length);
    }
    const stoppable = this.#lists.filter(({ canBeStopped }) => canBeStopped);
    if (this.#canBeStoppedSaid !== stoppable.length > 0) {
      this.#canBeStoppedSaid = stoppable.length > 0;
      void commands.executeCommand('setContext', contextKeys.loadingAll, this.#canBeStoppedSaid);
    }
    this.#status.say(stoppable);
    const title = this.#title();
    if (this.#titleSaid !== title) {
      this.#titleSaid = title;
      view.title = title;
    }
    const description = this.#description();
    if ((view.description ?? '') !== description) {
      view.description = description;
    }
    this.#sayAbove();
    const loading = this.#lists.some(({ state }) => state.kind === 'loading');
    if (loading && !this.#endProgress) {
      void window.withProgress(
        { location: { viewId } },
        () =>
          new Promise<void>((resolve) => {
            this.#endProgress = resolve;
          }),
      );
    } else if (!loading) {
      this.#stopProgress();
    }
  }

  /** Ends the line that says "loading", there and in the status bar. */
  dispose(): void {
    this.#stopProgress();
    this.#status.dispose();
  }

  #stopProgress(): void {
    this.#endProgress?.();
    this.#endProgress = undefined;
  }

  get #lists(): readonly SubAccountList[] {
    return this.#parts.accounts.accounts.map(({ id }) => this.#parts.lists.ofAccount(id));
  }

  #sayAbove(): void {
    const { view, onRowsMoved } = this.#parts;
    const { accounts } = this.#parts.accounts;
    const { shown, unseen } = this.#above.say(this.#sentences(), {
      isVisible: view.visible,
      // Several accounts have rows of their own.
      hasRows: accounts.length > 1 || this.#lists.some(({ rows }) => rows.length > 0),
      lists: new Map(accounts.map(({ id }) => [id, listNow(this.#parts.lists.ofAccount(id))])),
    });
    const message = this.#filled(breakable(this.#inOneLine(shown)));
    if ((view.message ?? '') !== message) {
      view.message = message;
      onRowsMoved();
    }
    // Where nothing may come up above the rows, and where the view is not in sight, a badge says that there is something to know.
    const tooltip = this.#inOneLine(unseen.filter(({ rank }) => rank < sessionRank));
    if ((view.badge?.tooltip ?? '') !== tooltip) {
      view.badge = tooltip === '' ? undefined : { value: 1, tooltip };
    }
  }

  /** As long as what stood there in sight, so that it breaks into as many lines, and no row moves. */
  #filled(text: string): string {
    this.#longest = Math.max(this.#parts.view.visible && text !== '' ? this.#longest : 0, text.length);
    return text + filling.repeat((this.#longest - text.length) / lettersOfFilling);
  }

  /** What people must know of the lists: what went wrong, and nothing that they asked for, such as a stop. */
  #sentences(): readonly Sentence[] {
    const { accounts } = this.#parts.accounts;
    return accounts.flatMap(({ id: accountId, sessionOnly }) => {
      const list = this.#parts.lists.ofAccount(accountId);
      const { rows, pageSize, state } = list;
      // The row that says so comes after all others, and may be out of sight.
      const stopped = rows.length > pageSize ? stoppedWords(list, env.language) : undefined;
      // Where that is all, its own row says so.
      const isUnreadableSaid = rows.length > 0 || state.kind !== 'complete';
      const unreadable = isUnreadableSaid ? unreadableSentence(list, env.language) : undefined;
      const session =
        accounts.length === 1 && sessionOnly
          ? l10n.t('The API key is kept for this session only. Replace it to keep it in the keychain.')
          : undefined;
      return [stopped, unreadable, session].flatMap((text, rank) =>
        text === undefined ? [] : [{ accountId, text, rank }],
      );
    });
  }

  /** Sentences as one text; whose they are, where there are several accounts. */
  #inOneLine(sentences: readonly Sentence[]): string {
    const { accounts } = this.#parts.accounts;
    return sentences
      .map(({ accountId, text }) => {
        const name = accounts.length > 1 ? accounts.find(({ id }) => id === accountId)?.name : undefined;
        return name === undefined ? text : l10n.t('{0} – {1}', name, text);
      })
      .join(' · ');
  }

  /** In the one header that VS Code shows for the container and its only view, where no description is seen. */
  #title(): string {
    const { accounts } = this.#parts.accounts;
    const sorted = sortedWords(this.#parts.order());
    const isPart = this.#lists.some(({ rows, isWhole }) => rows.length > 0 && !isWhole);
    const order = sorted !== undefined && isPart ? l10n.t('{0}, in part', sorted) : sorted;
    const name = accounts.length === 1 ? accounts[0]?.name : undefined;
    return joined(viewTitle(), accounts.length > 0 ? order : undefined, name);
  }

  #description(): string {
    const { accounts } = this.#parts.accounts;
    const [only] = accounts;
    if (!only) {
      return '';
    }
    const sorted = sortedWords(this.#parts.order());
    if (accounts.length > 1) {
      return joined(l10n.t('{0} accounts', formatCount(accounts.length, env.language)), sorted);
    }
    const list = this.#parts.lists.ofAccount(only.id);
    return list.rows.length > 0
      ? joined(only.name, sorted, loadedCount(list, env.language), unreadableWords(list, env.language))
      : only.name;
  }
}

function listNow(list: SubAccountList): ListNow {
  return {
    isLoading: list.state.kind === 'loading',
    loaded: l10n.t('Sub-accounts loaded: {0}', loadedCount(list, env.language)),
  };
}

/** Nothing to see or to hear, which takes the place of letters, and breaks as words do. */
const filling = ' \u00a0\u00a0\u00a0';
const lettersOfFilling = 2.1;

/** The rank of what no badge is about. */
const sessionRank = 2;

/** As package.json has it. */
function viewTitle(): string {
  return l10n.t('Sub-accounts');
}

function joined(...facts: readonly (string | undefined)[]): string {
  return facts.filter((fact) => fact !== undefined).join(' · ');
}

/** Text that breaks in the narrowest sidebar: VS Code lets a long word run out of it. */
function breakable(text: string): string {
  return text.replace(/\S{16}(?=\S)/gu, '$&\u200b');
}

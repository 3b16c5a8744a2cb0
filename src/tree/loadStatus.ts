// What the status bar says while much is loaded: how far it is, and until when it waits. A click stops it.
import { type Disposable, env, l10n, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import { commandIds } from '../common/ids';
import { waitingWords } from '../common/words/waitingWords';
import type { SubAccountList } from '../subAccounts/lists';
import { loadedCount } from './listWords';

/** The view's own header shows no description where the view is alone in its container, as it is unless a person moved it. */
export class LoadStatus implements Disposable {
  #item: StatusBarItem | undefined;

  /** Says how far these lists are, which can be stopped; nothing where there are none. */
  say(lists: readonly SubAccountList[]): void {
    if (lists.length === 0) {
      this.#item?.hide();
      return;
    }
    this.#item ??= window.createStatusBarItem('loading', StatusBarAlignment.Left, 0);
    const item = this.#item;
    const waiting = waitingWords(lists, env.language);
    const words = waiting ?? loadingWords(lists);
    const text = `${waiting === undefined ? '$(loading~spin)' : '$(watch)'} ${words}`;
    item.show();
    if (item.text === text) {
      return;
    }
    const stop = l10n.t('Stop Loading');
    item.text = text;
    item.name = l10n.t('Loading Progress');
    item.tooltip = l10n.t('{0}. What has been loaded stays.', stop);
    // How many there are would be read out all the time; that it waits is news.
    const role = waiting === undefined ? 'button' : 'alert';
    item.accessibilityInformation = { label: `${words}. ${stop}`, role };
    item.command = commandIds.cancelLoad;
  }

  dispose(): void {
    this.#item?.dispose();
    this.#item = undefined;
  }
}

function loadingWords(lists: readonly SubAccountList[]): string {
  if (lists.every(({ isPartlyOld }) => isPartlyOld)) {
    return l10n.t('Refreshing sub-accounts');
  }
  const sum = (numberOf: (list: SubAccountList) => number) =>
    lists.reduce((all, list) => all + numberOf(list), 0);
  const loaded = {
    rows: { length: sum(({ rows }) => rows.length) },
    left: sum(({ left = 0 }) => left),
    total: sum(({ total, rows }) => total ?? rows.length),
  };
  return l10n.t('Loading sub-accounts: {0}', loadedCount(loaded, env.language));
}

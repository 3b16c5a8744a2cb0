// Refresh, Load More, Load All, Stop Loading and Sort By…: how much of the lists is loaded, and in which order it is shown.
import { type Disposable, l10n } from 'vscode';
import { commandIds, type OnCommand } from '../../common/ids';
import { sayDone } from '../../common/statusBar';
import { sortedWords } from '../../common/words/orderWords';
import type { SubAccountsTree } from '../../tree/tree';
import { LoadAll, type LoadingParts, stopLoading } from './loadAll';
import { loadMore } from './loadMore';
import { refresh } from './refresh';
import { Reload, type ReloadParts } from './reload';
import { askSortOrder, isAllWanted, orderWords, partLoaded, type SortMemory } from './sortBy';

export interface RegisterLoadingParts extends LoadingParts, Omit<ReloadParts, 'loadAll'> {
  readonly tree: SubAccountsTree;
  readonly sorting: SortMemory;
}

export function registerLoading(
  onCommand: OnCommand,
  parts: RegisterLoadingParts,
): Disposable & { readonly reload: Reload } {
  const { tree, sorting } = parts;
  const loadAll = new LoadAll(parts);
  onCommand(commandIds.refresh, (...args) => refresh(args, parts));
  onCommand(commandIds.refreshAll, () => refresh([], parts));
  onCommand(commandIds.loadMore, (...args) => loadMore(args, parts, loadAll));
  onCommand(commandIds.loadAll, (...args) => loadAll.load(args));
  onCommand(commandIds.cancelLoad, (...args) => stopLoading(args, parts));
  onCommand(commandIds.sortBy, async () => {
    const part = () => partLoaded(parts.accounts().map(({ id }) => parts.lists.ofAccount(id)));
    const order = await askSortOrder(sorting.order, part());
    if (!order) {
      return;
    }
    const left = part();
    const isComing = parts.accounts().some(({ id }) => parts.lists.ofAccount(id).loadingAll);
    // Before anything else: who goes on typing would answer a question that comes late.
    const isAll = order !== 'server' && left !== undefined && !isComing && (await isAllWanted(left));
    // It holds for this window, also where VS Code can't keep it.
    await sorting.choose(order).finally(() => tree.refresh());
    sayDone(l10n.t('Sorted: {0}', sortedWords(order) ?? orderWords(order)));
    await tree.reveals.inMind();
    if (isAll) {
      await loadAll.load([]);
    }
  });
  return { reload: new Reload({ ...parts, loadAll }), dispose: () => loadAll.dispose() };
}

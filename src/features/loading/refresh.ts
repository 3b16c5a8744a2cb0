// Refresh: loads again what has been loaded.
import { l10n } from 'vscode';
import { sayInStatusBar } from '../../common/statusBar';
import { rowsCalledOn } from '../../common/targets';
import { failureWords } from '../../common/words/failureWords';
import type { LoadingParts } from './loadAll';

/** Loads the lists of the rows' accounts again, or all that have been loaded. */
export async function refresh(args: readonly unknown[], parts: LoadingParts): Promise<void> {
  const rows = rowsCalledOn(args, () => parts.tree.selection);
  const ids = rows ? new Set(rows.map((row) => row.accountId)) : undefined;
  const accounts = parts.accounts().filter(({ id }) => ids?.has(id) ?? true);
  const lists = accounts.map(({ id }) => parts.lists.ofAccount(id));
  const refreshed = lists.filter((list) => ids || !list.pristine);
  await Promise.all(refreshed.map((list) => list.refresh()));
  // The row that says why may be far below what the person sees.
  const failed = refreshed.flatMap(({ state, rows: shown }) =>
    state.kind === 'failed' ? [{ why: failureWords(state.why).short, isShown: shown.length > 0 }] : [],
  );
  const [first] = failed;
  if (first) {
    const said = failed.some(({ isShown }) => isShown)
      ? l10n.t('Refresh failed: {0}. What is shown is from before.', first.why)
      : l10n.t('Refresh failed: {0}.', first.why);
    sayInStatusBar(`$(warning) ${said}`);
  }
}

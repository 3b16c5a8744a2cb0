// Which sub-accounts or accounts a command is about: its row, the selected rows, or what the person picks.
import { l10n, window } from 'vscode';
import type { SubAccount } from '../api/subAccount';
import type { Row, SubAccountRow } from '../tree/rows';
import type { SubAccountsTree } from '../tree/tree';
import { statusTime } from './names';

/** Where a command finds the sub-accounts that it is about. */
export interface TargetParts {
  readonly tree: SubAccountsTree;
  /** Asks which sub-account; the title says what for. Undefined when the person gives up. */
  readonly pick: (title: string) => Promise<SubAccount | undefined>;
}

/** Given by the key binding in the view instead of a row: the command is about what is selected there. */
export const fromSelection = 'selection';

/**
 * Given by the key binding in the view, in a list with the row under the keyboard. VS Code has no command that selects that row without
 * opening it; but it puts the row where `package.json` has `$focusedTreeItem`, as it does for the buttons in a view's title.
 */
export const fromFocus = 'focus';

/**
 * The rows a command was called on, or undefined when it was called without any (from the palette).
 *
 * VS Code gives the row that was clicked and all selected rows; a row clicked outside the selection stands alone.
 */
export function calledOn(
  args: readonly unknown[],
  selection: () => readonly Row[],
): readonly Row[] | undefined {
  const [first, second] = args;
  if (first === fromSelection) {
    return selection();
  }
  if (Array.isArray(first) && first[0] === fromFocus) {
    const focused: unknown = first[1];
    return isRow(focused) ? [focused] : selection();
  }
  if (!isRow(first)) {
    return undefined;
  }
  const selected = Array.isArray(second) ? second.filter(isRow) : [];
  return selected.includes(first) ? selected : [first];
}

/**
 * The sub-accounts a command is about, in tree order: of its row, of the selected rows, or the one that the person picks (`title` says
 * what for). None when the person gives up, or, after a word in the status bar, when the rows hold none.
 */
export async function chosenSubAccounts(
  args: readonly unknown[],
  title: string,
  { tree, pick }: TargetParts,
): Promise<readonly SubAccount[]> {
  const rows = calledOn(args, () => tree.selection);
  const found = rows
    ? subAccountRows(tree.inTreeOrder(rows)).map((row) => tree.subAccount(row))
    : [await pick(title)];
  const chosen = found.filter((subAccount) => subAccount !== undefined);
  if (rows && chosen.length === 0) {
    window.setStatusBarMessage(l10n.t('Select a sub-account first.'), statusTime);
  }
  return chosen;
}

/** Only the rows that are sub-accounts. */
export function subAccountRows(rows: readonly Row[]): SubAccountRow[] {
  return rows.filter((row) => row.kind === 'subAccount');
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'kind' in value && 'accountId' in value;
}

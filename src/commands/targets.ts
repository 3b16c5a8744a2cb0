// Which sub-accounts or accounts a command is about: its row, the selected rows, or what the person picks.
import type { Row, SubAccountRow } from '../view/rows';

/** Given by the key binding in the view instead of a row: the command is about what is selected there. */
export const fromSelection = 'selection';

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
  if (!isRow(first)) {
    return undefined;
  }
  const selected = Array.isArray(second) ? second.filter(isRow) : [];
  return selected.includes(first) ? selected : [first];
}

/** Only the rows that are sub-accounts. */
export function subAccountRows(rows: readonly Row[]): SubAccountRow[] {
  return rows.filter((row) => row.kind === 'subAccount');
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'kind' in value && 'accountId' in value;
}

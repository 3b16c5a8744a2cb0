// Dragging rows out of the view: their tokens travel as text, which VS Code inserts where they are dropped into an editor.
import { type DataTransfer, DataTransferItem } from 'vscode';
import type { Row } from '../common/rows';
import { sayFailure } from '../common/statusBar';
import type { TreeRows } from '../common/targets';
import { lackingWords } from '../common/words/subAccountWords';

/**
 * Puts the tokens of the dragged rows, in tree order and one a line, on what is dragged. VS Code takes them when the drag starts, and
 * keeps them to itself until something is dropped: other programs get an empty text.
 */
export function dragTokens(
  rows: readonly Row[],
  dragged: DataTransfer,
  tree: Pick<TreeRows, 'inTreeOrder' | 'subAccountOf'>,
): void {
  const subAccounts = tree
    .inTreeOrder(rows)
    .flatMap((row) => (row.kind === 'subAccount' ? (tree.subAccountOf(row)?.subAccount ?? []) : []));
  const tokens = subAccounts.flatMap(({ token }) => token || []);
  if (tokens.length > 0) {
    dragged.set('text/plain', new DataTransferItem(tokens.join('\n')));
  }
  const lacking = subAccounts.filter(({ token }) => !token);
  if (lacking.length > 0) {
    sayFailure(lackingWords('token', lacking));
  }
}

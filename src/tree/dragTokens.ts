// Dragging rows out of the view: their tokens travel as text, which VS Code inserts where they are dropped into an editor (Shift held).
import { type DataTransfer, DataTransferItem, l10n, type TreeDragAndDropController, window } from 'vscode';
import { statusTime } from '../common/names';
import { plainText } from '../common/words/plainText';
import type { Row } from './rows';
import { subAccountName } from './subAccountItem';
import type { SubAccountsTree } from './tree';

/**
 * Puts the tokens of the dragged rows, in tree order and one a line, on what is dragged. VS Code takes them when the drag starts, and
 * keeps them to itself until something is dropped: other programs get an empty text. Nothing can be dropped on the view.
 */
export class DragTokens implements TreeDragAndDropController<Row> {
  readonly dragMimeTypes = ['text/plain'];
  readonly dropMimeTypes = [];
  readonly #tree: Pick<SubAccountsTree, 'inTreeOrder' | 'subAccount'>;

  constructor(tree: Pick<SubAccountsTree, 'inTreeOrder' | 'subAccount'>) {
    this.#tree = tree;
  }

  handleDrag(rows: readonly Row[], dragged: DataTransfer): void {
    const subAccounts = this.#tree
      .inTreeOrder(rows)
      .flatMap((row) => (row.kind === 'subAccount' ? (this.#tree.subAccount(row) ?? []) : []));
    const tokens = subAccounts.flatMap(({ token }) => token || []);
    if (tokens.length > 0) {
      dragged.set('text/plain', new DataTransferItem(tokens.join('\n')));
    }
    const lacking = subAccounts.find(({ token }) => !token);
    if (lacking) {
      const name = plainText(subAccountName(lacking));
      window.setStatusBarMessage(
        l10n.t('Mail Partner gave no token for {0}. Refresh, or ask Mail Partner.', name),
        statusTime,
      );
    }
  }
}

// The view as VS Code is given it at start: it holds nothing itself, and asks the tree, which is loaded when VS Code first asks for rows.
import { type DataTransfer, EventEmitter, type TreeItem, type TreeView, window } from 'vscode';
import { disposeAll } from '../common/core/disposeAll';
import { viewId } from '../common/ids';
import type { Row } from '../common/rows';

/** What VS Code asks of the tree. All of it is answered at once: VS Code mixes up rows that change while an answer is pending. */
export interface TreeAnswers {
  getChildren(row?: Row): Row[];
  getParent(row: Row): Row | undefined;
  getTreeItem(row: Row): TreeItem;
  resolveTreeItem(item: TreeItem, row: Row): TreeItem;
  handleDrag(rows: readonly Row[], dragged: DataTransfer): void;
}

/** The view, and how VS Code is told what of it changed: a row, or undefined for everything. */
export interface SubAccountsView {
  readonly view: TreeView<Row>;
  readonly changed: EventEmitter<Row | undefined>;
  dispose(): void;
}

export function createView(tree: () => TreeAnswers): SubAccountsView {
  const changed = new EventEmitter<Row | undefined>();
  const view = window.createTreeView<Row>(viewId, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (row) => tree().getChildren(row),
      getParent: (row) => tree().getParent(row),
      getTreeItem: (row) => tree().getTreeItem(row),
      resolveTreeItem: (item, row) => tree().resolveTreeItem(item, row),
    },
    canSelectMany: true,
    dragAndDropController: {
      dragMimeTypes: ['text/plain'],
      // Nothing can be dropped on the view.
      dropMimeTypes: [],
      handleDrag: (rows, dragged) => tree().handleDrag(rows, dragged),
    },
  });
  return {
    view,
    changed,
    dispose: () => disposeAll([view, changed]),
  };
}

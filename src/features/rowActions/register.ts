// Show Actions…: what Enter and a double click do on a row.
import { workspace } from 'vscode';
import { type CommandId, commandIds, type OnCommand } from '../../common/ids';
import type { Row } from '../../common/rows';
import { DoubleClick } from './core/doubleClick';
import { type RowActionsParts, rowActions } from './rowActions';

/** Answers with what is to be called before any other command runs: two clicks with one between them are no double click. */
export function registerRowActions(onCommand: OnCommand, parts: RowActionsParts): (id: CommandId) => void {
  const clicks = new DoubleClick<Row>();
  onCommand(commandIds.rowActions, (...args) => rowActions(args, parts));
  onCommand(commandIds.clickRow, async () => {
    const [row, ...others] = parts.tree.selection;
    if (row?.kind !== 'subAccount' || others.length > 0) {
      return;
    }
    // VS Code then tells of a double click alone, and of no other.
    const isDoubleToOpen = workspace.getConfiguration('workbench.list').get('openMode') === 'doubleClick';
    if (isDoubleToOpen || clicks.isSecond(row, performance.now())) {
      await rowActions([row], parts);
    }
  });
  return (id) => {
    if (id !== commandIds.clickRow) {
      clicks.forget();
    }
  };
}

// What Enter and a double click do on a row: they ask which of its commands is meant, and run it. Neither copies anything by itself.
import { commands, l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { type CommandId, commandIds } from '../../common/ids';
import type { Row } from '../../common/rows';
import {
  chooseSubAccounts,
  notByMouse,
  rowsCalledOn,
  rowsOfKeyBinding,
  type TargetParts,
} from '../../common/targets';
import { subAccountNames } from '../../common/words/subAccountWords';
import type { SubAccountsTree } from '../../tree/tree';

export interface RowActionsParts extends TargetParts {
  readonly tree: TargetParts['tree'] & Pick<SubAccountsTree, 'commandOf'>;
}

interface Action extends QuickPickItem {
  readonly command?: CommandId;
}

/**
 * On a sub-account's row, asks what to do with it, or with all selected rows where it is one of them. On any other row, does what a click
 * does; what was selected stays selected, other than with a click. Called with a row itself where the mouse chose that.
 */
export async function rowActions(args: readonly unknown[], parts: RowActionsParts): Promise<void> {
  const { tree } = parts;
  const { selection } = tree;
  const [row] = rowsOfKeyBinding(args, () => selection) ?? selection;
  if (row?.kind === 'subAccount') {
    const [here = row] = tree.inTreeOrder([row]);
    const rows = selection.includes(here) ? selection : [here];
    await askAction(here, rows, rowsCalledOn(args) ? [] : [notByMouse], parts);
  } else if (row?.kind === 'account') {
    await commands.executeCommand('list.toggleExpand');
  } else {
    const command = row && tree.commandOf(row);
    if (command) {
      await commands.executeCommand(command, row);
    }
  }
}

async function askAction(
  row: Row,
  rows: readonly Row[],
  how: readonly unknown[],
  parts: RowActionsParts,
): Promise<void> {
  const chosen = await chooseSubAccounts([row, rows, ...how], '', parts);
  if (chosen.length === 0) {
    return;
  }
  const picked = await window.showQuickPick(actions(), {
    title: subAccountNames(chosen.map(({ subAccount }) => subAccount)),
    placeHolder: l10n.t('Choose an action'),
  });
  if (picked?.command) {
    // The rows as they are now: the list may have been refreshed while the person was asked.
    await commands.executeCommand(picked.command, row, rows, notByMouse);
  }
}

/** Named as the commands are in menus and in the palette, and in the groups of a row's menu (`package.json`). */
function actions(): Action[] {
  const action = (label: string, command: CommandId): Action => ({ label, command });
  const line = { label: '', kind: QuickPickItemKind.Separator };
  return [
    action(l10n.t('Copy Token'), commandIds.copyToken),
    action(l10n.t('Copy API Key'), commandIds.copyApiKey),
    action(l10n.t('Copy E-mail'), commandIds.copyEmail),
    action(l10n.t('Copy as .env Lines'), commandIds.copyEnv),
    action(l10n.t('Copy Request as…'), commandIds.copyRequest),
    action(l10n.t('Copy as Key Binding'), commandIds.copyKeyBinding),
    line,
    action(l10n.t('Insert Token'), commandIds.insertToken),
    action(l10n.t('Insert API Key'), commandIds.insertApiKey),
    line,
    action(l10n.t('Save to .env…'), commandIds.writeEnv),
    line,
    action(l10n.t('Show API Response…'), commandIds.showResponse),
  ];
}

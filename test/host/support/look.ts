// The looks of a row, checked for what all rows keep to: text is text, and no secret gets in.
import * as assert from 'node:assert/strict';
import { ThemeIcon, type TreeItem } from 'vscode';
import type { Row } from '../../../src/common/rows';
import type { SubAccountList } from '../../../src/subAccounts/lists';
import { subAccountTooltip } from '../../../src/tree/subAccountItem';
import { treeItem } from '../../../src/tree/treeItems';
import { canary } from '../../support/subAccounts';

/** The account of every row here. */
export const account = { id: 'a', name: 'Agence' };

/** The item of a row with its tooltip, which keeps to what all rows keep to: text is text, and no secret gets in. */
export function look(row: Row, list: SubAccountList, locale = 'en', lowBalance?: string): TreeItem {
  const item = treeItem(row, { account, list, locale, lowBalance });
  const subAccount = row.kind === 'subAccount' && list.get(row.subAccountId);
  if (subAccount) {
    item.tooltip = subAccountTooltip(subAccount, { locale, lowBalance });
  }
  const { label, description, tooltip, id, contextValue, command, accessibilityInformation } = item;
  const all = { label, description, tooltip, id, contextValue, command, accessibilityInformation, item };
  assert.doesNotMatch(JSON.stringify(all), new RegExp(canary), 'a token or a key');
  assert.ok(tooltip === undefined || typeof tooltip === 'string', 'a tooltip that is more than text');
  assert.equal(typeof label, 'string', 'a label that is more than text');
  assert.ok(id);
  return item;
}

/** The id of the item's icon. */
export const icon = (item: TreeItem) => (item.iconPath instanceof ThemeIcon ? item.iconPath.id : undefined);

/** The id of the colour of the item's icon, where it has one. */
export const iconColor = (item: TreeItem) =>
  item.iconPath instanceof ThemeIcon ? item.iconPath.color?.id : undefined;

/** What a screen reader says. */
export const words = (item: TreeItem) => item.accessibilityInformation?.label ?? '';

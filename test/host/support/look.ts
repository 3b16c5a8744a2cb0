// The looks of a row, checked for what all rows keep to: text is text, and no secret gets in.
import * as assert from 'node:assert/strict';
import { ThemeIcon, type TreeItem } from 'vscode';
import type { Row } from '../../../src/common/rows';
import type { SubAccountList } from '../../../src/subAccounts/lists';
import { type Looks, SubAccountItems, subAccountTooltip } from '../../../src/tree/subAccountItem';
import { listItem } from '../../../src/tree/treeItems';
import { canary } from '../../support/subAccounts';

/** The account of every row here. */
export const account = { id: 'a', name: 'Agence' };

/** The item of a row with its tooltip, which keeps to what all rows keep to: text is text, and no secret gets in. */
export function look(row: Row, list: SubAccountList, locale = 'en', lowBalance?: string): TreeItem {
  const item = itemOf(row, list, { locale, lowBalance });
  const { label, description, tooltip, id, contextValue, command, accessibilityInformation } = item;
  const all = { label, description, tooltip, id, contextValue, command, accessibilityInformation, item };
  assert.doesNotMatch(JSON.stringify(all), new RegExp(canary), 'a token or a key');
  assert.ok(tooltip === undefined || typeof tooltip === 'string', 'a tooltip that is more than text');
  assert.equal(typeof label, 'string', 'a label that is more than text');
  return item;
}

function itemOf(row: Row, list: SubAccountList, looks: Looks): TreeItem {
  if (row.kind !== 'subAccount') {
    return listItem(row, { account, list, locale: looks.locale });
  }
  const subAccount = list.get(row.subAccountId);
  assert.ok(subAccount);
  const item = new SubAccountItems().of(subAccount, '0/7', looks);
  item.tooltip = subAccountTooltip(subAccount, looks);
  return item;
}

/** The id of the item's icon. */
export const icon = (item: TreeItem) => (item.iconPath instanceof ThemeIcon ? item.iconPath.id : undefined);

/** The id of the colour of the item's icon, where it has one. */
export const iconColor = (item: TreeItem) =>
  item.iconPath instanceof ThemeIcon ? item.iconPath.color?.id : undefined;

/** What a screen reader says. */
export const words = (item: TreeItem) => item.accessibilityInformation?.label ?? '';

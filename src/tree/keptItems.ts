// The tree items of sub-accounts, kept for as long as what they show stays: VS Code asks for all of them at every change of a list.
import type { TreeItem } from 'vscode';
import type { SubAccountRow } from '../common/rows';
import { type Shown, treeItem } from './treeItems';

export class KeptItems {
  /** By row, which is another object as soon as its sub-account changed. */
  #items = new WeakMap<SubAccountRow, TreeItem>();
  #madeFor: Pick<Shown, 'locale' | 'lowBalance'> | undefined;

  /** The item of a row, made when first asked for. */
  of(row: SubAccountRow, shown: Shown): TreeItem {
    const { locale, lowBalance } = shown;
    if (this.#madeFor?.locale !== locale || this.#madeFor.lowBalance !== lowBalance) {
      this.#madeFor = { locale, lowBalance };
      this.#items = new WeakMap();
    }
    let item = this.#items.get(row);
    if (!item) {
      item = treeItem(row, shown);
      this.#items.set(row, item);
    }
    return item;
  }
}

// Find Sub-account: a quick pick over everything, that shows what is loaded and goes on loading the rest while the person types.
import { commands, Disposable, env, l10n, type QuickPick, window } from 'vscode';
import type { Account } from '../../accounts/account';
import { hasAccount } from '../../common/askAccount';
import type { Clipboard } from '../../common/clipboard';
import { copyValues } from '../../common/copy';
import { Pace } from '../../common/core/pace';
import { commandIds } from '../../common/ids';
import type { Row } from '../../common/rows';
import type { OwnedSubAccount } from '../../common/targets';
import type { SubAccountLists } from '../../subAccounts/lists';
import { keepInPlace, searchSubAccounts } from '../../subAccounts/search';
import {
  copyButtons,
  isAllSearched,
  listFailureItem,
  moreItem,
  nothingItem,
  type PickerItem,
  searchedWords,
  targetItem,
} from './pickerItems';

export interface AskSubAccountParts {
  readonly accounts: () => readonly Account[];
  readonly lists: SubAccountLists;
  /** Calls back after every change of a list. */
  readonly onDidChangeList: (listener: () => void) => Disposable;
  /** For the buttons of an item. */
  readonly clipboard: Clipboard;
}

/** Best matches that are shown; more would only have to be sent to VS Code, and nobody reads them. */
const mostShown = 200;

/**
 * Asks which sub-account; undefined when the person gives up, or pressed an item's button, or, after a word, where there
 * is no account. `title` says what for.
 */
export async function askSubAccount(
  title: string,
  parts: AskSubAccountParts,
): Promise<OwnedSubAccount | undefined> {
  if (!hasAccount(parts.accounts())) {
    return undefined;
  }
  const picker = new SubAccountPicker(title, parts);
  try {
    return await picker.ask();
  } finally {
    picker.dispose();
  }
}

function keyOf({ account, subAccount }: OwnedSubAccount): string {
  return `${account.id} ${subAccount.id}`;
}

class SubAccountPicker {
  readonly #title: string;
  readonly #parts: AskSubAccountParts;
  readonly #pick: QuickPick<PickerItem> = window.createQuickPick<PickerItem>();
  /** Ends the loading of what is searched. */
  readonly #ending = new AbortController();
  readonly #pace = new Pace(() => this.#show());
  readonly #subscription: Disposable;
  #shownFor: string | undefined;
  #shown: readonly OwnedSubAccount[] = [];

  constructor(title: string, parts: AskSubAccountParts) {
    this.#title = title;
    this.#parts = parts;
    const pick = this.#pick;
    // What matches is decided here, and in which order: words, accents and numbers are not VS Code's to judge.
    Object.assign(pick, { sortByLabel: false });
    pick.matchOnDescription = true;
    pick.keepScrollPosition = true;
    this.#subscription = Disposable.from(
      pick,
      parts.onDidChangeList(() => this.#pace.ask({ atOnce: !this.#isLoading })),
      pick.onDidChangeValue(() => this.#show()),
      pick.onDidTriggerItemButton(({ item, button }) => {
        const { target } = item;
        const value = copyButtons().find(({ tooltip }) => tooltip === button.tooltip)?.value;
        if (target && value) {
          pick.hide();
          void copyValues(value, [target], parts.clipboard);
        }
      }),
    );
  }

  ask(): Promise<OwnedSubAccount | undefined> {
    return new Promise((resolve) => {
      this.#pick.onDidAccept(() => {
        const [item] = this.#pick.selectedItems;
        if (item?.target) {
          resolve(item.target);
          this.#pick.hide();
        } else if (item?.retry) {
          this.#load(item.retry);
        } else if (item?.openSetting) {
          this.#pick.hide();
          void commands.executeCommand(commandIds.openAddressSetting);
        } else if (item?.replaceKeyOf) {
          this.#pick.hide();
          const row: Row = { kind: 'status', accountId: item.replaceKeyOf };
          void commands.executeCommand(commandIds.replaceApiKey, row);
        }
      });
      this.#pick.onDidHide(() => resolve(undefined));
      for (const { id } of this.#parts.accounts()) {
        this.#load(id);
      }
      this.#show();
      this.#pick.show();
    });
  }

  dispose(): void {
    this.#ending.abort();
    this.#pace.dispose();
    this.#subscription.dispose();
  }

  #load(accountId: string): void {
    void this.#parts.lists.ofAccount(accountId).loadAll(this.#ending.signal);
  }

  get #lists() {
    return this.#parts
      .accounts()
      .map((account) => ({ account, list: this.#parts.lists.ofAccount(account.id) }));
  }

  get #isLoading(): boolean {
    return this.#lists.some(({ list }) => list.state.kind === 'loading');
  }

  #show(): void {
    const pick = this.#pick;
    const lists = this.#lists;
    const several = lists.length > 1;
    const searched = searchedWords(
      lists.map(({ list }) => list),
      env.language,
    );
    pick.busy = this.#isLoading;
    pick.title = `${this.#title} (${searched})`;
    pick.placeholder = l10n.t('E-mail, ID or type ({0})', searched);

    const candidates = lists.flatMap(({ account, list }) =>
      list.rows.map((subAccount) => ({ account, subAccount })),
    );
    const { best, count } = searchSubAccounts(
      candidates,
      pick.value,
      mostShown,
      ({ subAccount }) => subAccount,
    );
    // VS Code knows an item by its place: one that moves while a key is pressed would be mistaken for another.
    const isSameQuery = this.#shownFor === pick.value;
    this.#shown = isSameQuery ? keepInPlace(this.#stillThere(), best, mostShown, keyOf) : best;
    const items = this.#shown.map((target) =>
      targetItem(target, several ? target.account.name : undefined, env.language),
    );
    if (count > best.length) {
      items.push(moreItem(count - best.length, env.language));
    }
    if (count === 0) {
      items.push(nothingItem(isAllSearched(lists.map(({ list }) => list))));
    }
    const failed = lists.flatMap(({ account, list }) =>
      list.state.kind === 'failed' ? [listFailureItem(list.state.why, account)] : [],
    );
    // Where nothing was found, what helps comes first, and Enter does it.
    this.#setItems(count === 0 ? [...failed, ...items] : [...items, ...failed]);
  }

  /** What is shown, as it is now: a refresh, another key or another window may have taken it away. */
  #stillThere(): OwnedSubAccount[] {
    return this.#lists.flatMap(({ account, list }) =>
      this.#shown
        .filter((shown) => shown.account.id === account.id)
        .flatMap((shown) => {
          const subAccount = list.get(shown.subAccount.id);
          return subAccount ? [{ account, subAccount }] : [];
        }),
    );
  }

  /** While pages come in, the item that the person is on stays; what they typed anew begins at the best match. */
  #setItems(items: PickerItem[]): void {
    const pick = this.#pick;
    const [was] = this.#shownFor === pick.value ? pick.activeItems : [];
    const active = was && doesSomething(was) ? was : undefined;
    this.#shownFor = pick.value;
    pick.items = items;
    const kept =
      items.find((item) => active !== undefined && isSameItem(item, active)) ??
      items.find((item) => item.target !== undefined) ??
      items.find(doesSomething);
    if (kept) {
      pick.activeItems = [kept];
    }
  }
}

/** Whether choosing it has an effect: some items only say something. */
function doesSomething({ target, retry, replaceKeyOf, openSetting }: PickerItem): boolean {
  return target !== undefined || retry !== undefined || replaceKeyOf !== undefined || openSetting === true;
}

function isSameItem(item: PickerItem, other: PickerItem): boolean {
  return item.target
    ? item.target.account.id === other.target?.account.id &&
        item.target.subAccount.id === other.target.subAccount.id
    : item.label === other.label && item.retry === other.retry;
}

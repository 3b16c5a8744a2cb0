// Find Sub-account: a quick pick over everything, that shows what is loaded and goes on loading the rest while the person types.
import { commands, type Disposable, env, l10n, type QuickPick, window } from 'vscode';
import type { Account } from '../../accounts/account';
import { hasAccount } from '../../common/askAccount';
import type { Clipboard } from '../../common/clipboard';
import { copyValues } from '../../common/copy';
import { disposeAll } from '../../common/core/disposeAll';
import { Pace } from '../../common/core/pace';
import { commandIds } from '../../common/ids';
import { statusRow } from '../../common/rows';
import type { OwnedSubAccount } from '../../common/targets';
import { waitingWords } from '../../common/words/waitingWords';
import type { SubAccountLists } from '../../subAccounts/lists';
import { keepInPlace, matchesOf, searchSubAccounts } from '../../subAccounts/search';
import {
  copyButtons,
  keyOf,
  listFailureItem,
  moreItem,
  nothingItem,
  type PickerItem,
  searchedIn,
  searchedWords,
  targetItem,
} from './pickerItems';

export interface AskSubAccountParts {
  readonly accounts: () => readonly Account[];
  readonly lists: SubAccountLists;
  /** Calls back after every change of a list. */
  readonly onDidChangeList: (listener: () => void) => Disposable;
  /** Stands first, and under the keyboard, until something is typed. */
  readonly first?: OwnedSubAccount | undefined;
  /** For the buttons of an item. */
  readonly clipboard: Clipboard;
  /** When what changed is shown; the usual pace unless given. */
  readonly paceOf?: (show: () => void) => Pick<Pace, 'ask' | 'dispose'>;
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

class SubAccountPicker {
  readonly #title: string;
  readonly #parts: AskSubAccountParts;
  readonly #pick: QuickPick<PickerItem> = window.createQuickPick<PickerItem>();
  /** Ends the loading of what is searched. */
  readonly #ending = new AbortController();
  readonly #pace: Pick<Pace, 'ask' | 'dispose'>;
  readonly #owned: readonly Disposable[];
  /** Accounts whose keys could not go to the address: once they can, the search goes on. */
  readonly #heldBack = new Set<string>();
  readonly #searchedIn = searchedIn(env.language);
  #shownFor: string | undefined;
  #shown: readonly PickerItem[] = [];

  constructor(title: string, parts: AskSubAccountParts) {
    this.#title = title;
    this.#parts = parts;
    const show = () => this.#show();
    this.#pace = parts.paceOf?.(show) ?? new Pace(show);
    const pick = this.#pick;
    keepOrder(pick);
    pick.matchOnDescription = true;
    pick.keepScrollPosition = true;
    this.#owned = [
      pick,
      parts.onDidChangeList(() => {
        this.#goOn();
        this.#pace.ask({ atOnce: !this.#isLoading });
      }),
      pick.onDidChangeValue(show),
      pick.onDidTriggerItemButton(({ item, button }) => {
        const { target } = item;
        const value = copyButtons().find(({ tooltip }) => tooltip === button.tooltip)?.value;
        if (target && value) {
          pick.hide();
          void copyValues(value, [target], parts.clipboard);
        }
      }),
    ];
  }

  ask(): Promise<OwnedSubAccount | undefined> {
    return new Promise((resolve) => {
      this.#pick.onDidAccept(() => {
        const [item] = this.#pick.selectedItems;
        if (item !== this.#pick.activeItems[0]) {
          // Pressed while what it was pressed on went away: at its place there is something else by now.
          return;
        }
        if (item?.target) {
          resolve(item.target);
          this.#pick.hide();
        } else if (item?.retry) {
          this.#load(item.retry);
        } else if (item?.openSetting) {
          this.#pick.hide();
          void commands.executeCommand(commandIds.openAddressSetting);
        } else if (item?.askAboutAddress) {
          this.#pick.hide();
          void commands.executeCommand(commandIds.askAboutAddress);
        } else if (item?.replaceKeyOf) {
          this.#pick.hide();
          void commands.executeCommand(commandIds.replaceApiKey, statusRow(item.replaceKeyOf));
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
    disposeAll([this.#pace, ...this.#owned]);
  }

  #load(accountId: string): void {
    void this.#parts.lists.ofAccount(accountId).loadAll(this.#ending.signal);
  }

  #goOn(): void {
    for (const { account, list } of this.#lists) {
      if (list.state.kind === 'failed') {
        if (list.state.why.kind === 'origin') {
          this.#heldBack.add(account.id);
        }
      } else if (this.#heldBack.delete(account.id)) {
        this.#load(account.id);
      }
    }
  }

  get #lists() {
    return this.#parts
      .accounts()
      .map((account) => ({ account, list: this.#parts.lists.ofAccount(account.id) }));
  }

  /** What stands first, as it is now, while it is there. */
  get #first(): OwnedSubAccount | undefined {
    const { first } = this.#parts;
    const owner = this.#lists.find(({ account }) => account.id === first?.account.id);
    const subAccount = first && owner?.list.get(first.subAccount.id);
    return owner && subAccount && { account: owner.account, subAccount };
  }

  get #options() {
    return this.#searchedIn(this.#parts.accounts().length > 1);
  }

  get #isLoading(): boolean {
    return this.#lists.some(({ list }) => list.state.kind === 'loading');
  }

  #show(): void {
    const pick = this.#pick;
    const lists = this.#lists;
    const several = lists.length > 1;
    const of = lists.map(({ list }) => list);
    pick.busy = this.#isLoading;
    pick.title = [this.#title, searchedWords(of, env.language), waitingWords(of, env.language)]
      .filter((words) => words !== undefined)
      .join(' · ');
    pick.placeholder = several
      ? l10n.t('E-mail, ID, type, balance or account')
      : l10n.t('E-mail, ID, type or balance');

    const all = lists.flatMap(({ account, list }) =>
      list.rows.map((subAccount) => ({ account, subAccount })),
    );
    const first = this.#first;
    const candidates = first
      ? [first, ...all.filter(({ subAccount }) => subAccount !== first.subAccount)]
      : all;
    const { best, count } = searchSubAccounts(candidates, pick.value, mostShown, this.#options);
    const isSameQuery = this.#shownFor === pick.value;
    const targets = isSameQuery ? keepInPlace(this.#stillFound(), best, mostShown, keyOf) : best;
    const found = targets.map((target) =>
      targetItem(target, several ? target.account.name : undefined, env.language),
    );
    const failures = lists.flatMap(({ account, list }) =>
      list.state.kind === 'failed' ? [listFailureItem(list.state.why, account)] : [],
    );
    const notes = [
      ...(count > best.length ? [moreItem(count - best.length, env.language)] : []),
      ...(count === 0 ? [nothingItem(lists.map(({ list }) => list))] : []),
    ];
    sayKeys(pick, found.length > 0);
    // Where nothing was found, what helps comes first, and Enter does it.
    const items = count === 0 ? [...failures, ...found] : [...found, ...failures];
    this.#setItems(items, notes);
  }

  /** The sub-accounts that are shown and still match, as they are now: a refresh, another key or another window may have changed them. */
  #stillFound(): OwnedSubAccount[] {
    const lists = new Map(this.#lists.map((each) => [each.account.id, each]));
    const still = this.#shown.flatMap(({ target }) => {
      const owner = lists.get(target?.account.id ?? '');
      const subAccount = target && owner?.list.get(target.subAccount.id);
      return owner && subAccount ? [{ account: owner.account, subAccount }] : [];
    });
    return matchesOf(still, this.#pick.value, this.#options);
  }

  /**
   * While pages come in, what is shown stays in its place, for VS Code tells an item by its place: one that moves while a key is pressed
   * would be mistaken for another. The keyboard stays on what it is on, and is on nothing where that is gone: Enter must not choose what
   * nobody looked at. What the person typed anew begins at the best match.
   */
  #setItems(items: readonly PickerItem[], notes: readonly PickerItem[]): void {
    const pick = this.#pick;
    const before = this.#shownFor === pick.value ? this.#shown : [];
    const now = new Map(items.map((item) => [item.key, item]));
    const stay = before.flatMap(({ key }) => now.get(key) ?? []);
    this.#shown = [...keepInPlace(stay, items, items.length, ({ key }) => key), ...notes];
    const [was] = pick.activeItems;
    this.#shownFor = pick.value;
    pick.items = this.#shown;
    const active = before.some(doesSomething)
      ? this.#shown.find(({ key }) => key === was?.key)
      : (this.#shown.find(({ target }) => target !== undefined) ?? this.#shown.find(doesSomething));
    pick.activeItems = active ? [active] : [];
  }
}

/**
 * What matches is decided here, and in which order: words, accents and numbers are not VS Code's to judge.
 *
 * `sortByLabel` is a proposed API (vscode.proposed.quickPickSortByLabel.d.ts, microsoft/vscode#73904), which VS Code lets everybody set
 * as far as is known. Where it refuses, or forgets it, items stand in the order of their labels, and everything else works.
 */
function keepOrder(pick: QuickPick<PickerItem>): void {
  try {
    Object.assign(pick, { sortByLabel: false });
  } catch {
    // In the order of the labels, then.
  }
}

/**
 * Says which keys do what. The line below the box is `QuickPick.prompt`, which VS Code has for all since 1.108; before, nothing is said.
 */
function sayKeys(pick: QuickPick<PickerItem>, hasButtons: boolean): void {
  if ('prompt' in pick) {
    const prompt = l10n.t('Press Tab twice for the buttons that copy the token or the API key.');
    Object.assign(pick, { prompt: hasButtons ? prompt : undefined });
  }
}

/** Whether choosing it has an effect: some items only say something. */
function doesSomething(item: PickerItem): boolean {
  const { target, retry, replaceKeyOf, openSetting, askAboutAddress } = item;
  return (
    target !== undefined ||
    retry !== undefined ||
    replaceKeyOf !== undefined ||
    openSetting === true ||
    askAboutAddress === true
  );
}

// Find Sub-account: a quick pick over everything, that shows what is loaded and remembered, and loads what has changed since while the person types.
import { commands, type Disposable } from 'vscode';
import type { Account } from '../../accounts/account';
import { hasAccount } from '../../common/askAccount';
import type { Clipboard } from '../../common/clipboard';
import { copyValues } from '../../common/copy';
import { disposeAll } from '../../common/core/disposeAll';
import { Pace } from '../../common/core/pace';
import { commandIds } from '../../common/ids';
import { statusRow } from '../../common/rows';
import type { SubAccountMemory } from '../../common/subAccountMemory';
import type { OwnedSubAccount } from '../../common/targets';
import type { FetchSubAccounts, SubAccountLists } from '../../subAccounts/lists';
import { Confirming } from './confirming';
import { Searching } from './core/searching';
import { PickerBox } from './pickerBox';
import { copyButtons, type PickerItem } from './pickerItems';

export interface AskSubAccountParts {
  readonly accounts: () => readonly Account[];
  readonly lists: SubAccountLists;
  /** Calls back after every change of a list. */
  readonly onDidChangeList: (listener: () => void) => Disposable;
  /** Stands first, and under the keyboard, until something is typed. */
  readonly first?: OwnedSubAccount | undefined;
  /** What is remembered of the accounts, and what was used last. */
  readonly memory: Pick<
    SubAccountMemory,
    'of' | 'now' | 'used' | 'wasUsed' | 'isGone' | 'isNow' | 'whileOpen'
  >;
  /** Asks for one page, past the lists. */
  readonly fetchPage: FetchSubAccounts;
  /** For the buttons of an item. */
  readonly clipboard: Clipboard;
  /** When what changed is shown; the usual pace unless given. */
  readonly paceOf?: (show: () => void) => Pick<Pace, 'ask' | 'dispose'>;
}

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
  readonly #box: PickerBox;
  readonly #searching: Searching;
  readonly #confirming: Confirming;
  readonly #owned: readonly Disposable[];

  constructor(title: string, parts: AskSubAccountParts) {
    const show = () => this.#box.show();
    const pace = parts.paceOf?.(show) ?? new Pace(show);
    this.#searching = new Searching({ ...parts, onRead: () => pace.ask({ atOnce: true }) });
    this.#confirming = new Confirming({
      ...parts,
      onChange: () => {
        this.#searching.goOn();
        show();
      },
    });
    this.#box = new PickerBox(title, {
      ...parts,
      searching: this.#searching,
      asking: () => this.#confirming.words,
    });
    const { pick } = this.#box;
    this.#owned = [
      pace,
      this.#box,
      parts.memory.whileOpen(),
      parts.onDidChangeList(() => {
        this.#searching.goOn();
        pace.ask({ atOnce: !this.#searching.isLoading });
      }),
      pick.onDidChangeValue(() => {
        this.#confirming.giveUp();
        show();
      }),
      pick.onDidTriggerItemButton(({ item, button }) => {
        const value = copyButtons().find(({ tooltip }) => tooltip === button.tooltip)?.value;
        if (item.candidate && value) {
          void this.#confirming.confirm(item.candidate, value, (target) => {
            pick.hide();
            void copyValues(value, [target], {
              ...parts,
              onUsed: ([used]) => used && parts.memory.wasUsed(used.account.id, used.subAccount.id),
            });
          });
        }
      }),
    ];
  }

  ask(): Promise<OwnedSubAccount | undefined> {
    const { pick } = this.#box;
    return new Promise((resolve) => {
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        // Pressed while what it was pressed on went away, there is something else at its place by now.
        if (item && item === pick.activeItems[0]) {
          this.#choose(item, resolve);
        }
      });
      pick.onDidHide(() => resolve(undefined));
      this.#searching.begin();
      this.#box.show();
      pick.show();
    });
  }

  dispose(): void {
    this.#confirming.giveUp();
    this.#searching.dispose();
    disposeAll(this.#owned);
  }

  #choose(item: PickerItem, answer: (target: OwnedSubAccount) => void): void {
    const { pick } = this.#box;
    if (item.candidate) {
      void this.#confirming.confirm(item.candidate, 'choose', (target) => {
        answer(target);
        pick.hide();
      });
    } else if (item.anew) {
      this.#searching.anew();
      this.#box.beginAnew();
    } else if (item.retry) {
      this.#searching.retry(item.retry);
    } else if (item.openSetting) {
      pick.hide();
      void commands.executeCommand(commandIds.openAddressSetting);
    } else if (item.askAboutAddress) {
      pick.hide();
      void commands.executeCommand(commandIds.askAboutAddress);
    } else if (item.replaceKeyOf) {
      pick.hide();
      void commands.executeCommand(commandIds.replaceApiKey, statusRow(item.replaceKeyOf));
    }
  }
}

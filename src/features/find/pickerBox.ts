// The box of Find: what it shows of what was found, in which order, and what the keyboard is on.
import { env, l10n, type QuickPick, window } from 'vscode';
import type { Account } from '../../accounts/account';
import type { UsedSubAccount } from '../../common/subAccountMemory';
import type { OwnedSubAccount } from '../../common/targets';
import { formatAgo } from '../../common/words/format';
import { languageOfWords } from '../../common/words/languageOfWords';
import { waitingWords } from '../../common/words/waitingWords';
import { keepInPlace } from '../../subAccounts/keepInPlace';
import { foldAhead, matchesOf, searchSubAccounts } from '../../subAccounts/search';
import { byKey, type Candidate, Candidates, keyOf } from './core/candidates';
import type { Searching } from './core/searching';
import {
  anewItem,
  candidateItem,
  listFailureItem,
  moreItem,
  nothingItem,
  type PickerItem,
  searchedIn,
  withLines,
} from './pickerItems';
import { searchableWords, searchedWords, seenBefore } from './searchedWords';

export interface PickerBoxParts {
  readonly accounts: () => readonly Account[];
  /** Stands first, and under the keyboard, until something is typed. */
  readonly first?: OwnedSubAccount | undefined;
  /** What was used last. */
  readonly memory: { readonly used: readonly UsedSubAccount[] };
  readonly searching: Pick<Searching, 'searched' | 'isLoading' | 'isReading' | 'known'>;
  /** What is being asked for; undefined for nothing. */
  readonly asking: () => string | undefined;
}

/** Best matches that are shown; more would only have to be sent to VS Code, and nobody reads them. */
const mostShown = 200;

export class PickerBox {
  readonly pick: QuickPick<PickerItem> = window.createQuickPick<PickerItem>();
  readonly #title: string;
  readonly #parts: PickerBoxParts;
  readonly #searchedIn = searchedIn(env.language);
  readonly #candidates = new Candidates();
  readonly #closed = new AbortController();
  #shownFor: string | undefined;
  #shown: readonly PickerItem[] = [];

  /** `title` says what for. */
  constructor(title: string, parts: PickerBoxParts) {
    this.#title = title;
    this.#parts = parts;
    keepOrder(this.pick);
    this.pick.matchOnDescription = true;
    this.pick.keepScrollPosition = true;
  }

  /** Shows what there is now. */
  show(): void {
    const { pick } = this;
    const { searched, isLoading, isReading, known: all } = this.#parts.searching;
    const asking = this.#parts.asking();
    const several = searched.length > 1;
    const of = searched.map(({ list }) => list);
    const now = Date.now();
    const known = all && { ...all, seen: formatAgo(all.seenAt, now, languageOfWords(env.language)) };
    pick.busy = isLoading || isReading || asking !== undefined;
    pick.title = [
      this.#title,
      asking ?? searchedWords(of, env.language, known, seenBefore(searched, now, env.language)),
      waitingWords(of, env.language),
    ]
      .filter((words) => words !== undefined)
      .join(' · ');
    pick.placeholder = searchableWords(searched);
    if (isReading && pick.value === '' && this.#shownFor === undefined) {
      // What was used last is to stand first, and what is shown once keeps its place.
      return;
    }

    const among = this.#candidates.of(searched, this.#parts.memory.used, this.#parts.first);
    if (this.#shownFor === undefined) {
      void foldAhead(among, this.#options, this.#closed.signal);
    }
    const { best, count } = searchSubAccounts(among, pick.value, mostShown, this.#options);
    const isSameQuery = this.#shownFor === pick.value;
    const kept = isSameQuery ? keepInPlace(this.#stillFound(among), best, mostShown, keyOf) : best;
    const found = kept.map((candidate) => candidateItem(candidate, several, env.language, now));
    const failures = searched.flatMap(({ account, list }) =>
      list.state.kind === 'failed' ? [listFailureItem(list.state.why, account)] : [],
    );
    const notes = [
      ...(count > best.length ? [moreItem(count - best.length, env.language)] : []),
      ...(count === 0 ? [nothingItem(of, known)] : []),
      // While something loads, rows and failures come: its place would change under the keyboard.
      ...(isLoading ? [] : [anewItem()]),
    ];
    sayKeys(pick, found.length > 0);
    // Where nothing was found, what helps comes first, and Enter does it.
    const items = count === 0 ? [...failures, ...found] : [...found, ...failures];
    this.#setItems(items, notes);
  }

  /** The person has begun a search: the keyboard goes to its best match, as after a letter. */
  beginAnew(): void {
    this.#shownFor = undefined;
    this.show();
  }

  dispose(): void {
    this.#closed.abort();
    this.pick.dispose();
  }

  get #options() {
    return this.#searchedIn(this.#parts.accounts().length > 1);
  }

  /** The sub-accounts that are shown and still match, as they are now: a refresh, another key or another window may have changed them. */
  #stillFound(among: readonly Candidate[]): Candidate[] {
    const now = byKey(
      among,
      this.#shown.flatMap(({ candidate }) => candidate ?? []),
    );
    const still = this.#shown.flatMap(({ key }) => now.get(key) ?? []);
    return matchesOf(still, this.pick.value, this.#options);
  }

  /**
   * While pages come in, what is shown stays in its place, for VS Code tells an item by its place: one that moves while a key is pressed
   * would be mistaken for another. The keyboard stays on what it is on, and is on nothing where that is gone: Enter must not choose what
   * nobody looked at. What the person typed anew begins at the best match, also where that comes after the offer to search anew.
   */
  #setItems(items: readonly PickerItem[], notes: readonly PickerItem[]): void {
    const { pick } = this;
    const before = this.#shownFor === pick.value ? this.#shown : [];
    const now = new Map(items.map((item) => [item.key, item]));
    const stay = before.flatMap(({ key }) => now.get(key) ?? []);
    this.#shown = [...keepInPlace(stay, items, items.length, ({ key }) => key), ...notes];
    const [was] = pick.activeItems;
    this.#shownFor = pick.value;
    pick.items = pick.value.trim() === '' ? withLines(this.#shown) : this.#shown;
    const stays = this.#shown.find(({ key }) => key === was?.key);
    const match = this.#shown.find(({ candidate }) => candidate !== undefined);
    const offered = before.filter(doesSomething);
    const active = offered.some(({ anew }) => !anew)
      ? stays
      : (match ?? (offered.length > 0 ? stays : this.#shown.find(doesSomething)));
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
  const { candidate, retry, replaceKeyOf, openSetting, askAboutAddress, anew } = item;
  return (
    candidate !== undefined ||
    retry !== undefined ||
    replaceKeyOf !== undefined ||
    openSetting === true ||
    askAboutAddress === true ||
    anew === true
  );
}

// What stands above the rows: where a person's mouse may be on them, nothing comes up there or goes, for that would move all of them.

/** A sentence that is true now, and whose list it is about. */
export interface Sentence {
  readonly accountId: string;
  readonly text: string;
  /** Of those that are true, only the most important stand there: 0 comes before 1. */
  readonly rank: number;
}

/** A list, as far as sentences about it depend on it. */
export interface ListNow {
  readonly isLoading: boolean;
  /** How much of it is loaded: true whatever else is. */
  readonly loaded: string;
}

/** What there is to see. */
export interface Sight {
  readonly isVisible: boolean;
  readonly hasRows: boolean;
  /** By account. */
  readonly lists: ReadonlyMap<string, ListNow>;
}

/** The rank of what stands in the place of a sentence that is true no longer: anything that is true comes before it. */
const loadedRank = 9;

export class AboveRows {
  #shown: readonly Sentence[] = [];
  #seen: readonly Sentence[] = [];
  #hadRows = false;

  /**
   * What stands there from now on, of the sentences that are `current`, an account's most important first. Where there are rows in sight, and were before,
   * nothing new comes up: it waits until the person looks away, and is `unseen` until it has stood there in sight. What stands there stays
   * until its list has been loaded. If it is not true then, the line is kept, with what is true of the list in its place.
   */
  say(
    current: readonly Sentence[],
    { isVisible, hasRows, lists }: Sight,
  ): { readonly shown: readonly Sentence[]; readonly unseen: readonly Sentence[] } {
    const highest = Math.min(...current.map(({ rank }) => rank));
    const important = current.filter(({ rank }) => rank === highest);
    // The first rows may come with a sentence above them.
    const isHeld = isVisible && hasRows && this.#hadRows;
    this.#hadRows = hasRows;
    this.#shown = isHeld ? this.#shown.flatMap((each) => kept(each, current, lists)) : important;
    // While a list is loaded, nobody knows what will be true of it.
    const isOpen = ({ accountId }: Sentence) => lists.get(accountId)?.isLoading;
    const seen = this.#seen.filter((each) => isOpen(each) || isAmong(current, each));
    this.#seen = isVisible ? [...seen, ...this.#shown.filter((each) => !isAmong(seen, each))] : seen;
    // What comes to stand in a line that is in sight needs no badge meanwhile.
    const hasLine = (each: Sentence) =>
      isHeld && isOpen(each) && this.#shown.some(({ accountId }) => accountId === each.accountId);
    const unseen = important.filter((each) => !isAmong(this.#seen, each) && !hasLine(each));
    return { shown: this.#shown, unseen };
  }
}

/** What stands in the place of a sentence: that, or what is true of the same list; none where that is gone. */
function kept(sentence: Sentence, current: readonly Sentence[], lists: Sight['lists']): readonly Sentence[] {
  const { accountId } = sentence;
  const list = lists.get(accountId);
  if (!list) {
    return [];
  }
  if (list.isLoading || isAmong(current, sentence)) {
    return [sentence];
  }
  const first = current.find((each) => each.accountId === accountId);
  return [first ?? { accountId, text: list.loaded, rank: loadedRank }];
}

function isAmong(sentences: readonly Sentence[], { accountId, text }: Sentence): boolean {
  return sentences.some((each) => each.accountId === accountId && each.text === text);
}

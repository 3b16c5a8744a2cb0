// What stands above the rows: where a person's mouse may be on them, nothing comes up there, for it would push them down.

/** A sentence that is true now, and whose list it is about. */
export interface Sentence {
  readonly accountId: string;
  readonly text: string;
  /** Of those that are true, only the most important stand there: 0 comes before 1. */
  readonly rank: number;
}

export class AboveRows {
  #shown: readonly Sentence[] = [];
  #seen: readonly Sentence[] = [];

  /**
   * What stands there from now on, of the sentences that are `true_` now. Where rows are in sight (`canMoveRows`), what stands there goes when
   * it is no longer true, which follows from a command of the person's own; what is new waits until they look away, and is `unseen` until it
   * has stood there in sight.
   */
  say(
    true_: readonly Sentence[],
    { isVisible, hasRows }: { readonly isVisible: boolean; readonly hasRows: boolean },
  ): { readonly shown: readonly Sentence[]; readonly unseen: readonly Sentence[] } {
    const highest = Math.min(...true_.map(({ rank }) => rank));
    const important = true_.filter(({ rank }) => rank === highest);
    this.#shown = isVisible && hasRows ? common(true_, this.#shown) : important;
    this.#seen = common(true_, isVisible ? [...this.#seen, ...this.#shown] : this.#seen);
    return { shown: this.#shown, unseen: important.filter((each) => !isAmong(this.#seen, each)) };
  }
}

function common(sentences: readonly Sentence[], others: readonly Sentence[]): readonly Sentence[] {
  return sentences.filter((each) => isAmong(others, each));
}

function isAmong(sentences: readonly Sentence[], { accountId, text }: Sentence): boolean {
  return sentences.some((each) => each.accountId === accountId && each.text === text);
}

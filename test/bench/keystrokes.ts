// What is typed into Find in the workbench, and which keystrokes can be timed there: those after which another match stands first.
import type { SubAccount } from '../../src/api/subAccount';
import { searchSubAccounts } from '../../src/subAccounts/search';

export interface Keystroke {
  readonly letter: string;
  /** Takes the place of all that was typed before. */
  readonly startsOver: boolean;
  /** The e-mail that stands first once its results are there; undefined where it stood there already, or nothing matches. */
  readonly first: string | undefined;
}

/** The keystrokes of these words, one word after the other. */
export function keystrokesOf(subAccounts: readonly SubAccount[], words: readonly string[]): Keystroke[] {
  let before = subAccounts[0]?.email;
  return words.flatMap((word) =>
    [...word].map((letter, at) => {
      const [best] = searchSubAccounts(subAccounts, word.slice(0, at + 1), 1, {
        subAccountOf: (each) => each,
      }).best;
      const isNew = best !== undefined && best.email !== before;
      before = best?.email;
      return { letter, startsOver: at === 0, first: isNew ? best.email : undefined };
    }),
  );
}

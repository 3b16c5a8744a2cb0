// Searching sub-accounts by any part of their e-mail, number or type, and by what else a person reads of them: several words in any order, whatever case or accents, best matches first.
import { setImmediate } from 'node:timers/promises';
import type { SubAccount } from '../api/subAccount';
import { hasWordFrom, type Searched, scoreOf } from './matchScore';

/** What is searched of a sub-account: also of one of which no more is known. */
export type Searchable = Pick<SubAccount, 'id' | 'email' | 'type'> &
  Partial<Pick<SubAccount, 'balance' | 'currency'>>;

/** How candidates are looked at. */
export interface SearchOptions<T> {
  /** The sub-account of a candidate. */
  readonly subAccountOf: (candidate: T) => Searchable;
  /** The word that a person reads for a type; the type's own is found too. */
  readonly typeWord?: (type: string) => string;
  /** What else a person reads of it, such as its balance: found from the beginning of a word or a number on. Asked once of each sub-account. */
  readonly factsOf?: (subAccount: Searchable) => string;
  /** The name of what it belongs to, where a person reads it: any part of it is found. */
  readonly ownerOf?: (candidate: T) => string | undefined;
}

/** What a search found. */
export interface SearchResult<T> {
  /** The best matches first, among equals in the order given; at most as many as asked for. */
  readonly best: readonly T[];
  /** How many match in all. */
  readonly count: number;
}

/** What is known of a sub-account that was searched: also its folded facts, and who said them. */
interface Known extends Searched {
  facts: string;
  factsOf: ((subAccount: Searchable) => string) | undefined;
}

/** One for all: to look into it costs more than to compare what is in there. */
const searched = new WeakMap<Searchable, Known>();

/**
 * The sub-accounts that match every word of `query`, in its e-mail, its number, its type or what else `options` say; case and accents do not count.
 *
 * Without words, the first `most` as they are.
 */
export function searchSubAccounts<T>(
  candidates: readonly T[],
  query: string,
  most: number,
  options: SearchOptions<T>,
): SearchResult<T> {
  const score = scorer(query, options);
  if (!score) {
    return { best: candidates.slice(0, most), count: candidates.length };
  }
  // There are few scores and may be very many matches: these are put by their score, and never sorted.
  const byScore = new Map<number, T[]>();
  let count = 0;
  for (const candidate of candidates) {
    const scored = score(candidate);
    if (scored > 0) {
      count++;
      const equals = byScore.get(scored);
      if (!equals) {
        byScore.set(scored, [candidate]);
      } else if (equals.length < most) {
        equals.push(candidate);
      }
    }
  }
  const scores = [...byScore.keys()].sort((a, b) => b - a);
  return { best: scores.flatMap((each) => byScore.get(each) ?? []).slice(0, most), count };
}

/** Candidates that are folded in a row: some of a millisecond. */
const foldedAtATime = 500;

/**
 * Folds what is searched of these, a few at a time, before anybody types: done at the first letter, that would be held up. Ends early once
 * `signal` is aborted.
 */
export async function foldAhead<T>(
  candidates: readonly T[],
  { subAccountOf, factsOf }: SearchOptions<T>,
  signal: AbortSignal,
): Promise<void> {
  for (const [at, candidate] of candidates.entries()) {
    if (at % foldedAtATime === 0) {
      await setImmediate();
      if (signal.aborted) {
        return;
      }
    }
    const subAccount = subAccountOf(candidate);
    const where = foldedOf(subAccount);
    if (factsOf) {
      foldedFacts(subAccount, where, factsOf);
    }
  }
}

/** Those of `candidates` that match `query`, as `searchSubAccounts` has it, in the order given. */
export function matchesOf<T>(candidates: readonly T[], query: string, options: SearchOptions<T>): T[] {
  const score = scorer(query, options);
  return candidates.filter((candidate) => !score || score(candidate) > 0);
}

/** Tells how well a candidate matches: 0 where a word of the query matches nothing, otherwise the more, the better. Undefined without words. */
function scorer<T>(
  query: string,
  { subAccountOf, typeWord, factsOf, ownerOf }: SearchOptions<T>,
): ((candidate: T) => number) | undefined {
  // What stands between facts where they are shown is no word.
  const words = fold(query)
    .split(/[\s·]+/)
    .filter(Boolean);
  if (words.length === 0) {
    return undefined;
  }
  // There are few types, and their words are not the sub-account's own to keep.
  const typeOf = foldedOnce((type: string | undefined) =>
    [type, type && typeWord?.(type)].filter(Boolean).join(' '),
  );
  const ownerNamed = foldedOnce((name: string) => name);
  return (candidate) => {
    const subAccount = subAccountOf(candidate);
    const where = foldedOf(subAccount);
    const type = typeOf(subAccount.type);
    let sum = 0;
    for (const word of words) {
      const score =
        scoreOf(word, where, type) ||
        Number(
          (factsOf !== undefined && hasWordFrom(foldedFacts(subAccount, where, factsOf), word)) ||
            ownerNamed(ownerOf?.(candidate) ?? '').includes(word),
        );
      if (score === 0) {
        return 0;
      }
      sum += score;
    }
    return sum;
  };
}

/** What `textOf` says, folded: of the few there are, each once. */
function foldedOnce<K>(textOf: (of: K) => string): (of: K) => string {
  const made = new Map<K, string>();
  return (of) => {
    const folded = made.get(of) ?? fold(textOf(of));
    made.set(of, folded);
    return folded;
  };
}

/** The folded facts of a sub-account, of which `where` is known. */
function foldedFacts(
  subAccount: Searchable,
  where: Known,
  factsOf: (subAccount: Searchable) => string,
): string {
  if (where.factsOf !== factsOf) {
    where.facts = fold(factsOf(subAccount));
    where.factsOf = factsOf;
  }
  return where.facts;
}

function foldedOf(subAccount: Searchable): Known {
  let made = searched.get(subAccount);
  if (!made) {
    made = { email: fold(subAccount.email ?? ''), id: String(subAccount.id), facts: '', factsOf: undefined };
    searched.set(subAccount, made);
  }
  return made;
}

const marks = /\p{M}+/gu;
/** Letters that Unicode does not take apart. */
const letters: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};
const takenApart = /[æœßøłđðþ]/g;

/** "Hélène.Œuvrard@Example.FR" becomes "helene.oeuvrard@example.fr". */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // Nearly all e-mails are plain letters, and there may be tens of thousands of them.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(lower)) {
    return lower;
  }
  return lower
    .normalize('NFKD')
    .replace(marks, '')
    .replace(takenApart, (letter) => letters[letter] ?? letter);
}

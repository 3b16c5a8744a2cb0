// Searching sub-accounts by any part of their e-mail, number or type, and by what else a person reads of them: several words in any order, whatever case or accents, best matches first.
import type { SubAccount } from '../api/subAccount';

/** What is searched of a sub-account: also of one of which no more is known. */
export type Searchable = Pick<SubAccount, 'id' | 'email' | 'type'> &
  Partial<Pick<SubAccount, 'balance' | 'currency'>>;

/** What people look in, folded, so that a keystroke costs no folding. */
interface Searched {
  readonly email: string;
  readonly id: string;
}

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

const searched = new WeakMap<Searchable, Searched>();
/** The folded facts of each, as `factsOf` said them. */
const knownFacts = new WeakMap<(subAccount: Searchable) => string, WeakMap<Searchable, string>>();

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

/** Those of `candidates` that match `query`, as `searchSubAccounts` has it, in the order given. */
export function matchesOf<T>(candidates: readonly T[], query: string, options: SearchOptions<T>): T[] {
  const score = scorer(query, options);
  return candidates.filter((candidate) => !score || score(candidate) > 0);
}

/**
 * What is shown, brought up to date without moving anything under a person's hand: what was shown and is still there (`shown`, as it is
 * now) stays in its place, what is new in `best` comes after it. `key` tells one from another.
 */
export function keepInPlace<T>(
  shown: readonly T[],
  best: readonly T[],
  most: number,
  key: (candidate: T) => string,
): T[] {
  const known = new Set(shown.map(key));
  return [...shown, ...best.filter((candidate) => !known.has(key(candidate)))].slice(0, most);
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
          (factsOf !== undefined && hasWordFrom(foldedFacts(subAccount, factsOf), word)) ||
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

function foldedFacts(subAccount: Searchable, factsOf: (subAccount: Searchable) => string): string {
  const facts = knownFacts.get(factsOf) ?? new WeakMap<Searchable, string>();
  knownFacts.set(factsOf, facts);
  const folded = facts.get(subAccount) ?? fold(factsOf(subAccount));
  facts.set(subAccount, folded);
  return folded;
}

/** Whether `word` stands in the text where a word or a number begins: "0,8" in "0,80 €", and "80" not, which many amounts end with. */
function hasWordFrom(text: string, word: string): boolean {
  let at = text.indexOf(word);
  while (at > 0 && /[\p{L}\p{N}][.,]?$/u.test(text.slice(Math.max(0, at - 2), at))) {
    at = text.indexOf(word, at + 1);
  }
  return at >= 0;
}

function foldedOf(subAccount: Searchable): Searched {
  let made = searched.get(subAccount);
  if (!made) {
    made = { email: fold(subAccount.email ?? ''), id: String(subAccount.id) };
    searched.set(subAccount, made);
  }
  return made;
}

/** 0 where the word matches nothing; otherwise the more, the better. */
function scoreOf(word: string, where: Searched, type: string): number {
  return Math.max(scoreOfEmail(word, where.email), scoreOfId(word, where.id), type.includes(word) ? 1 : 0);
}

function scoreOfId(word: string, id: string): number {
  if (word === id || word === `#${id}`) {
    return 10;
  }
  // As people read it: "#105" is how the number 1057 begins.
  return id.includes(word) || (word.startsWith('#') && `#${id}`.startsWith(word)) ? 2 : 0;
}

/** The whole, the beginning, the beginning of a word in it, anywhere; before the @ counts more than after it. */
function scoreOfEmail(word: string, email: string): number {
  if (email === '') {
    return 0;
  }
  if (email === word) {
    return 10;
  }
  let at = email.indexOf(word);
  if (at === 0) {
    return 8;
  }
  const domain = email.indexOf('@');
  let best = 0;
  while (at > 0) {
    const beginsWord = !/[\p{L}\p{N}]/u.test(email.charAt(at - 1));
    const local = domain < 0 || at < domain;
    best = Math.max(best, (beginsWord ? 5 : 3) + (local ? 1 : 0));
    at = email.indexOf(word, at + 1);
  }
  return best;
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

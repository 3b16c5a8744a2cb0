// Searching sub-accounts by any part of their e-mail, number or type: several words in any order, whatever case or accents, best matches first.
import type { SubAccount } from '../api/subAccount';

/** What people look in, folded, so that a keystroke costs no folding. */
interface Searched {
  readonly email: string;
  readonly id: string;
}

/** How candidates are looked at. */
export interface SearchOptions<T> {
  /** The sub-account of a candidate. */
  readonly subAccountOf: (candidate: T) => SubAccount;
  /** The word that a person reads for a type; the type's own is found too. */
  readonly typeWord?: (type: string) => string;
}

/** What a search found. */
export interface SearchResult<T> {
  /** The best matches first, among equals in the order given; at most as many as asked for. */
  readonly best: readonly T[];
  /** How many match in all. */
  readonly count: number;
}

const searched = new WeakMap<SubAccount, Searched>();

/**
 * The sub-accounts that match every word of `query`, in its e-mail, its number or its type; case and accents do not count.
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
  { subAccountOf, typeWord }: SearchOptions<T>,
): ((candidate: T) => number) | undefined {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return undefined;
  }
  // There are few types, and their words are not the sub-account's own to keep.
  const types = new Map<string | undefined, string>();
  const typeOf = (type: string | undefined): string => {
    let folded = types.get(type);
    if (folded === undefined) {
      folded = fold([type, type && typeWord?.(type)].filter(Boolean).join(' '));
      types.set(type, folded);
    }
    return folded;
  };
  return (candidate) => {
    const subAccount = subAccountOf(candidate);
    return scoreOf(words, foldedOf(subAccount), typeOf(subAccount.type));
  };
}

function foldedOf(subAccount: SubAccount): Searched {
  let made = searched.get(subAccount);
  if (!made) {
    made = { email: fold(subAccount.email ?? ''), id: String(subAccount.id) };
    searched.set(subAccount, made);
  }
  return made;
}

/** 0 where a word matches nothing; otherwise the more, the better. */
function scoreOf(words: readonly string[], where: Searched, type: string): number {
  let sum = 0;
  for (const word of words) {
    const score = Math.max(
      scoreOfEmail(word, where.email),
      scoreOfId(word, where.id),
      type.includes(word) ? 1 : 0,
    );
    if (score === 0) {
      return 0;
    }
    sum += score;
  }
  return sum;
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

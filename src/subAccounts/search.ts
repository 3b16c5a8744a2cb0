// Searching sub-accounts by any part of their e-mail, number or type: several words in any order, whatever case or accents, best matches first.
import type { SubAccount } from '../api/subAccount';

/** What people look in, folded, so that a keystroke costs no folding. */
interface Searched {
  readonly email: string;
  readonly id: string;
  readonly type: string;
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
 * Without words, the first `most` as they are. `subAccountOf` tells the sub-account of what is looked through.
 */
export function searchSubAccounts<T>(
  candidates: readonly T[],
  query: string,
  most: number,
  subAccountOf: (candidate: T) => SubAccount,
): SearchResult<T> {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return { best: candidates.slice(0, most), count: candidates.length };
  }
  // There are few scores and may be very many matches: these are put by their score, and never sorted.
  const byScore = new Map<number, T[]>();
  let count = 0;
  for (const candidate of candidates) {
    const score = scoreOf(words, foldedOf(subAccountOf(candidate)));
    if (score > 0) {
      count++;
      const equals = byScore.get(score);
      if (!equals) {
        byScore.set(score, [candidate]);
      } else if (equals.length < most) {
        equals.push(candidate);
      }
    }
  }
  const scores = [...byScore.keys()].sort((a, b) => b - a);
  return { best: scores.flatMap((score) => byScore.get(score) ?? []).slice(0, most), count };
}

/**
 * What is shown, brought up to date without moving anything under a person's hand: what was shown and still matches stays in its place,
 * what is new comes after it. `key` tells one from another.
 */
export function keepInPlace<T>(
  shown: readonly T[],
  best: readonly T[],
  most: number,
  key: (candidate: T) => string,
): T[] {
  const now = new Map(best.map((candidate) => [key(candidate), candidate]));
  const stay = shown.map((candidate) => now.get(key(candidate)) ?? candidate);
  const known = new Set(shown.map(key));
  return [...stay, ...best.filter((candidate) => !known.has(key(candidate)))].slice(0, most);
}

function foldedOf(subAccount: SubAccount): Searched {
  let made = searched.get(subAccount);
  if (!made) {
    made = {
      email: fold(subAccount.email ?? ''),
      id: String(subAccount.id),
      type: fold(subAccount.type ?? ''),
    };
    searched.set(subAccount, made);
  }
  return made;
}

/** 0 where a word matches nothing; otherwise the more, the better. */
function scoreOf(words: readonly string[], where: Searched): number {
  let sum = 0;
  for (const word of words) {
    const score = Math.max(
      scoreOfEmail(word, where.email),
      scoreOfId(word, where.id),
      where.type.includes(word) ? 1 : 0,
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
  return id.includes(word) ? 2 : 0;
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

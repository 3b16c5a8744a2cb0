// Chance without chance: numbers and keys that are the same on every run.
import { createHash } from 'node:crypto';

/** A source of numbers in [0, 1), decided by its seed (a 32-bit xorshift-multiply generator). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) / 2 ** 32;
  };
}

/** 40 lower-case hex characters, the form of the family's keys and tokens, decided by the words. */
export function hexKey(...words: readonly (string | number)[]): string {
  return createHash('sha1').update(words.join('\u0000')).digest('hex');
}

/** 31 characters of both cases with dashes, another form seen in the family, decided by the words. */
export function mixedKey(...words: readonly (string | number)[]): string {
  const letters = createHash('sha256').update(words.join('\u0000')).digest('base64url').replace(/[-_]/g, '');
  // Upper case, lower case and a digit, wherever they come from.
  return `${letters.slice(0, 5)}-${letters.slice(5, 13)}-${letters.slice(13, 20)}-aZ3${letters.slice(20, 25)}`;
}

/** A seed for a name. */
export function seedOf(name: string): number {
  return createHash('sha1').update(name).digest().readUInt32BE(0);
}

/** One of the values. */
export function pick<T>(random: () => number, values: readonly [T, ...T[]]): T {
  return values[Math.floor(random() * values.length)] ?? values[0];
}

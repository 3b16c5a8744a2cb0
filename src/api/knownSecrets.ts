// Finds known secrets in a text, in all forms that they take and in either case: in one pass, however many, long or alike they are.
import { Automaton, folded, STEP } from './automaton';
import type { InSteps } from './inSteps';
import { forms } from './secretForms';

/** Shorter than this, a "secret" would tear holes into ordinary words. No key of the service is this short. */
export const SHORTEST_SECRET = 4;

/** How many characters of forms are looked for at once: that takes some megabytes. */
const MOST_AT_ONCE = 1 << 18;

/** Bytes. A larger one would tell more of a text, and would not stay near the processor. */
const LARGEST_TABLE = 1 << 20;

/**
 * Which characters of `text` belong to one of the secrets, in any of its forms: above 0 for each that does. Undefined where there is none.
 * No form of more than `longest` characters is looked for.
 */
export function* covering(
  text: string,
  secrets: readonly string[],
  formsOf: (secret: string, longest: number) => readonly string[] = forms,
  longest = text.length,
): InSteps<Int32Array | undefined> {
  // No form is shorter than what it is the form of.
  const known = new Set(secrets.filter(({ length }) => length >= SHORTEST_SECRET && length <= longest));
  if (known.size === 0) {
    return undefined;
  }
  const holds = fourthsOf(text);
  const found = new Set<string>();
  for (const secret of known) {
    for (const form of formsOf(secret, longest)) {
      // Most forms are of signs that the text does not have.
      if (form.length <= longest && mayHold(holds, form)) {
        found.add(form);
      }
    }
    yield;
  }
  if (found.size === 0) {
    return undefined;
  }
  const edges = new Int32Array(text.length + 1);
  for (const some of batches(found)) {
    yield* mark(text, some, edges);
  }
  return summedUp(edges);
}

function summedUp(edges: Int32Array): Int32Array {
  let sum = 0;
  for (let at = 0; at < edges.length; at++) {
    sum += edges[at] ?? 0;
    edges[at] = sum;
  }
  return edges;
}

function* batches(found: Iterable<string>): Generator<string[]> {
  let [some, characters] = [[] as string[], 0];
  for (const form of found) {
    if (characters > 0 && characters + form.length > MOST_AT_ONCE) {
      yield some;
      [some, characters] = [[], 0];
    }
    some.push(form);
    characters += form.length;
  }
  if (some.length > 0) {
    yield some;
  }
}

/** A number for four characters in a row. */
function fourth(text: string, at: number): number {
  let hash = 0;
  for (let next = at; next < at + SHORTEST_SECRET; next++) {
    hash = Math.imul(hash ^ folded(text, next), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

/** The four characters in a row that a text has; it may seem to have others. */
function fourthsOf(text: string): Uint8Array {
  const table = new Uint8Array(Math.min(powerOfTwo(8 * text.length), LARGEST_TABLE));
  for (let at = 0; at + SHORTEST_SECRET <= text.length; at++) {
    table[fourth(text, at) & (table.length - 1)] = 1;
  }
  return table;
}

function mayHold(table: Uint8Array, form: string): boolean {
  for (let at = 0; at + SHORTEST_SECRET <= form.length; at++) {
    if (table[fourth(form, at) & (table.length - 1)] === 0) {
      return false;
    }
  }
  return true;
}

function powerOfTwo(least: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(16, least)));
}

/** Adds 1 where the longest form that ends somewhere begins, and takes it off behind its end (Aho and Corasick's way). */
function* mark(text: string, some: readonly string[], edges: Int32Array): InSteps<void> {
  const automaton = new Automaton(some.reduce((sum, { length }) => sum + length, 0));
  let added = 0;
  for (const form of some) {
    automaton.add(form);
    added += form.length;
    if (added > STEP) {
      added = 0;
      yield;
    }
  }
  yield* automaton.link();
  let node = 0;
  for (let from = 0; from < text.length; from += STEP) {
    node = automaton.read(text, from, Math.min(text.length, from + STEP), node, edges);
    yield;
  }
}

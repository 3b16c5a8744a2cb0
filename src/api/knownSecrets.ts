// Finds known secrets in a text, in all forms that they take and in either case: in one pass, however many, long or alike they are.

/** Shorter than this, a "secret" would tear holes into ordinary words. No key of the service is this short. */
export const SHORTEST_SECRET = 4;

/** How many characters of forms are looked for at once: that takes some megabytes. */
const MOST_AT_ONCE = 1 << 18;

/** Characters, or forms, after which there is a moment to let others go on. */
const STEP = 1 << 14;

/** Bytes. A larger one would tell more of a text, and would not stay near the processor. */
const LARGEST_TABLE = 1 << 20;

/** Work that can be put aside whenever it yields. */
export type InSteps<T> = Generator<undefined, T>;

/** What comes of it, at once. */
export function atOnce<T>(work: InSteps<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) {
      return step.value;
    }
  }
}

/**
 * Which characters of `text` belong to one of the secrets, in any of its forms: above 0 for each that does. Undefined where there is none.
 */
export function* covering(
  text: string,
  secrets: readonly string[],
  formsOf: (secret: string) => readonly string[] = forms,
): InSteps<Int32Array | undefined> {
  if (secrets.length === 0 || text.length < SHORTEST_SECRET) {
    return undefined;
  }
  const holds = fourthsOf(text);
  const found = new Set<string>();
  for (const secret of new Set(secrets)) {
    if (secret.length >= SHORTEST_SECRET) {
      for (const form of formsOf(secret)) {
        // Most forms are of signs that the text does not have.
        if (form.length <= text.length && mayHold(holds, form)) {
          found.add(form);
        }
      }
      yield;
    }
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

/** Letters of ASCII in one case: keys and tokens are of such, and services write them in the other. */
function folded(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 65 && unit <= 90 ? unit + 32 : unit;
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

/** Numbers in flat arrays: an object for each of so many characters would fill the memory. Node 0 is the beginning of all forms. */
class Automaton {
  #nodes = 1;
  readonly #parent: Int32Array;
  readonly #unit: Uint16Array;
  readonly #depth: Int32Array;
  /** The node of the longest end of this one's characters that is a beginning of some form. */
  readonly #fallback: Int32Array;
  /** How long the longest form is that ends here; 0 for none. */
  readonly #longest: Int32Array;
  /** The first node that was put behind this one; 0 for none. */
  readonly #first: Int32Array;
  /** The others, by the node before them and the character between: no more than there are forms. */
  readonly #others = new Map<number, number>();
  readonly #hasOthers: Uint8Array;

  constructor(characters: number) {
    const most = characters + 1;
    this.#parent = new Int32Array(most);
    this.#unit = new Uint16Array(most);
    this.#depth = new Int32Array(most);
    this.#fallback = new Int32Array(most);
    this.#longest = new Int32Array(most);
    this.#first = new Int32Array(most);
    this.#hasOthers = new Uint8Array(most);
  }

  add(form: string): void {
    let node = 0;
    for (let at = 0; at < form.length; at++) {
      const unit = folded(form, at);
      node = this.#behind(node, unit) || this.#put(node, unit);
    }
    this.#longest[node] = form.length;
  }

  #put(before: number, unit: number): number {
    const node = this.#nodes++;
    this.#parent[node] = before;
    this.#unit[node] = unit;
    this.#depth[node] = (this.#depth[before] ?? 0) + 1;
    if (this.#first[before] === 0) {
      this.#first[before] = node;
    } else {
      this.#others.set(before * 0x10000 + unit, node);
      this.#hasOthers[before] = 1;
    }
    return node;
  }

  /** To be called once, after all forms. */
  *link(): InSteps<void> {
    const order = this.#byDepth();
    for (let from = 1; from < order.length; from += STEP) {
      this.#linkSome(order.subarray(from, from + STEP));
      yield;
    }
  }

  #linkSome(nodes: Int32Array): void {
    for (const node of nodes) {
      const parent = this.#parent[node] ?? 0;
      const fallback = parent === 0 ? 0 : this.#step(this.#fallback[parent] ?? 0, this.#unit[node] ?? 0);
      this.#fallback[node] = fallback;
      this.#longest[node] ||= this.#longest[fallback] ?? 0;
    }
  }

  /** All nodes, those nearest to the beginning first. */
  #byDepth(): Int32Array {
    const depth = this.#depth.subarray(0, this.#nodes);
    const places = new Int32Array(this.#nodes + 1);
    for (const each of depth) {
      places[each + 1] = (places[each + 1] ?? 0) + 1;
    }
    for (let at = 1; at < places.length; at++) {
      places[at] = (places[at] ?? 0) + (places[at - 1] ?? 0);
    }
    const order = new Int32Array(this.#nodes);
    for (let node = 0; node < order.length; node++) {
      const each = depth[node] ?? 0;
      const place = places[each] ?? 0;
      places[each] = place + 1;
      order[place] = node;
    }
    return order;
  }

  /** Reads a part of the text, from a node on; answers with the node that it comes to. */
  read(text: string, from: number, to: number, start: number, edges: Int32Array): number {
    let node = start;
    for (let at = from; at < to; at++) {
      node = this.#step(node, folded(text, at));
      const length = this.#longest[node] ?? 0;
      if (length > 0) {
        edges[at + 1 - length] = (edges[at + 1 - length] ?? 0) + 1;
        edges[at + 1] = (edges[at + 1] ?? 0) - 1;
      }
    }
    return node;
  }

  #step(start: number, unit: number): number {
    for (let node = start; ; node = this.#fallback[node] ?? 0) {
      const next = this.#behind(node, unit);
      if (next > 0 || node === 0) {
        return next;
      }
    }
  }

  /** The node behind this one with this character; 0 for none. */
  #behind(node: number, unit: number): number {
    const first = this.#first[node] ?? 0;
    if (first > 0 && this.#unit[first] === unit) {
      return first;
    }
    return this.#hasOthers[node] === 1 ? (this.#others.get(node * 0x10000 + unit) ?? 0) : 0;
  }
}

/** A secret as it is, and as it looks in a URL, in JSON, in XML and in base64. */
export function forms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    inJson,
    // JSON within JSON, and JSON as Node prints it.
    JSON.stringify(inJson).slice(1, -1),
    inJson.replace(/\\/g, '\\\\'),
    asPhpJson(inJson),
    ...inXml(secret),
    base64,
    bytes.toString('base64url'),
    new URLSearchParams([['', secret]]).toString().slice(1),
    encodeURIComponent(bytes.toString('utf8')),
    encodeURIComponent(base64),
  ];
}

/** JSON as PHP writes it, and so perhaps the service: a slash with a backslash, and nothing beyond ASCII. */
function asPhpJson(inJson: string): string {
  return inJson
    .replace(/\//g, '\\/')
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** With the signs that XML and HTML escape; quotes are escaped within attributes, and by some everywhere. */
function inXml(secret: string): string[] {
  const text = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const quoted = text.replace(/"/g, '&quot;');
  return [text, quoted, quoted.replace(/'/g, '&#039;'), quoted.replace(/'/g, '&apos;')];
}

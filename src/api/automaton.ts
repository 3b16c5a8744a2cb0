// Finds many words in a text in one pass, in either case (Aho and Corasick's automaton).
import type { InSteps } from './inSteps';

/** Characters, or words, after which there is a moment to let others go on. */
export const STEP = 1 << 14;

/** Letters of ASCII in one case: keys and tokens are of such, and services write them in the other. */
export function folded(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 65 && unit <= 90 ? unit + 32 : unit;
}

/** Numbers in flat arrays: an object for each of so many characters would fill the memory. Node 0 is the beginning of all words. */
export class Automaton {
  #nodes = 1;
  readonly #parent: Int32Array;
  readonly #unit: Uint16Array;
  readonly #depth: Int32Array;
  /** The node of the longest end of this one's characters that is a beginning of some word. */
  readonly #fallback: Int32Array;
  /** How long the longest word is that ends here; 0 for none. */
  readonly #longest: Int32Array;
  /** The first node that was put behind this one; 0 for none. */
  readonly #first: Int32Array;
  /** The others, by the node before them and the character between: no more than there are words. */
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

  add(word: string): void {
    let node = 0;
    for (let at = 0; at < word.length; at++) {
      const unit = folded(word, at);
      node = this.#behind(node, unit) || this.#put(node, unit);
    }
    this.#longest[node] = word.length;
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

  /** To be called once, after all words. */
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

// Finds any of many known texts. They may be secrets, and no secret stands in a regular expression: its errors quote it.

export class KnownTexts {
  /** In the order of their characters. */
  readonly #sorted: readonly string[];
  readonly #longest: number;
  /** Of those that begin with others, the longest of these others. */
  readonly #within = new Map<string, string>();
  /** The two characters with which some begin: nearly every place of a text is passed over by a look at these. */
  readonly #beginnings = new Uint8Array(0x10000);

  /** Each has two characters or more. */
  constructor(texts: readonly string[]) {
    this.#sorted = [...new Set(texts)].sort();
    this.#longest = Math.max(0, ...texts.map(({ length }) => length));
    let before: string | undefined;
    for (const known of this.#sorted) {
      this.#beginnings[pairAt(known, 0)] = 1;
      while (before !== undefined && !known.startsWith(before)) {
        before = this.#within.get(before);
      }
      if (before !== undefined) {
        this.#within.set(known, before);
      }
      before = known;
    }
  }

  /** Whether any of them stands anywhere in `text`. */
  areIn(text: string): boolean {
    return this.replace(text, '') !== text;
  }

  /** `text` with `by` in the place of each; of those that begin at the same place the longest, so that it leaves no rest behind. */
  replace(text: string, by: string): string {
    let replaced = '';
    let end = 0;
    for (let at = 0; at < text.length - 1; at++) {
      const found = this.#beginnings[pairAt(text, at)] === 1 ? this.#longestAt(text, at) : undefined;
      if (found !== undefined) {
        replaced += text.slice(end, at) + by;
        end = at + found.length;
        at = end - 1;
      }
    }
    return replaced + text.slice(end);
  }

  #longestAt(text: string, at: number): string | undefined {
    const here = text.slice(at, at + this.#longest);
    let found = this.#lastUpTo(here);
    // Whatever stands here comes before it in the order, or is it: then it begins with that.
    const common = found === undefined ? 0 : commonLength(here, found);
    while (found !== undefined && found.length > common) {
      found = this.#within.get(found);
    }
    return found;
  }

  /** The last in the order that is `text` or comes before it. */
  #lastUpTo(text: string): string | undefined {
    let [from, to] = [0, this.#sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#sorted[middle] ?? '') <= text) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return this.#sorted[from - 1];
  }
}

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at) << 8) ^ text.charCodeAt(at + 1)) & 0xffff;
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) {
    length++;
  }
  return length;
}

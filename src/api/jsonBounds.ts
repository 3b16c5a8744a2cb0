// How far a JSON body may branch: more than a list of sub-accounts could need is given up before it is parsed, which would block.

/** Lists and objects within one another. A page has 4. */
const DEEPEST = 32;
/** Lists and objects in all. A page of 20 rows has about 25. */
const MOST_CONTAINERS = 100_000;
/** Members of one list or object. A page of 20 rows has 20. */
const MOST_MEMBERS = 100_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Looks at the bytes of a body as they come, in pieces. `JSON.parse` takes a second for 8 MB of brackets, and blocks whatever else runs
 * here meanwhile; of text and numbers it reads as much within a blink. A body that is no JSON list or object is never given up here.
 */
export class JsonBounds {
  /** Undefined until the first byte that is no blank. */
  #isJson: boolean | undefined;
  #inText = false;
  #escaped = false;
  #containers = 0;
  #depth = 0;
  /** Members of the list or object at each depth. */
  readonly #members = new Uint32Array(DEEPEST + 1);

  /** Takes the next piece; false when the body branches too far. Surrogates and UTF-8 need no care: all that counts is ASCII. */
  holds(bytes: Uint8Array): boolean {
    this.#isJson ??= startsJson(bytes);
    if (!this.#isJson) {
      return true;
    }
    for (const byte of bytes) {
      if (this.#escaped) {
        this.#escaped = false;
      } else if (this.#inText) {
        this.#inText = byte !== QUOTE;
        this.#escaped = byte === BACKSLASH;
      } else if (!this.#structure(byte)) {
        return false;
      }
    }
    return true;
  }

  #structure(byte: number): boolean {
    switch (byte) {
      case QUOTE:
        this.#inText = true;
        return true;
      case OPEN_LIST:
      case OPEN_OBJECT:
        this.#depth++;
        this.#containers++;
        this.#members[this.#depth] = 0;
        return this.#depth <= DEEPEST && this.#containers <= MOST_CONTAINERS;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        this.#depth = Math.max(0, this.#depth - 1);
        return true;
      case COMMA: {
        const members = (this.#members[this.#depth] ?? 0) + 1;
        this.#members[this.#depth] = members;
        return members < MOST_MEMBERS;
      }
      default:
        return true;
    }
  }
}

/** Whether the first byte that is no blank (or byte order mark) opens a list or an object; undefined where there is none. */
function startsJson(bytes: Uint8Array): boolean | undefined {
  const first = bytes.find((byte) => byte > 0x20 && ![0xef, 0xbb, 0xbf].includes(byte));
  return first === undefined ? undefined : first === OPEN_LIST || first === OPEN_OBJECT;
}

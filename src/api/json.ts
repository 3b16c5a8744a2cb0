// From a text to JSON whose numbers are as they were written, also where other text stands around it.

/** A text, or what may be a number; a text that is not closed goes to the end, or each quote in it would be looked at as a beginning. */
export const TEXT_OR_NUMBER = /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|-?\d[\d.eE+-]*/g;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** JSON that was read. */
export interface Parsed {
  readonly value: unknown;
}

/**
 * Reads JSON. A number that JavaScript would write otherwise than it came (12345678901234567890, 6310e42, 0.800) becomes the text of its
 * digits: no value is ever another than was sent. Undefined for what is no JSON.
 */
export function parseAsWritten(text: string): Parsed | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const exact = text.replace(TEXT_OR_NUMBER, (found) =>
      NUMBER.test(found) && String(Number(found)) !== found ? `"${found}"` : found,
    );
    return { value: exact === text ? value : JSON.parse(exact) };
  } catch {
    return undefined;
  }
}

/** How an object, or a list of them, begins. */
const BEGINNING = /\{\s*["}]|\[\s*[{["]/g;

/** So many objects are looked for, and so many beginnings followed in vain: each of those may lead to the end of the text. */
const MOST_OBJECTS = 200;
const MOST_IN_VAIN = 4;

/** What was found in a text that is no JSON as a whole. */
export interface Found {
  /** The outermost whole objects, in their order. */
  readonly found: readonly unknown[];
  /** One that was being looked for does not end. Nothing after its beginning counts. */
  readonly brokenOff: boolean;
  /** One that was being looked for ends, but is no JSON. */
  readonly spoilt: boolean;
  /** There were too many to look at all of them. */
  readonly givenUp: boolean;
}

/**
 * The objects in a text that is no JSON as a whole. `isMeant` is told how one begins that does not end or is no JSON, and whether the
 * text begins with it: where it is what is looked for, nothing within it may be taken for it.
 */
export function objectsWithin(
  text: string,
  isMeant: (beginning: string, isAtStart: boolean) => boolean,
): Found {
  const found: unknown[] = [];
  const beginnings = new RegExp(BEGINNING);
  let spoilt = false;
  for (let inVain = 0; found.length < MOST_OBJECTS && inVain < MOST_IN_VAIN; ) {
    const beginning = beginnings.exec(text)?.index;
    if (beginning === undefined) {
      return { found, brokenOff: false, spoilt, givenUp: false };
    }
    const end = endOf(text, beginning);
    const parsed = end === undefined ? undefined : parseAsWritten(text.slice(beginning, end));
    if (parsed) {
      found.push(parsed.value);
    } else {
      inVain++;
    }
    if (!parsed && isMeant(text.slice(beginning, beginning + 60), beginning === 0)) {
      if (end === undefined) {
        return { found, brokenOff: true, spoilt, givenUp: false };
      }
      spoilt = true;
    }
    // What is within one that ends, but is no JSON, is no object of its own.
    beginnings.lastIndex = end ?? beginning + 1;
  }
  return { found, brokenOff: false, spoilt, givenUp: true };
}

/** Braces, brackets, and texts as a whole. */
const BRACE_OR_TEXT = /[{}[\]]|"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)/g;

/** Where the object or list that begins at `start` ends; undefined where it does not. */
function endOf(text: string, start: number): number | undefined {
  const parts = new RegExp(BRACE_OR_TEXT);
  parts.lastIndex = start;
  let open = 0;
  for (let part = parts.exec(text); part; part = parts.exec(text)) {
    if (part[0] === '{' || part[0] === '[') {
      open++;
    } else if ((part[0] === '}' || part[0] === ']') && --open === 0) {
      return part.index + 1;
    }
  }
  return undefined;
}

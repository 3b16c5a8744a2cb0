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

/** How an object begins. */
const BEGINNING = /\{\s*["}]/g;

/** So many beginnings are followed, and so many in vain: each of those may lead to the end of the text, and that for each brace would take too long. */
const MOST_BEGINNINGS = 20;
const MOST_IN_VAIN = 4;

/** The outermost whole objects in a text that is no JSON as a whole, in their order; the first of very many. */
export function objectsWithin(text: string): unknown[] {
  const found: unknown[] = [];
  const beginnings = new RegExp(BEGINNING);
  let inVain = 0;
  while (found.length + inVain < MOST_BEGINNINGS && inVain < MOST_IN_VAIN) {
    const beginning = beginnings.exec(text);
    if (!beginning) {
      break;
    }
    const end = endOfObject(text, beginning.index);
    const parsed = end === undefined ? undefined : parseAsWritten(text.slice(beginning.index, end));
    if (parsed && end !== undefined) {
      found.push(parsed.value);
      beginnings.lastIndex = end;
    } else {
      inVain++;
      beginnings.lastIndex = beginning.index + 1;
    }
  }
  return found;
}

/** Braces, and texts as a whole. */
const BRACE_OR_TEXT = /[{}]|"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)/g;

/** Where the object that begins at `start` ends; undefined where it does not. */
function endOfObject(text: string, start: number): number | undefined {
  const parts = new RegExp(BRACE_OR_TEXT);
  parts.lastIndex = start;
  let open = 0;
  for (let part = parts.exec(text); part; part = parts.exec(text)) {
    if (part[0] === '{') {
      open++;
    } else if (part[0] === '}' && --open === 0) {
      return part.index + 1;
    }
  }
  return undefined;
}

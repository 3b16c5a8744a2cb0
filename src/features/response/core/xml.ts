// XML as it is written: its pieces, and a layout that adds and takes nothing but blanks between elements.
import { deepest } from './responseText';

/** A piece of a text, from `start` to `end`. All of them together are the text, as far as it can be read. */
export interface Piece {
  readonly kind: 'open' | 'close' | 'empty' | 'text' | 'data' | 'other';
  readonly start: number;
  readonly end: number;
  /** Of the element in which it stands, the place of its opening among the pieces; of a closing, the one that it closes. */
  readonly within: number | undefined;
  readonly depth: number;
}

/** A tag; a sign of the next one ends what is none, so that each sign is looked at once. */
const TAG = /<(\/?)([^\s<>/"'=!?]+)[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*>/y;
const DECLARATION = /<![^<>[\]]*(?:\[[^\]]*\][^<>[\]]*)?>/y;
const BLANK = /^[ \t\r\n]*$/;

/** The pieces of a text, up to where it is no XML: a tag that does not end, or that closes what is not open. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const open: { readonly name: string; readonly at: number }[] = [];
  for (let start = 0; start < text.length; ) {
    const place = { start, within: open.at(-1)?.at, depth: open.length };
    if (text[start] !== '<') {
      const next = text.indexOf('<', start);
      pieces.push({ ...place, kind: 'text', end: next < 0 ? text.length : next });
    } else if (/[!?]/.test(text[start + 1] ?? '')) {
      const end = endOfOther(text, start);
      if (end === undefined) {
        break;
      }
      pieces.push({ ...place, kind: text.startsWith('<![CDATA[', start) ? 'data' : 'other', end });
    } else {
      TAG.lastIndex = start;
      const [tag = '', slash, name = ''] = TAG.exec(text) ?? [];
      const opened = slash ? open.pop() : undefined;
      if (tag === '' || (slash && opened?.name !== name)) {
        break;
      }
      const end = start + tag.length;
      if (opened) {
        pieces.push({ kind: 'close', start, end, within: opened.at, depth: open.length });
      } else if (tag.endsWith('/>')) {
        pieces.push({ ...place, kind: 'empty', end });
      } else {
        open.push({ name, at: pieces.length });
        pieces.push({ ...place, kind: 'open', end });
      }
    }
    start = pieces.at(-1)?.end ?? text.length;
  }
  return pieces;
}

/** Whether they branch too deep to be walked. */
export function areTooDeep(pieces: readonly Piece[]): boolean {
  return pieces.some(({ depth }) => depth > deepest);
}

/** Where a comment, a section of text, an instruction or a declaration ends; undefined where it does not. */
function endOfOther(text: string, start: number): number | undefined {
  for (const [begins, ends] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const) {
    if (text.startsWith(begins, start)) {
      const end = text.indexOf(ends, start + begins.length);
      return end < 0 ? undefined : end + ends.length;
    }
  }
  DECLARATION.lastIndex = start;
  return DECLARATION.test(text) ? DECLARATION.lastIndex : undefined;
}

/**
 * The same text with each element in a line of its own, indented, where nothing but elements and blanks stand beside it: blanks within text
 * are text. What is no XML stays as it is from there on, and what branches far too deep as a whole.
 */
export function prettyXml(text: string): string {
  const pieces = piecesOf(text);
  if (areTooDeep(pieces)) {
    return text;
  }
  const kept = keptAsWritten(text, pieces);
  const filled = new Set(
    pieces.flatMap(({ kind, within }) => (kind === 'close' || within === undefined ? [] : [within])),
  );
  const laidOut: string[] = [];
  for (const [at, { kind, start, end, within, depth }] of pieces.entries()) {
    const isKept = kept.has(within);
    const written = text.slice(start, end);
    if (isKept || at === 0 || (kind === 'close' && !filled.has(within ?? -1))) {
      laidOut.push(written);
    } else if (kind !== 'text') {
      laidOut.push(`\n${'  '.repeat(depth)}${written}`);
    } else if (end === text.length) {
      // How the text ends is not between elements.
      laidOut.push(written);
    }
  }
  return laidOut.join('') + text.slice(pieces.at(-1)?.end ?? 0);
}

/** The elements in which blanks mean something: those with text beside elements, or that say so, and all within them. Those with blanks alone too. */
function keptAsWritten(text: string, pieces: readonly Piece[]): ReadonlySet<number | undefined> {
  const kept = new Set<number | undefined>();
  const branching = new Set<number | undefined>([undefined]);
  for (const { kind, start, end, within } of pieces) {
    if (kind === 'data' || (kind === 'text' && !BLANK.test(text.slice(start, end)))) {
      kept.add(within);
    } else if (kind !== 'text' && kind !== 'close') {
      branching.add(within);
    }
  }
  for (const [at, { kind, start, end, within }] of pieces.entries()) {
    if (
      kind === 'open' &&
      (kept.has(within) ||
        !branching.has(at) ||
        /\sxml:space\s*=\s*["']preserve["']/.test(text.slice(start, end)))
    ) {
      kept.add(at);
    }
  }
  return kept;
}

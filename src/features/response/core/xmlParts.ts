// The parts of an answer in XML, and which of them is a sub-account's own element.
import { line } from '../../../api/fields';
import { numberIn, onlyWay, type Part, type Way, wholeOf } from './answerParts';
import { areTooDeep, piecesOf } from './xml';

export function xmlParts(text: string): Part | undefined {
  const root = wholeOf(text);
  const pieces = piecesOf(text);
  if (areTooDeep(pieces)) {
    return undefined;
  }
  const parts = new Map<number | undefined, Part>([[undefined, root]]);
  for (const [at, { kind, start, end, within }] of pieces.entries()) {
    if (kind === 'open' || kind === 'empty') {
      const name = /^<([^\s/>]+)/.exec(text.slice(start, end))?.[1] ?? '';
      const part = { start, end, value: { start: end, end }, name, inside: [] };
      parts.get(within)?.inside.push(part);
      parts.set(at, part);
    } else if (kind === 'close') {
      const part = parts.get(within);
      if (part) {
        Object.assign(part, { end, value: { start: part.value.start, end: start } });
      }
    }
  }
  return root;
}

/**
 * The way to the one element that begins with this number and has this e-mail beside it. Nothing has a name there, and other numbers, a
 * balance say, may be the same: but the number comes first.
 */
export function wayInXml(answer: Part, body: string, id: number, email: string | undefined): Way | undefined {
  return email === undefined ? undefined : onlyWay([...waysIn(answer, body, id, email)]);
}

function* waysIn(part: Part, body: string, id: number, email: string): Generator<Way> {
  const [first, ...others] = part.inside;
  if (first && numberOf(first, body) === id && others.some((each) => textIn(each, body) === email)) {
    yield [];
  }
  for (const [at, inside] of part.inside.entries()) {
    for (const way of waysIn(inside, body, id, email)) {
      yield [at, ...way];
    }
  }
}

/** The whole number that an element has for its value. */
export function numberOf(part: Part, text: string): number | undefined {
  const value = textIn(part, text);
  return value === undefined ? undefined : numberIn(value);
}

function textIn({ value, inside }: Part, text: string): string | undefined {
  return inside.length > 0
    ? undefined
    : line(text.slice(value.start, value.end).replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1'));
}

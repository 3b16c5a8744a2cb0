// Where a sub-account stands in an answer, and the masked answer in which its own token and keys alone are revealed.
import { createScanner } from 'jsonc-parser';
import * as v from 'valibot';
import { integer, line } from '../../../api/fields';
import { SECRET_NAME } from '../../../api/listAsSent';
import { MASK } from '../../../api/redact';
import type { SubAccount } from '../../../api/subAccount';
import { isTooDeep, type ResponseKind } from './responseText';
import { areTooDeep, piecesOf } from './xml';

/** A part of an answer, from `start` to `end`; `value` is where its value stands, without the tags around it. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly value: { readonly start: number; readonly end: number };
  /** What it is called, as far as it has a name. */
  readonly name: string;
  readonly inside: Part[];
}

/** The way to a part: the place of each among those beside it. The same in an answer, in its masked copy, and in both laid out. */
export type Way = readonly number[];

/**
 * The way to a sub-account's own object, in JSON as the list is read, in XML by its number and its e-mail, which have no names there.
 * Undefined where it is not there, or the answer can't be read.
 */
export function wayTo(
  { id, email }: Pick<SubAccount, 'id' | 'email'>,
  body: string,
  language: ResponseKind['language'],
): Way | undefined {
  const answer = readParts(body, language);
  if (!answer) {
    return undefined;
  }
  return language === 'json' ? wayInJson(answer, body, id) : wayInXml(answer, body, id, email);
}

/** Where a part begins. */
export function placeOf(way: Way, text: string, language: ResponseKind['language']): number | undefined {
  return partAt(readParts(text, language), way)?.start;
}

/** The masked answer with what is masked in this part as it was sent. A secret that stands within another value stays masked. */
export function revealedAt(
  way: Way,
  { body, masked }: { readonly body: string; readonly masked: string },
  language: ResponseKind['language'],
): string {
  const [sent, hidden] = [body, masked].map((text) => partAt(readParts(text, language), way));
  if (!sent || !hidden) {
    return masked;
  }
  let [text, done] = ['', 0];
  for (const [inMasked, inBody] of ownSecrets(hidden, sent, masked, language === 'json')) {
    text += masked.slice(done, inMasked.start) + body.slice(inBody.start, inBody.end);
    done = inMasked.end;
  }
  return text + masked.slice(done);
}

/** The values that are a secret as a whole: by their name; and in XML, where few have one, by what is left of them. */
function* ownSecrets(
  masked: Part,
  sent: Part,
  text: string,
  isNamed: boolean,
  isSecret = false,
): Generator<readonly [Part['value'], Part['value']]> {
  const isOwn = isSecret || SECRET_NAME.test(masked.name);
  if (masked.inside.length !== sent.inside.length) {
    return;
  }
  if (masked.inside.length === 0) {
    const left = text.slice(masked.value.start, masked.value.end);
    if (isOwn || (!isNamed && [MASK, `<![CDATA[${MASK}]]>`].includes(left.trim()))) {
      yield [masked.value, sent.value];
    }
  }
  for (const [at, inside] of masked.inside.entries()) {
    const inSent = sent.inside[at];
    if (inSent) {
      yield* ownSecrets(inside, inSent, text, isNamed, isOwn);
    }
  }
}

function partAt(part: Part | undefined, [first, ...rest]: Way): Part | undefined {
  return first === undefined || !part ? part : partAt(part.inside[first], rest);
}

function readParts(text: string, language: ResponseKind['language']): Part | undefined {
  if (language === 'xml') {
    return xmlParts(text);
  }
  return language === 'json' && !isTooDeep(text) ? jsonParts(text) : undefined;
}

/** What is broken, or not closed, has the parts that it has. */
function jsonParts(text: string): Part | undefined {
  const scanner = createScanner(text, true);
  const root: Part = {
    start: 0,
    end: text.length,
    value: { start: 0, end: text.length },
    name: '',
    inside: [],
  };
  const open = [root];
  let [name, written] = ['', ''];
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const start = scanner.getTokenOffset();
    const sign = text[start] ?? '';
    const inside = open.at(-1)?.inside ?? [];
    const place = { start, end: start + scanner.getTokenLength() };
    if ('}]'.includes(sign)) {
      const closed = open.length > 1 ? open.pop() : undefined;
      Object.assign(closed ?? {}, { end: place.end });
    } else if (sign === ':') {
      // What came before it is no value, but the name of the next.
      inside.pop();
      name = written;
    } else if (sign !== ',') {
      const part: Part = { ...place, value: place, name, inside: [] };
      inside.push(part);
      [name, written] = ['', scanner.getTokenValue()];
      if ('{['.includes(sign)) {
        open.push(Object.assign(part, { end: text.length }));
      }
    }
  }
  // A mark may stand before it.
  return root.inside.find(({ start }) => '{['.includes(text[start] ?? ''));
}

function wayInJson(answer: Part, body: string, id: number): Way | undefined {
  // Of two of a name, the last one counts.
  const data = answer.inside.findLastIndex(({ name }) => name === 'data');
  const rows = answer.inside[data]?.inside ?? [];
  const row = rows.findIndex(({ name, inside }) => {
    const own = inside.findLast((each) => each.name === 'id');
    return /^\d*$/.test(name) && own && isId(body.slice(own.start, own.end), id);
  });
  return row < 0 ? undefined : [data, row];
}

/** As it is read: a number, or a text of digits, as it is written. */
function isId(written: string, id: number): boolean {
  const read = v.safeParse(integer, written.replace(/^"(.*)"$/s, '$1'));
  return read.success && read.output === id;
}

function xmlParts(text: string): Part | undefined {
  const root: Part = {
    start: 0,
    end: text.length,
    value: { start: 0, end: text.length },
    name: '',
    inside: [],
  };
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

function wayInXml(part: Part, body: string, id: number, email: string | undefined): Way | undefined {
  const values = part.inside
    .filter(({ inside }) => inside.length === 0)
    .map(({ value }) =>
      line(body.slice(value.start, value.end).replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')),
    );
  if (
    email !== undefined &&
    values.includes(email) &&
    values.some((each) => each !== undefined && isId(each, id))
  ) {
    return [];
  }
  for (const [at, inside] of part.inside.entries()) {
    const way = wayInXml(inside, body, id, email);
    if (way) {
      return [at, ...way];
    }
  }
  return undefined;
}

// The fields of an answer, read with every drift that the service's family is known for: numbers as text, text as numbers, null, missing.
import { characterEntitiesHtml4 } from 'character-entities-html4';
import * as v from 'valibot';
import { hasUnseen, onOneLine } from './foreignText';

/** Not a list, which JavaScript takes for an object too. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field that may be missing, null or nonsense: then it is undefined, and never a reason to lose its row. */
export function lenient<T>(schema: v.GenericSchema<unknown, T | undefined>) {
  return v.optional(v.fallback(schema, undefined));
}

/** What the family writes now one way, now the other. */
export const textOrNumber = v.union([v.string(), v.number()]);

/** No key or token is longer: they have 40 characters, and travel in addresses. What calls itself one is part of an attack, or of a fault. */
export const longestSecret = 1000;

/**
 * A token or a key: as it was sent, to the last sign. With a gap in it, or signs that don't show or could not be read, it is none. Where it
 * is far too long it is not known what the row is: then nothing of it is read.
 */
export const secret = v.optional(
  v.pipe(
    v.unknown(),
    v.check((value) => typeof value !== 'string' || value.length <= longestSecret),
    v.transform((value) => {
      const text = typeof value === 'number' ? String(value) : value;
      return typeof text === 'string' && text !== '' && !hasUnseen(text) ? text : undefined;
    }),
  ),
);

/**
 * What people read, on one line: services of the family send it ready for a page of HTML (`o&#039;brien`). As long as it came: it is cut
 * after secrets were taken out of it, for half of one would not be known.
 */
export const text = lenient(
  v.pipe(
    textOrNumber,
    v.transform((value) => line(String(value))),
  ),
);

/** On one line, decoded once: `&amp;lt;` is `&lt;`, as it was meant. Empty is undefined. */
export function line(value: string): string | undefined {
  return onOneLine(value.replace(/&#?\w+;/g, decoded)) || undefined;
}

/** The sign of an entity: by the names of HTML 4, which are PHP's, or by its number. What is none stays as it is. */
function decoded(entity: string): string {
  const name = entity.slice(1, -1);
  if (Object.hasOwn(characterEntitiesHtml4, name)) {
    return characterEntitiesHtml4[name] ?? entity;
  }
  const [, hexadecimal, decimal] = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  const isSign = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  // The one name of XML that HTML 4 lacks.
  return name === 'apos' ? "'" : isSign ? String.fromCodePoint(code) : entity;
}

/** An amount that is not there. */
export const noAmount = { balance: undefined, currency: undefined };

/** What an account has, of which each part may be missing. */
export const credits = v.optional(
  v.fallback(
    v.union([
      v.object({ balance: text, currency: text }),
      // The amount alone.
      v.pipe(
        textOrNumber,
        v.transform((balance) => ({ balance: line(String(balance)), currency: undefined })),
      ),
    ]),
    noAmount,
  ),
  noAmount,
);

/** 0 or more, as a number or in plain digits; PHP may write `17.0`, but `1.000` may be a thousand. */
export const integer = v.pipe(
  textOrNumber,
  v.transform((value) => /^\s*(\d{1,16})(?:\.0)?\s*$/.exec(String(value))?.[1]),
  v.string(),
  v.transform(Number),
  v.safeInteger(),
);
/** An integer that may be missing. */
export const count = lenient(integer);
/** The same, from 1. */
export const fromOne = lenient(v.pipe(integer, v.minValue(1)));

const DATE = /(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))/;
const TIME = /((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?/;
const ZONE = /(?:Z|UTC|[+-]\d{2}:?\d{2})?/;
const FORM = new RegExp(`^${DATE.source}[T ]${TIME.source} ?${ZONE.source}$`, 'i');

/**
 * Reads `YYYY-MM-DD HH:MM:SS` (documented), ISO 8601 with an offset, and PHP's `{date, timezone_type, timezone}`, all into the first
 * form. The zone is dropped on purpose: the documented form has none, and what is left is the clock of the service in every form.
 * Anything else is undefined.
 */
export function toWallClock(value: unknown): string | undefined {
  const written = typeof value === 'object' && value !== null && 'date' in value ? value.date : value;
  const text = typeof written === 'string' ? written.trim() : '';
  const match = FORM.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, date = '', hoursAndMinutes = '', seconds = '00'] = match;
  const clock = `${date} ${hoursAndMinutes}:${seconds}`;
  // The text that came is held already; one put together is a second, of parts that are held too.
  return clock === text ? text : clock;
}

// The fields of an answer, read with every drift that the service's family is known for: numbers as text, text as numbers, null, missing.
import { decodeHTMLStrict } from 'entities';
import * as v from 'valibot';

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

/** Text, or a number as it was written; empty is undefined. */
const written = v.pipe(
  textOrNumber,
  v.transform((value) => (value === '' ? undefined : String(value))),
);

/** A token or a key: as it was sent, to the last sign. One whose bytes could not be read is none. */
export const secret = lenient(
  v.pipe(
    written,
    v.transform((value) => (value?.includes('\ufffd') ? undefined : value)),
  ),
);

/** What people read: services of the family send it ready for a page of HTML (`o&#039;brien`). */
export const text = lenient(v.pipe(written, v.transform(decoded)));

/** Decoded once: `&amp;lt;` is `&lt;`, as it was meant. */
export function decoded(value: string | undefined): string | undefined {
  return value?.includes('&') ? decodeHTMLStrict(value) : value;
}

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

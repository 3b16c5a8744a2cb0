// What the service answers, read with every drift its family is known for (docpartner.dev, Mail Partner › Sous-comptes).
import * as v from 'valibot';
import type { Profile, SubAccountPage } from './api';
import { toDecimalText } from './decimal';
import type { SubAccount } from './subAccount';

// Fields as the family drifts: numbers as text, text as numbers, null, missing.

/** A field that may be missing, null or nonsense: then it is undefined, and never a reason to lose its row. */
function lenient<T>(schema: v.GenericSchema<unknown, T | undefined>) {
  return v.optional(v.fallback(schema, undefined));
}

/** What the family writes now one way, now the other. */
const textOrNumber = v.union([v.string(), v.number()]);

/** Text, or a number written as one; empty is undefined. */
const text = lenient(
  v.pipe(
    textOrNumber,
    v.transform((value) => (value === '' ? undefined : String(value))),
  ),
);

/** 0 or more, as a number or in digits. */
const integer = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.trim(), v.regex(/^\d+$/), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(0),
);
/** An integer that may be missing. */
const count = lenient(integer);
/** The same, from 1. */
const fromOne = lenient(v.pipe(integer, v.minValue(1)));

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

const balance = lenient(v.pipe(textOrNumber, v.transform(toDecimalText)));

const credits = v.optional(v.fallback(v.object({ balance, currency: text }), {}), {});

const row = v.pipe(
  v.object({
    id: integer,
    email: text,
    type: text,
    token: text,
    apiKey: text,
    createdAt: v.optional(v.pipe(v.unknown(), v.transform(toWallClock))),
    credits,
  }),
  v.transform(
    (value): SubAccount => ({
      id: value.id,
      email: value.email,
      type: value.type,
      token: value.token,
      apiKey: value.apiKey,
      createdAt: value.createdAt,
      balance: value.credits.balance,
      currency: value.credits.currency,
    }),
  ),
);

/** Pages have 20 rows. Far more of them is no page, and reading it would hold everything else up. */
const mostRowsOnPage = 1000;

/** A PHP array with gaps is printed as an object: its rows in the order of their numbers. Other keys hold no row. */
function numbered(value: object): unknown[] {
  const isNumber = ([key]: [string, unknown]) => /^\d+$/.test(key);
  const entries = Object.entries(value);
  const rows = entries.filter(isNumber).sort(([a], [b]) => Number(a) - Number(b));
  const others = entries.filter((entry) => !isNumber(entry));
  return [...rows.map(([, each]) => each), ...others.map(() => undefined)];
}

const rows = v.optional(
  v.union([
    v.pipe(v.array(v.unknown()), v.maxLength(mostRowsOnPage)),
    v.pipe(
      v.custom<object>((value) => isObject(value) && Object.keys(value).length <= mostRowsOnPage),
      v.transform(numbered),
    ),
    v.pipe(
      v.null(),
      v.transform((): unknown[] => []),
    ),
  ]),
  [],
);

/** Not a list, which JavaScript takes for an object too. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The answer of `GET /subaccount/list`. A row that can't be read at all is skipped and counted. */
export const listSchema = v.pipe(
  v.object({ data: rows, total: count, nb_per_page: fromOne }),
  v.transform((value): SubAccountPage => {
    const read = value.data.map((each) => v.safeParse(row, each));
    const readable = read.flatMap((each) => (each.success ? [each.output] : []));
    return {
      rows: readable,
      skipped: read.length - readable.length,
      total: value.total,
      pageSize: value.nb_per_page,
    };
  }),
);

/** The answer of `GET /me`. */
export const meSchema = v.pipe(
  v.object({ user: v.optional(v.fallback(v.object({ username: text }), {}), {}) }),
  v.transform(
    (value): Profile => ({
      username: value.user.username,
    }),
  ),
);

// An error's code and words, in the shapes seen in the family.

/** Words are for one line: what is far longer is cut before it is looked at, which would hold everything else up. */
const longest = { characters: 5000, messages: 20 };

/** The beginning of a text, up to a blank: a secret that was cut in two would not be recognised. */
function beginning(text: string): string {
  return text.length <= longest.characters ? text : text.slice(0, longest.characters).replace(/\S*$/, '');
}

const words = lenient(
  v.pipe(
    textOrNumber,
    v.transform((value) => beginning(String(value)).replace(/\s+/g, ' ').trim() || undefined),
  ),
);
const wordsOfOne = v.union([
  v.pipe(
    v.object({ message: words }),
    v.transform(({ message }) => message),
  ),
  words,
]);
const wordsOfAll = v.pipe(
  v.array(v.unknown()),
  v.transform((all) => all.slice(0, longest.messages)),
  v.array(wordsOfOne),
  v.transform((all) => [...new Set(all.filter((each) => each !== undefined))].join('; ') || undefined),
);

/** All shapes in one. Never fails on an object: what is not there is undefined. */
export const errorSchema = v.object({
  success: v.optional(v.unknown()),
  code: count,
  message: words,
  error: lenient(v.union([wordsOfAll, wordsOfOne])),
  errors: lenient(v.union([wordsOfAll, wordsOfOne])),
});

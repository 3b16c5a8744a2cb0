// Fields as the family drifts: numbers as text, text as numbers, null, missing.
import * as v from 'valibot';

/** A field that may be missing, null or nonsense: then it is undefined, and never a reason to lose its row. */
export function lenient<T>(schema: v.GenericSchema<unknown, T | undefined>) {
  return v.optional(v.fallback(schema, undefined));
}

/** What the family writes now one way, now the other. */
export const textOrNumber = v.union([v.string(), v.number()]);

/** Text, or a number written as one; empty is undefined. */
export const text = lenient(
  v.pipe(
    textOrNumber,
    v.transform((value) => (value === '' ? undefined : String(value))),
  ),
);

/** 0 or more, as a number or in digits. */
export const integer = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.trim(), v.regex(/^\d+$/), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(0),
);
/** An integer that may be missing. */
export const count = lenient(integer);
/** The same, from 1. */
export const fromOne = lenient(v.pipe(integer, v.minValue(1)));

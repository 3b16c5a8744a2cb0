// An error's code and words, in the shapes seen in the family.
import * as v from 'valibot';
import { count, lenient, textOrNumber } from './lenient';

const words = lenient(
  v.pipe(
    textOrNumber,
    v.transform((value) => String(value).replace(/\s+/g, ' ').trim() || undefined),
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

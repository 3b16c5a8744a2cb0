// What an error says: its code and its words, in all the shapes seen in the family.
import * as v from 'valibot';
import { count, decoded, lenient, textOrNumber } from './fields';

/** Words are for one line: what is far longer is cut before it is looked at, which would hold everything else up. */
const longest = { characters: 5000, messages: 20 };

/** The beginning of a text, up to a blank: a secret that was cut in two would not be recognised. */
function beginning(text: string): string {
  if (text.length <= longest.characters) {
    return text;
  }
  let end = longest.characters;
  while (end > 0 && !/\s/.test(text.charAt(end - 1))) {
    end--;
  }
  return text.slice(0, end);
}

const words = lenient(
  v.pipe(
    textOrNumber,
    v.transform(
      (value) =>
        decoded(beginning(String(value)))
          ?.replace(/\s+/g, ' ')
          .trim() || undefined,
    ),
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

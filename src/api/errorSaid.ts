// What an error says: its code and its words, in all the shapes seen in the family and its frameworks.
import * as v from 'valibot';
import { count, isObject, line } from './fields';

/** Words are for one line: what is far longer is cut before it is looked at, which would hold everything else up. */
const longest = { characters: 5000, messages: 20 };

/** The fields that hold words, the first that has any counts; and those that never do. */
const WORDS = ['message', 'error', 'errors', 'detail', 'details', 'msg', 'description', 'reason'];
const NO_WORDS = new Set(['code', 'status', 'success', 'elementId', 'id', 'type', 'field']);

/** What an error says of itself; what it does not say is undefined. */
export interface ErrorSaid {
  /** The service's own code, of the error itself or of the first one in it. */
  readonly code: number | undefined;
  /** On one line; of several, each once. */
  readonly message: string | undefined;
}

/** What an error says, whatever it is made of. */
export function errorSaid(content: object): ErrorSaid {
  const said: Readonly<Record<string, unknown>> = { ...content };
  const codes = [content, said.error, said.errors].map(codeOf);
  const words = WORDS.map((name) => wordsIn(said[name], 3)).find((each) => each.length > 0);
  return {
    code: codes.find((code) => code !== undefined),
    message: words && [...new Set(words)].slice(0, longest.messages).join('; '),
  };
}

/** The code of an error, or of the first of several. */
function codeOf(error: unknown): number | undefined {
  const one: unknown = Array.isArray(error) ? error[0] : error;
  return isObject(one) && 'code' in one ? v.parse(count, one.code) : undefined;
}

/** The words in a text, in a list of them, in an error's own fields, or by the names of fields; so many levels deep. */
function wordsIn(value: unknown, levels: number): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') {
    const words = line(beginning(String(value)));
    return words === undefined ? [] : [words];
  }
  if (levels === 0 || typeof value !== 'object' || value === null) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.slice(0, longest.messages).flatMap((each: unknown) => wordsIn(each, levels - 1));
  }
  const fields = Object.entries(value).filter(([name]) => !NO_WORDS.has(name));
  const own = WORDS.map((name) => wordsIn(fields.find(([each]) => each === name)?.[1], levels - 1));
  const words = own.find((each) => each.length > 0);
  return words ?? fields.slice(0, longest.messages).flatMap(([, each]) => wordsIn(each, levels - 1));
}

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

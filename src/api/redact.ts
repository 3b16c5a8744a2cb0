// The one redactor: everything that may reach the log or the screen goes through it.
import { atOnce, type InSteps } from './inSteps';
import { covering } from './knownSecrets';
import { unescaped } from './unescaped';

/** What stands in the place of a secret. */
export const MASK = '•••';

/** What a key or a token is called: `apiKey`, `api_key`, `token`, `tokenSubaccount` and their like. Bounded, so that no text makes it slow. */
const NAME_END = '(?:api[_-]?key|token|secret|password)[\\w-]{0,30}';
const NAME = `[\\w-]{0,30}${NAME_END}`;

interface Look {
  readonly pattern: RegExp;
  readonly by: (found: string, ...groups: string[]) => string;
}

const after = (_: string, before = '') => before + MASK;

/** Each takes time as the text is long: what may repeat is bounded, or can't be read in two ways. */
export const LOOKS: readonly Look[] = [
  { pattern: new RegExp(`(${NAME_END}(?:=|%3D))[^&\\s"'<>#]+`, 'gi'), by: after },
  // JSON: to the end of the text where a broken answer ends within the value.
  {
    pattern: new RegExp(`("${NAME}"\\s*:\\s*")[^"\\\\]*(?:\\\\[\\s\\S][^"\\\\]*)*(?:(")|\\\\?$)`, 'gi'),
    by: (_, before, quote = '') => before + MASK + quote,
  },
  {
    pattern: new RegExp(`("${NAME}"\\s*:\\s*)-?\\d[\\d.e+-]*`, 'gi'),
    by: (_, before) => `${before}"${MASK}"`,
  },
  // XML: elements, attributes, and a single long word, which is how a key stands in the service's own, whose entries have no names.
  {
    pattern: new RegExp(`(<${NAME}(?:\\s[^<>]{0,200})?>\\s*(?:<!\\[CDATA\\[)?)[^<\\]]+`, 'gi'),
    by: after,
  },
  { pattern: new RegExp(`(\\s${NAME}\\s{0,5}=\\s{0,5}["'])[^"'<>]+`, 'gi'), by: after },
  {
    pattern: /(<!\[CDATA\[|<entry>)([\w+/=.~-]{16,})(?=\]\]>|<\/entry>|$)/g,
    by: (entry, before = '', word = '') => (/\d/.test(word) && /[a-z]/i.test(word) ? before + MASK : entry),
  },
  { pattern: /[0-9a-f]{32,}/gi, by: () => MASK },
  { pattern: /[\w-]{28,}/g, by: (word) => (isMixed(word) ? MASK : word) },
];

/**
 * Replaces every given secret, as it is and as it looks in a URL, in JSON, in XML and in base64, in either case, and then whatever looks
 * like a secret whether known or not: what is called a key or a token in a query, in JSON or in XML, an unnamed XML entry that is one long
 * word of letters and digits, 32 or more hex digits in a row, and 28 or more letters of both cases with digits among them.
 *
 * Takes time as the text and the secrets are long, and not more, whatever they are (`npm run bench -- --only masking`).
 */
export function redact(text: string, secrets: readonly (string | undefined)[] = []): string {
  return atOnce(redacting(text, secrets));
}

/** The same, as work that can be put aside: for a text of a size that would hold others up. */
export function* redacting(text: string, secrets: readonly (string | undefined)[]): InSteps<string> {
  let masked = yield* maskingKnown(
    text,
    secrets.filter((secret) => secret !== undefined),
  );
  for (const { pattern, by } of LOOKS) {
    masked = masked.replace(pattern, by);
    yield;
  }
  return masked;
}

/** The other form of keys that is known in the family: 31 letters of both cases, digits and dashes. */
function isMixed(word: string): boolean {
  return /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word);
}

/** No secret stands in a regular expression, whose errors would quote it. Where two of them overlap, they are masked as one. */
function* maskingKnown(text: string, secrets: readonly string[]): InSteps<string> {
  if (secrets.length === 0) {
    return text;
  }
  const covered = yield* covering(text, secrets);
  // Whatever writes it may escape any of its characters.
  const meant = unescaped(text);
  yield;
  const alsoCovered = meant && (yield* covering(meant.text, secrets, (secret) => [secret]));
  if (!meant || !alsoCovered) {
    return covered ? withMasks(text, covered) : text;
  }
  const all = covered ?? new Int32Array(text.length);
  for (let at = 0; at < meant.text.length; at++) {
    if ((alsoCovered[at] ?? 0) > 0) {
      all.fill(1, meant.places[at], meant.places[at + 1]);
    }
  }
  return withMasks(text, all);
}

/** The text with one mask for each part of it that is covered, where `covered` is above 0. */
export function withMasks(text: string, covered: Int32Array): string {
  let masked = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if ((covered[at] ?? 0) > 0) {
      masked += text.slice(from, at) + MASK;
      while (at < text.length && (covered[at] ?? 0) > 0) {
        at++;
      }
      from = at;
    }
  }
  return masked + text.slice(from);
}

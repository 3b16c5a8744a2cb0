// The one redactor: everything that may reach the log or the screen goes through it.

const MASK = '•••';

/** Longer ones are masked where they have a name, and not looked for elsewhere: no token is this long, and looking takes its time. */
const LONGEST_SECRET = 1000;

/** Shorter than this, a "secret" would tear holes into ordinary words. No key of the service is this short. */
export const SHORTEST_SECRET = 4;

/** What a key or a token is called: `apiKey`, `api_key`, `token`, `tokenSubaccount` and their like. Bounded, so that no text makes it slow. */
const NAME_END = '(?:api[_-]?key|token|secret|password)[\\w-]{0,30}';
const NAME = `[\\w-]{0,30}${NAME_END}`;

const inQuery = new RegExp(`(${NAME_END}(?:=|%3D))[^&\\s"'<>#]+`, 'gi');
/** To the end of the text where a broken answer ends within the value. */
const jsonText = new RegExp(`("${NAME}"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*(?:(")|\\\\?$)`, 'gi');
const jsonNumber = new RegExp(`("${NAME}"\\s*:\\s*)-?\\d[\\d.e+-]*`, 'gi');
const xmlElement = new RegExp(`(<${NAME}(?:\\s[^<>]{0,200})?>\\s*(?:<!\\[CDATA\\[)?)[^<\\]]+`, 'gi');
const xmlAttribute = new RegExp(`(\\s${NAME}\\s{0,5}=\\s{0,5}["'])[^"'<>]+`, 'gi');
/** A single long word: how a key or a token stands in the service's XML, whose entries have no names. */
const xmlEntry = /(<!\[CDATA\[|<entry>)([\w+/=.~-]{16,})(?=\]\]>|<\/entry>|$)/g;

/**
 * Replaces every given secret, as it is and as it looks in a URL, in JSON, in XML and in base64, and then whatever looks like a secret
 * whether known or not: what is called a key or a token in a query, in JSON or in XML, an unnamed XML entry that is one long word
 * of letters and digits, 32 or more hex digits in a row, and 28 or more letters of both cases with digits among them.
 */
export function redact(text: string, secrets: readonly (string | undefined)[] = []): string {
  const known = secrets.flatMap((secret) =>
    secret !== undefined && secret.length >= SHORTEST_SECRET && secret.length <= LONGEST_SECRET
      ? forms(secret)
      : [],
  );
  return maskKnown(text, known)
    .replace(inQuery, `$1${MASK}`)
    .replace(jsonText, `$1${MASK}$2`)
    .replace(jsonNumber, `$1"${MASK}"`)
    .replace(xmlElement, `$1${MASK}`)
    .replace(xmlAttribute, `$1${MASK}`)
    .replace(xmlEntry, (entry, before: string, word: string) =>
      /\d/.test(word) && /[a-z]/i.test(word) ? before + MASK : entry,
    )
    .replace(/[0-9a-f]{32,}/gi, MASK)
    .replace(/[\w-]{28,}/g, (word) => (isMixed(word) ? MASK : word));
}

/** The other form of keys that is known in the family: 31 letters of both cases, digits and dashes. */
function isMixed(word: string): boolean {
  return /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word);
}

/**
 * Longest first, so that a secret which contains another leaves no rest behind. Each by itself: no secret stands in a regular expression,
 * whose errors would quote it.
 */
function maskKnown(text: string, known: readonly string[]): string {
  const longestFirst = [...new Set(known)].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}

function forms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  const inUrl = new URLSearchParams([['', secret]]).toString().slice(1);
  const inJson = JSON.stringify(secret).slice(1, -1);
  const encoded = [inUrl, encodeURIComponent(bytes.toString('utf8')), encodeURIComponent(base64)];
  const lowerCase = encoded.map((form) => form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  // JSON within JSON, and JSON as Node prints it.
  const inJsonAgain = [JSON.stringify(inJson).slice(1, -1), inJson.replace(/\\/g, '\\\\')];
  return [
    secret,
    inJson,
    ...inJsonAgain,
    asPhpJson(inJson),
    ...inXml(secret),
    base64,
    bytes.toString('base64url'),
    ...encoded,
    ...lowerCase,
  ];
}

/** JSON as PHP writes it, and so perhaps the service: a slash with a backslash, and nothing beyond ASCII. */
function asPhpJson(inJson: string): string {
  return inJson
    .replace(/\//g, '\\/')
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** With the signs that XML and HTML escape; quotes are escaped within attributes, and by some everywhere. */
function inXml(secret: string): string[] {
  const text = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const quoted = text.replace(/"/g, '&quot;');
  return [text, quoted, quoted.replace(/'/g, '&#039;'), quoted.replace(/'/g, '&apos;')];
}

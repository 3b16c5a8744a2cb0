// The one redactor: everything that may reach the log or the screen goes through it.

const MASK = '•••';

/** Shorter than this, a "secret" would tear holes into ordinary words. No key of the service is this short. */
const SHORTEST_SECRET = 4;

/**
 * Replaces every given secret, as it is and as it looks in a URL, in JSON and in base64, and then whatever looks like a secret
 * whether known or not: the value of `apiKey=`, the values of `"apiKey"` and `"token"` in JSON, and 32 or more hex digits in a row.
 */
export function redact(text: string, secrets: readonly (string | undefined)[] = []): string {
  const known = secrets.flatMap((secret) =>
    secret !== undefined && secret.length >= SHORTEST_SECRET ? forms(secret) : [],
  );
  return maskKnown(text, known)
    .replace(/(apiKey(?:=|%3D))[^&\s"'<>#]+/gi, `$1${MASK}`)
    .replace(/("(?:apiKey|token|tokenSubaccount)"\s*:\s*")(?:[^"\\]|\\.)*"/gi, `$1${MASK}"`)
    .replace(/[0-9a-f]{32,}/gi, MASK);
}

/** One pass over the text, longest form first, so that a secret which contains another leaves no rest behind. */
function maskKnown(text: string, known: readonly string[]): string {
  if (known.length === 0) {
    return text;
  }
  const alternatives = [...new Set(known)].sort((a, b) => b.length - a.length).map(escapeForRegExp);
  return text.replace(new RegExp(alternatives.join('|'), 'g'), MASK);
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
  return [secret, inJson, ...inJsonAgain, base64, bytes.toString('base64url'), ...encoded, ...lowerCase];
}

function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

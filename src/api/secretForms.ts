// The forms in which a secret may stand in a text.

/** Keys and tokens are of such letters, which look the same in a URL, in JSON and in XML. */
const SAME_EVERYWHERE = /^[\w.-]+$/;

/** A secret as it is, and as it looks in a URL, in JSON, in XML and in base64; what would be longer than `longest` may be left out. */
export function forms(secret: string, longest = Number.POSITIVE_INFINITY): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const inBase64 = (bytes.length * 4) / 3 <= longest ? asBase64(bytes) : [];
  if (SAME_EVERYWHERE.test(secret)) {
    return [secret, ...inBase64];
  }
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    inJson,
    // JSON within JSON, and JSON as Node prints it.
    JSON.stringify(inJson).slice(1, -1),
    inJson.replace(/\\/g, '\\\\'),
    asPhpJson(inJson),
    ...inXml(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    encodeURIComponent(bytes.toString('utf8')),
    ...inBase64,
  ];
}

function asBase64(bytes: Buffer): string[] {
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  return /[+/]/.test(base64)
    ? [base64, base64.replace(/\+/g, '-').replace(/\//g, '_'), encodeURIComponent(base64)]
    : [base64];
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

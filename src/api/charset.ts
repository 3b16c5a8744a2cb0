// From the bytes of an answer to its text: in the charset that it says it is in.

/** What says in the bytes themselves which charset they are in, and is ASCII in all of them: XML's first line, and HTML's `meta`. */
const DECLARATIONS = [
  /^\s*<\?xml[^>]{1,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/i,
  /<meta[^>]{1,200}?charset\s*=\s*["']?([\w.:-]{1,40})/i,
] as const;

/** So many bytes are looked through for a declaration. */
const BEGINNING = 1024;

type Decoder = InstanceType<typeof TextDecoder>;

/** A byte order mark, which stands above all other words. */
const MARKS: readonly [charset: string, bytes: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The text of `bytes`: by their byte order mark, which is left out; else by the charset of the `Content-Type` header; else by what XML or
 * HTML declares. Where none of them says anything, it is UTF-8. What can't be UTF-8 though it should be is ISO-8859-1, as browsers read it;
 * but where a charset is named that nobody knows, what can't be read shows as such. The last character may be cut off.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  const mark = MARKS.find(([, each]) => each.every((byte, at) => bytes[at] === byte));
  if (mark) {
    return decode(new TextDecoder(mark[0]), bytes);
  }
  const name = charsetNamed(bytes, contentType);
  const decoder = name === undefined ? undefined : decoderOf(name);
  if (decoder && decoder.encoding !== 'utf-8') {
    return decode(decoder, bytes);
  }
  const isKnown = name === undefined || decoder !== undefined;
  return asUtf8(bytes) ?? decode(new TextDecoder(isKnown ? 'windows-1252' : 'utf-8'), bytes);
}

/** The charset that the header or the text itself names. A declaration that can be read as ASCII is in no UTF-16, whatever it says. */
function charsetNamed(bytes: Uint8Array, contentType: string | null): string | undefined {
  const inHeader = /;\s*charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1];
  if (inHeader !== undefined) {
    return inHeader;
  }
  const beginning = Buffer.from(bytes.subarray(0, BEGINNING)).toString('latin1');
  const [declared] = DECLARATIONS.flatMap((declaration) => declaration.exec(beginning)?.[1] ?? []);
  return declared !== undefined && /^utf-?16/i.test(declared) ? 'utf-8' : declared;
}

/** Undefined for a charset that nobody knows. */
function decoderOf(name: string): Decoder | undefined {
  try {
    return new TextDecoder(name);
  } catch {
    return undefined;
  }
}

/** Undefined where it is no UTF-8. */
function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decode(new TextDecoder('utf-8', { fatal: true }), bytes);
  } catch {
    return undefined;
  }
}

/** As a stream, which may end within a character; otherwise Node.js 20 also takes windows-1252 for ISO-8859-1, and has no `€`. */
function decode(decoder: Decoder, bytes: Uint8Array): string {
  return decoder.decode(bytes, { stream: true });
}

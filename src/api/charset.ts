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
 * HTML declares. Where none of them says anything that is known, it is UTF-8, and ISO-8859-1 (as browsers read it) where it can't be UTF-8.
 * The last character may be cut off.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  const decoder = declared(bytes, contentType);
  return decoder ? decode(decoder, bytes) : (asUtf8(bytes) ?? decode(new TextDecoder('windows-1252'), bytes));
}

function declared(bytes: Uint8Array, contentType: string | null): Decoder | undefined {
  const mark = MARKS.find(([, each]) => each.every((byte, at) => bytes[at] === byte));
  if (mark) {
    return new TextDecoder(mark[0]);
  }
  const inHeader = /;\s*charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1];
  const beginning = Buffer.from(bytes.subarray(0, BEGINNING)).toString('latin1');
  const names = [inHeader, ...DECLARATIONS.map((declaration) => declaration.exec(beginning)?.[1])];
  for (const name of names) {
    const decoder = name === undefined ? undefined : decoderOf(name);
    if (decoder) {
      return decoder;
    }
  }
  return undefined;
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

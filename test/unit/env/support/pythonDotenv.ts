// The rules by which python-dotenv 1.x reads a .env file (its parser.py and variables.py), for computers without it: held against the real
// one where that is there.

/** What Python's `\s` is, which JavaScript's is not quite: no byte order mark, but four separators and the next line. */
const blank = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const inLine = `[${blank.replace('\\t-\\r', '\\t\\v\\f')}]`;
const at = (source: string) => new RegExp(source, 'yu');

const patterns = {
  blanks: at(`[${blank}]*`),
  exported: at(`(?:export${inLine}+)?`),
  quotedKey: at("'([^']+)'"),
  key: at(`([^=#${blank}]+)`),
  blanksInLine: at(`${inLine}*`),
  equals: at(`=${inLine}*`),
  single: at("'((?:\\\\'|[^'])*)'"),
  double: at('"((?:\\\\"|[^"])*)"'),
  bare: at('([^\\r\\n]*)'),
  comment: at(`(?:${inLine}*#[^\\r\\n]*)?`),
  end: at(`${inLine}*(?:\\r\\n|\\n|\\r|$)`),
  rest: at('[^\\r\\n]*(?:\\r\\n|\\r|\\n)?'),
};

const escaped: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The variables of a text that have a value, with `${NAME}` replaced by those above it. */
export function pythonDotenv(text: string): Record<string, string> {
  let place = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = place;
    const found = pattern.exec(text);
    if (!found) return undefined;
    place = pattern.lastIndex;
    return found[1] ?? found[0];
  };
  const value = (): string | undefined => {
    const first = text[place];
    if (first === "'") return take(patterns.single)?.replace(/\\([\\'])/gu, '$1');
    if (first === '"') {
      return take(patterns.double)?.replace(/\\([\\'"abfnrtv])/gu, (_, sign) => escaped[sign] ?? sign);
    }
    const bare = take(patterns.bare) ?? '';
    return bare
      .replace(new RegExp(`[${blank}]+#[^\\n]*`, 'u'), '')
      .replace(new RegExp(`[${blank}]+$`, 'u'), '');
  };
  /** One line, or more where its value is in quotes; undefined where it is none. */
  const binding = (): [key: string, value: string | undefined] | undefined => {
    take(patterns.blanks);
    if (place >= text.length) return undefined;
    take(patterns.exported);
    const key =
      text[place] === '#' ? '' : text[place] === "'" ? take(patterns.quotedKey) : take(patterns.key);
    let read: string | undefined;
    let bad = key === undefined;
    if (!bad) {
      take(patterns.blanksInLine);
      if (text[place] === '=') {
        take(patterns.equals);
        read = value();
        bad = read === undefined;
      }
    }
    if (!bad) {
      take(patterns.comment);
      bad = take(patterns.end) === undefined;
    }
    if (!bad) return [key ?? '', read];
    take(patterns.rest);
    return undefined;
  };

  // One that stands without a value takes away what it had above.
  const all = new Map<string, string | undefined>();
  while (place < text.length) {
    const [key, read] = binding() ?? [];
    if (key) {
      all.set(
        key,
        read?.replace(/\$\{([^}:]*)(?::-([^}]*))?\}/gu, (_, name, otherwise = '') =>
          all.has(name) ? (all.get(name) ?? '') : otherwise,
        ),
      );
    }
  }
  return Object.fromEntries([...all].filter((pair): pair is [string, string] => pair[1] !== undefined));
}

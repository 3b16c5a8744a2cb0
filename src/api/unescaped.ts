// A text without the escapes that JSON, XML, HTML and URLs write single characters in, and where each of its characters stood.

/** JSON's, however often escaped (`\u002B`, `\\u002b`, `\/`); numeric ones of XML and HTML; URLs', of ASCII. */
const ESCAPES =
  /\\+u([0-9a-f]{4})|\\+([/"'])|&#0{0,7}(\d{1,6});|&#x0{0,7}([0-9a-f]{1,5});|%([0-7][0-9a-f])/gi;

export interface Unescaped {
  readonly text: string;
  /** Where each character of `text` began in the text as it was; one more, at the end, for where that ends. */
  readonly places: Int32Array;
}

/** Undefined where there is nothing to take out. Takes time as the text is long. */
export function unescaped(text: string): Unescaped | undefined {
  const parts: string[] = [];
  const places = new Int32Array(text.length + 1);
  let [done, length] = [0, 0];
  const keep = (to: number) => {
    parts.push(text.slice(done, to));
    while (done < to) {
      places[length++] = done++;
    }
  };
  for (const match of text.matchAll(ESCAPES)) {
    const [found, inJson, sign, decimal, inXml, inUrl] = match;
    keep(match.index);
    const hex = inJson ?? inXml ?? inUrl;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    const character = sign ?? (code <= 0x10_ff_ff ? String.fromCodePoint(code) : found);
    parts.push(character);
    places.fill(match.index, length, length + character.length);
    length += character.length;
    done = match.index + found.length;
  }
  if (parts.length === 0) {
    return undefined;
  }
  keep(text.length);
  places[length] = text.length;
  return { text: parts.join(''), places: places.subarray(0, length + 1) };
}

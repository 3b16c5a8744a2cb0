// JSON as it is written, piece by piece: brackets, signs between them, texts, and whatever else stands there.

/** A piece of a text, from `start` to `end`. */
export interface Token {
  readonly start: number;
  readonly end: number;
}

/** All pieces but the blanks between them, in one pass, whatever is broken: a text that is not closed ends with the whole. */
export function* jsonTokens(text: string): Generator<Token> {
  for (let at = 0; at < text.length; ) {
    const start = at++;
    const sign = text[start] ?? '';
    if (sign === '"') {
      while (at < text.length && text[at] !== '"') {
        at += text[at] === '\\' ? 2 : 1;
      }
      at = Math.min(at + 1, text.length);
    } else if (!isBlank(sign) && !isSign(sign)) {
      while (at < text.length && !isBlank(text[at] ?? '') && !isSign(text[at] ?? '')) {
        at++;
      }
    }
    if (!isBlank(sign)) {
      yield { start, end: at };
    }
  }
}

function isBlank(sign: string): boolean {
  return ' \t\r\n'.includes(sign);
}

function isSign(sign: string): boolean {
  return '{}[],:"'.includes(sign);
}

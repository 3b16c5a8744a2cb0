// Text within a program: comments that end where they should, and sentences cut where a value goes in.

const widest = 100;

/** Comment lines of at most 100 characters, each after `mark`. Only words that are longer stand out. */
export function comment(mark: string, text: string): string[] {
  const lines: string[] = [];
  let line = mark;
  for (const word of oneLine(text).split(' ').filter(Boolean)) {
    if (line !== mark && line.length + 1 + word.length > widest) {
      lines.push(line);
      line = mark;
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

/** Text without line ends and other control characters, which would end a comment or a literal. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** A sentence cut at `{0}`: what stands before the value and what stands after it. */
export function around(text: string): readonly [before: string, after: string] {
  const at = text.indexOf('{0}');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + '{0}'.length)];
}

/** A sentence with a value in it that is known here. */
export function filled(text: string, value: string): string {
  return around(text).join(value);
}

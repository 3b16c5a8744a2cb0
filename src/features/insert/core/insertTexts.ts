// What goes in at each cursor when one or several values are inserted, and where the cursors stand afterwards.

/** A stretch of a document, in offsets; empty where there is a cursor and no selection. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * One text per cursor, in the order of the cursors in the document. As many values as cursors go one to each, as with VS Code's own
 * paste, and a cursor whose value is lacking gets none (undefined). Otherwise every cursor gets all that there are, a value a line.
 */
export function insertTexts(
  values: readonly (string | undefined)[],
  cursors: number,
  eol: '\n' | '\r\n',
): (string | undefined)[] {
  if (values.length === cursors) {
    return [...values];
  }
  const all = values.filter((value) => value !== undefined).join(eol);
  return Array.from({ length: cursors }, () => all);
}

/**
 * What is selected once the texts have taken the place of these stretches, as after typing: nothing, at the end of each text. Where no
 * text went in, what was selected stays so. The stretches are in the order of the document, as their texts are.
 */
export function selectedAfter(
  replaced: readonly TextRange[],
  texts: readonly (string | undefined)[],
): TextRange[] {
  let grown = 0;
  return replaced.map(({ start, end }, i) => {
    const text = texts[i];
    const from = start + grown;
    if (text === undefined) {
      return { start: from, end: end + grown };
    }
    grown += text.length - (end - start);
    return { start: from + text.length, end: from + text.length };
  });
}

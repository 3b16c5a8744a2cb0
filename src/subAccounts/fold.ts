// Text as people look for it: without case and without accents.

const marks = /\p{M}+/gu;
/** Letters that Unicode does not take apart. */
const letters: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};
const takenApart = /[æœßøłđðþ]/g;

/** "Hélène.Œuvrard@Example.FR" becomes "helene.oeuvrard@example.fr". */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // Nearly all e-mails are plain letters, and there may be tens of thousands of them.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(lower)) {
    return lower;
  }
  return lower
    .normalize('NFKD')
    .replace(marks, '')
    .replace(takenApart, (letter) => letters[letter] ?? letter);
}

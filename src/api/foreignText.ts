// The one cleaner of what others write: one line, and nothing in it that moves the pen, hides, or acts on a terminal or an editor.

/** Line ends, tabs and all else that is a gap. A byte order mark is none: it shows nothing. */
const gap = /[\t-\r\x85\u2800]|(?!\ufeff)\s/u.source;

/** What is never shown by itself: controls, marks of direction, what is empty, private or half of a character. Joiners are judged below. */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufffc]/u
  .source;

/** So many in one match: what repeats in one has to be remembered, and of a text of megabytes it would be too much. */
const some = '{1,99}';

const hiddenAlone = new RegExp(`(?:(?!${gap}|[\\u200c\\u200d\\ufe0f])${hidden})${some}`, 'gu');
const gaps = new RegExp(`(?:(?! )(?:${gap}))${some}`, 'gu');

/**
 * Joiners stay where they are what they are for, and are no place to hide anything: one between two pictures (👩‍💻), one that gives a picture
 * its colours (❤️), and one between two letters of the scripts that write with them (Persian names, the languages of India).
 */
const letter =
  '[\\p{scx=Arab}\\p{scx=Beng}\\p{scx=Deva}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Telu}]';
const joins = [
  '(?<=\\p{Extended_Pictographic}\\ufe0f?|\\p{Emoji_Modifier})\\u200d(?=\\p{Extended_Pictographic})',
  '(?<=\\p{Extended_Pictographic})\\ufe0f',
  `(?<=${letter})[\\u200c\\u200d](?=${letter})`,
].join('|');
const joinsNothing = new RegExp(`(?!${joins})[\\u200c\\u200d\\ufe0f]`, 'gu');

/** Nearly all text: ASCII that shows, with single blanks within. It is given back as it is. */
function isPlain(text: string): boolean {
  return /^[ -~]+$/.test(text) && !text.includes('  ') && !text.startsWith(' ') && !text.endsWith(' ');
}

/** The text on one line, without blanks around it and without what does not show. Takes time as the text is long. */
export function onOneLine(text: string): string {
  if (isPlain(text)) {
    return text;
  }
  return text
    .replace(hiddenAlone, '')
    .replace(joinsNothing, '')
    .replace(gaps, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/**
 * The longest that is shown of what the service writes, in characters; what is longer is cut. An e-mail has at most 64 before its sign and
 * 255 behind it (RFC 5321); types, currencies and amounts are a word or two.
 */
export const longest = { email: 320, word: 40 };

/** At most so many characters, of which the last is … where there were more. No character is cut in two. */
export function cut(text: string, most: number): string {
  if (text.length <= most) {
    return text;
  }
  const beginning = [...text.slice(0, 2 * most)];
  const isWhole = text.length <= 2 * most && beginning.length <= most;
  // Joined anew: a part of a text would keep all of it in memory.
  return isWhole
    ? text
    : `${beginning
        .slice(0, most - 1)
        .join('')
        .replace(/[\s\u200c\u200d]+$/, '')}…`;
}

/** The same, cut in its middle: of an e-mail or a path, the end tells as much as the beginning. */
export function cutInMiddle(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) {
    return text;
  }
  const end = Math.floor(most / 2);
  return [...characters.slice(0, most - end - 1), '…', ...characters.slice(-end)].join('');
}

const unseen = `${gap}|${hidden}|\\ufffd`;
const anyUnseen = new RegExp(`(?! )(?:${unseen})`, 'u');
const allUnseen = new RegExp(`(?:${unseen})${some}`, 'gu');

/** Whether a key or a token holds what none has: a gap that is no plain blank, something that does not show, or a sign that could not be read. */
export function hasUnseen(secret: string): boolean {
  return !isPlain(secret) && anyUnseen.test(secret);
}

/** What a person pasted without all that, and without plain blanks: a mail or a page puts them in where it breaks the line. */
export function withoutUnseen(pasted: string): string {
  return pasted.replace(allUnseen, '');
}

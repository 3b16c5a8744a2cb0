// Text of others, shown as text: where VS Code would read icons or links in it, it must not find any.

const zeroWidthSpace = '\u200b';

/** Characters that turn the direction of the text around them, and could make one text read as another. */
export const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text that is safe where VS Code draws `$(icon)` or follows `[text](link)`: quick picks, status bar, messages, boxes.
 *
 * It reads as before: what would start an icon or a link is parted by a character without width, and line ends become blanks.
 */
export function plainText(text: string): string {
  return text
    .replace(directionMarks, '')
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/\$\(/g, `$${zeroWidthSpace}(`)
    .replace(/\]\(/g, `]${zeroWidthSpace}(`);
}

// Text of others, shown as text: where VS Code would read icons or links in it, it must not find any.
import { onOneLine } from '../../api/foreignText';

const zeroWidthSpace = '\u200b';

/**
 * Text that is safe where VS Code draws `$(icon)` or follows `[text](link)`: quick picks, status bar, messages, boxes.
 *
 * It reads as before, on one line: what would start an icon or a link is parted by a character without width.
 */
export function plainText(text: string): string {
  return onOneLine(text).replace(/\$\(/g, `$${zeroWidthSpace}(`).replace(/\]\(/g, `]${zeroWidthSpace}(`);
}

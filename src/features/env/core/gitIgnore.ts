// How git is told to ignore a file: the text of a .gitignore, with one more line where it needs one.
import ignore from 'ignore';
import { appendLines } from './envFile';

/** The text of a `.gitignore` with a line for a file that stands beside it; undefined where it ignores it already. */
export function withIgnoreLine(text: string, name: string): string | undefined {
  if (ignores(text, name)) {
    return undefined;
  }
  const pattern = name.replace(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ');
  // Git ends lines with `\n` alone.
  return appendLines(text, [`/${pattern}`], text.includes('\r\n') ? '\r\n' : '\n');
}

/** Whether a line can name the file: a line end in its name would begin another pattern. */
export function canBeListed(name: string): boolean {
  return !/[\0\r\n]/.test(name);
}

/** Two stars that are not all that stands between slashes: git and the package read these differently. */
const oddStars = /[^/!\n]\*\*|\*\*[^/\r\n]/;

/** Of a `.gitignore` that is looked at: a larger one would hold everything else up. */
const longest = { characters: 30_000, lines: 1000 };

/**
 * Whether git would ignore the file by this text; false also where that is in doubt: one line too many does no harm. Where upper and lower
 * case differ, so do names: on a disk that takes them for the same we only ask once more.
 */
function ignores(text: string, name: string): boolean {
  if (oddStars.test(text) || text.length > longest.characters || text.split('\n').length > longest.lines) {
    return false;
  }
  try {
    return ignore({ ignoreCase: false }).add(text).ignores(name);
  } catch {
    // A pattern that no regular expression can be made of.
    return false;
  }
}

// How git is told to ignore a file: the text of a .gitignore, with one more line where it needs one.
import ignore from 'ignore';
import { appendLines } from './envFile';

/** The text of a `.gitignore` with a line for a file that begins with a point and stands beside it; undefined where it ignores it already. */
export function withIgnoreLine(text: string, name: string): string | undefined {
  if (ignores(text, name)) {
    return undefined;
  }
  const pattern = name.replace(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ');
  // Git ends lines with `\n` alone.
  return appendLines(text, [`/${pattern}`], text.includes('\r\n') ? '\r\n' : '\n');
}

/** Whether git would ignore the file by this text. Where upper and lower case differ, so do names: on a disk that takes them for the same we only ask once more. */
function ignores(text: string, name: string): boolean {
  return ignore({ ignoreCase: false }).add(text).ignores(name);
}

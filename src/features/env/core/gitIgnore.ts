// How git is told to ignore a file: the text of a .gitignore, with one more line where it needs one.
import { appendLines } from './envFile';

/** The text of a `.gitignore` with a line for a file that begins with a point and stands beside it; undefined where it ignores it already. */
export function withIgnoreLine(text: string, name: string): string | undefined {
  const pattern = name.replace(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ');
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.replace(/^\ufeff/, '').trimEnd());
  // The last line about it counts, and one with an exclamation mark takes it back.
  const last = lines.findLast((line) => isAbout(line.replace(/^!/, ''), name));
  return last === undefined || last.startsWith('!') ? appendLines(text, [`/${pattern}`]) : undefined;
}

/** Whether a line without its exclamation mark names a file beside it. Those that name folders, or a range of characters, do not count. */
function isAbout(line: string, name: string): boolean {
  const pattern = line.replace(/^\//, '');
  if (pattern === '' || line.startsWith('#') || /\/|(?<!\\)[[\]]/.test(pattern)) {
    return false;
  }
  const source = pattern.replace(
    /\\(.)|([*]+)|(\?)|[^\\*?]/g,
    (found, escaped?: string, any?: string, one?: string) =>
      any ? '.*' : one ? '.' : (escaped ?? found).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
  );
  return new RegExp(`^${source}$`).test(name);
}

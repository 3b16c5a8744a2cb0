// Setting variables in the text of a .env file, and changing nothing else in it.

import { environment } from '../../../common/core/environment';
import type { EnvVariable } from './envVariables';

/**
 * An assignment, as the widest-spread reader (the npm package dotenv) finds it: `NAME=value`, `export NAME=value` or `NAME: value`, where a
 * value in quotes may go over several lines, and one that is not closed is no value in quotes. What follows `#` is a comment.
 */
const assignment = new RegExp(
  [
    /^[^\S\r\n\u2028\u2029]*(?<prefix>export\s+)?(?<name>[\w.-]+)(?:\s*=|:(?:\r\n|\s))/,
    /(?<value>\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+|)/,
    /\s*(?:#.*)?$/,
  ]
    .map(({ source }) => source)
    .join(''),
  'dgm',
);

/** An assignment in a text. */
export interface Assignment {
  readonly name: string;
  /** The value as it is written, quotes included. */
  readonly raw: string;
  /** Where it is written, in offsets. Where there is none, both are the same. */
  readonly start: number;
  readonly end: number;
  /** Whether `export` stands before it. */
  readonly exported: boolean;
}

/** The assignments of a .env file's text, in order; the last one of a name is the one that counts. */
export function assignments(text: string): Assignment[] {
  return [...text.matchAll(assignment)].map((match) => {
    const { name = '', value = '', prefix } = match.groups ?? {};
    const [from = 0] = match.indices?.groups?.value ?? [];
    const raw = value.trim();
    const start = raw === '' ? from : from + value.indexOf(raw);
    return { name, raw, start, end: start + raw.length, exported: prefix !== undefined };
  });
}

/**
 * The text with these variables set: the value of the last line of a name is replaced, and what is not there yet comes at the end. Every
 * other character stays: line ends, comments, a byte order mark. What is changed ends with a line end: programs that read line by line,
 * and what appends to the file, go by it.
 *
 * Undefined where that would change how other variables read, or would not read back: an open quote above can swallow what follows.
 */
export function setVariables(text: string, variables: readonly EnvVariable[]): string | undefined {
  const before = assignments(text);
  const lines: string[] = [];
  const edits: { start: number; end: number; text: string }[] = [];
  // In a file that a shell reads, what is not exported does not reach the program.
  const prefix = before.length > 0 && before.every(({ exported }) => exported) ? 'export ' : '';
  for (const { name, text: value } of variables) {
    const found = before.findLast((each) => each.name === name);
    if (found) {
      // A comment that touches the value would be part of it for some readers.
      const parted = text[found.end] === '#' ? `${value} ` : value;
      edits.push({ start: found.start, end: found.end, text: parted });
    } else {
      lines.push(`${prefix}${name}=${value}`);
    }
  }
  let edited = text;
  for (const { start, end, text: value } of edits.sort((a, b) => b.start - a.start)) {
    edited = edited.slice(0, start) + value + edited.slice(end);
  }
  const after = edited === text && lines.length === 0 ? text : appendLines(edited, lines, lineEnd(text));
  return isAsMeant(before, assignments(after), variables) ? after : undefined;
}

/**
 * The names, of those that end with an e-mail, under which the text has another token. Who saves a single one wants its name to be of that
 * one; and an API key changes as keys do.
 */
export function overwritten(text: string, variables: readonly EnvVariable[]): string[] {
  const before = assignments(text);
  return variables
    .filter(({ name }) => name.startsWith(`${environment.token}_`))
    .filter(({ name, text: value }) => {
      const found = before.findLast((each) => each.name === name)?.raw;
      return found !== undefined && found !== '' && unquoted(found) !== unquoted(value);
    })
    .map(({ name }) => name);
}

/** As a person compares them, whichever quotes are around them. */
function unquoted(raw: string): string {
  return raw.replace(/^(["'`])(.*)\1$/s, '$2');
}

/** The text with more lines at its end, if any, and a line end after the last one. */
export function appendLines(text: string, lines: readonly string[], eol: string): string {
  // The last sign of `eol`, or a `\r` that means nothing to who reads the file would do for a line end.
  const isEnded = text === '' || text.endsWith(eol.slice(-1));
  const parts = [text, isEnded ? '' : eol, lines.length > 0 && isContinued(text) ? eol : ''];
  return [...parts, ...lines.map((line) => `${line}${eol}`)].join('');
}

/** Whether a shell would take the line after the last one for a part of it. */
function isContinued(text: string): boolean {
  const last =
    text
      .replace(/\n$/, '')
      .split(/[\r\n]/)
      .at(-1) ?? '';
  return last.endsWith('\\') && !last.trimStart().startsWith('#');
}

/** The line end that a text has most of. */
function lineEnd(text: string): string {
  const count = { '\r\n': 0, '\n': 0, '\r': 0 };
  for (const [end] of text.matchAll(/\r\n|\n|\r/g)) {
    count[end as keyof typeof count]++;
  }
  if (count['\r\n'] > count['\n'] && count['\r\n'] >= count['\r']) {
    return '\r\n';
  }
  return count['\r'] > count['\n'] ? '\r' : '\n';
}

function isAsMeant(
  before: readonly Assignment[],
  after: readonly Assignment[],
  variables: readonly EnvVariable[],
): boolean {
  const ours = new Set(variables.map(({ name }) => name));
  const others = (all: readonly Assignment[]) =>
    JSON.stringify(all.filter(({ name }) => !ours.has(name)).map(({ name, raw }) => [name, raw]));
  return (
    others(before) === others(after) &&
    variables.every(({ name, text }) => after.findLast((each) => each.name === name)?.raw === text)
  );
}

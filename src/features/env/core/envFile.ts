// Setting variables in the text of a .env file, and changing nothing else in it.

import type { EnvVariable } from './envVariables';
import { isReadAlike } from './readAlike';

/**
 * An assignment, as the widest-spread reader (the npm package dotenv) finds it: `NAME=value`, `export NAME=value` or `NAME: value`, where a
 * value in quotes may go over several lines, and one that is not closed is no value in quotes. What follows `#` is a comment.
 */
const assignment = new RegExp(
  [
    /^(?<indent>[^\S\r\n\u2028\u2029]*)(?<prefix>export\s+)?(?<name>[\w.-]+)(?:\s*=|:(?:\r\n|\s))/,
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
  /** Where its line begins, in offsets, and how far that is blank. */
  readonly line: number;
  readonly indent: string;
  /** Where the value is written, in offsets. Where there is none, both are the same. */
  readonly start: number;
  readonly end: number;
  /** Whether `export` stands before it. */
  readonly exported: boolean;
}

/** The assignments of a .env file's text, in order; the last one of a name is the one that counts. */
export function assignments(text: string): Assignment[] {
  return [...text.matchAll(assignment)].map((match) => {
    const { name = '', value = '', prefix, indent = '' } = match.groups ?? {};
    const [from = 0] = match.indices?.groups?.value ?? [];
    const raw = value.trim();
    const start = raw === '' ? from : from + value.indexOf(raw);
    const exported = prefix !== undefined;
    return { name, raw, line: match.index, indent, start, end: start + raw.length, exported };
  });
}

/**
 * The text with these variables set: the last assignment of a name is written anew as `NAME=value`, and what is not there yet comes at the
 * end. Every other character stays: line ends, comments, `export`. Only a byte order mark and blanks in otherwise blank lines or before `#`
 * go where they are in some reader’s way. What is changed ends with a line end: programs that read line by line, and what appends to the file,
 * go by it.
 *
 * Undefined where that would change how other variables read, or where some reader would not read it back: an open quote above can swallow
 * what follows.
 */
export function setVariables(text: string, variables: readonly EnvVariable[]): string | undefined {
  const before = assignments(text);
  const unmarked = text.replace(/^\ufeff/, '');
  // Some readers take either for a part of the next name, and none loses anything without.
  const plain = unmarked.replace(/^[ \t]+(?=#|\r?$)/gm, '');
  for (const each of new Set([text, unmarked, plain])) {
    const after = changed(each, variables);
    if (after !== undefined && isAsMeant(before, assignments(after), variables)) {
      return after;
    }
  }
  return undefined;
}

function changed(text: string, variables: readonly EnvVariable[]): string | undefined {
  const before = assignments(text);
  const eol = lineEnd(text);
  const lines: string[] = [];
  const edits: Edit[] = [];
  // In a file that a shell reads, what is not exported does not reach the program.
  const prefix = before.length > 0 && before.every(({ exported }) => exported) ? 'export ' : '';
  for (const { name, text: value } of variables) {
    const found = before.findLast((each) => each.name === name);
    if (!found) {
      lines.push(`${prefix}${name}=${value}`);
    } else if (isOneForAll(text, found)) {
      edits.push(assigned(text, found, value, eol));
    } else {
      return undefined;
    }
  }
  let edited = text;
  for (const { start, end, text: value } of edits.sort((a, b) => b.start - a.start)) {
    edited = edited.slice(0, start) + value + edited.slice(end);
  }
  const after = edited === text && lines.length === 0 ? text : withLines(edited, lines, eol);
  return isReadAlike(after, variables) ? after : undefined;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Whether what dotenv takes for an assignment is no more than one for others, in one line or in quotes: else a line of theirs would go. */
function isOneForAll(text: string, { line, start, raw }: Assignment): boolean {
  return (
    !/[\r\n\u2028\u2029]/.test(text.slice(line, start)) &&
    (!/[\r\n\u2028\u2029]/.test(raw) || /^(?:'(?:[^'\\]|\\(?!'))*'|"(?:[^"\\]|\\(?!"))*")$/.test(raw))
  );
}

/** The assignment as all readers know it: only some take `NAME: value`, blanks around the equals sign, or tabs at either end. */
function assigned(text: string, found: Assignment, value: string, eol: string): Edit {
  const { name, line, indent, exported } = found;
  const own = /^ *$/.test(indent) ? indent : '';
  const blanks = /^[^\S\r\n\u2028\u2029]*/.exec(text.slice(found.end))?.[0] ?? '';
  const end = found.end + blanks.length;
  const isCommented = text[end] === '#';
  // A comment that touches the value would be part of it for some readers.
  const after = /^ +$/.test(blanks) ? blanks : isCommented ? ' ' : '';
  const parted = isContinued(text.slice(0, line)) ? eol : '';
  return {
    start: line,
    end,
    text: `${parted}${own}${exported ? 'export ' : ''}${name}=${value}${after}`,
  };
}

/** The text with these lines at its end; above its last line where that ends with a backslash alone, which is a sign only at the very end. */
function withLines(text: string, lines: readonly string[], eol: string): string {
  const last = !text.endsWith('\n') && isContinued(text) ? (/[^\n]*$/.exec(text)?.[0] ?? '') : '';
  return appendLines(text.slice(0, text.length - last.length), lines, eol) + last;
}

/** The names under which the text has a value, and another one than is to be set. An empty one is none. */
export function overwritten(text: string, variables: readonly EnvVariable[]): string[] {
  const before = valuesIn(text);
  return variables
    .filter(({ name, text: value }) => (before.get(name) || unquoted(value)) !== unquoted(value))
    .map(({ name }) => name);
}

/** Whether the text has each of these values already, under its name. */
export function hasAll(text: string, variables: readonly EnvVariable[]): boolean {
  const before = valuesIn(text);
  return variables.every(({ name, text: value }) => before.get(name) === unquoted(value));
}

function valuesIn(text: string): ReadonlyMap<string, string> {
  return new Map(assignments(text).map(({ name, raw }) => [name, unquoted(raw)]));
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
  return /(?<!\\)(?:\\\\)*\\$/.test(last) && !last.trimStart().startsWith('#');
}

/** The line end that a text has most of, of those that all readers know: `\r` alone is none for Node.js and a shell. */
function lineEnd(text: string): string {
  const all = text.split('\n').length - 1;
  return text.split('\r\n').length - 1 > all / 2 ? '\r\n' : '\n';
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

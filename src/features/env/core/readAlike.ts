// Whether all that read .env files find variables where we wrote them. They differ in where a line ends, and so in what is the next one.

import type { EnvVariable } from './envVariables';

const inLine = '[^\\r\\n\\u2028\\u2029]';
const end = '(?:\\r?\\n|$)';
/** In quotes that all see closed at the same place, or at least in the same line. */
const inQuotes = (quote: string) =>
  `${quote}(?:[^${quote}\\\\\\r\\n\\u2028\\u2029]|\\\\${quote}|\\\\(?!${quote}))*?${quote}${inLine}*`;
const inQuotesOverLines = (quote: string) =>
  `${quote}(?:[^${quote}\\\\]|\\\\(?!${quote}))*${quote}[ \\t]*(?:#${inLine}*)?`;

/**
 * A line that ends at the same place for all: blank, a comment, or an assignment. Node.js before 22 takes any other for a part of the name in
 * the line after it, and also blanks alone or before `#`.
 */
const line = new RegExp(
  [
    `(?:#${inLine}*)?${end}`,
    `[ \\t]*(?:export[ \\t]+)?(?<name>[\\w.-]+)[ \\t]*=[ \\t]*(?:${[
      ...['"', "'", '`'].map(inQuotes),
      ...['"', "'"].map(inQuotesOverLines),
      `(?![\\s\\x1c-\\x1f\\x85"'\`])${inLine}+`,
      '',
    ].join('|')})${end}`,
  ].join('|'),
  'y',
);

/** As we write it: nothing that a reader keeps or stumbles over before the name, at the equals sign, or after the value. */
const written = /^ *(?:export )?[\w.-]+=(?<value>'[^']*'|"[^"]*"|[^\s#]*)(?: *| +#.*)\r?\n?$/;

/**
 * Whether every reader finds these variables in the text as they are written there. A shell is held only to our own lines: in those of
 * others it stumbles over much that the programs for which the file is there read well, such as `A=it's`.
 */
export function isReadAlike(text: string, variables: readonly EnvVariable[]): boolean {
  const names = new Set(variables.map(({ name }) => name));
  const found = new Map<string, string | undefined>();
  // A byte order mark is part of the first name for some, and of the second line’s where the first has no name.
  const isMarked = text.startsWith('\ufeff');
  let place = isMarked ? 1 : 0;
  for (let isFirst = true; place < text.length || (isFirst && isMarked); isFirst = false) {
    line.lastIndex = place;
    const match = line.exec(text);
    if (!match) {
      break;
    }
    const name = match.groups?.name;
    if (isFirst && isMarked && (name === undefined || names.has(name))) {
      return false;
    }
    if (name !== undefined && names.has(name)) {
      found.set(name, written.exec(match[0])?.groups?.value);
    }
    place = line.lastIndex;
  }
  // From there on each may read something else, but in comments.
  const rest = new Set(
    text
      .slice(place)
      .replace(/^[ \t]*#.*$/gm, '')
      .match(/[\w.-]+/g),
  );
  return variables.every(({ name, text: value }) => found.get(name) === value && !rest.has(name));
}

// JSON laid out for reading, every number and text as it was written: what is parsed and printed again would say 0.8 for 0.800.
import { format } from 'jsonc-parser';

/** Lists and objects within one another. A page has 4; of many more, the indents alone would fill the memory. */
const deepest = 32;

/** The same text with line ends and indents between its parts; what is no JSON, or broken, stays as it is from there on. What branches
 * far too deep stays as it is. */
export function prettyJson(text: string): string {
  if (depthOf(text) > deepest) {
    return text;
  }
  const laidOut: string[] = [];
  let done = 0;
  for (const { offset, length, content } of format(text, undefined, {
    insertSpaces: true,
    tabSize: 2,
    eol: '\n',
  })) {
    laidOut.push(text.slice(done, offset), content);
    done = offset + length;
  }
  return laidOut.join('') + text.slice(done);
}

/** How many lists and objects are within one another at the most; brackets within texts are none. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    depth += part === '[' || part === '{' ? 1 : part === ']' || part === '}' ? -1 : 0;
    most = Math.max(most, depth);
  }
  return most;
}

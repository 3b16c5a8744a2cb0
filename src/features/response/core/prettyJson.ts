// JSON laid out for reading, every number and text as it was written: what is parsed and printed again would say 0.8 for 0.800.
import { format } from 'jsonc-parser';

/** Beyond this many characters a text stays as it is: a page has 5,000, and laying out millions would hold everything else up. */
const longest = 500_000;

/** The same text with line ends and indents between its parts; what is no JSON, or broken, stays as it is from there on. */
export function prettyJson(text: string): string {
  if (text.length > longest) {
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

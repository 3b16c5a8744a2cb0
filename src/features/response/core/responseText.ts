// An answer as text to read: what it is by its looks, and JSON laid out with every number and text as it was written.
import { format } from 'jsonc-parser';
import type { AnswerFormat } from '../../../api/api';

/** Lists and objects within one another. A page has 4; of many more, the indents alone would fill the memory. */
export const deepest = 32;

/**
 * The same text with line ends and indents between its parts; what is no JSON, or broken, stays as it is from there on, and what
 * branches far too deep as a whole.
 */
export function prettyJson(text: string): string {
  if (isTooDeep(text)) {
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

/** Whether JSON branches too deep to be walked. */
export function isTooDeep(text: string): boolean {
  return depthOf(text) > deepest;
}

/** How deep lists and objects stand within one another, found in one pass, whatever is broken or not closed. */
function depthOf(text: string): number {
  let [depth, most, inText] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (inText) {
      if (sign === '\\') {
        at++;
      } else if (sign === '"') {
        inText = false;
      }
    } else if (sign === '"') {
      inText = true;
    } else if (sign === '[' || sign === '{') {
      depth++;
      most = Math.max(most, depth);
    } else if (sign === ']' || sign === '}') {
      depth--;
    }
  }
  return most;
}

/** How an answer is shown. The language is one of VS Code's. */
export interface ResponseKind {
  readonly extension: 'json' | 'xml' | 'html' | 'txt';
  readonly language: 'json' | 'xml' | 'html' | 'plaintext';
}

const kinds = {
  json: { extension: 'json', language: 'json' },
  xml: { extension: 'xml', language: 'xml' },
  html: { extension: 'html', language: 'html' },
  text: { extension: 'txt', language: 'plaintext' },
} as const satisfies Record<string, ResponseKind>;

function namesSchema(json: string): boolean {
  const unescaped = json.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return unescaped.includes('$schema');
}

/** The kind of a body; an empty one is of the kind that was asked for. A broken one is what it began as. */
export function responseKind(body: string, asked: AnswerFormat): ResponseKind {
  const start = body
    .slice(0, 4096)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (start === '') {
    return kinds[asked];
  }
  if (/^(?:[{["]|(?:[\d.eE+-]+|true|false|null)\s*$)/.test(start)) {
    // Of JSON that names a schema, VS Code would fetch it, from wherever it is said to be.
    return namesSchema(body) ? kinds.text : kinds.json;
  }
  if (/^(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(start)) {
    return kinds.html;
  }
  return start.startsWith('<') ? kinds.xml : kinds.text;
}

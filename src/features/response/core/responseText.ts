// An answer as text to read: what it is by its looks, and JSON laid out with every number and text as it was written.
import type { AnswerFormat } from '../../../api/api';
import { jsonTokens } from './jsonTokens';

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
  let [laidOut, depth, before] = ['', 0, ''];
  for (const { start, end } of jsonTokens(text)) {
    const token = text.slice(start, end);
    if (!isWhole(token)) {
      return laidOut + text.slice(start);
    }
    const isClosing = '}]'.includes(token);
    depth -= isClosing ? 1 : 0;
    const isEmpty = isClosing && '{['.includes(before);
    const isBehind = isEmpty || ',:'.includes(token) || laidOut === '';
    laidOut += isBehind
      ? token
      : before === ':'
        ? ` ${token}`
        : `\n${'  '.repeat(Math.max(0, depth))}${token}`;
    depth += '{['.includes(token) ? 1 : 0;
    before = token;
  }
  return laidOut;
}

/** Whether it is a piece of JSON, and closed where it is a text. */
function isWhole(token: string): boolean {
  return token.startsWith('"')
    ? token.length > 1 && token.endsWith('"')
    : /^(?:[{}[\],:]|[\w.+-]+)$/.test(token);
}

/** Whether JSON branches too deep to be walked. */
export function isTooDeep(text: string): boolean {
  let [depth, most] = [0, 0];
  for (const { start } of jsonTokens(text)) {
    const sign = text[start] ?? '';
    depth += '{['.includes(sign) ? 1 : '}]'.includes(sign) ? -1 : 0;
    most = Math.max(most, depth);
  }
  return most > deepest;
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

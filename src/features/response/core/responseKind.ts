// What an answer is, by its looks: the service and whatever stands between may send another form than the one asked for.
import type { AnswerFormat } from '../../../api/api';

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
    return kinds.json;
  }
  if (/^(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(start)) {
    return kinds.html;
  }
  return start.startsWith('<') ? kinds.xml : kinds.text;
}

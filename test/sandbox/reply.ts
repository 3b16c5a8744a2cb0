// A complete answer: what it says, and how it is sent.
import type { ServerResponse } from 'node:http';

export const JSON_TYPE = 'application/json';

/** A complete answer, ready to be sent. */
export interface Reply {
  status: number;
  type: string;
  text: string;
  /** How `text` becomes bytes; `utf8` unless given. */
  encoding?: 'utf8' | 'latin1';
  headers?: Record<string, string>;
}

/** A number that JSON.stringify would write otherwise: its digits, to be put into an answer as they are. */
export function asDigits(digits: string): string {
  return `${DIGITS}${digits}`;
}

const DIGITS = '\u0000digits:';

/** An answer in JSON. */
export function jsonReply(body: unknown, status = 200): Reply {
  const marked = `"${JSON.stringify(DIGITS).slice(1, -1)}`;
  const text = JSON.stringify(body)
    .split(marked)
    .map((part, at) => (at === 0 ? part : part.replace('"', '')))
    .join('');
  return { status, type: JSON_TYPE, text };
}

/** A page of HTML, as a web server or a proxy makes for a status. */
export function pageReply(status: number, title: string): Reply {
  const text = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, type: 'text/html; charset=UTF-8', text };
}

/** Sends a complete answer. */
export function send(
  response: ServerResponse,
  { status, type, text, encoding = 'utf8', headers = {} }: Reply,
): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text, encoding),
    'Cache-Control': 'no-cache, private',
    ...headers,
  });
  response.end(text, encoding);
}

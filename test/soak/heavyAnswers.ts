// Answers just under the client's size limit, each heavy in another way, sent by a small server beside the sandbox.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { LARGEST_BODY } from '../../src/api/request';
import { listAnswer } from '../sandbox/answers';
import { makeAccount } from '../sandbox/sandbox';

/** A little under the client's limit. */
const SIZE = LARGEST_BODY - 4096;

const filled = (text: string) => text.repeat(Math.floor(SIZE / Buffer.byteLength(text)));

/** Each body by the name under which it is asked for: in words, for the table. */
export const HEAVY_ANSWERS: Readonly<Record<string, () => string>> = {
  'rows of one page': () => JSON.stringify(rows()),
  'rows as an object': () => JSON.stringify({ ...rows(), data: { ...rows().data } }),
  'rows that are no rows': () => `{"success":true,"data":[${filled('0,')}0]}`,
  'a message of words': () => refusal({ message: filled('Une erreur est survenue. ') }),
  'a message of spaces': () => refusal({ message: `a${filled(' ')}b` }),
  'a message almost of keys': () => refusal({ message: filled('0123456789abcdef0123456789abcde-') }),
  'many messages': () => refusal({ errors: Array.from({ length: SIZE / 20 }, (_, at) => `erreur ${at}`) }),
  'a page of HTML': () => filled('<p>Connexion au réseau</p>\n'),
  'nothing but spaces': () => filled(' '),
  'brackets without end': () => filled('['),
  'rows without end': () => JSON.stringify(rows()).padEnd(SIZE * 2),
};

/** Answers `/NAME/…` with the body of that name; false where there is none. */
export function answerHeavily(request: IncomingMessage, response: ServerResponse): boolean {
  const name = decodeURIComponent((request.url ?? '').split(/[/?]/)[1] ?? '');
  const text = HEAVY_ANSWERS[name]?.();
  if (text === undefined) {
    return false;
  }
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(text);
  return true;
}

function rows(): { data: readonly unknown[] } {
  const sample = listAnswer(makeAccount('lourde@example.fr', 1000, 7), 1, { rowsPerPage: 1000 });
  const some = Array.isArray(sample.data) ? sample.data : [];
  const count = Math.floor(SIZE / (JSON.stringify(some).length / some.length + 12));
  return { ...sample, data: Array.from({ length: count }, (_, id) => ({ ...some[id % some.length], id })) };
}

function refusal(words: object): string {
  return JSON.stringify({ success: false, code: 55, ...words });
}

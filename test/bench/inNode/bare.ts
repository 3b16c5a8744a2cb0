// The least a page can cost: Node's own `http.get`, and `JSON.parse`.
import { get } from 'node:http';
import type { Source } from './plan';

/** The body of a page. */
export function bareGet({ url, apiKey }: Source, page: number): Promise<string> {
  return new Promise((resolve, reject) => {
    get(`${url}/subaccount/list?apiKey=${apiKey}&page=${page}&_format=json`, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      response.on('error', reject);
    }).on('error', reject);
  });
}

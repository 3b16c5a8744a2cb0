// A plain HTTP client for the sandbox's own tests: tells what came, broken or whole, and never retries.
import { type IncomingHttpHeaders, request as plainRequest, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';

/** What came back. `error` is the code of what broke, if anything did; `text` is what had come until then. */
export interface Came {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  text: string;
  error: string | undefined;
}

/** How to ask; `onData` may end an answer that wouldn't end by returning false. */
export interface Asking extends RequestOptions {
  ca?: string;
  servername?: string;
  body?: unknown;
  onData?: (bytesSoFar: number) => boolean;
}

/** Sends one request on its own connection unless an agent is given. Never rejects. */
export function ask(url: string, { body, onData, ...options }: Asking = {}): Promise<Came> {
  return new Promise((resolve) => {
    const came: Came = { status: undefined, headers: {}, text: '', error: undefined };
    const fail = (error: NodeJS.ErrnoException): void =>
      resolve({ ...came, error: error.code ?? error.name });
    const send = url.startsWith('https:') ? tlsRequest : plainRequest;
    const request = send(
      url,
      { agent: false, method: body === undefined ? 'GET' : 'POST', ...options },
      (answer) => {
        came.status = answer.statusCode;
        came.headers = answer.headers;
        answer.setEncoding('utf8');
        answer.on('data', (piece: string) => {
          came.text += piece;
          if (onData?.(came.text.length) === false) {
            request.destroy();
          }
        });
        answer.on('error', fail);
        answer.on('end', () => resolve(came));
      },
    );
    request.on('error', fail);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

// A service that answers every request with the bytes that it is told, and counts them. It speaks TLS where it is given a certificate.
import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Answer {
  /** 200 unless given. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface Answering {
  readonly url: string;
  /** What the next requests get, or what happens to them. */
  answer: Answer | ((request: IncomingMessage, response: ServerResponse) => void);
  /** How many requests came, whole. */
  requests: number;
  close(): Promise<void>;
}

/** Starts it on this computer. */
export async function startAnswering(tls?: { key: string; cert: string }): Promise<Answering> {
  const server = tls ? createSecure(tls, handle) : createPlain(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const answering: Answering = {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    answer: { body: '' },
    requests: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return answering;

  function handle(request: IncomingMessage, response: ServerResponse): void {
    request.resume().once('end', () => {
      answering.requests += 1;
      const { answer } = answering;
      if (typeof answer === 'function') {
        answer(request, response);
        return;
      }
      const { status = 200, headers = { 'Content-Type': 'application/json' }, body } = answer;
      response.writeHead(status, headers).end(body);
    });
  }
}

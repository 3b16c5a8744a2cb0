// A server that keeps the bodies that it is sent, byte for byte, and answers each as a credit call that went well.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export class Recorder {
  /** In order of arrival. They hold keys: for comparing, not for printing. */
  readonly bodies: string[] = [];
  /** Of the last request. */
  contentType: string | undefined;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      let body = '';
      this.contentType = request.headers['content-type'];
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.once('end', () => {
        this.bodies.push(body);
        response.setHeader('Content-Type', 'application/json');
        response.end('{"success":true,"code":200,"credit":1,"subaccountCredit":2,"currency":"EUR"}');
      });
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** The base address, without a slash at its end. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

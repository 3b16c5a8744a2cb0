// A service whose answer comes in drops and never ends.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Milliseconds between two drops: more often than any time limit between two reads. */
const apart = 100;

/** Starts it; `close` also ends what still drips. */
export async function startDripping(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const timer = setInterval(() => response.write(' '), apart);
    response.once('close', () => clearInterval(timer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

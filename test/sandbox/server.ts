// The sandbox's HTTP server: sockets that can be counted and ended, and bodies that are read to their end.
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Json } from './drift';

const LARGEST_BODY = 1024 * 1024;

/** A server that listens. */
export interface Listening {
  port: number;
  /** Open sockets now. */
  connections(): number;
  /** A number for the request's connection, the same for all its requests. */
  socketId(request: IncomingMessage): number;
  /** Ends all connections, whatever they wait for. */
  close(): Promise<void>;
}

/** Starts a server, TLS if a key and certificate are given. Rejects if the port is taken. */
export async function listen(
  onRequest: RequestListener,
  { port, host, tls }: { port: number; host: string; tls?: { key: string | Buffer; cert: string | Buffer } },
): Promise<Listening> {
  // Connections stay open between requests for longer than a test lasts, so reuse doesn't depend on the clock.
  const options = { keepAliveTimeout: 60_000, requestTimeout: 0 };
  const server: Server =
    tls === undefined
      ? createServer(options, onRequest)
      : createTlsServer({ ...options, key: tls.key, cert: tls.cert }, onRequest);
  const sockets = new Set<Socket>();
  const ids = new WeakMap<Socket, number>();
  let lastId = 0;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client may vanish at any moment; that is the client's affair.
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.size,
    socketId: ({ socket }) => {
      const id = ids.get(socket) ?? ++lastId;
      ids.set(socket, id);
      return id;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) {
          socket.destroy();
        }
      }),
  };
}

/** The JSON object in a request's body; an empty one if there is none, or more than 1 MiB of it. */
export async function readJson(request: IncomingMessage): Promise<Json> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size <= LARGEST_BODY) {
      pieces.push(piece);
    }
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
  } catch {
    return {};
  }
}

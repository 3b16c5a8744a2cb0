// A small forward proxy for tests: plain requests in absolute form, and CONNECT tunnels.
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** Where a host that is asked for really is. */
export interface Place {
  host: string;
  port: number;
}

/** What was asked of the proxy; never a path or a query, since these hold keys. */
export interface ProxiedRequest {
  method: string;
  /** The host name and port that were asked for. */
  host: string;
  port: number;
  /** False when it was turned away for want of the password. */
  admitted: boolean;
}

/** A proxy that runs. */
export interface RunningProxy {
  /** `http://127.0.0.1:PORT`, without the password. */
  url: string;
  port: number;
  /** What opens it if it asks for a password. */
  user: string;
  password: string;
  requests: ProxiedRequest[];
  /** Ends all connections and tunnels. */
  close(): Promise<void>;
}

const USER = 'durand';
const PASSWORD = 'sésame: ouvre-toi';
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/**
 * Starts a proxy on 127.0.0.1. `resolve` says where a host really is; what isn't on this machine, or makes it throw,
 * is answered with 502. With `requirePassword`, requests without `user` and `password` (Basic, UTF-8) get 407.
 */
export async function startProxy(options: {
  resolve: (host: string, port: number) => Place;
  requirePassword?: boolean;
}): Promise<RunningProxy> {
  const requests: ProxiedRequest[] = [];
  const sockets = new Set<Socket>();
  const expected = `Basic ${Buffer.from(`${USER}:${PASSWORD}`, 'utf8').toString('base64')}`;

  const server = createServer(forward);
  server.on('connect', tunnel);
  server.on('connection', keep);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    user: USER,
    password: PASSWORD,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) {
          socket.destroy();
        }
      }),
  };

  function forward(request: IncomingMessage, response: ServerResponse): void {
    const target = targetOf(request.url ?? '');
    if (target?.protocol !== 'http:') {
      response.writeHead(400).end();
      return;
    }
    if (!admit(request, target)) {
      response.writeHead(407, { 'Proxy-Authenticate': 'Basic realm="proxy", charset="UTF-8"' }).end();
      return;
    }
    const place = placeOf(target);
    if (place === undefined) {
      response.writeHead(502).end();
      return;
    }
    const { 'proxy-authorization': _password, 'proxy-connection': _connection, ...headers } = request.headers;
    const onward = httpRequest(
      { ...place, method: request.method, path: target.pathname + target.search, headers, agent: false },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.on('error', () => response.destroy());
        answer.pipe(response);
      },
    );
    onward.on('socket', keep);
    onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }

  function tunnel(request: IncomingMessage, client: Socket, head: Buffer): void {
    const target = targetOf(`https://${request.url ?? ''}`);
    if (target === undefined) {
      client.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      return;
    }
    if (!admit(request, target)) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy", charset="UTF-8"\r\n\r\n',
      );
      return;
    }
    const place = placeOf(target);
    if (place === undefined) {
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const onward = connect(place.port, place.host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      onward.pipe(client).pipe(onward);
    });
    keep(onward);
    onward.on('close', () => client.destroy());
    client.on('close', () => onward.destroy());
  }

  function admit(
    { method = '', headers }: IncomingMessage,
    { hostname: host, port, protocol }: URL,
  ): boolean {
    const admitted = options.requirePassword !== true || headers['proxy-authorization'] === expected;
    requests.push({ method, host, port: portOf(port, protocol), admitted });
    return admitted;
  }

  function placeOf({ hostname, port, protocol }: URL): Place | undefined {
    try {
      const place = options.resolve(hostname, portOf(port, protocol));
      return LOOPBACK.includes(place.host) ? place : undefined;
    } catch {
      return undefined;
    }
  }

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Either end may vanish; the other is told by the close of its own connection.
    socket.on('error', () => {});
  }
}

function targetOf(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

function portOf(port: string, protocol: string): number {
  return port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port);
}

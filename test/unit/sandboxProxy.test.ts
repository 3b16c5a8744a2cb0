// The test proxy forwards plain requests and tunnels TLS, asks for a password, and stays on this machine.
import { deepEqual, equal, match } from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { ask, type Came } from '../sandbox/ask';
import { makeCertificates } from '../sandbox/certificates';
import { type RunningProxy, startProxy } from '../sandbox/proxy';
import { SAMPLE_KEYS, type Sandbox, startSandbox } from '../sandbox/sandbox';

const tls = makeCertificates({ hosts: ['api.test'] });
const QUERY = `/v1/me?apiKey=${SAMPLE_KEYS.petite}`;

describe('proxy', () => {
  let plain: Sandbox;
  let secure: Sandbox;
  let proxy: RunningProxy;
  let locked: RunningProxy;
  before(async () => {
    plain = await startSandbox();
    secure = await startSandbox({ tls });
    const resolve = (host: string, port: number): { host: string; port: number } => {
      if (host !== 'api.test') {
        return { host: host === 'dead.test' ? '127.0.0.1' : '192.0.2.1', port: 9 };
      }
      return { host: '127.0.0.1', port: port === 443 ? secure.port : plain.port };
    };
    proxy = await startProxy({ resolve });
    locked = await startProxy({ resolve, requirePassword: true });
  });
  after(async () => {
    await Promise.all([proxy.close(), locked.close(), plain.close(), secure.close()]);
  });

  const through = (one: RunningProxy, url: string, headers = {}): Promise<Came> =>
    ask(one.url, { path: url, headers: { host: new URL(url).host, ...headers } });

  async function tunnel(
    one: RunningProxy,
    target: string,
    headers = {},
  ): Promise<[number | undefined, Socket]> {
    const asked = request({
      port: one.port,
      host: '127.0.0.1',
      method: 'CONNECT',
      path: target,
      headers,
      agent: false,
    });
    asked.end();
    const [answer, socket] = (await once(asked, 'connect')) as [IncomingMessage, Socket];
    return [answer.statusCode, socket];
  }

  const password = ({ user, password: secret }: RunningProxy): Record<string, string> => ({
    'Proxy-Authorization': `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
  });

  it('forwards what is asked in absolute form, and keeps no address of it', async () => {
    const { status, text } = await through(proxy, `http://api.test${QUERY}`);
    deepEqual([status, JSON.parse(text).user.username], [200, 'petite@example.fr']);
    equal(plain.requests.at(-1)?.headers.host, 'api.test');
    deepEqual(proxy.requests, [{ method: 'GET', host: 'api.test', port: 80, admitted: true }]);
  });

  it('tunnels', async () => {
    const [status, socket] = await tunnel(proxy, 'api.test:443');
    equal(status, 200);
    const secured = tlsConnect({ socket, servername: 'api.test', ca: tls.ca });
    await once(secured, 'secureConnect');
    const { text } = await ask(`http://api.test${QUERY}`, {
      agent: undefined,
      createConnection: () => secured,
    });
    equal(JSON.parse(text).user.username, 'petite@example.fr');
    deepEqual(proxy.requests.at(-1), { method: 'CONNECT', host: 'api.test', port: 443, admitted: true });
    secured.destroy();
  });

  it('passes on what comes in one piece with CONNECT', async () => {
    const socket = connect(proxy.port, '127.0.0.1');
    const get = `GET ${QUERY} HTTP/1.1\r\nHost: api.test\r\nConnection: close\r\n\r\n`;
    socket.write(`CONNECT api.test:80 HTTP/1.1\r\nHost: api.test:80\r\n\r\n${get}`);
    let came = '';
    for await (const piece of socket.setEncoding('utf8')) {
      came += piece;
    }
    match(came, /^HTTP\/1\.1 200 Connection Established\r\n\r\nHTTP\/1\.1 200 OK/);
    match(came, /"username":"petite@example\.fr"/);
  });

  it('asks for the password both ways, and does not pass it on', async () => {
    const refused = await through(locked, `http://api.test${QUERY}`);
    deepEqual([refused.status, refused.headers['proxy-authenticate']?.startsWith('Basic ')], [407, true]);
    equal((await tunnel(locked, 'api.test:443'))[0], 407);
    equal((await through(locked, `http://api.test${QUERY}`, password(locked))).status, 200);
    equal(plain.requests.at(-1)?.headers['proxy-authorization'], undefined);
    const [status, socket] = await tunnel(locked, 'api.test:443', password(locked));
    socket.destroy();
    equal(status, 200);
    deepEqual(
      locked.requests.map(({ admitted }) => admitted),
      [false, false, true, true],
    );
  });

  it('answers 502 for what is dead or not on this machine', async () => {
    equal((await through(proxy, 'http://dead.test/')).status, 502);
    equal((await through(proxy, 'http://elsewhere.test/')).status, 502);
    equal((await tunnel(proxy, 'elsewhere.test:443'))[0], 502);
  });
});

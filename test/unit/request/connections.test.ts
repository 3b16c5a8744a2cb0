// What every copied program says when the connection fails: that nothing was sent only where that is certain, and never that of what may have arrived.
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Language } from '../../../src/features/request/core/languages';
import { calls } from '../../../src/features/request/core/requestProgram';
import { makeCertificates } from '../../sandbox/certificates';
import { type Answering, startAnswering } from './support/answering';
import { eachLanguage } from './support/eachLanguage';
import type { Runner } from './support/runtimes';
import { programFor } from './support/words';
import { written } from './support/written';

const [apiKey, token] = ['01234567/89abcdef 0123456789abcdef', 'fedcba98/76543210 fedcba9876543210'];
const variables = { MAILPARTNER_API_KEY: apiKey, MAILPARTNER_SUBACCOUNT_TOKEN: token };

const notSent = /(^|\n)Not sent\./;
const untrusted: Readonly<Partial<Record<Language, RegExp>>> = {
  shell: /(^|\n)Not sent\. Certificates: CURL_CA_BUNDLE\.\n$/,
  php: /^Not sent\. Certificates: curl\.cainfo \(php\.ini\)\. \(.+\)\n$/,
  python: /^Not sent\. Certificates for Python\. \(.*CERTIFICATE_VERIFY_FAILED.*\)\n$/,
  typeScript: /^Not sent\. Certificates: NODE_EXTRA_CA_CERTS\. \([A-Z_]+\)\n$/,
};
/** What came of a request that arrived: no answer, or one that proves nothing. Both say that credit may have been added. */
const unclear = /(^|\n)(No answer\.|Not understood \(HTTP 200\)\.)/;

const broken: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
  'a reset while it waits': ({ socket }) => socket.resetAndDestroy(),
  'an end while it waits': ({ socket }) => socket.end(),
  'a body that breaks off': (_, response) => {
    response.writeHead(200, { 'Content-Length': 100 });
    response.write('{"success":true,"subaccountCredit":5', () => response.socket?.end());
  },
  'a body in chunks that breaks off': (_, response) => {
    response.write('{"success":true,', () => response.socket?.resetAndDestroy());
  },
  'an answer that never ends': (_, response) => {
    const more = () => {
      while (response.write(' '.repeat(65_536)));
    };
    response.on('drain', more).writeHead(200);
    more();
  },
  'an answer of 300,000 bytes': (_, response) => {
    response.end(`{"success":true,"data":[],"subaccountCredit":5${' '.repeat(300_000)}}`);
  },
  'no HTTP': ({ socket }) => socket.end('hello\r\n\r\n'),
  'a line that is none of HTTP and repeats the request': ({ socket, url }) => {
    socket.end(`${url} ${apiKey} ${token}\r\nX: y\r\n\r\n`);
  },
};

eachLanguage('copied programs and connections', (language: Language, runner: Runner) => {
  let [plain, secure, elsewhere]: Answering[] = [];
  let sockets: Server;
  /** What becomes of each connection to `sockets`. */
  let connected: (socket: Socket) => void;
  const open = new Set<Socket>();

  before(async () => {
    const { key, cert } = makeCertificates({ hosts: ['127.0.0.1'] });
    const other = makeCertificates({ hosts: ['other.example'] });
    [plain, secure, elsewhere] = await Promise.all([
      startAnswering(),
      startAnswering({ key, cert }),
      startAnswering(other),
    ]);
    sockets = createServer((socket) => {
      open.add(socket.on('error', () => undefined));
      connected(socket);
    });
    await new Promise<void>((resolve) => sockets.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    for (const socket of open) socket.destroy();
    await Promise.all([plain?.close(), secure?.close(), elsewhere?.close()]);
    await new Promise((resolve) => sockets.close(resolve));
  });

  for (const call of calls) {
    const fails = async (baseUrl: string, says: RegExp, seconds = 15) => {
      const program = written(language, programFor(baseUrl, { call, seconds }));
      const { code, out, err } = await runner.run(program, variables);
      const secrets = [apiKey, token].flatMap((secret) => [
        secret,
        encodeURIComponent(secret),
        secret.slice(0, 8),
      ]);
      assert.ok(!secrets.some((secret) => (out + err).includes(secret)), 'a secret was printed');
      assert.equal(out, '');
      assert.equal(code, 1);
      assert.match(err, says);
    };
    const silent = () => `https://127.0.0.1:${(sockets.address() as AddressInfo).port}/v1`;

    it(`${call}: nobody has that name: nothing was sent`, () => fails('http://nobody.invalid/v1', notSent));

    it(`${call}: a certificate that nobody here trusts: nothing was sent, and what helps`, async () => {
      assert.ok(secure);
      await fails(secure.url, untrusted[language] ?? notSent);
      assert.equal(secure.requests, 0);
    });

    it(`${call}: a certificate for another name: nothing was sent`, async () => {
      assert.ok(elsewhere);
      await fails(elsewhere.url, notSent);
      assert.equal(elsewhere.requests, 0);
    });

    it(`${call}: a server that speaks no TLS: nothing was sent`, async () => {
      assert.ok(plain);
      plain.requests = 0;
      await fails(plain.url.replace('http:', 'https:'), notSent);
      assert.equal(plain.requests, 0);
    });

    it(`${call}: a connection that ends before TLS began: nothing was sent`, async () => {
      connected = (socket) => socket.once('data', () => socket.end());
      // .NET calls it an IOException, as whatever fails later.
      const isDotNet = language === 'visualBasic' || language === 'powerShell';
      await fails(silent(), isDotNet ? /Not sent\.|No answer\./ : notSent);
    });

    it(`${call}: a connection on which nothing answers: no longer than its time, and no wrong word`, async () => {
      connected = (socket) => socket.resume();
      // Where a time limit ends it, only libcurl and Python know how far it came.
      const knows = language === 'shell' || language === 'php' || language === 'python';
      await fails(silent(), knows ? notSent : /Not sent\.|No answer\./, 1);
    });

    for (const [name, answer] of Object.entries(broken)) {
      it(`${call}: ${name}: it may have arrived`, async () => {
        assert.ok(plain);
        plain.requests = 0;
        plain.answer = answer;
        await fails(plain.url, unclear);
        assert.equal(plain.requests, 1, 'asks once');
      });
    }
  }
});

// The sandbox answers as docpartner.dev documents it, records what it is asked, and can be driven by people.
import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict';
import { Agent } from 'node:http';
import { ask } from '../sandbox/ask';
import { SAMPLE_KEYS, type Sandbox, sampleAccounts, startSandbox } from '../sandbox/sandbox';

interface Answer {
  success: boolean;
  code: number;
  message?: string;
  page: number;
  data: { id: number; email: string }[];
}

describe('sandbox: calls', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());
  beforeEach(() => {
    sandbox.accounts.splice(0, sandbox.accounts.length, ...sampleAccounts());
    sandbox.requests.length = 0;
    sandbox.lies = {};
  });

  const list = async (query: string): Promise<Answer> =>
    JSON.parse((await ask(`${sandbox.url}/subaccount/list?${query}`)).text);
  const post = async (path: string, body: unknown): Promise<unknown> =>
    JSON.parse((await ask(`${sandbox.url}/subaccount/${path}`, { body })).text);

  it('lists a page of 20 in the documented shape', async () => {
    const { status, headers, text } = await ask(
      `${sandbox.url}/subaccount/list?apiKey=${SAMPLE_KEYS.studio}&page=1`,
    );
    const row = sandbox.accounts[1]?.subAccounts[0];
    const answer = JSON.parse(text);
    equal(status, 200);
    equal(headers['content-type'], 'application/json');
    deepEqual(Object.keys(answer), ['success', 'code', 'total', 'nb_per_page', 'page', 'data']);
    deepEqual(
      { ...answer, data: answer.data.length },
      { success: true, code: 200, total: 29, nb_per_page: 20, page: 1, data: 20 },
    );
    deepEqual(answer.data[0], {
      id: row?.id,
      email: row?.email,
      type: row?.type,
      token: row?.token,
      apiKey: row?.apiKey,
      createdAt: row?.createdAt,
      credits: { balance: row?.balance, currency: 'EUR' },
    });
    equal(typeof answer.data[0].id, 'number');
    match(String(answer.data[0].createdAt), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('shows every sub-account once over all pages, and none past the end', async () => {
    const ids: unknown[] = [];
    for (let page = 1; page <= 8; page++) {
      ids.push(...(await list(`apiKey=${SAMPLE_KEYS.agence}&page=${page}`)).data.map(({ id }) => id));
    }
    deepEqual(
      ids,
      sandbox.accounts[0]?.subAccounts.map(({ id }) => id),
    );
    deepEqual((await list(`apiKey=${SAMPLE_KEYS.vide}`)).data, []);
  });

  for (const page of ['', '&page=', '&page=0', '&page=-2', '&page=abc', '&page=1.5']) {
    it(`takes "${page}" for page 1`, async () => {
      equal((await list(`apiKey=${SAMPLE_KEYS.studio}${page}`)).page, 1);
      equal(sandbox.requests[0]?.page, 1);
    });
  }

  it('answers /me', async () => {
    const { text } = await ask(`${sandbox.url}/me?apiKey=${SAMPLE_KEYS.agence}`);
    deepEqual(JSON.parse(text), {
      success: true,
      code: 200,
      user: { username: 'agence@example.fr' },
      credits: { creditMail: 118420, currency: 'EUR', balance: '1480.250' },
    });
  });

  it('refuses a missing and a wrong key on every call', async () => {
    for (const key of ['', 'apiKey=', 'apiKey=0000']) {
      const expected = key.endsWith('0') ? 10 : 1;
      const answer = await list(key);
      deepEqual([answer.success, answer.code, Object.keys(answer).length], [false, expected, 3]);
      equal(JSON.parse((await ask(`${sandbox.url}/me?${key}`)).text).code, expected);
    }
    equal((await list('apiKey=0000')).message, 'Clé API incorrecte');
    for (const path of ['create', 'credit/add', 'credit/remove']) {
      deepEqual(await post(path, { apiKey: 'wrong' }), {
        success: false,
        code: 10,
        message: 'Clé API incorrecte',
      });
    }
  });

  it('prints XML without names', async () => {
    const row = sandbox.accounts[2]?.subAccounts[0];
    sandbox.accounts[2]?.subAccounts.splice(1);
    if (row !== undefined) {
      row.createdAt = null;
      row.email = 'a]]>b@example.fr';
    }
    const { headers, text } = await ask(
      `${sandbox.url}/subaccount/list?apiKey=${SAMPLE_KEYS.petite}&_format=xml`,
    );
    match(headers['content-type'] ?? '', /^application\/xml/);
    const start =
      '<entry>true</entry><entry>200</entry><entry>1</entry><entry>20</entry><entry>1</entry><entry><entry>';
    const email = '<entry><![CDATA[a]]]]><![CDATA[>b@example.fr]]></entry>';
    ok(text.includes(`${start}<entry>${row?.id}</entry>${email}`));
    ok(text.includes('<entry xsi:nil="true"/>'));
    ok(row && !text.includes(row.token) && !text.includes(row.apiKey));
    equal(sandbox.requests[0]?.format, 'xml');
  });

  it('knows no other path or method', async () => {
    const { status, headers } = await ask(`${sandbox.url}/subaccount/delete`);
    equal(status, 404);
    match(headers['content-type'] ?? '', /^text\/html/);
    equal((await ask(`${sandbox.url}/me`, { body: {} })).status, 405);
    equal((await ask(sandbox.url.replace('/v1', '/_sandbox/requests'))).status, 404);
  });

  it('records requests, their account and their connection', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const next = sandbox.waitForRequest({ call: 'list', page: 2 });
    await ask(`${sandbox.url}/me?apiKey=${SAMPLE_KEYS.agence}`, { agent });
    await ask(`${sandbox.url}/subaccount/list?apiKey=${SAMPLE_KEYS.agence}&page=2`, { agent });
    agent.destroy();
    await ask(`${sandbox.url}/me?apiKey=nobody`, { headers: { 'x-test': '1' } });
    const [first, second, third] = sandbox.requests;
    equal(await next, second);
    deepEqual(
      sandbox.requests.map(({ call, method, path, page, account }) => [call, method, path, page, account]),
      [
        ['me', 'GET', '/v1/me', undefined, 'agence@example.fr'],
        ['list', 'GET', '/v1/subaccount/list', 2, 'agence@example.fr'],
        ['me', 'GET', '/v1/me', undefined, undefined],
      ],
    );
    equal(first?.socketId, second?.socketId);
    notEqual(first?.socketId, third?.socketId);
    deepEqual([third?.apiKey, third?.headers['x-test']], ['nobody', '1']);
    ok(third);
    equal(await sandbox.ended(third), 'answered');
  });

  it('rejects what still waits for a request when it closes, and refuses a port that is taken', async () => {
    const other = await startSandbox({ accounts: [] });
    await rejects(startSandbox({ port: other.port }), { code: 'EADDRINUSE' });
    const never = other.waitForRequest({ call: 'me' });
    await other.close();
    await rejects(never, /closed/);
    equal((await ask(`${other.url}/me`)).error, 'ECONNREFUSED');
  });

  it('can be driven by people, keys aside', async () => {
    const people = await startSandbox({ control: true });
    const control = people.url.replace('/v1', '/_sandbox');
    const me = `${people.url}/me?apiKey=${SAMPLE_KEYS.petite}`;
    try {
      equal(
        (
          await ask(`${control}/fault`, {
            body: { fault: { kind: 'http', status: 503 }, scope: { call: 'me' } },
          })
        ).status,
        200,
      );
      equal((await ask(me)).status, 503);
      equal((await ask(`${control}/heal`, { body: {} })).status, 200);
      equal((await ask(me)).status, 200);
      equal((await ask(`${control}/latency`, { body: { ms: 1 } })).status, 200);
      equal(people.latency, 1);
      const seen = (await ask(`${control}/requests`)).text;
      equal(JSON.parse(seen).length, 2);
      ok(!seen.includes(SAMPLE_KEYS.petite));
      equal((await ask(`${control}/lies`, { body: { lies: { drift: ['entities'] } } })).status, 200);
      deepEqual(people.lies, { drift: ['entities'] });
      equal((await ask(`${control}/lies`, { body: { lies: { drifts: 1 } } })).status, 400);
      equal((await ask(`${control}/fault`, { body: { fault: { kind: 'toString' } } })).status, 400);
      equal(
        (await ask(`${control}/heal`, { body: {}, headers: { origin: 'https://example.org' } })).status,
        403,
      );
      equal((await ask(`${control}/heal`, { body: {}, headers: { host: 'example.org' } })).status, 403);
    } finally {
      await people.close();
    }
  });
});

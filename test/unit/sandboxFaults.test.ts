// Each fault and hold of the sandbox does what its name says.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mock } from 'node:test';
import { type Asking, ask, type Came } from '../sandbox/ask';
import { type Fault, SAMPLE_KEYS, type Sandbox, sampleAccounts, startSandbox } from '../sandbox/sandbox';

const KEY = SAMPLE_KEYS.studio;
let sandbox: Sandbox;

function list(page = 1, options: Asking = {}): Promise<Came> {
  return ask(`${sandbox.url}/subaccount/list?apiKey=${KEY}&page=${page}`, options);
}

function me(apiKey: string = KEY): Promise<Came> {
  return ask(`${sandbox.url}/me?apiKey=${apiKey}`);
}

describe('sandbox: faults and holds', () => {
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());
  afterEach(() => {
    sandbox.heal();
    sandbox.latency = 0;
    sandbox.requests.length = 0;
  });

  const answers: [Fault, number, unknown][] = [
    [{ kind: 'refusedKey' }, 200, { success: false, code: 10, message: 'Clé API incorrecte' }],
    [
      { kind: 'refusedKey', httpStatus: 401 },
      401,
      { success: false, code: 10, message: 'Clé API incorrecte' },
    ],
    [{ kind: 'code', code: 96 }, 200, { success: false, code: 96, message: 'Adresse IP non autorisée' }],
    [
      { kind: 'code', code: 7, message: 'Non.', httpStatus: 400 },
      400,
      { success: false, code: 7, message: 'Non.' },
    ],
    [
      { kind: 'errorShape', shape: 'object' },
      200,
      { success: false, code: 11, error: { message: 'NOCREDITS' } },
    ],
    [{ kind: 'errorShape', shape: 'bare', httpStatus: 400 }, 400, { success: false, code: 77 }],
    [{ kind: 'rateLimited' }, 429, { success: false, code: 429, message: 'Trop de requêtes' }],
    [{ kind: 'http', status: 500, body: 'json' }, 500, { success: false, code: 500, message: 'Erreur 500' }],
    [{ kind: 'wrongShape', variant: 'array' }, 200, []],
    [{ kind: 'wrongShape', variant: 'number' }, 200, 42],
    [{ kind: 'wrongShape', variant: 'null' }, 200, null],
  ];
  for (const [fault, status, body] of answers) {
    it(`answers ${JSON.stringify(fault)}`, async () => {
      sandbox.fault(fault);
      const came = await list();
      deepEqual([came.status, JSON.parse(came.text)], [status, body]);
    });
  }

  it('has errors in lists, with codes of either kind', async () => {
    sandbox.fault({ kind: 'errorShape', shape: 'list' });
    const listed = JSON.parse((await list()).text);
    deepEqual([listed.message, Object.keys(listed.error[0])], [undefined, ['elementId', 'message']]);
    sandbox.fault({ kind: 'errorShape', shape: 'nested' });
    const nested = JSON.parse((await list()).text);
    deepEqual([nested.code, nested.errors[0].code], [55, '9']);
  });

  it('bends single fields', async () => {
    sandbox.fault({ kind: 'wrongShape', variant: 'dataText' });
    equal(typeof JSON.parse((await list()).text).data, 'string');
    sandbox.fault({ kind: 'wrongShape', variant: 'successText' });
    equal(JSON.parse((await list()).text).success, 'peut-être');
  });

  it('answers a success that says nothing, to any call', async () => {
    sandbox.fault({ kind: 'queued' });
    const queued = { success: true, code: 200, message: 'Request queued for processing' };
    deepEqual([JSON.parse((await list()).text), JSON.parse((await me()).text)], [queued, queued]);
  });

  it('leaves the rows out, and keeps the total', async () => {
    sandbox.fault({ kind: 'noRows' });
    deepEqual(JSON.parse((await list()).text), {
      success: true,
      code: 200,
      total: 29,
      nb_per_page: 20,
      page: 1,
      data: [],
    });
  });

  it('puts text around the answer', async () => {
    const whole = (await list()).text;
    sandbox.fault({ kind: 'textAround', before: '<b>Notice</b>\n', after: '{}' });
    equal((await list()).text, `<b>Notice</b>\n${whole}{}`);
  });

  it('answers in ISO-8859-1, and says so or not', async () => {
    for (const [said, format, type] of [
      ['header', 'json', 'application/json; charset=ISO-8859-1'],
      ['nothing', 'json', 'application/json'],
      ['xml', 'xml', 'application/xml'],
    ] as const) {
      sandbox.fault({ kind: 'latin1', said });
      const url = `${sandbox.url}/subaccount/list?apiKey=${SAMPLE_KEYS.agence}&_format=${format}`;
      const response = await fetch(url);
      const bytes = Buffer.from(await response.arrayBuffer());
      equal(response.headers.get('content-type'), type);
      ok(bytes.toString('latin1').includes('é') && bytes.toString('utf8').includes('\ufffd'));
      equal(bytes.toString('latin1').includes('encoding="ISO-8859-1"'), said === 'xml');
    }
  });

  it('sends Retry-After as given', async () => {
    sandbox.fault({ kind: 'rateLimited', retryAfter: '7', json: false });
    const { status, headers } = await list();
    deepEqual([status, headers['retry-after']], [429, '7']);
    match(headers['content-type'] ?? '', /html/);
  });

  it('sends pages, nothing, or half of it', async () => {
    sandbox.fault({ kind: 'http', status: 502, headers: { 'X-Cache': 'miss' } });
    const page = await list();
    deepEqual(
      [page.status, page.headers['x-cache'], page.text.startsWith('<!DOCTYPE html>')],
      [502, 'miss', true],
    );
    sandbox.fault({ kind: 'http', status: 503, body: 'empty' });
    deepEqual([(await list()).status, (await list()).text], [503, '']);
    sandbox.fault({ kind: 'html' });
    const portal = await list();
    deepEqual([portal.status, portal.text.startsWith('<!DOCTYPE html>')], [200, true]);
    sandbox.fault({ kind: 'emptyBody' });
    const empty = await list();
    deepEqual([empty.status, empty.text, empty.error], [200, '', undefined]);
    sandbox.heal();
    const whole = (await list()).text;
    sandbox.fault({ kind: 'truncatedJson' });
    const half = await list();
    deepEqual(
      [half.error, half.text.length, whole.startsWith(half.text)],
      [undefined, Math.floor(whole.length / 2), true],
    );
  });

  it('redirects', async () => {
    sandbox.fault({ kind: 'redirect', to: 'http://127.0.0.1:9/v1' });
    const { status, headers } = await list();
    deepEqual([status, headers.location], [302, 'http://127.0.0.1:9/v1']);
    sandbox.fault({ kind: 'redirect', to: '/elsewhere', status: 308 });
    equal((await list()).status, 308);
  });

  it('breaks connections', async () => {
    sandbox.fault({ kind: 'reset', when: 'beforeHeaders' });
    const before = await list();
    deepEqual([before.status, before.error], [undefined, 'ECONNRESET']);
    sandbox.fault({ kind: 'reset', when: 'duringBody' });
    const during = await list();
    deepEqual([during.status, during.error, during.text.length > 0], [200, 'ECONNRESET', true]);
    deepEqual(await Promise.all(sandbox.requests.map((request) => sandbox.ended(request))), [
      'aborted',
      'aborted',
    ]);
  });

  it('keeps silent, or stops half way, until the client leaves', async () => {
    for (const kind of ['silence', 'stalledBody'] as const) {
      sandbox.fault({ kind });
      const client = new AbortController();
      const seen = sandbox.waitForRequest({ call: 'list' });
      let half: () => void = () => {};
      const halfCame = new Promise<void>((resolve) => {
        half = resolve;
      });
      const asked = list(1, {
        signal: client.signal,
        onData: () => {
          half();
          return true;
        },
      });
      const request = await seen;
      if (kind === 'stalledBody') {
        await halfCame;
      }
      equal(request.outcome, 'pending');
      client.abort();
      const came = await asked;
      deepEqual([came.status, came.text === ''], kind === 'silence' ? [undefined, true] : [200, false]);
      equal(await sandbox.ended(request), 'aborted');
      equal(request.outcome, 'aborted');
    }
  });

  it('never ends a body until the client leaves', async () => {
    sandbox.fault({ kind: 'endlessBody' });
    const came = await list(1, { onData: (bytes) => bytes < 8_000_000 });
    ok(came.text.length >= 8_000_000);
    match(came.text.slice(0, 100), /^\{"success":true,.*"data":\[\{"id":1,/);
    const [request] = sandbox.requests;
    equal(request && (await sandbox.ended(request)), 'aborted');
  });

  it('hits only what the scope says, as often as it says, the newest first', async () => {
    sandbox.fault({ kind: 'http', status: 500 }, { call: 'list', page: 2 });
    const healOne = sandbox.fault({ kind: 'http', status: 503 }, { times: 2, apiKey: KEY });
    const statuses = async (): Promise<unknown[]> => [
      (await me(SAMPLE_KEYS.vide)).status,
      (await list(2)).status,
      (await me()).status,
      (await list(2)).status,
      (await list(1)).status,
    ];
    deepEqual(await statuses(), [200, 503, 503, 500, 200]);
    healOne();
    deepEqual(await statuses(), [200, 500, 200, 500, 200]);
    sandbox.heal();
    deepEqual(await statuses(), [200, 200, 200, 200, 200]);
  });

  it('moves no credit when it turns a payment away, and does when only the answer is lost', async () => {
    const [, account] = sandbox.accounts;
    const body = { apiKey: KEY, credit: 1, tokenSubaccount: account?.subAccounts[0]?.token };
    const url = `${sandbox.url}/subaccount/credit/add`;
    sandbox.fault({ kind: 'http', status: 500 });
    await ask(url, { body });
    equal(account?.balance, '96.400');
    sandbox.fault({ kind: 'reset', when: 'beforeHeaders' });
    equal((await ask(url, { body })).error, 'ECONNRESET');
    equal(account?.balance, '95.400');
    sandbox.accounts.splice(0, sandbox.accounts.length, ...sampleAccounts());
  });

  it('holds answers as they were when the question came', async () => {
    const hold = sandbox.hold({ call: 'list', page: 2 });
    const late = list(2);
    const request = await hold.arrived;
    equal((await list(1)).status, 200);
    const [, studio] = sandbox.accounts;
    const gone = studio?.subAccounts.pop();
    ok(gone);
    equal(request.outcome, 'pending');
    hold.release();
    const came = JSON.parse((await late).text);
    deepEqual([came.total, came.data.at(-1).id], [29, gone.id]);
    equal(JSON.parse((await list(2)).text).total, 28);
    studio?.subAccounts.push(gone);
  });

  it('releases all that is held, and holds nothing that comes then', async () => {
    const holds = [sandbox.hold({ call: 'list', page: 1 }), sandbox.hold({ call: 'list', page: 2 })];
    const late = [list(1), list(2)];
    await Promise.all(holds.map(({ arrived }) => arrived));
    sandbox.releaseAll();
    for (const each of [...late, list(1), list(2)]) equal((await each).status, 200);
  });

  it('lets so many requests a minute through, whatever the key, and names what is left of it where it should', async () => {
    const statuses = async (count: number) => {
      const answers = [];
      for (let n = 0; n < count; n++) {
        answers.push(await ask(`${sandbox.url}/me?apiKey=${KEY}`));
      }
      return answers.map(({ status, headers }) => [status, headers['retry-after']]);
    };
    mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
    try {
      sandbox.limit = { perMinute: 2, retryAfter: true };
      deepEqual(await statuses(1), [[200, undefined]]);
      mock.timers.setTime(1_045_000);
      deepEqual(await statuses(2), [
        [200, undefined],
        [429, '15'],
      ]);
      mock.timers.setTime(1_060_000);
      sandbox.limit = { perMinute: 1 };
      deepEqual(await statuses(2), [
        [200, undefined],
        [429, undefined],
      ]);
      sandbox.heal();
      deepEqual(await statuses(1), [[200, undefined]]);
    } finally {
      mock.timers.reset();
    }
  });

  it('holds as many as asked, and ends held and silent requests when it closes', async () => {
    const own = await startSandbox();
    const hold = own.hold({ times: 1 });
    const held = ask(`${own.url}/me?apiKey=${KEY}`);
    const request = await hold.arrived;
    equal((await ask(`${own.url}/me?apiKey=${KEY}`)).status, 200);
    own.fault({ kind: 'silence' });
    const seen = own.waitForRequest({ call: 'me' });
    const silent = ask(`${own.url}/me?apiKey=${KEY}`);
    await seen;
    equal(own.connections >= 2, true);
    own.latency = 600_000;
    const slowSeen = own.waitForRequest({ call: 'me' });
    const slow = ask(`${own.url}/me?apiKey=${KEY}`);
    await slowSeen;
    await own.close();
    deepEqual(
      [(await held).error, (await silent).error, (await slow).error],
      ['ECONNRESET', 'ECONNRESET', 'ECONNRESET'],
    );
    deepEqual([await own.ended(request), own.connections], ['aborted', 0]);
  });
});

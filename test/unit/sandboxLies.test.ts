// Each way in which the sandbox's list lies or drifts does what its name says.
import { deepEqual, equal } from 'node:assert/strict';
import { ask, type Came } from '../sandbox/ask';
import { type Drift, SAMPLE_KEYS, type Sandbox, startSandbox } from '../sandbox/sandbox';

describe('sandbox: lies', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());
  afterEach(() => {
    sandbox.lies = {};
  });

  const list = (page = 1): Promise<Came> =>
    ask(`${sandbox.url}/subaccount/list?apiKey=${SAMPLE_KEYS.studio}&page=${page}`);

  it('lies about numbers', async () => {
    sandbox.lies = { total: 'missing', perPage: '20', page: 7 };
    const came = JSON.parse((await list(2)).text);
    deepEqual(
      [came.total, 'total' in came, came.nb_per_page, came.page, came.data.length],
      [undefined, false, '20', 7, 9],
    );
    sandbox.lies = { total: null, rowsPerPage: 4 };
    const short = JSON.parse((await list(2)).text);
    deepEqual([short.total, short.nb_per_page, short.data.length], [null, 4, 4]);
  });

  it('may repeat a page past the end', async () => {
    const ids = async (page: number): Promise<number[]> =>
      JSON.parse((await list(page)).text).data.map(({ id }: { id: number }) => id);
    deepEqual(await ids(3), []);
    sandbox.lies = { pastEnd: 'lastPage' };
    deepEqual(await ids(99), await ids(2));
    sandbox.lies = { pastEnd: 'firstPage' };
    deepEqual(await ids(99), await ids(1));
  });

  const drifts: { [D in Drift]: (answer: ReturnType<typeof JSON.parse>) => unknown } = {
    numbersAsText: ({ code, total, nb_per_page, page, data }) =>
      [code, total, nb_per_page, page].join() === '200,29,20,1' &&
      typeof total === 'string' &&
      typeof data[0].id === 'string',
    textAsNumbers: ({ data }) => data[0].credits.balance === 0.8,
    nullFields: ({ data }) =>
      data[0].type === null &&
      data[2].credits.balance === null &&
      data[4].credits === null &&
      data[0].email !== null,
    dataAsObject: ({ data }) => !Array.isArray(data) && Object.keys(data).slice(0, 5).join() === '0,1,3,4,6',
    dataMissing: (answer) => answer.success === true && !('data' in answer),
    dataMissingWhenEmpty: ({ data }) => data.length === 20,
    dataNullWhenEmpty: ({ data }) => data.length === 20,
    isoDates: ({ data }) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+01:00$/.test(data[0].createdAt),
    phpDates: ({ data }) =>
      /^\d{4}-\d\d-\d\d .*\.000000$/.test(data[0].createdAt.date) && data[0].createdAt.timezone_type === 3,
    unknownType: ({ data }) => data[1].type === 'reseller' && data[0].type !== 'reseller',
    oneUnreadableRow: ({ data }) => typeof data[1] === 'string' && typeof data[0] === 'object',
    oneRowWithoutId: ({ data }) => !('id' in data[1]) && 'id' in data[0],
    reversedFields: (answer) => Object.keys(answer)[0] === 'data' && Object.keys(answer).at(-1) === 'success',
    unreadableRows: ({ data }) => {
      const odd = [data[4]?.id, data[9]?.id, data[14]?.id, data[19]];
      return odd.join() === 'A-17,9007199254740993,,' && data[19] === null && data[0].id > 0;
    },
    otherSuccess: ({ success }) => success === '1',
    secretsAsNumbers: ({ data }) => typeof data[0].token === 'number' && data[0].token > 1e19,
    oddAmounts: ({ data }) =>
      data[0].credits.balance === '0,800' &&
      data[1].credits.balance === '0.000 €' &&
      data[6].credits.balance === '1,234',
    entities: ({ data }) => data.some(({ email }: { email: string }) => email.includes('&lt;b&gt;')),
    hugeSecrets: ({ data }) => data[1].token.length > 25_000 && data[2].apiKey.length > 7000,
    hugeTexts: ({ data }) => data[1].email.length > 40_000 && data[2].credits.balance.length === 9000,
    hostileSigns: ({ data }) =>
      data[0].email.includes('\u001b[1m\r\n') &&
      data[0].credits.currency.includes('\u202e') &&
      data[2].token.includes('\u001b'),
    ownSecrets: ({ data }) => data[0].email.startsWith(data[0].token.toUpperCase()),
    hugeElement: ({ data }) => data.at(-1).length === 8 * 1024 * 1024,
    extraFields: (answer) => 'server' in answer && 'tags' in answer.data[0],
  };
  for (const [drift, holds] of Object.entries(drifts)) {
    it(`drifts: ${drift}`, async () => {
      equal(holds(JSON.parse((await list()).text)) === true, drift.endsWith('WhenEmpty'));
      sandbox.lies = { drift: drift as Drift };
      equal(holds(JSON.parse((await list()).text)), true);
    });
  }

  it('bends the name that /me gives as it bends the rows', async () => {
    const name = async (): Promise<string> =>
      JSON.parse((await ask(`${sandbox.url}/me?apiKey=${SAMPLE_KEYS.studio}`)).text).user.username;
    const usual = await name();
    sandbox.lies = { drift: ['ownSecrets', 'hugeTexts', 'hostileSigns'] };
    const bent = await name();
    equal(bent.startsWith(`${usual.charAt(0)}\u001b[1m`) && bent.length > 40_000, true);
    equal(bent.includes(SAMPLE_KEYS.studio.toUpperCase()), true);
  });

  it('drifts only when there is no row, and several ways at once', async () => {
    const empty = async (): Promise<Record<string, unknown>> =>
      JSON.parse((await ask(`${sandbox.url}/subaccount/list?apiKey=${SAMPLE_KEYS.vide}`)).text);
    sandbox.lies = { drift: 'dataMissingWhenEmpty' };
    equal('data' in (await empty()), false);
    sandbox.lies = { drift: ['dataNullWhenEmpty', 'numbersAsText'] };
    deepEqual(await empty(), {
      success: true,
      code: '200',
      total: '0',
      nb_per_page: '20',
      page: '1',
      data: null,
    });
  });
});

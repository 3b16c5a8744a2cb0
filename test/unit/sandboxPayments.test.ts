// The sandbox creates sub-accounts and moves credit as documented, to the thousandth.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { ask } from '../sandbox/ask';
import { makeAccount, SAMPLE_KEYS, type Sandbox, sampleAccounts, startSandbox } from '../sandbox/sandbox';

describe('sandbox: creating and paying', () => {
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

  const post = async (path: string, body: unknown): Promise<unknown> =>
    JSON.parse((await ask(`${sandbox.url}/subaccount/${path}`, { body })).text);

  it('creates a sub-account and pays its credit', async () => {
    const apiKey = SAMPLE_KEYS.agence;
    const parameters = { isBuyer: 0, email: 'neuf@example.fr', creditToAttribute: 0.1 };
    const answer = await post('create', { apiKey, type: 'advanced', parameters });
    const row = sandbox.accounts[0]?.subAccounts.at(-1);
    deepEqual(answer, {
      success: true,
      code: 200,
      subaccount: { email: 'neuf@example.fr', token: row?.token },
      sendConfirmMailTo: 'neuf@example.fr',
      parent_email: 'agence@example.fr',
    });
    deepEqual([row?.balance, sandbox.accounts[0]?.balance], ['0.100', '1480.150']);
    equal(
      JSON.parse((await ask(`${sandbox.url}/subaccount/list?apiKey=${apiKey}&page=7`)).text).data.at(-1)
        .email,
      'neuf@example.fr',
    );
    await post('create', { apiKey, type: 'simple', parameters: { isBuyer: 0 } });
    match(sandbox.accounts[0]?.subAccounts.at(-1)?.email ?? '', /^\d+@mailpartner\.fr$/);
  });

  it('refuses to create with the documented codes', async () => {
    const codes: unknown[] = [];
    for (const [type, parameters] of [
      ['simple', {}],
      ['', { isBuyer: 1 }],
      ['gold', { isBuyer: 1 }],
      ['advanced', { isBuyer: 1 }],
      ['simple', { isBuyer: 1, email: sandbox.accounts[1]?.subAccounts[0]?.email }],
      ['simple', { isBuyer: 1, creditToAttribute: 0 }],
      ['simple', { isBuyer: 1, creditToAttribute: 5 }],
    ] as const) {
      const answer = await post('create', { apiKey: SAMPLE_KEYS.petite, type, parameters });
      codes.push((answer as { code: number }).code);
    }
    deepEqual(codes, [3, 4, 5, 6, 7, 8, 9]);
    equal(sandbox.accounts[2]?.subAccounts.length, 3);
  });

  it('moves credit exactly, and answers numbers', async () => {
    const account = { ...makeAccount('x', 1), balance: '0.300' };
    sandbox.accounts.push(account);
    const { apiKey, subAccounts } = account;
    const [row] = subAccounts;
    ok(row);
    row.balance = '0.100';
    const tokenSubaccount = row.token;
    const plain = { success: true, code: 200, currency: 'EUR' };
    deepEqual(await post('credit/add', { apiKey, credit: 0.2, tokenSubaccount }), {
      ...plain,
      credit: 0.1,
      subaccountCredit: 0.3,
    });
    deepEqual(await post('credit/remove', { apiKey, credit: '0.1', tokenSubaccount }), {
      ...plain,
      credit: 0.2,
      subaccountCredit: 0.2,
    });
    const code = async (body: object): Promise<unknown> =>
      ((await post('credit/add', { apiKey, ...body })) as { code: number }).code;
    deepEqual(
      [
        await code({ tokenSubaccount }),
        await code({ credit: 1 }),
        await code({ credit: -1, tokenSubaccount }),
        await code({ credit: 1, tokenSubaccount: 'none' }),
        await code({ credit: 1, tokenSubaccount }),
        await code({ credit: 0.2, tokenSubaccount }),
        await code({ credit: 0.2, tokenSubaccount }),
      ],
      [2, 3, 5, 7, 8, 200, 6],
    );
    deepEqual(sandbox.accounts.at(-1)?.balance, '0.000');
  });
});

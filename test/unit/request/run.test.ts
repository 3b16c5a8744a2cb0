// Every copied program, really run, against the sandbox: where its runtime is on this computer. What lacks one is pending, and says so.
import assert from 'node:assert/strict';
import type { Language } from '../../../src/features/request/core/languages';
import { calls, type RequestProgram } from '../../../src/features/request/core/requestProgram';
import { thousandths } from '../../sandbox/money';
import { makeAccount, type Sandbox, type SandboxAccount, startSandbox } from '../../sandbox/sandbox';
import { startDripping } from './support/dripping';
import { eachLanguage } from './support/eachLanguage';
import { Recorder } from './support/recorder';
import type { Ended, Runner } from './support/runtimes';
import { nastyWords, programFor } from './support/words';
import { written } from './support/written';

/** What a query, JSON and each language must encode or quote. */
const nastyKey = `k&e+y%41 é"è\\n'$HOME\`#/?=;*{0}`;
const failures: readonly {
  readonly name: string;
  readonly fault: Parameters<Sandbox['fault']>[0];
  readonly says: RegExp;
}[] = [
  {
    name: 'success: false with HTTP 200',
    fault: { kind: 'code', code: 8, message: 'Crédit insuffisant' },
    says: /^Refused: Crédit insuffisant\.\n$/,
  },
  {
    name: 'HTTP 401 with JSON',
    fault: { kind: 'refusedKey', httpStatus: 401 },
    says: /^Refused: Clé API incorrecte\.\n$/,
  },
  {
    name: 'a code without words',
    fault: { kind: 'errorShape', shape: 'bare' },
    says: /^Refused: code 77\.\n$/,
  },
  {
    name: 'an error as an object',
    fault: { kind: 'errorShape', shape: 'object' },
    says: /^Refused: .*NOCREDITS.*\.\n$/,
  },
  { name: 'errors as a list', fault: { kind: 'errorShape', shape: 'list' }, says: /^Refused: .*valeur/ },
  { name: 'a page in place of JSON', fault: { kind: 'html' }, says: /^Not understood \(HTTP 200\)\.\n$/ },
  {
    name: 'HTTP 502 with a page',
    fault: { kind: 'http', status: 502 },
    says: /^Not understood \(HTTP 502\)\.\n$/,
  },
  { name: 'nothing at all', fault: { kind: 'emptyBody' }, says: /^Not understood \(HTTP 200\)\.\n$/ },
  { name: 'half an answer', fault: { kind: 'truncatedJson' }, says: /^Not understood \(HTTP 200\)\.\n$/ },
  {
    name: 'text in place of rows',
    fault: { kind: 'wrongShape', variant: 'dataText' },
    says: /^Not understood \(HTTP 200\)\.\n$/,
  },
  {
    name: 'a list as the answer',
    fault: { kind: 'wrongShape', variant: 'array' },
    says: /^Not understood \(HTTP 200\)\.\n$/,
  },
  {
    name: 'null as the answer',
    fault: { kind: 'wrongShape', variant: 'null' },
    says: /^Not understood \(HTTP 200\)\.\n$/,
  },
  {
    name: 'a broken connection',
    fault: { kind: 'reset', when: 'beforeHeaders' },
    says: /(^|\n)No answer\./,
  },
];

eachLanguage('copied programs', test);

function test(language: Language, runner: Runner): void {
  let sandbox: Sandbox;
  let elsewhere: Sandbox;
  let account: SandboxAccount;
  const recorder = new Recorder();

  before(async () => {
    [sandbox, elsewhere] = await Promise.all([startSandbox(), startSandbox(), recorder.start()]);
  });
  beforeEach(() => {
    account = { ...makeAccount('nasty@example.fr', 45), apiKey: nastyKey, balance: '1000.000' };
    sandbox.accounts.splice(0, Number.POSITIVE_INFINITY, account);
    sandbox.heal();
    sandbox.requests.length = 0;
  });
  after(async () => {
    await Promise.all([sandbox.close(), elsewhere.close(), recorder.close()]);
  });

  const target = () => {
    const subAccount = account.subAccounts[22];
    assert.ok(subAccount);
    return subAccount;
  };
  const variables = () => ({ MAILPARTNER_API_KEY: nastyKey, MAILPARTNER_SUBACCOUNT_TOKEN: target().token });
  const make = (over: Partial<RequestProgram>, baseUrl = sandbox.url) =>
    written(language, programFor(baseUrl, { page: 2, ...over }));
  const run = async (
    over: Partial<RequestProgram>,
    env: Record<string, string> = variables(),
    baseUrl = sandbox.url,
  ): Promise<Ended> => {
    const ended = await runner.run(make(over, baseUrl), env);
    const shown = ended.out + ended.err;
    for (const secret of [nastyKey, JSON.stringify(nastyKey).slice(1, -1), encodeURIComponent(nastyKey)]) {
      assert.ok(!shown.includes(secret), 'the API key was printed');
    }
    for (const { token, apiKey } of account.subAccounts) {
      assert.ok(!shown.includes(token) && !shown.includes(apiKey), 'a secret of a sub-account was printed');
    }
    return ended;
  };
  const failed = ({ code, out, err }: Ended, says: RegExp) => {
    assert.notEqual(code, 0);
    assert.equal(out, '');
    assert.match(err, says);
  };

  it('list: asks for the page with the key as it is, and prints the rows', async () => {
    const { code, out, err } = await run({ call: 'list' });
    assert.equal(err, '');
    assert.equal(code, 0);
    const [request] = sandbox.requests;
    assert.equal(sandbox.requests.length, 1);
    assert.ok(request?.apiKey === nastyKey, 'the key did not arrive as it is');
    const { method, path, page, format } = request;
    assert.deepEqual(
      { method, path, page, format },
      { method: 'GET', path: '/v1/subaccount/list', page: 2, format: 'json' },
    );
    for (const { id, email, balance } of account.subAccounts.slice(20, 40)) {
      for (const value of [String(id), email, balance]) assert.ok(out.includes(value), value);
    }
    assert.ok(!out.includes(String(account.subAccounts[19]?.id)));
    assert.ok(!out.includes(String(account.subAccounts[40]?.id)));
  });

  it('list: prints no secret, whatever is in it', async () => {
    target().token = `a"b\\c${'é'}SECRET`;
    const { code, out } = await run({ call: 'list' });
    assert.equal(code, 0);
    assert.ok(!out.includes('SECRET'), 'the end of a token was printed');
  });

  it('addCredit: adds the amount to that sub-account, once, and prints what it has now', async () => {
    target().balance = '5.000';
    const { code, out, err } = await run({ call: 'addCredit', credit: '12.340' });
    assert.equal(err, '');
    assert.equal(code, 0);
    assert.equal(out, 'Now 17.34 euros.\n');
    assert.equal(target().balance, '17.340');
    assert.equal(account.balance, '987.660');
    assert.equal(sandbox.requests.length, 1);
  });

  it('reads answers in whatever order their fields are', async () => {
    sandbox.lies = { drift: 'reversedFields' };
    assert.equal((await run({ call: 'list' })).code, 0);
    assert.equal((await run({ call: 'addCredit', credit: '1.000' })).code, 0);
    account.balance = '0.000';
    failed(await run({ call: 'addCredit', credit: '1.000' }), /^Refused: /);
    sandbox.lies = {};
  });

  it('addCredit: the amount travels as it was typed, with the key and the token as they are', async () => {
    for (const credit of ['12.340', '0.1', '123456789012.005']) {
      const nastyToken = `t"o\\k'e&n é`;
      recorder.bodies.length = 0;
      const ended = await run(
        { call: 'addCredit', credit },
        { ...variables(), MAILPARTNER_SUBACCOUNT_TOKEN: nastyToken },
        recorder.url,
      );
      assert.equal(ended.code, 0, ended.err);
      const sent = recorder.bodies.map((body) => JSON.parse(body));
      const wanted = { apiKey: nastyKey, credit, tokenSubaccount: nastyToken };
      assert.ok(JSON.stringify(sent) === JSON.stringify([wanted]), 'something else was sent');
      assert.match(recorder.contentType ?? '', /^application\/json/);
    }
  });

  for (const call of calls) {
    for (const { name, fault, says } of failures) {
      it(`${call}: ${name}: says so, asks once, and fails`, async () => {
        sandbox.fault(fault);
        failed(await run({ call }), says);
        assert.equal(sandbox.requests.length, 1);
      });
    }

    it(`${call}: a message that repeats the key is shown without it`, async () => {
      sandbox.fault({ kind: 'code', code: 10, message: `La clé ${nastyKey} est inconnue` });
      failed(await run({ call }), /^Refused: La clé .*est inconnue\.\n$/);
    });

    it(`${call}: without the key in the environment: says which, and sends nothing`, async () => {
      const { MAILPARTNER_API_KEY: _, ...others } = variables();
      for (const env of [others, { ...others, MAILPARTNER_API_KEY: '' }]) {
        failed(await run({ call }, env), /^No API key\.\n$/);
      }
      assert.deepEqual(sandbox.requests, []);
    });

    for (const status of [302, 307]) {
      it(`${call}: a redirect (HTTP ${status}) is not followed`, async () => {
        const to = `${elsewhere.url}/subaccount/list?apiKey=${encodeURIComponent(nastyKey)}`;
        sandbox.fault({ kind: 'redirect', to, status });
        failed(await run({ call }), new RegExp(`^Not understood \\(HTTP ${status}\\)\\.\\n$`));
        assert.equal(sandbox.requests.length, 1);
        assert.deepEqual(elsewhere.requests, []);
      });
    }

    it(`${call}: gives up on an answer that comes in drops and has no end`, async () => {
      const dripping = await startDripping();
      try {
        failed(await run({ call, seconds: 1 }, variables(), dripping.url), /(^|\n)No answer\./);
      } finally {
        await dripping.close();
      }
    });

    for (const kind of ['silence', 'stalledBody'] as const) {
      it(`${call}: gives up when the service hangs (${kind}), and asks once`, async () => {
        sandbox.fault({ kind });
        failed(await run({ call, seconds: 1 }), /(^|\n)No answer\./);
        assert.equal(sandbox.requests.length, 1);
      });
    }

    it(`${call}: nobody listens: says so, and fails`, async () => {
      const gone = await startSandbox();
      await gone.close();
      failed(await run({ call }, variables(), gone.url), /(^|\n)Not sent\./);
    });

    it(`${call}: whatever the words, they are words`, async () => {
      const spoken = await run({ call, words: nastyWords });
      assert.equal(spoken.code, 0, spoken.err);
      sandbox.fault({ kind: 'refusedKey' });
      const refused = await run({ call, words: nastyWords });
      assert.notEqual(refused.code, 0);
      // Only typographic quotation marks may come out straight, and line ends as blanks.
      const as = (text: string) =>
        text
          .replace(/[“”]/g, '"')
          .replace(/[\s\u2028]+/g, ' ')
          .trim();
      assert.equal(as(refused.err), as(nastyWords.refused.replace('{0}', 'Clé API incorrecte')));
    });
  }

  it('addCredit: without the token in the environment: says which, and sends nothing', async () => {
    failed(await run({ call: 'addCredit' }, { MAILPARTNER_API_KEY: nastyKey }), /^No token\.\n$/);
    assert.deepEqual(sandbox.requests, []);
  });

  it('addCredit: what the service refuses moves nothing', async () => {
    const before = target().balance;
    for (const credit of ['0', '-1', '1,5', 'abc', '99999999']) {
      failed(await run({ call: 'addCredit', credit }), /^Refused: /);
    }
    assert.equal(target().balance, before);
    assert.equal(thousandths(account.balance), 1_000_000n);
    assert.equal(sandbox.requests.length, 5);
  });
}

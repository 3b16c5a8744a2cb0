// The short command, really run in the shells that this computer has: what it sends, what it shows, and what others can see of it.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_BASE_URL } from '../../../src/api/baseUrl';
import { curlCommand } from '../../../src/features/request/core/curlCommand';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox';
import { skipWithout } from '../../support/lacking';
import { say } from './support/runtime';
import { programFor } from './support/words';

const key = `k&e+y%41 é"è\\n'$HOME\`#/?=;*{0}`;

describe('the short cURL command', () => {
  let folder: string;
  let sandbox: Sandbox;
  before(async function () {
    if (say('curl', ['--version']) === undefined) skipWithout('cURL', this);
    sandbox = await startSandbox();
    folder = mkdtempSync(join(tmpdir(), 'mailpartner-curl-'));
    // Stands before the real one on the path, and writes down what a list of processes would show.
    const real = say('sh', ['-c', 'command -v curl'])?.trim();
    writeFileSync(
      join(folder, 'curl'),
      `#!/bin/sh\nprintf '%s\\n' "$@" >>'${join(folder, 'seen')}'\nexec ${real} "$@"\n`,
    );
    chmodSync(join(folder, 'curl'), 0o755);
  });
  beforeEach(() => {
    const [account] = sandbox.accounts;
    assert.ok(account);
    sandbox.accounts[0] = { ...account, apiKey: key };
    sandbox.requests.length = 0;
    writeFileSync(join(folder, 'seen'), '');
  });
  after(async () => {
    await sandbox?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  const run = (shell: string, variables: Record<string, string>) =>
    new Promise<{ out: string; err: string }>((resolve) => {
      const env = { HOME: folder, PATH: `${folder}:${process.env.PATH}`, ...variables };
      const command = curlCommand(programFor(sandbox.url, { page: 2 }));
      execFile(shell, ['-c', command], { env }, (_, out, err) => resolve({ out, err }));
    });

  for (const shell of ['sh', 'dash', 'bash', 'zsh', 'ksh']) {
    it(`in ${shell} asks for the page with the key as it is, which no process shows, and masks what rows hold`, async function () {
      if (say(shell, ['-c', 'true']) === undefined)
        skipWithout(shell === 'sh' ? 'sh' : 'another shell', this);
      const { out, err } = await run(shell, { MAILPARTNER_API_KEY: key });
      assert.equal(err, 'HTTP 200\n');
      const [request, ...more] = sandbox.requests;
      assert.ok(request?.apiKey === key && more.length === 0, 'the key did not arrive as it is');
      assert.deepEqual([request.page, request.format, request.path], [2, 'json', '/v1/subaccount/list']);
      const rows = sandbox.accounts[0]?.subAccounts.slice(20, 40) ?? [];
      assert.equal(JSON.parse(out).data.length, rows.length);
      for (const { email, token, apiKey } of rows) {
        assert.ok(out.includes(email));
        assert.ok(!out.includes(token) && !out.includes(apiKey), 'a secret was printed');
      }
      const seen = readFileSync(join(folder, 'seen'), 'utf8');
      assert.match(seen, /^apiKey@-$/m);
      assert.ok(!seen.includes('k&e') && !seen.includes('k%26e'), 'the key stands on a command line');
    });

    it(`in ${shell} sends nothing without the key, and says which`, async function () {
      if (say(shell, ['-c', 'true']) === undefined)
        skipWithout(shell === 'sh' ? 'sh' : 'another shell', this);
      for (const variables of [{}, { MAILPARTNER_API_KEY: '' }]) {
        assert.match((await run(shell, variables)).err, /MAILPARTNER_API_KEY/);
      }
      assert.deepEqual(sandbox.requests, []);
    });
  }

  it('does as it says whatever the person’s own .curlrc says', async () => {
    writeFileSync(join(folder, '.curlrc'), 'verbose\ninclude\ndata = "page=3"\n');
    const { out, err } = await run('sh', { MAILPARTNER_API_KEY: key });
    rmSync(join(folder, '.curlrc'));
    assert.equal(err, 'HTTP 200\n');
    assert.equal(JSON.parse(out).page, 2);
  });

  describe('masks what comes', () => {
    const [one, two] = ['canary-1', 'canary-2'];
    /** The answer, given by a curl that is none. */
    const shown = (body: string | Buffer) => {
      const place = mkdtempSync(join(tmpdir(), 'mailpartner-curl-'));
      writeFileSync(join(place, 'body'), body);
      writeFileSync(join(place, 'curl'), `#!/bin/sh\ncat >/dev/null\ncat '${join(place, 'body')}'\necho\n`);
      chmodSync(join(place, 'curl'), 0o755);
      const env = { HOME: place, PATH: `${place}:${process.env.PATH}`, MAILPARTNER_API_KEY: 'x' };
      const out = execFileSync('sh', ['-c', curlCommand(programFor(DEFAULT_BASE_URL))], { env });
      rmSync(place, { recursive: true });
      return out.toString('latin1');
    };

    for (const [what, body] of [
      ['other names', `{"api_key":"${one}","tokenSubaccount":"${two}","API-KEY": "${one}"}`],
      ['of other words', `{"clientSecret":"${one}","old_Password":"${two}"}`],
      ['that are numbers', '{"id":5,"token":12345678,"apiKey": -1.5e9}'],
      ['in many lines', `{\r\n "token"\n:\n  "${one}",\n "apiKey":"${two}"\n}\n`],
      ['with quotes within', `{"to\\"token":"a\\"${one}\\\\","email":"token","apiKey":"${two}"}`],
      ['with letters written as numbers', `{"t\\u006fken":"${one}"}`],
      ['in a list', `{"token":["${one}",["${two}"]],"x":"${two}"}`],
      ['in objects', `{"secret":{"a":{"b":"${one}"},"c":"${two}"}}`],
      ['that do not end', `{"data":[{"token":"${one}}`],
      ['in an address', `{"message":"no https://x/?page=1&apiKey=${one}&token%3d${two} here"}`],
      ['beside bytes that are no text', Buffer.from(`{"x":"\xe9","token":"\xe9${one}\xff"}`, 'latin1')],
    ] as const) {
      it(`secrets ${what}`, () => {
        const text = shown(body);
        assert.doesNotMatch(text, /canary|12345678|1\.5e9/);
        assert.match(text, /\*\*\*/);
      });
    }

    it('and leaves the rest as it is', () => {
      const rest = '{"email":"token","a":"the token: x","n":null,"token":null,"id":7,"b":[{"c":"\\"d"}]}';
      assert.deepEqual(JSON.parse(shown(rest)), JSON.parse(rest));
      assert.equal(shown(`\ufeff${rest}`).trim().slice(3), rest);
    });

    for (const body of [
      `<r><entry><![CDATA[${one}]]></entry></r>`,
      `<b>Notice</b> {"a":1}`,
      `{"a":1}\n<entry>${one}</entry>`,
      one,
      '',
    ]) {
      it(`and shows nothing that is no JSON: ${body}`, () => assert.equal(shown(body), ''));
    }
  });

  it('is short, for the documented address, and is not run by being pasted', () => {
    const command = curlCommand(programFor(DEFAULT_BASE_URL));
    assert.ok(command.split('\n').length <= 4);
    assert.match(command, /'https:\/\/api\.mailpartner\.fr\/v1\/subaccount\/list'/);
    assert.doesNotMatch(command, /\n$/);
  });
});

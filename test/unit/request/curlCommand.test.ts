// The short command, really run in the shells that this computer has: what it sends, what it shows, and what others can see of it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
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
      assert.equal(err, '');
      const [request, ...more] = sandbox.requests;
      assert.ok(request?.apiKey === key && more.length === 0, 'the key did not arrive as it is');
      assert.deepEqual([request.page, request.path], [2, '/v1/subaccount/list']);
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

  it('is short, for the documented address, and is not run by being pasted', () => {
    const command = curlCommand(programFor(DEFAULT_BASE_URL));
    assert.ok(command.split('\n').length <= 3);
    assert.match(command, /'https:\/\/api\.mailpartner\.fr\/v1\/subaccount\/list'/);
    assert.doesNotMatch(command, /\n$/);
  });
});

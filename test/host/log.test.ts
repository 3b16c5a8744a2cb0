// The log says enough to find a fault, and holds no e-mail, no key, no token and no URL.
import * as assert from 'node:assert/strict';
import { window } from 'vscode';
import { logRequest, logUnexpected } from '../../src/common/log';
import { FakeLog } from './support/fakeLog';

const hexKey = '0123456789abcdef0123456789abcdef';
const url = `https://api.example.org/v1/subaccount/list?apiKey=canary&page=2`;

function linesOf(write: (log: FakeLog) => void): string[] {
  const log = new FakeLog();
  write(log);
  for (const line of log.lines) {
    assert.doesNotMatch(line, /canary|0123456789abcdef/, 'a key');
    assert.doesNotMatch(line, /@example\.org|jane\.doe/, 'an e-mail');
    assert.doesNotMatch(line, /https?:/, 'a URL');
  }
  return log.lines;
}

describe('log', () => {
  it('has one line a request: account, call, page, time and outcome', () => {
    const entry = { call: 'list', page: 2, attempt: 1, milliseconds: 123.6, outcome: 'ok 20 rows' } as const;
    assert.deepEqual(
      linesOf((log) => logRequest(log, 'Agence', entry)),
      ['info: Agence: list page 2, 124 ms: ok 20 rows'],
    );
  });

  it('says which attempt it was, and how many rows could not be read', () => {
    const outcome = 'ok 18 rows';
    const entry = { call: 'list', page: 1, attempt: 3, milliseconds: 5, outcome, skipped: 2 } as const;
    assert.deepEqual(
      linesOf((log) => logRequest(log, 'Agence', entry)),
      ['info: Agence: list page 1 (attempt 3), 5 ms: ok 18 rows, 2 rows could not be read'],
    );
  });

  it('warns of what failed, and not of what was given up', () => {
    for (const [outcome, level] of [
      ['ok', 'info'],
      ['aborted', 'info'],
      ['offline refused', 'warn'],
      ['server 503', 'warn'],
      ['refusedKey 10', 'warn'],
    ] as const) {
      const [line] = linesOf((log) =>
        logRequest(log, 'Agence', { call: 'me', attempt: 1, milliseconds: 5, outcome }),
      );
      assert.equal(line, `${level}: Agence: me, 5 ms: ${outcome}`);
    }
  });

  it('shortens an account’s name that is an e-mail, and masks one that is a key', () => {
    const entry = { call: 'me', attempt: 1, milliseconds: 5, outcome: 'ok' } as const;
    assert.deepEqual(
      linesOf((log) => {
        logRequest(log, 'jane.doe@example.org', entry);
        logRequest(log, 'Shop (jane.doe@example.org) 2', entry);
        logRequest(log, hexKey, entry);
      }),
      ['info: j…@…: me, 5 ms: ok', 'info: Shop (j…@…) 2: me, 5 ms: ok', 'info: •••: me, 5 ms: ok'],
    );
  });

  it('keeps of an error of ours where it was, and not what it quotes', () => {
    const quoting = `request to ${url} of jane.doe@example.org failed`;
    const inJson = `{"apiKey": "canary", "token":"canary", "x": "${hexKey}"}`;
    const lines = linesOf((log) => {
      logUnexpected(log, new TypeError(quoting));
      logUnexpected(log, new Error(inJson, { cause: new Error(quoting) }));
      logUnexpected(log, quoting);
      logUnexpected(log, { apiKey: 'canary' });
      logUnexpected(log, undefined);
    });
    assert.equal(lines.length, 5);
    assert.match(lines[0] ?? '', /^error: TypeError\n\s+at /, 'it tells where');
    assert.ok(lines.every((line) => line.startsWith('error: ')));
  });

  it('says nothing, and throws nothing, once VS Code has closed the channel', () => {
    const closed = window.createOutputChannel('Mail Partner, closed', { log: true });
    closed.dispose();
    assert.throws(() => closed.info('x'), 'VS Code throws');
    for (const outcome of ['ok', 'offline']) {
      logRequest(closed, 'Agence', { call: 'list', page: 1, attempt: 1, milliseconds: 5, outcome });
    }
    logUnexpected(closed, new Error('x'));
  });
});

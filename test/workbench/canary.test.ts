// Marked keys and tokens go through every command and many faults: nothing of them may be found afterwards, anywhere.
import assert from 'node:assert/strict';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Drift,
  type Fault,
  makeAccount,
  type Sandbox,
  type SandboxAccount,
  startSandbox,
} from '../sandbox/sandbox';
import { openWorkbench } from '../vscode/browser';
import { Editor } from '../vscode/editor';
import type { RunningVSCode } from '../vscode/server';
import { plantInState } from '../vscode/storage';
import type { View } from '../vscode/view';
import type { Workbench } from '../vscode/workbench';
import { findLeaks, formsOf, readAll } from './leaks';
import { startWithExtension } from './stage';

/** Not only hex: each form (URL, JSON, HTML, base64) looks different from the others. */
const mainKey = 'canary+main/key"1"&<é>';
const otherKey = 'canary+other/key"2"&<é>';
const wrongKey = 'canary+wrong/key"3"&<é>';
const token = 'canary+token "4" & <é>';
const subKey = 'canary+sub/key "5" & <é>';
const secrets = { mainKey, otherKey, wrongKey, token, subKey };

const faults: readonly Fault[] = [
  { kind: 'refusedKey', httpStatus: 401 },
  { kind: 'code', code: 30, message: `bloqué ${mainKey}` },
  { kind: 'code', code: 77, message: `apiKey=${encodeURIComponent(mainKey)} token` },
  { kind: 'errorShape', shape: 'nested', httpStatus: 400 },
  { kind: 'errorShape', shape: 'list', httpStatus: 400 },
  { kind: 'errorShape', shape: 'object' },
  { kind: 'errorShape', shape: 'bare' },
  { kind: 'rateLimited' },
  { kind: 'rateLimited', json: false },
  { kind: 'silence' },
  { kind: 'stalledBody' },
  { kind: 'reset', when: 'beforeHeaders' },
  { kind: 'reset', when: 'duringBody' },
  { kind: 'http', status: 502, body: 'html' },
  { kind: 'http', status: 500, body: 'empty', headers: { 'x-echo': encodeURIComponent(mainKey) } },
  { kind: 'http', status: 404, body: 'json' },
  { kind: 'html' },
  { kind: 'emptyBody' },
  { kind: 'truncatedJson' },
  { kind: 'wrongShape', variant: 'array' },
  { kind: 'wrongShape', variant: 'dataText' },
  { kind: 'wrongShape', variant: 'successText' },
  { kind: 'queued' },
  { kind: 'noRows' },
  { kind: 'textAround', after: '{"success":false,"code":20}' },
  { kind: 'endlessBody' },
  { kind: 'redirect', to: `http://127.0.0.1:9/elsewhere?apiKey=${encodeURIComponent(mainKey)}` },
  // The last one: until then, nothing is sent.
  { kind: 'rateLimited', retryAfter: '600' },
];

/** Answers that are read all the same, in whatever form they come. */
const bent: readonly (Fault | { readonly kind: 'drift'; readonly drift: Drift })[] = [
  { kind: 'latin1', said: 'header' },
  { kind: 'latin1', said: 'nothing' },
  { kind: 'textAround', before: `<br />\nNotice: ${mainKey} in /api.php on line 3\n` },
  ...(
    [
      'numbersAsText',
      'textAsNumbers',
      'nullFields',
      'dataAsObject',
      'isoDates',
      'phpDates',
      'unknownType',
      'oneUnreadableRow',
      'oneRowWithoutId',
      'unreadableRows',
      'otherSuccess',
      'oddAmounts',
      'entities',
      'extraFields',
      'reversedFields',
    ] as const
  ).map((drift) => ({ kind: 'drift' as const, drift })),
];

/** Which of its kind it is, without what it quotes. */
function wordsOf(fault: object): string {
  return Object.entries(fault)
    .filter(([name]) => !['message', 'to', 'headers'].includes(name))
    .map(([name, value]) => (name === 'kind' ? value : `${name} ${value}`.replace(mainKey, '…')))
    .join(', ');
}

function accounts(): SandboxAccount[] {
  const made = [makeAccount('canary', 45, 11), makeAccount('other', 3, 12)];
  for (const [index, account] of made.entries()) {
    account.apiKey = index === 0 ? mainKey : otherKey;
    for (const one of account.subAccounts) {
      one.token = `${token}${one.id}`;
      one.apiKey = `${subKey}${one.id}`;
    }
  }
  return made;
}

describe('canary', () => {
  let sandbox: Sandbox;
  let vscode: RunningVSCode;
  let workbench: Workbench;
  let view: View;

  before(async () => {
    sandbox = await startSandbox({ accounts: accounts() });
    vscode = await startWithExtension(sandbox.url, { machineSettings: { 'mailPartner.requestTimeout': 2 } });
    workbench = await openWorkbench(vscode, { viewport: { width: 1200, height: 1800 } });
    view = await workbench.openView('Mail Partner', 'Sub-accounts');
  });
  after(async () => {
    await workbench?.close();
    await vscode?.stop();
    await sandbox?.close();
  });

  /** The lines of the log channel, as they are on the disk. */
  async function logLines(): Promise<string[]> {
    const logs = await readAll(join(vscode.dataDir, 'data', 'logs'));
    const ours = [...logs].filter(([name]) => /Mail Partner/.test(name)).map(([, text]) => text);
    return ours.join('').split('\n');
  }

  /** Waits until the log says this in a line that it had not before, and answers with the new lines. */
  async function logSays(pattern: RegExp, before: readonly string[]): Promise<string[]> {
    for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((go) => setTimeout(go, 50))) {
      const lines = (await logLines()).slice(before.length - 1);
      if (lines.some((line) => pattern.test(line))) return lines;
    }
    throw new Error(`The log does not say ${pattern} within 30 s.`);
  }

  /** All that came out: files, the page with its attributes, consoles, storage of the browser, the server's output. */
  async function everything(): Promise<Map<string, string>> {
    const texts = await readAll(vscode.dataDir, ['extensions']);
    texts.set('page', await workbench.html());
    texts.set('console', workbench.console.join('\n'));
    texts.set('storage', await workbench.storage());
    texts.set('server', vscode.log());
    return texts;
  }

  async function add(apiKey: string) {
    await workbench.palette('Mail Partner: Add Account…');
    await workbench.quickInput.waitUntilShown();
    await workbench.quickInput.fill(wrongKey);
    await workbench.quickInput.enter();
    await workbench.quickInput.waitForMessage(/refused this API key/);
    await workbench.quickInput.fill(apiKey);
    await workbench.quickInput.enter();
    await workbench.quickInput.waitForMessage(/The API key works/);
    await workbench.quickInput.enter();
    await workbench.quickInput.waitUntilHidden();
  }

  async function removeOther(): Promise<void> {
    await workbench.palette('Mail Partner: Remove Account…');
    await workbench.quickInput.waitForPlaceholder('Which account?');
    assert.equal(await workbench.quickInput.title(), 'Remove Account');
    await workbench.quickInput.pick('other');
    await (await workbench.dialog()).press('Remove');
    await view.waitForRowCount(45);
  }

  it('finds nothing after every command', async () => {
    await add(mainKey);
    await view.waitForRow(/20 of 45/);
    await view.click(/^Load 20 more/);
    await view.waitForRow(/40 of 45/);
    const [first] = sandbox.accounts[0]?.subAccounts ?? [];
    assert.ok(first);
    for (const [item, value] of [
      ['Copy Token', first.token],
      ['Copy API Key', first.apiKey],
      ['Copy E-mail', first.email],
    ] as const) {
      await view.contextMenu(new RegExp(`^${first.email}`), item);
      await workbench.waitForClipboard(value);
      await workbench.palette(`Mail Partner: ${item}`);
      await workbench.quickInput.item(first.email).waitFor();
      await workbench.quickInput.escape();
    }
    await workbench.palette('Mail Partner: Load All');
    await workbench.statusMessage('Loaded all sub-accounts: 45');
    await view.action('Find Sub-account');
    await workbench.quickInput.fill('canary token');
    await workbench.quickInput.item('No sub-account found').waitFor();
    await workbench.quickInput.fill(first.email);
    await workbench.quickInput.itemButton(first.email, 'Copy API Key');
    await workbench.waitForClipboard(first.apiKey);
    await view.contextMenu(new RegExp(`^${first.email}`), 'Copy Request as…');
    await workbench.quickInput.pick('Add credit to the sub-account');
    await workbench.quickInput.pick('Shell script (cURL)');
    await workbench.statusMessage(/Copied request as Shell script/);
    // Rows that have just moved do nothing: so not before that.
    await view.menu('Sort By…');
    await workbench.quickInput.pick('E-mail');
    await view.action('Refresh');
    await view.waitForRowCount(45);
    await add(otherKey);
    await view.waitForRow(/^other/);
    await workbench.palette('Mail Partner: Show Log');
    await workbench.page.locator('.part.panel .monaco-editor').first().waitFor();
    await workbench.setClipboard('nothing');
    assert.deepEqual(findLeaks(await everything(), secrets), []);
  });

  it('finds nothing of the API’s answer, masked; nor revealed, but where it is seen; nor closed', async () => {
    const editor = new Editor(workbench.page);
    const ask = async (format: string) => {
      await workbench.palette('Mail Partner: Show API Response…');
      await workbench.quickInput.waitForPlaceholder('Of which account?');
      await workbench.quickInput.pick('canary');
      await workbench.quickInput.waitForMessage(/Which page/);
      await workbench.quickInput.enter();
      await workbench.quickInput.waitForPlaceholder('In which format?');
      await workbench.quickInput.pick(format);
    };
    const quoting = `non ${mainKey} / ${encodeURIComponent(mainKey)} / ${btoa(String.fromCharCode(...Buffer.from(mainKey)))}`;
    sandbox.fault({ kind: 'code', code: 77, message: quoting }, { call: 'list' });
    for (const format of ['JSON', 'XML']) {
      await ask(format);
      await editor.waitForLine('"message": "non •••');
      assert.deepEqual(findLeaks(await everything(), secrets), [], `an error asked for as ${format}`);
      await editor.close('Sub-accounts of canary, page 1, HTTP 200.json');
    }
    sandbox.heal();
    for (const [format, name] of [
      ['JSON', 'Sub-accounts of canary, page 1.json'],
      ['XML', 'Sub-accounts of canary, page 1.xml'],
    ] as const) {
      await ask(format);
      await editor.tab(name).waitFor();
      await editor.waitForLine(format === 'JSON' ? '"nb_per_page": 20' : '<entry>20</entry>');
      assert.deepEqual(findLeaks(await everything(), secrets), [], `masked ${name}`);
      if (format === 'JSON') {
        await editor.waitForLine('"token": "•••"');
        await editor.button('Reveal Keys and Tokens').click();
        await editor.waitForLine('canary+token');
        // Seen, as it should be, and so in what a screen reader is given; nowhere else.
        const { page, ...elsewhere } = Object.fromEntries(await everything());
        assert.ok(page?.includes('canary+token'));
        assert.deepEqual(findLeaks(new Map(Object.entries(elsewhere)), secrets), [], 'revealed');
      } else {
        await editor.button('Lay Out XML').click();
        await editor.waitForLine(/^\s+<entry>20<\/entry>$/);
        assert.deepEqual(findLeaks(await everything(), secrets), [], 'laid out');
      }
      await editor.close(name);
      assert.deepEqual(findLeaks(await everything(), secrets), [], `closed ${name}`);
    }
  });

  it('finds nothing after answers in every other form, though some quote the key', async () => {
    await removeOther();
    for (const one of bent) {
      if (one.kind === 'drift') {
        sandbox.lies = { drift: one.drift };
      } else {
        sandbox.fault(one, { call: 'list' });
      }
      const before = await logLines();
      await view.action('Refresh');
      await logSays(/canary: list page 3\b/, before);
      assert.deepEqual(findLeaks(await everything(), secrets), [], `after ${wordsOf(one)}`);
      sandbox.heal();
      sandbox.lies = {};
    }
    await view.action('Refresh');
    await view.waitForRowCount(45);
  });

  for (const fault of faults) {
    it(`finds nothing after ${wordsOf(fault)}`, async () => {
      sandbox.fault(fault, { call: 'list' });
      const asked = sandbox.requests.length;
      const before = await logLines();
      await view.action('Refresh');
      await view.waitForRow(/Enter: (Try Again|Replace API Key…|Open Settings)$/);
      assert.ok(sandbox.requests.length > asked, 'it was met');
      await logSays(/canary: list page 1\b/, before);
      assert.deepEqual(findLeaks(await everything(), secrets), []);
      sandbox.heal();
      if (fault !== faults.at(-1)) {
        await view.action('Refresh');
        await view.waitForRowCount(45);
      }
    });
  }

  it('the log was really written: it holds the lines, and they say how each call ended', async () => {
    const lines = (await logLines()).join('\n');
    assert.match(lines, /canary: list page 1, \d+ ms: ok 20 rows/);
    assert.match(lines, /malformed redirect/);
  });

  it('VS Code’s state was really read: it holds what we keep', async () => {
    assert.match(
      await workbench.storage(),
      /mailpartner-subaccounts .*mailPartner\.accounts.*"name":"canary"/,
    );
  });

  it('would have found a leak: in each place, in any form', async () => {
    const { page } = workbench;
    const folder = join(vscode.dataDir, 'data');
    await appendFile(join(folder, 'logs', 'planted.log'), `GET /v1?apiKey=${encodeURIComponent(mainKey)}`);
    for (const [place, secret] of [
      ['History', otherKey],
      ['Backups', wrongKey],
    ] as const) {
      await mkdir(join(folder, 'User', place, 'planted'), { recursive: true });
      await writeFile(join(folder, 'User', place, 'planted', 'one'), JSON.stringify({ secret }));
    }
    await page.evaluate(`document.body.setAttribute('data-planted', ${JSON.stringify(token)})`);
    await page.evaluate(`console.log(${JSON.stringify(`planted ${btoa('x')} ${subKey}`)})`);
    await page.evaluate(plantInState('planted', JSON.stringify({ token })));
    const leaks = findLeaks(await everything(), secrets);
    assert.deepEqual(
      leaks.map(({ where, what }) => `${what} in ${where}`).toSorted(),
      [
        'mainKey in data/logs/planted.log',
        'otherKey in data/User/History/planted/one',
        'subKey in console',
        'token in page',
        'token in storage',
        'wrongKey in data/User/Backups/planted/one',
      ].toSorted(),
    );
    for (const form of formsOf(otherKey)) {
      assert.deepEqual(findLeaks(new Map([['x', `before ${form} after`]]), secrets), [
        { where: 'x', what: 'otherKey' },
      ]);
    }
  });
});

// The packaged extension's tools for language models, called by an extension beside it as an agent calls them.
import assert from 'node:assert/strict';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { openWorkbench } from '../vscode/browser';
import type { RunningVSCode } from '../vscode/server';
import type { Workbench } from '../vscode/workbench';
import { startWithExtension } from './stage';

const list = 'mailpartner_list_sub_accounts';
const find = 'mailpartner_find_sub_account';
const nothingYet = 'nothing yet';

describe('an agent', () => {
  let dataDir: string;
  let sandbox: Sandbox;
  let vscode: RunningVSCode;
  let workbench: Workbench;

  before(async () => {
    dataDir = await realpath(await mkdtemp(join(tmpdir(), 'mailpartner-agent-')));
    const extensionsDir = join(dataDir, 'extensions');
    const source = join(__dirname, 'extensions', 'agent');
    await cp(source, join(extensionsDir, 'mailpartner-test.agent-1.0.0'), { recursive: true });
    sandbox = await startSandbox();
    vscode = await startWithExtension(sandbox.url, { dataDir, extensionsDir });
    workbench = await openWorkbench(vscode);
  });
  after(async () => {
    await workbench?.close();
    await vscode?.stop();
    await sandbox?.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  });

  /** Every token and key that the sandbox knows. */
  const secrets = () =>
    sandbox.accounts.flatMap(({ apiKey, subAccounts }) => [
      apiKey,
      ...subAccounts.flatMap((each) => [each.token, each.apiKey]),
    ]);

  /** What came on the clipboard in the place of the mark. */
  async function copied(): Promise<string> {
    const text = String(
      await workbench.page.evaluate(`(async () => {
        for (let attempt = 0; attempt < 600; attempt++) {
          const text = await navigator.clipboard.readText();
          if (text !== ${JSON.stringify(nothingYet)}) return text;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      })()`),
    );
    assert.notEqual(text, 'undefined', 'The agent copied nothing within 30 s.');
    assert.ok(!secrets().some((secret) => text.includes(secret)), 'a token or a key');
    return text;
  }

  async function start(name: string, input: object): Promise<void> {
    await workbench.setClipboard(nothingYet);
    await workbench.palette('Agent: Call a Tool');
    await workbench.quickInput.waitForMessage(/Tool and input as JSON/);
    await workbench.quickInput.fill(JSON.stringify({ name, input }));
    await workbench.quickInput.enter();
  }

  async function call(name: string, input: object): Promise<ReturnType<typeof JSON.parse>> {
    await start(name, input);
    return JSON.parse(await copied());
  }

  /** Adds an account under the name that is typed, or else proposed, and waits until its list has come. */
  async function addAccount(name: string, typed?: string): Promise<void> {
    const { quickInput } = workbench;
    const apiKey = sandbox.accounts.find((account) => account.name === name)?.apiKey ?? '';
    await workbench.palette('Mail Partner: Add Account…');
    await quickInput.waitUntilShown();
    await quickInput.fill(apiKey);
    await quickInput.enter();
    await quickInput.waitForMessage(/The API key works/);
    if (typed) await quickInput.fill(typed);
    await quickInput.enter();
    await quickInput.waitUntilHidden();
    const view = await workbench.openView('Mail Partner', 'Sub-accounts');
    await view.waitForKeyboardIn(typed ?? name, { isOnly: typed !== undefined });
  }

  it('is offered both tools, though the extension has not started', async () => {
    await workbench.setClipboard(nothingYet);
    await workbench.palette('Agent: Copy the Tools');
    const tools: { name: string; description: string }[] = JSON.parse(await copied());
    const ours = tools.filter(({ name }) => name.startsWith('mailpartner_'));
    assert.deepEqual(ours.map(({ name }) => name).toSorted(), [find, list]);
    assert.ok(ours.every(({ description }) => /never returns a token or an API key/.test(description)));
  });

  it('is told that there is no account yet', async () => {
    const { error } = await call(list, {});
    assert.match(error, /^No account yet\. .*“Mail Partner: Add Account…”\.$/);
  });

  it('lists a page of an account, with one request, and the view shows what it showed', async () => {
    await addAccount('grande@example.fr', 'Grande');
    const view = await workbench.openView('Mail Partner', 'Sub-accounts');
    await view.waitForRow(/^Load 20 more/);
    sandbox.requests.length = 0;
    const given = await call(list, { page: 62 });
    const own = sandbox.accounts.find(({ name }) => name === 'grande@example.fr')?.subAccounts ?? [];
    assert.deepEqual(
      given.subAccounts,
      own.slice(1220).map(({ email, type, id, balance, currency, createdAt }) => ({
        email,
        type,
        id,
        balance,
        currency,
        created: createdAt,
      })),
    );
    assert.deepEqual([given.account, given.page, given.pages, given.of], ['Grande', 62, 62, 1240]);
    assert.deepEqual(
      sandbox.requests.map(({ page }) => page),
      [62],
    );
    assert.match((await (await view.waitForRow(/^Load 20 more/)).textContent()) ?? '', /20 of 1,240/);
  });

  it('the person is asked before all is loaded, and may say no: then nothing is asked of Mail Partner', async () => {
    sandbox.requests.length = 0;
    await start(find, { text: 'martin' });
    const dialog = await workbench.dialog();
    assert.equal(await dialog.message(), 'Load all sub-accounts from Mail Partner?');
    const detail = await dialog.detail();
    assert.match(detail, /“Grande”: 1,220 are left to load, with 61 requests\./);
    assert.match(detail, /never a token or an API key\./);
    await dialog.press('Cancel');
    assert.deepEqual(JSON.parse(await copied()).kind, 'Canceled');
    assert.deepEqual(sandbox.requests, []);
  });

  it('finds among all once the person agrees, and is not asked again', async () => {
    await start(find, { text: 'martin' });
    const dialog = await workbench.dialog();
    const [agree = ''] = (await dialog.buttons()).filter((button) => button !== 'Cancel');
    await dialog.press(agree);
    const given = JSON.parse(await copied());
    const own = sandbox.accounts.find(({ name }) => name === 'grande@example.fr')?.subAccounts ?? [];
    const matches = own.filter(({ email }) => email.includes('martin'));
    assert.ok(matches.length > 0);
    assert.deepEqual(
      [given.matches, given.searched, given.of, given.complete],
      [matches.length, 1240, 1240, true],
    );
    sandbox.requests.length = 0;
    const again = await call(list, { page: 'all' });
    assert.deepEqual([again.searched, again.complete], [1240, true]);
    assert.match(
      again.leftOut,
      /^\d+ more are not shown\. Ask for pages \d+ to 62 one by one, or with a filter\.$/,
    );
    assert.deepEqual(sandbox.requests, []);
  });

  it('of a second account whose key is refused, is told why, and gets the rest', async () => {
    await addAccount('agence@example.fr');
    const apiKey = sandbox.accounts.find(({ name }) => name === 'agence@example.fr')?.apiKey ?? '';
    const heal = sandbox.fault({ kind: 'refusedKey' }, { apiKey });
    const given = await call(find, { text: 'martin' });
    heal();
    assert.equal(given.complete, false);
    assert.ok(given.matches > 0);
    const { searched, of, why } = given.accounts.find(
      ({ account }: { account: string }) => account !== 'Grande',
    );
    assert.deepEqual([searched, of], [20, 137]);
    assert.match(
      why,
      /^Mail Partner refused the API key of “agence@example\.fr”\. Replace the API key to go on\./,
    );
  });
});

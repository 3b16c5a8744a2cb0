// Settings that other extensions would like to make for us: as defaults, without any code; by registering our names first; and by changing
// the person's own while the window is open. No key goes where the person did not say.
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagedExtension } from '../packaged';
import { startProxy } from '../sandbox/proxy';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { openWorkbench } from '../vscode/browser';
import { type RunningVSCode, startVSCode } from '../vscode/server';
import { takeUserState, type UserState } from '../vscode/userState';
import type { View } from '../vscode/view';
import type { Workbench } from '../vscode/workbench';
import { version } from './stage';

const settings = {
  apiBaseUrl: 'mailPartner.apiBaseUrl',
  requestTimeout: 'mailPartner.requestTimeout',
  clearAfter: 'mailPartner.clipboard.clearAfter',
  lowBalance: 'mailPartner.lowBalance',
} as const;

/** Values that would show. */
const theirsFor = (address: string) => ({
  [settings.apiBaseUrl]: address,
  [settings.requestTimeout]: 1,
  [settings.clearAfter]: 3600,
  [settings.lowBalance]: '999999999',
});

/** Pastes a key into Add Account, and sends it. */
async function enterKey(workbench: Workbench, apiKey: string): Promise<void> {
  await workbench.palette('Mail Partner: Add Account…');
  await workbench.quickInput.waitUntilShown();
  await workbench.quickInput.fill(apiKey);
  await workbench.quickInput.enter();
}

async function addAccount(workbench: Workbench, apiKey: string): Promise<void> {
  await enterKey(workbench, apiKey);
  await workbench.quickInput.waitForMessage(/The API key works/);
  await workbench.quickInput.enter();
  await workbench.quickInput.waitUntilHidden();
}

describe('other extensions', () => {
  let dataDir: string;
  let extensionsDir: string;
  let ours: Sandbox;
  let theirs: Sandbox;
  let vscode: RunningVSCode | undefined;
  let workbench: Workbench | undefined;

  beforeEach(async () => {
    dataDir = await realpath(await mkdtemp(join(tmpdir(), 'mailpartner-others-')));
    extensionsDir = join(dataDir, 'extensions');
    [ours, theirs] = [await startSandbox(), await startSandbox()];
  });
  afterEach(async () => {
    await workbench?.close();
    await vscode?.stop();
    [workbench, vscode] = [undefined, undefined];
    await Promise.all([ours.close(), theirs.close()]);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  });

  const key = () => ours.accounts[0]?.apiKey ?? '';

  /** Puts an extension of this manifest and no code beside ours; VS Code reads it first. */
  async function install(contributes: object): Promise<void> {
    const folder = join(extensionsDir, 'aaa-test.theme-1.0.0');
    await mkdir(folder, { recursive: true });
    const engines = { vscode: '^1.100.0' };
    const manifest = { name: 'theme', publisher: 'aaa-test', version: '1.0.0', engines, contributes };
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  }

  async function open(machineSettings: Record<string, unknown>): Promise<Workbench> {
    vscode = await startVSCode({
      version,
      vsix: packagedExtension(),
      dataDir,
      extensionsDir,
      userSettings: machineSettings,
      machineSettings,
    });
    workbench = await openWorkbench(vscode);
    return workbench;
  }

  const registered = () => ({
    configuration: {
      title: 'Theme',
      properties: Object.fromEntries(
        Object.entries(theirsFor(theirs.url)).map(([name, value]) => [
          name,
          { type: typeof value, default: value, scope: 'resource' },
        ]),
      ),
    },
  });
  const cases = {
    'that set defaults for our settings, without any code': () => ({
      configurationDefaults: { ...theirsFor(theirs.url), '[json]': theirsFor(theirs.url) },
    }),
    'that register our settings first, with their defaults and for workspaces': registered,
  };
  for (const [what, contributes] of Object.entries(cases)) {
    describe(what, () => {
      /** A workspace that sets them too. */
      const inWorkspace = async () => {
        const folder = join(dataDir, 'workspace', '.vscode');
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, 'settings.json'), JSON.stringify(theirsFor(theirs.url)));
      };

      it('get no key: it goes to the documented address, as long as the person sets no other', async () => {
        // Nothing leaves this computer: what is for elsewhere goes to a proxy that turns it away.
        const proxy = await startProxy({ resolve: () => assert.fail('elsewhere') });
        try {
          await install(contributes());
          await inWorkspace();
          const window = await open({ 'http.proxy': proxy.url });
          await enterKey(window, key());
          await window.quickInput.waitUntilInvalid();
          assert.deepEqual(
            new Set(proxy.requests.map(({ method, host }) => `${method} ${host}`)),
            new Set(['CONNECT api.mailpartner.fr']),
          );
          assert.deepEqual(theirs.requests, []);
        } finally {
          await proxy.close();
        }
      });

      it('change nothing else either: how long an answer may take, what is marked, when the clipboard is cleared', async () => {
        await install(contributes());
        await inWorkspace();
        const window = await open({ [settings.apiBaseUrl]: ours.url });
        // Longer than their time for an answer.
        ours.latency = 1200;
        await addAccount(window, key());
        const view = await window.openView('Mail Partner', 'Sub-accounts');
        await view.waitForRow('Load 20 more');
        const rows = await view.rows();
        assert.ok(rows.length > 10);
        assert.deepEqual(
          rows.filter(({ name }) => /low balance/i.test(name)),
          [],
        );
        await view.rowAction(rows[0]?.label ?? '', 'Copy Token');
        assert.doesNotMatch(await window.statusMessage(/Copied token/), /clear/);
        assert.deepEqual(theirs.requests, []);
      });
    });
  }

  describe('that change our address while the window is open', () => {
    let view: View;
    const rowOf = () => new RegExp(`^${ours.accounts[0]?.subAccounts[0]?.email}[ ,]`);
    const notYet = 'Allow This Address…';

    beforeEach(async () => {
      const source = join(__dirname, 'extensions', 'meddler');
      await cp(source, join(extensionsDir, 'mailpartner-test.meddler-1.0.0'), { recursive: true });
      // One account is the same at both.
      theirs.accounts.splice(1);
      const window = await open({ [settings.apiBaseUrl]: ours.url });
      await addAccount(window, key());
      view = await window.openView('Mail Partner', 'Sub-accounts');
      await view.waitForRow('Load 20 more');
    });

    const current = () => {
      assert.ok(workbench && vscode);
      return { window: workbench, running: vscode };
    };
    async function change(value: string): Promise<void> {
      const { window } = current();
      await window.palette('Meddler: Set a Setting');
      await window.quickInput.waitForMessage(/Name and value as JSON/);
      await window.quickInput.fill(JSON.stringify({ name: settings.apiBaseUrl, value }));
      await window.quickInput.enter();
    }

    it('get nothing before the person agrees in a modal that names the address; refusing keeps what is shown', async () => {
      const { window } = current();
      const origin = new URL(theirs.url).origin;
      await change(theirs.url);
      const dialog = await window.dialog();
      assert.equal(await dialog.message(), `Send the API key of “agence@example.fr” to ${origin}?`);
      const detail = await dialog.detail();
      assert.match(detail, new RegExp(`The key was added for ${new URL(ours.url).origin}\\.`));
      assert.match(detail, /Nothing is sent before you agree\. .*another extension may have changed it\./s);
      assert.deepEqual((await dialog.buttons()).toSorted(), ['Cancel', 'Open Settings', 'Send There']);
      // An Enter that was meant for what the person was typing agrees to nothing.
      await window.press('Enter');
      await window.page.locator('.settings-editor').waitFor();
      await window.leaveModalEditor();
      const row = await view.waitForRow(notYet);
      assert.equal(
        await row.locator('.label-description').textContent(),
        `Address not allowed yet · ${new URL(origin).host}`,
      );
      await view.waitForRow(rowOf());
      await view.click(notYet);
      await (await window.dialog()).press('Cancel');
      await view.waitForRow(notYet);
      // So does a refresh.
      await window.palette('Mail Partner: Refresh');
      await (await window.dialog()).press('Cancel');
      await window.statusMessage(/Refresh failed: Address not allowed yet/);
      assert.deepEqual(theirs.requests, []);

      // A click asks again.
      await view.click(notYet);
      await (await window.dialog()).press('Send There');
      await view.waitForRow('Load 20 more');
      assert.ok(theirs.requests.some(({ call }) => call === 'list'));

      // It is kept with the account.
      await window.waitUntilStored(`"origins":["${new URL(ours.url).origin}","${origin}"]`);
      const before = theirs.requests.length;
      await window.reload();
      view = await window.openView('Mail Partner', 'Sub-accounts');
      await view.waitForRow('Load 20 more');
      assert.ok(theirs.requests.length > before);
    });

    it('get nothing where the address is another again when the person agrees', async () => {
      const { window, running } = current();
      await change(theirs.url);
      const dialog = await window.dialog();
      // The file that VS Code wrote the change to, with something beside it that shows when it was read.
      const file = join(running.dataDir, 'data', 'Machine', 'settings.json');
      const set = JSON.parse(await readFile(file, 'utf8'));
      assert.equal(set[settings.apiBaseUrl], theirs.url);
      const back = { ...set, [settings.apiBaseUrl]: ours.url, 'window.title': 'set back' };
      await writeFile(file, JSON.stringify(back));
      await window.page.waitForFunction('document.title.includes("set back")');
      ours.requests.length = 0;
      await dialog.press('Send There');
      await view.waitForRow('Load 20 more');
      await window.palette('Mail Partner: Refresh');
      await view.waitForRow('Load 20 more');
      assert.deepEqual(theirs.requests, []);
      assert.ok(!(await window.storage()).includes(new URL(theirs.url).origin.slice('http://'.length)));
    });
  });
});

describe('an account of version 0.1.0', () => {
  let dataDir: string;
  let sandbox: Sandbox;
  let vscode: RunningVSCode | undefined;
  let workbench: Workbench | undefined;

  before(async () => {
    sandbox = await startSandbox();
    const machineSettings = { [settings.apiBaseUrl]: sandbox.url };
    dataDir = await realpath(await mkdtemp(join(tmpdir(), 'mailpartner-update-')));
    const extensionsDir = join(dataDir, 'extensions');
    const agent = join(__dirname, 'extensions', 'agent');
    await cp(agent, join(extensionsDir, 'mailpartner-test.agent-1.0.0'), { recursive: true });
    vscode = await startVSCode({
      version,
      vsix: packagedExtension(),
      dataDir,
      extensionsDir,
      machineSettings,
    });
  });
  afterEach(() => workbench?.close());
  after(async () => {
    await vscode?.stop();
    await sandbox?.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  });

  /** What an agent gets of the tool that lists, as VS Code gives it. */
  async function askTool(window: Workbench): Promise<string> {
    await window.setClipboard('nothing yet');
    await window.palette('Agent: Call a Tool');
    await window.quickInput.waitForMessage(/Tool and input as JSON/);
    const input = { account: sandbox.accounts[0]?.name, page: '1' };
    await window.quickInput.fill(JSON.stringify({ name: 'mailpartner_list_sub_accounts', input }));
    await window.quickInput.enter();
    const answered = await window.page.evaluate(`(async () => {
      for (let attempt = 0; attempt < 200; attempt++) {
        const text = await navigator.clipboard.readText();
        if (text !== 'nothing yet') return text;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })()`);
    return String(answered);
  }

  const otherMark = '00000000';
  /** What VS Code keeps, with something else than the origin and the key's mark beside each account. */
  function changed(origin: string, state: UserState, how: 'asIn010' | 'otherMark'): UserState {
    const beside = JSON.stringify({ origins: [origin], keyMark: otherMark }).slice(1, -1);
    const asText = JSON.stringify(state);
    for (const escapes of [0, 1, 2, 3]) {
      let written = `,${beside}`;
      for (let i = 0; i < escapes; i++) written = JSON.stringify(written).slice(1, -1);
      const pattern = written.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(otherMark, '[0-9a-f]{8}');
      const now = asText.replace(new RegExp(pattern, 'g'), () => (how === 'asIn010' ? '' : written));
      if (now !== asText) return JSON.parse(now);
    }
    throw new Error('No account with its origin is stored.');
  }

  it('is still there after the update, with its name, order and key, and is asked about before anything is sent to an address that is not the documented one', async () => {
    assert.ok(vscode);
    workbench = await openWorkbench(vscode);
    const [first, , second] = sandbox.accounts;
    assert.ok(first && second);
    let view: View | undefined;
    for (const { apiKey, name } of [first, second]) {
      await addAccount(workbench, apiKey);
      view = await workbench.openView('Mail Partner', 'Sub-accounts');
      // Its first row takes the keyboard, also from a box that somebody faster than a person has opened meanwhile.
      await view.waitForKeyboardIn(name, { isOnly: apiKey === first.apiKey });
    }
    await workbench.palette('Mail Partner: Sort By…');
    await workbench.quickInput.waitUntilShown();
    await workbench.quickInput.pick('Balance, Lowest First');
    await workbench.quickInput.pick('Only What Is Loaded');
    await workbench.waitUntilStored(`"login":"${second.name}"`);
    await workbench.waitUntilStored('"mailPartner.sortBy":"balance"');
    const origin = new URL(sandbox.url).origin;
    const user = changed(origin, await takeUserState(workbench), 'asIn010');
    assert.ok(!JSON.stringify(user).includes(origin));
    await workbench.close();

    sandbox.requests.length = 0;
    workbench = await openWorkbench(vscode, { user });
    // A tool says so, and asks nobody.
    assert.match(
      await askTool(workbench),
      /The API address is http:\/\/127\.0\.0\.1:\d+, and nobody has said yet .* may go there\. Nothing was sent\./,
    );
    assert.equal(await workbench.page.locator('.monaco-dialog-box').isVisible(), false);
    view = await workbench.openView('Mail Partner', 'Sub-accounts');
    const names = [first.name, second.name];
    for (const name of names) await view.waitForRow(new RegExp(`^${name}`));
    assert.deepEqual(
      (await view.rows()).map(({ label }) => label),
      names,
    );
    assert.deepEqual(sandbox.requests, []);
    await view.click(new RegExp(`^${first.name}`));
    const dialog = await workbench.dialog();
    assert.equal(
      await dialog.message(),
      `Send the API keys of “${first.name}”, “${second.name}” to ${origin}?`,
    );
    assert.match(
      await dialog.detail(),
      /added with version 0\.1\.0 are asked about once, .* https:\/\/api\.mailpartner\.fr\./,
    );
    assert.deepEqual(sandbox.requests, []);
    await dialog.press('Send There');
    await view.waitForRow('Load 20 more');
    await view.click(new RegExp(`^${second.name}`));
    await view.waitForRow(new RegExp(`^${second.subAccounts[0]?.email}[ ,]`));
    assert.deepEqual(
      new Set(sandbox.requests.map(({ apiKey }) => apiKey)),
      new Set([first.apiKey, second.apiKey]),
    );
    await workbench.waitUntilStored(`"login":"${second.name}","origins":["${origin}"]`);
    await workbench.waitUntilStored('"mailPartner.sortBy":"balance"');
    // Three windows' work.
  }).timeout(180_000);

  it('and one whose key is not the one that is known, as a crash between the two leaves it, sends nothing before the person agrees', async () => {
    assert.ok(vscode);
    workbench = await openWorkbench(vscode);
    const [account] = sandbox.accounts;
    assert.ok(account);
    await addAccount(workbench, account.apiKey);
    await workbench.waitUntilStored(`"login":"${account.name}"`);
    const [, mark = ''] = /"keyMark":"([0-9a-f]{8})"/.exec(await workbench.storage()) ?? [];
    assert.ok(mark);
    const origin = new URL(sandbox.url).origin;
    const user = changed(origin, await takeUserState(workbench), 'otherMark');
    await workbench.close();

    sandbox.requests.length = 0;
    workbench = await openWorkbench(vscode, { user });
    const view = await workbench.openView('Mail Partner', 'Sub-accounts');
    const row = await view.waitForRow('Allow This Address…');
    assert.match(
      (await row.locator('.label-description').textContent()) ?? '',
      /^API key not confirmed yet · /,
    );
    // Another window's names have their time to arrive first.
    const dialog = await workbench.dialog();
    assert.equal(await dialog.message(), `Send the API key of “${account.name}” to ${origin}?`);
    assert.match(await dialog.detail(), /The key has changed, and it is not known for which address/);
    assert.deepEqual(sandbox.requests, []);
    await dialog.press('Send There');
    await view.waitForRow('Load 20 more');
    await workbench.waitUntilStored(`"keyMark":"${mark}"`);
    await workbench.reload();
    await (await workbench.openView('Mail Partner', 'Sub-accounts')).waitForRow('Load 20 more');
  }).timeout(120_000);
});

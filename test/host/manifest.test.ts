// The extension as VS Code sees it: what it contributes, that it starts when needed and not before, and that starting asks nothing.
import * as assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sep } from 'node:path';
import { ConfigurationTarget, commands, type Extension, env, extensions, lm, workspace } from 'vscode';
import { commandIds } from '../../src/common/ids';
import { settingNames } from '../../src/common/settingNames';
import { canCopy, untouched } from './support/clipboard';

const id = 'mailpartner-subaccounts.mailpartner-subaccounts';

const titles = {
  addAccount: 'Add Account…',
  replaceApiKey: 'Replace API Key…',
  renameAccount: 'Rename Account…',
  removeAccount: 'Remove Account…',
  refresh: 'Refresh',
  refreshAll: 'Refresh',
  loadMore: 'Load More',
  loadAll: 'Load All',
  cancelLoad: 'Stop Loading',
  find: 'Find Sub-account…',
  sortBy: 'Sort By…',
  copyToken: 'Copy Token',
  copyApiKey: 'Copy API Key',
  copyEmail: 'Copy E-mail',
  copyKeyBinding: 'Copy as Key Binding',
  insertToken: 'Insert Token',
  insertApiKey: 'Insert API Key',
  copyEnv: 'Copy as .env Lines',
  writeEnv: 'Save to .env…',
  copyRequest: 'Copy Request as…',
  showResponse: 'Show API Response…',
  rowActions: 'Show Actions…',
  showPageResponse: 'Show API Response…',
  revealResponse: 'Reveal Keys and Tokens',
  maskResponse: 'Mask Keys and Tokens',
  layOutResponse: 'Lay Out XML',
  showResponseAsSent: 'Show XML as Sent',
  showLog: 'Show Log',
  openDashboard: 'Open Mail Partner Dashboard',
  openKeyPage: 'Where Is My Key?',
};

/** Every HTTP request of this process, with its host. */
const requested: string[] = [];
const record = (message: unknown) => {
  const { request } = message as { request: { host?: string; getHeader(name: string): unknown } };
  requested.push(String(request.getHeader('host') ?? request.host));
};
const requestStarts = 'http.client.request.start';

function extension(): Extension<unknown> {
  const found = extensions.getExtension(id);
  assert.ok(found, 'the extension is not there');
  return found;
}

/** A text of the manifest in English: VS Code keeps it beside the translation. */
const english = (text: unknown): unknown =>
  typeof text === 'object' && text !== null && 'original' in text ? text.original : text;

const registered = async () =>
  (await commands.getCommands(true)).filter((name) => name.startsWith('mailPartner.'));

/** The files of ours that are loaded. */
const loaded = () =>
  Object.keys(require.cache).filter((file) =>
    file.startsWith(`${extension().extensionPath}${sep}dist${sep}`),
  );

describe('the extension', () => {
  before(() => subscribe(requestStarts, record));
  after(() => unsubscribe(requestStarts, record));

  it('contributes every command, with its title and category', () => {
    const { contributes } = extension().packageJSON;
    const contributed = contributes.commands.map(
      (each: { command: string; title: unknown; category: unknown }) => [
        each.command,
        english(each.title),
        english(each.category),
      ],
    );
    const expected = Object.entries(titles).map(([name, title]) => [
      `mailPartner.${name}`,
      title,
      'Mail Partner',
    ]);
    assert.deepEqual(contributed.toSorted(), expected.toSorted());
  });

  it('contributes its view and its settings, which no workspace can change', () => {
    const { contributes } = extension().packageJSON;
    assert.equal(contributes.viewsContainers.activitybar[0].id, 'mailPartner');
    assert.equal(contributes.views.mailPartner[0].id, 'mailPartner.subAccounts');
    const { properties } = [contributes.configuration].flat()[0];
    assert.deepEqual(Object.keys(properties).toSorted(), [
      'mailPartner.apiBaseUrl',
      'mailPartner.clipboard.clearAfter',
      'mailPartner.lowBalance',
      'mailPartner.rememberSubAccounts',
      'mailPartner.requestTimeout',
    ]);
    for (const each of Object.values<{ scope?: string }>(properties)) {
      assert.ok(['machine', 'application'].includes(each.scope ?? ''), 'a workspace can change neither');
    }
    assert.equal(properties['mailPartner.apiBaseUrl'].scope, 'machine');
  });

  it('names no event to start at, and has not been started by the view’s being there or by any other test', () => {
    assert.deepEqual(extension().packageJSON.activationEvents, []);
    assert.equal(extension().isActive, false);
    assert.deepEqual(loaded(), []);
  });

  it('starts, registers every command, and asks nobody anything', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
    const all = await registered();
    assert.deepEqual(
      Object.values(commandIds).filter((name) => !all.includes(name)),
      [],
    );
    assert.deepEqual(
      loaded().map((file) => file.split(sep).at(-1)),
      ['extension.js'],
      'nothing else is loaded yet',
    );
    assert.deepEqual(requested, []);
  });

  it('where nothing was used yet: loads what deletes what is remembered when that is switched off, and asks nobody', async () => {
    const changed = new Promise<void>((resolve) => {
      const listening = workspace.onDidChangeConfiguration(() => {
        listening.dispose();
        resolve();
      });
    });
    const set = (value: boolean | undefined) =>
      workspace
        .getConfiguration()
        .update(settingNames.rememberSubAccounts, value, ConfigurationTarget.Global);
    try {
      await set(false);
      await changed;
      assert.ok(loaded().some((file) => file.endsWith('app.js')));
      assert.deepEqual(requested, []);
    } finally {
      await set(undefined);
    }
  });

  it('without accounts: refresh, load more and the key binding of copy do nothing, and ask nobody', async () => {
    const offered = await canCopy();
    for (const [name, ...args] of [
      ['refresh'],
      ['refresh', undefined, undefined],
      ['refresh', { kind: 'account', accountId: 'gone' }],
      ['loadMore'],
      ['loadMore', undefined],
      ['copyToken', 'selection'],
      ['copyToken', ['focus', { $treeViewId: 'mailPartner.subAccounts', $focusedTreeItem: true }]],
      ['copyApiKey', { kind: 'subAccount', accountId: 'gone', subAccountId: 1 }],
      ['showResponse'],
      ['showPageResponse', { kind: 'account', accountId: 'gone' }],
      ['showResponse', { kind: 'account', accountId: 'gone' }],
      ['revealResponse'],
      ['maskResponse', 'mailpartner-response:/gone.json'],
    ]) {
      assert.equal(await commands.executeCommand(`mailPartner.${name}`, ...args), undefined);
    }
    if (offered) assert.equal(await env.clipboard.readText(), untouched);
    assert.deepEqual(requested, []);
  });

  it('without accounts: a tool for language models says so, and asks nobody', async () => {
    const options = { input: { text: 'dupont' }, toolInvocationToken: undefined };
    await assert.rejects(
      Promise.resolve(lm.invokeTool('mailpartner_find_sub_account', options)),
      /^Error: No account yet\. The person must first add one with the command “Mail Partner: Add Account…”\.$/,
    );
    assert.ok(loaded().some((file) => file.endsWith('app.js')));
    assert.deepEqual(requested, []);
  });

  it('(a request would have been seen here)', async () => {
    const server = createServer((_, answer) => answer.end()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) =>
      get(`http://127.0.0.1:${port}/`, (answer) => answer.resume().once('end', resolve)),
    );
    server.closeAllConnections();
    server.close();
    assert.deepEqual(requested, [`127.0.0.1:${port}`]);
  });
});

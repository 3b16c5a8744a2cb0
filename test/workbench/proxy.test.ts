// A proxy set in VS Code's settings is used by the packaged extension, for http and for https.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificates } from '../sandbox/certificates';
import { startProxy } from '../sandbox/proxy';
import { startSandbox } from '../sandbox/sandbox';
import { openWorkbench } from '../vscode/browser';
import { startWithExtension } from './stage';

describe('a proxy of the settings', () => {
  it('carries http: VS Code lets no request to localhost through a proxy, but 127.0.0.2 is another name', async () => {
    const sandbox = await startSandbox({ host: '127.0.0.1' });
    const proxy = await startProxy({ resolve: () => ({ host: '127.0.0.1', port: sandbox.port }) });
    try {
      await addThrough(proxy.url, `http://127.0.0.2:${sandbox.port}/v1`, sandbox.accounts[2]?.apiKey ?? '');
      assert.ok(proxy.requests.length >= 2, 'the try, /me and the list');
      assert.deepEqual(new Set(proxy.requests.map((request) => request.host)), new Set(['127.0.0.2']));
      assert.ok(proxy.requests.every((request) => request.method !== 'CONNECT'));
    } finally {
      await proxy.close();
      await sandbox.close();
    }
  });

  it('carries https through CONNECT, and the certificate is checked', async () => {
    const { ca, key, cert } = makeCertificates({ hosts: ['api.test'] });
    const folder = await mkdtemp(join(tmpdir(), 'mailpartner-ca-'));
    const caFile = join(folder, 'ca.pem');
    await writeFile(caFile, ca);
    const sandbox = await startSandbox({ tls: { key, cert } });
    const proxy = await startProxy({ resolve: () => ({ host: '127.0.0.1', port: sandbox.port }) });
    try {
      const apiKey = sandbox.accounts[2]?.apiKey ?? '';
      await addThrough(proxy.url, 'https://api.test/v1', apiKey, { NODE_EXTRA_CA_CERTS: caFile });
      assert.ok(proxy.requests.length >= 1);
      assert.deepEqual(
        new Set(proxy.requests.map(({ method, host }) => `${method} ${host}`)),
        new Set(['CONNECT api.test']),
      );
    } finally {
      await proxy.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** Adds an account in a VS Code with this proxy, and waits for its three rows. */
async function addThrough(
  proxyUrl: string,
  apiBaseUrl: string,
  apiKey: string,
  env: Record<string, string> = {},
) {
  const vscode = await startWithExtension(apiBaseUrl, {
    env,
    userSettings: { 'http.proxy': proxyUrl },
    machineSettings: { 'mailPartner.apiBaseUrl': apiBaseUrl, 'http.proxy': proxyUrl },
  });
  const workbench = await openWorkbench(vscode);
  try {
    const view = await workbench.openView('Mail Partner', 'Sub-accounts');
    await workbench.palette('Mail Partner: Add Account…');
    await workbench.quickInput.waitUntilShown();
    await workbench.quickInput.fill(apiKey);
    await workbench.quickInput.enter();
    await workbench.quickInput.waitForMessage(/The API key works/);
    await workbench.quickInput.enter();
    await view.waitForRowCount(3);
  } finally {
    await workbench.close();
    await vscode.stop();
  }
}

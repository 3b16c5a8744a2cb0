// A proxy of the settings that fails: the row says that it is the proxy, in its place, and a click goes on once it works.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificates } from '../sandbox/certificates';
import { type RunningProxy, startProxy } from '../sandbox/proxy';
import { SAMPLE_KEYS, type Sandbox, startSandbox } from '../sandbox/sandbox';
import { openWorkbench } from '../vscode/browser';
import type { RunningVSCode } from '../vscode/server';
import type { View } from '../vscode/view';
import type { Workbench } from '../vscode/workbench';
import { accountNames, startWithExtension } from './stage';

const troubles = [
  {
    title: 'asks for a password',
    sentence: 'The proxy asks for a user name and password. Sign in to the proxy, then try again.',
  },
  {
    title: 'is down',
    sentence: 'The proxy could not be used. Check the setting “http.proxy”, then try again.',
  },
] as const;

for (const scheme of ['http', 'https'] as const) {
  describe(`a proxy of the settings, for ${scheme},`, () => {
    let sandbox: Sandbox;
    let open: RunningProxy;
    let locked: RunningProxy;
    let door: Door;
    let vscode: RunningVSCode;
    let workbench: Workbench;
    let view: View;
    let caFolder: string;

    before(async () => {
      const { ca, key, cert } = makeCertificates({ hosts: ['api.test'] });
      caFolder = await mkdtemp(join(tmpdir(), 'mailpartner-ca-'));
      const caFile = join(caFolder, 'ca.pem');
      await writeFile(caFile, ca);
      sandbox = await startSandbox(scheme === 'https' ? { tls: { key, cert } } : {});
      const resolve = () => ({ host: '127.0.0.1', port: sandbox.port });
      open = await startProxy({ resolve });
      locked = await startProxy({ resolve, requirePassword: true });
      door = await openDoor(open.port);
      // VS Code sends nothing for localhost through a proxy, but 127.0.0.2 is another name; only loopback may be http.
      const apiBaseUrl = scheme === 'https' ? 'https://api.test/v1' : `http://127.0.0.2:${sandbox.port}/v1`;
      vscode = await startWithExtension(apiBaseUrl, {
        env: { NODE_EXTRA_CA_CERTS: caFile },
        userSettings: { 'http.proxy': door.url },
        machineSettings: { 'http.proxy': door.url },
      });
      workbench = await openWorkbench(vscode, { viewport: { width: 1200, height: 3600 } });
      view = await workbench.openView('Mail Partner', 'Sub-accounts');
      await workbench.palette('Mail Partner: Add Account…');
      await workbench.quickInput.waitUntilShown();
      await workbench.quickInput.fill(SAMPLE_KEYS.agence);
      await workbench.quickInput.enter();
      await workbench.quickInput.waitForMessage(/The API key works/);
      await workbench.quickInput.enter();
      await view.waitForRow(/^Load 20 more.*20 of 137/);
      await workbench.waitUntilStored(accountNames.agence);
    });
    after(async () => {
      await workbench?.close();
      await vscode?.stop();
      await door?.close();
      await Promise.all([open, locked, sandbox].map((each) => each?.close()));
      await rm(caFolder, { recursive: true, force: true });
    });

    /** From now on the proxy of the settings is this one. */
    async function breakProxy(title: (typeof troubles)[number]['title']): Promise<void> {
      sandbox.requests.length = 0;
      locked.requests.length = 0;
      await (title === 'is down' ? door.shut() : door.leadTo(locked.port));
    }

    async function assertReason(sentence: string, rowsAbove: number): Promise<void> {
      const name = `${accountNames.agence}: ${sentence} Enter: Try Again`;
      await view.waitForRow(name);
      const rows = await view.rows();
      assert.equal(rows.length, rowsAbove + 1);
      const last = rows.at(-1);
      assert.deepEqual([last?.name, last?.label, last?.description], [name, 'Try Again', 'No connection']);
      assert.deepEqual(
        rows.slice(0, -1).map((row) => row.label),
        sandbox.accounts[0]?.subAccounts.slice(0, rowsAbove).map((each) => each.email),
      );
      assert.ok((await view.tooltip(name, sentence)).startsWith(accountNames.agence));
      assert.deepEqual(await workbench.notifications(), []);
      assert.equal(
        await workbench.page.locator('.monaco-dialog-box').count(),
        0,
        'nobody is asked by surprise',
      );
      assert.equal(sandbox.requests.length, 0, 'nothing went around the proxy');
    }

    for (const { title, sentence } of troubles) {
      it(`${title}: on a later page the rows stay, and the pager row says so`, async () => {
        await breakProxy(title);
        await view.click(/^Load 20 more.*20 of 137/);
        await assertReason(sentence, 20);
        if (title === 'asks for a password') {
          assert.deepEqual(
            locked.requests.map(({ admitted }) => admitted),
            [false],
            'asked once, not again by itself',
          );
        }
      });

      it(`${title}: on the first page one row says so, and the list is not called empty`, async () => {
        await workbench.reload();
        view = await workbench.openView('Mail Partner', 'Sub-accounts');
        await assertReason(sentence, 0);
      });

      it(`${title}: a click goes on once it works`, async () => {
        await door.leadTo(open.port);
        await view.click(/Enter: Try Again/);
        await view.waitForRow(/^Load 20 more.*20 of 137/);
        assert.deepEqual(
          sandbox.requests.map(({ page }) => page),
          [1],
        );
      });
    }
  });
}

/** A port that stays the same while what is behind it changes. */
interface Door {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Leads new connections to this port of 127.0.0.1, and ends those that are open. */
  leadTo(port: number): Promise<void>;
  /** Nobody listens any more. */
  shut(): Promise<void>;
  close(): Promise<void>;
}

async function openDoor(first: number): Promise<Door> {
  let target = first;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const onward = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [client, onward],
      [onward, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    client.pipe(onward).pipe(client);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  const shut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo: async (next) => {
      await shut();
      target = next;
      await listen(port);
    },
    shut,
    close: shut,
  };
}

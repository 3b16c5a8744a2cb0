// What each workbench test stands on: a sandbox, a VS Code with the packaged extension, and a fresh user's window.
import { join } from 'node:path';
import { packagedExtension } from '../packaged';
import { type Sandbox, sampleAccounts, startSandbox } from '../sandbox/sandbox';
import { closeBrowser, type OpenOptions, openWorkbench } from '../vscode/browser';
import { type RunningVSCode, type StartOptions, startVSCode } from '../vscode/server';
import { newest, parseVersion } from '../vscode/versions';
import type { View } from '../vscode/view';
import type { Workbench } from '../vscode/workbench';

const root = join(__dirname, '..', '..');

/** The version under test, as `test/workbench/run.ts` says. */
export const version = parseVersion(process.env.MAILPARTNER_VSCODE_VERSION ?? newest);

/** Tall enough to see every row of the largest list that is loaded whole: only visible rows exist. */
const tall = { width: 1200, height: 3600 };

/** The keys of the sandbox's accounts, by the first part of their names. */
export const accountNames = {
  agence: 'agence@example.fr',
  studio: 'studio@example.fr',
  petite: 'petite@example.fr',
  vide: 'vide@example.fr',
  grande: 'grande@example.fr',
  voix: 'voix@example.fr',
} as const;

/** A VS Code with the packaged extension, which asks `apiBaseUrl`. The caller stops it. */
export function startWithExtension(
  apiBaseUrl: string,
  options: Partial<StartOptions> = {},
): Promise<RunningVSCode> {
  return startVSCode({
    version,
    vsix: packagedExtension(),
    ...options,
    machineSettings: { 'mailPartner.apiBaseUrl': apiBaseUrl, ...options.machineSettings },
  });
}

let shared: Promise<{ sandbox: Sandbox; vscode: RunningVSCode }> | undefined;

async function startShared() {
  const sandbox = await startSandbox();
  return { sandbox, vscode: await startWithExtension(sandbox.url) };
}

after(async () => {
  const running = await shared;
  await closeBrowser();
  await running?.vscode.stop();
  await running?.sandbox.close();
});

/** One window of one user, on the process's one sandbox, which is as new. */
export class Stage {
  readonly sandbox: Sandbox;
  readonly vscode: RunningVSCode;
  readonly workbench: Workbench;
  readonly view: View;

  constructor(sandbox: Sandbox, vscode: RunningVSCode, workbench: Workbench, view: View) {
    this.sandbox = sandbox;
    this.vscode = vscode;
    this.workbench = workbench;
    this.view = view;
  }

  /** The sandbox's account of this name. */
  account(name: keyof typeof accountNames) {
    const found = this.sandbox.accounts.find((account) => account.name === accountNames[name]);
    if (!found) throw new Error(`The sandbox has no account ${name}.`);
    return found;
  }

  /** Adds an account as a person does, under the name that is proposed. */
  async addAccount(name: keyof typeof accountNames): Promise<void> {
    const { quickInput } = this.workbench;
    const isOnly = (await this.view.rows()).length === 0;
    await this.workbench.palette('Mail Partner: Add Account…');
    await quickInput.waitUntilShown();
    await quickInput.fill(this.account(name).apiKey);
    await quickInput.enter();
    await quickInput.waitForMessage(/The API key works/);
    await quickInput.enter();
    await quickInput.waitUntilHidden();
    // Its first row takes the keyboard, also from a box that somebody faster than a person has opened meanwhile.
    await this.view.waitForKeyboardIn(accountNames[name], { isOnly });
  }

  /** Reloads the window, once VS Code has stored the names of these accounts, and opens the view again. */
  async reload(...names: (keyof typeof accountNames)[]): Promise<void> {
    for (const name of names) {
      await this.workbench.waitUntilStored(accountNames[name]);
    }
    await this.workbench.reload();
    await this.workbench.openView('Mail Partner', this.view.name);
  }

  /** The pages of the list that were asked for since the record was last emptied. */
  get pages(): (number | undefined)[] {
    return this.sandbox.requests.filter((request) => request.call === 'list').map((request) => request.page);
  }
}

/** Opens a window before the tests of a suite, and closes it after them. Call inside `describe`. */
export function useStage(options: OpenOptions & { readonly viewName?: string } = {}): () => Stage {
  let stage: Stage | undefined;
  before(async () => {
    shared ??= startShared();
    const { sandbox, vscode } = await shared;
    reset(sandbox);
    const workbench = await openWorkbench(vscode, { viewport: tall, ...options });
    const view = await workbench.openView('Mail Partner', options.viewName ?? 'Sub-accounts');
    stage = new Stage(sandbox, vscode, workbench, view);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && stage) {
      const name = this.currentTest.fullTitle().replace(/[^\p{L}\p{N}]+/gu, '-');
      await stage.workbench.screenshot(join(root, '.test-reports', `${version}-${name.slice(0, 100)}.png`));
    }
  });
  after(async () => {
    await stage?.workbench.close();
  });
  return () => {
    if (!stage) throw new Error('The window is not open yet.');
    return stage;
  };
}

/** The sandbox as it was when it started. */
export function reset(sandbox: Sandbox): void {
  sandbox.heal();
  // Of a test that failed: nobody else is to wait for it.
  sandbox.releaseAll();
  sandbox.latency = 0;
  sandbox.lies = {};
  sandbox.requests.length = 0;
  sandbox.accounts.splice(0, sandbox.accounts.length, ...sampleAccounts());
}

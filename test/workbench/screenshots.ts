// Takes the pictures of the README: `npm run screenshots`, or some of them: `npm run screenshots -- many`. The real workbench, the packaged extension, the sandbox.
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { makeAccount, type Sandbox, sampleAccounts, startSandbox } from '../sandbox/sandbox';
import { closeBrowser, openWorkbench } from '../vscode/browser';
import { repository } from '../vscode/cache';
import { run } from '../vscode/npm';
import { type RunningVSCode, startVSCode } from '../vscode/server';
import { newest } from '../vscode/versions';
import type { View } from '../vscode/view';
import type { Workbench } from '../vscode/workbench';

const folder = join(repository, 'media', 'screenshots');
const viewport = { width: 940, height: 640 };

/** Where the sidebar ends, so that most rows show their balance. Pixels from the left. */
const sidebarEnd = 460;
/** Below the title bar, down to the last row of a page. */
const sidebar = { x: 0, y: 36, width: sidebarEnd + 4, height: 504 };
/** Without the activity bar, and with what a menu or a tooltip covers of the editor. */
const sidebarAndMenu = { x: 48, y: 36, width: 520, height: 250 };

/** The row that pictures are about: it is the first. */
const ines = /^ines\.garcia@/;

type Clip = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Theme = 'light' | 'dark';

/** The themes of high contrast, by the ends of the pictures' names. */
const highContrast = {
  'hc-light': { name: 'Default High Contrast Light', shown: '.monaco-workbench.hc-light' },
  'hc-dark': { name: 'Default High Contrast', shown: '.monaco-workbench.hc-black' },
} as const;

/** What marks low balances. */
const marked = { 'mailPartner.lowBalance': '5' };

/** Each its own VS Code, and a new user in it for each theme. */
const stories: readonly {
  readonly name: string;
  readonly take: (vscode: RunningVSCode, sandbox: Sandbox, theme: Theme) => Promise<void>;
  readonly settings?: Readonly<Record<string, unknown>>;
}[] = [
  { name: 'english', take: takeEnglish },
  { name: 'french', take: takeFrench },
  { name: 'coding', take: takeCoding, settings: { 'git.enabled': true } },
  { name: 'questions', take: takeQuestions, settings: { 'git.enabled': true } },
  { name: 'many', take: takeMany, settings: marked },
  { name: 'marks', take: takeMarks, settings: marked },
];

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  await mkdir(folder, { recursive: true });
  const temporary = await mkdtemp(join(tmpdir(), 'mailpartner-screenshots-'));
  const sandbox = await startSandbox({ accounts: accounts() });
  let vscode: RunningVSCode | undefined;
  try {
    const vsix = join(temporary, 'extension.vsix');
    // Packaged anew: pictures of what is in the sources, not of what was there last week.
    await run('npm', ['run', 'package', '--', '--out', vsix], repository);
    const machineSettings = { 'mailPartner.apiBaseUrl': sandbox.url };
    // A tooltip comes where one is waited for, and nowhere else. Boxes are there at once: a growing one has no size yet.
    const userSettings = { 'workbench.hover.delay': 2000, 'workbench.reduceMotion': 'on' };
    for (const { name, take, settings } of stories) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const folder = await workspace(join(temporary, name));
      vscode = await startVSCode({
        version: newest,
        folder,
        vsix,
        machineSettings,
        userSettings: { ...userSettings, ...settings },
      });
      for (const theme of ['light', 'dark'] as const) {
        await take(vscode, sandbox, theme);
      }
      await vscode.stop();
      vscode = undefined;
    }
  } finally {
    await closeBrowser();
    await vscode?.stop();
    await sandbox.close();
    await rm(temporary, { recursive: true, force: true });
  }
}

/** A small project in a git repository. */
async function workspace(folder: string): Promise<string> {
  await mkdir(folder);
  await run('git', ['init', '--quiet', '--initial-branch=main'], folder);
  await writeFile(join(folder, 'send.py'), 'client = Client(\n    api_key="",\n)\n');
  return realpath(folder);
}

/** Ordinary accounts only: the hostile labels of the sandbox's own "studio" are for tests. */
function accounts() {
  const [agence] = sampleAccounts();
  return [
    ...(agence ? [agence] : []),
    makeAccount('studio@example.fr', 29),
    makeAccount('shop@example.fr', 3),
    makeAccount('grande@example.fr', 1240, 5),
  ];
}

/** One person's first minutes, a picture at each stop. */
async function takeEnglish(vscode: RunningVSCode, sandbox: Sandbox, theme: Theme): Promise<void> {
  const workbench = await openWorkbench(vscode, { theme, viewport });
  const camera = new Camera(workbench.page, theme);
  const view = await workbench.openView('Mail Partner', 'Sub-accounts');
  await widenSidebar(workbench.page);
  await view.welcome();
  await camera.take('welcome', { ...sidebar, height: 310 });

  await view.clickWelcomeButton('Add Account');
  await workbench.quickInput.waitUntilShown();
  await workbench.quickInput.fill('0123456789abcdef');
  await workbench.quickInput.enter();
  await workbench.quickInput.waitUntilInvalid();
  await camera.take('refused-key', await quickInputBox(workbench.page));
  await enterAccount(workbench, sandbox, 0, 'Agence');

  await view.waitForRow(/Load 20 more/);
  await view.row(/^hugo\.moreau@/).hover();
  await camera.take('sub-accounts', sidebar);

  await openMenu(workbench.page, view, ines);
  await camera.take('menu', { ...sidebarAndMenu, height: 310 });
  await closeMenu(workbench.page);

  sandbox.fault({ kind: 'http', status: 503 }, { call: 'list', page: 2 });
  await view.click(/Load 20 more/);
  await view.waitForRow(/HTTP 503/);
  sandbox.heal();
  await view.tooltip(/HTTP 503/, 'internal error');
  await camera.take('page-failed', { ...sidebarAndMenu, y: 400, width: 620, height: 210 });

  await view.action('Refresh');
  await view.waitForNoRow(/HTTP 503/);

  for (const [index, name] of [[1, 'Studio'] as const, [2, 'Shop'] as const]) {
    await workbench.palette('Mail Partner: Add Account…');
    await enterAccount(workbench, sandbox, index, name);
    await view.waitForRow(new RegExp(`^${name}`));
  }
  // Each came unfolded, and the keyboard is in the last.
  await view.waitForKeyboard();
  await workbench.press('Home', 'ArrowLeft', 'ArrowDown', 'ArrowLeft');
  await view.waitForRowCount(6);
  await workbench.page.mouse.move(viewport.width - 50, 300);
  await camera.take('accounts', { ...sidebarAndMenu, width: sidebarEnd - 44, height: 172 });
  await workbench.close();
}

/** An account with more than a thousand: loaded whole, searched while it loads, sorted. */
async function takeMany(vscode: RunningVSCode, sandbox: Sandbox, theme: Theme): Promise<void> {
  const workbench = await openWorkbench(vscode, { theme, viewport });
  const camera = new Camera(workbench.page, theme);
  const view = await workbench.openView('Mail Partner', 'Sub-accounts');
  await widenSidebar(workbench.page);
  await view.clickWelcomeButton('Add Account');
  await enterAccount(workbench, sandbox, 3, 'Agence');
  await view.waitForRow(/Load 20 more/);

  let hold = sandbox.hold({ call: 'list', page: 3 });
  await view.rowAction(/Load 20 more/, 'Load All');
  await hold.arrived;
  await workbench.statusMessage('Loading sub-accounts: 40 of 1,240');
  await view.waitForNoRow(/Load 20 more/);
  await workbench.page.mouse.move(viewport.width - 50, 300);
  // Down to the status bar, which says how far it is.
  await camera.take('load-all', { ...sidebar, width: 640, height: viewport.height - sidebar.y });
  await view.action('Stop Loading');
  // The row that loads more is far below by now.
  await workbench.statusMessage('Loading stopped at 40 of 1,240');
  hold.release();

  hold = sandbox.hold({ call: 'list', page: 40 });
  await view.action('Find Sub-account');
  await hold.arrived;
  await workbench.quickInput.waitForTitle(/780 of 1,240 searched/);
  await workbench.quickInput.fill('martin');
  await workbench.quickInput.item('bonjour@brasserie-lefebvre.example.fr').waitFor({ state: 'detached' });
  await workbench.quickInput.waitForHighlight('martin');
  await camera.take('find', { ...(await quickInputBox(workbench.page)), height: 240 });
  hold.release();
  await workbench.quickInput.escape();
  await workbench.quickInput.waitUntilHidden();

  await view.menu('Sort By…');
  await workbench.quickInput.pick('Balance, Lowest First');
  // What Find has not loaded is offered.
  await workbench.quickInput.pick('Load All');
  await workbench.quickInput.waitUntilHidden();
  await workbench.statusMessage('Loaded all sub-accounts: 1,240');
  await view.waitForNoRow(/^bonjour@brasserie-lefebvre/);
  await workbench.page.mouse.move(viewport.width - 50, 300);
  await camera.take('sorted', { ...sidebarAndMenu, width: sidebarEnd - 44 });

  await takeRemembered(workbench, camera, sandbox);
  await workbench.close();
}

/** Find in a fresh window: what was used lately on top, then what is loaded, then what is remembered. */
async function takeRemembered(workbench: Workbench, camera: Camera, sandbox: Sandbox): Promise<void> {
  const { subAccounts = [] } = sandbox.accounts[3] ?? {};
  const used = [11, 702, 905, 1234].flatMap((index) => subAccounts[index] ?? []);
  for (const { email } of used) {
    await workbench.palette('Mail Partner: Copy Token');
    await workbench.quickInput.waitForTitle(/all 1,240 searched/);
    await workbench.quickInput.fill(email);
    await workbench.quickInput.pick(email);
    await workbench.quickInput.waitUntilHidden();
    await workbench.statusMessage(/Copied token of/);
  }
  await workbench.waitUntilStored('Agence');
  // A tab that is closed in the moment after does not keep what was used.
  await workbench.page.waitForTimeout(2000);
  await workbench.reload();
  await workbench.palette('Mail Partner: Find Sub-account…');
  await workbench.quickInput.waitForTitle(/all 1,240 known, seen today/);
  await camera.take('remembered', { ...(await quickInputBox(workbench.page)), height: 300 });
  await workbench.quickInput.escape();
  await workbench.quickInput.waitUntilHidden();
}

/** What is marked, a low balance and a failure, in themes of high contrast beside the others: there, the form alone says it. */
async function takeMarks(vscode: RunningVSCode, sandbox: Sandbox, theme: Theme): Promise<void> {
  const workbench = await openWorkbench(vscode, { theme, viewport });
  const view = await workbench.openView('Mail Partner', 'Sub-accounts');
  await widenSidebar(workbench.page);
  await view.clickWelcomeButton('Add Account');
  await enterAccount(workbench, sandbox, 0, 'Agence');
  await takeMarksIn(theme, workbench, sandbox, view);
  const contrast = `hc-${theme}` as const;
  await vscode.writeUserSettings({
    ...marked,
    'workbench.reduceMotion': 'on',
    'window.autoDetectColorScheme': false,
    'workbench.colorTheme': highContrast[contrast].name,
  });
  await workbench.waitUntilStored('Agence');
  await workbench.reload();
  await workbench.openView('Mail Partner', view.name);
  await workbench.page.locator(highContrast[contrast].shown).waitFor();
  // How wide it was is not always kept in time.
  await widenSidebar(workbench.page);
  await takeMarksIn(contrast, workbench, sandbox, view);
  await vscode.writeUserSettings({ ...marked, 'workbench.reduceMotion': 'on' });
  await workbench.close();
}

async function takeMarksIn(theme: string, { page }: Workbench, sandbox: Sandbox, view: View): Promise<void> {
  await view.waitForRow(/Load 20 more/);
  const heal = sandbox.fault({ kind: 'http', status: 503 }, { call: 'list', page: 2 });
  await view.click(/Load 20 more/);
  await view.waitForRow(/HTTP 503/);
  await page.mouse.move(viewport.width - 50, 300);
  await new Camera(page, theme).take('marks', { ...sidebarAndMenu, width: sidebarEnd - 44, height: 520 });
  heal();
}

/** A row's token in an editor, the question before an API key gets into git, and the API's own answer. */
async function takeCoding(vscode: RunningVSCode, sandbox: Sandbox, theme: Theme): Promise<void> {
  const workbench = await openWorkbench(vscode, { theme, viewport: { width: 1180, height: 640 } });
  const camera = new Camera(workbench.page, theme);
  const view = await workbench.openView('Mail Partner', 'Sub-accounts');
  await view.clickWelcomeButton('Add Account');
  await enterAccount(workbench, sandbox, 2, 'Shop');
  const [first] = sandbox.accounts[2]?.subAccounts ?? [];
  if (!first) throw new Error('The account has no sub-account.');
  const row = new RegExp(`^${first.email}`);
  await view.waitForRow(row);
  await workbench.page.keyboard.press('Control+P');
  await workbench.quickInput.waitUntilShown();
  await workbench.quickInput.fill('send.py');
  await workbench.quickInput.pick('send.py');
  const lines = workbench.page.locator('.editor-instance .view-line');
  await lines.filter({ hasText: 'api_key' }).first().waitFor();
  await workbench.press('Control+Home', 'ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft');
  await view.contextMenu(row, 'Insert API Key');
  await (await workbench.dialog()).message();
  await camera.take('insert-api-key', { x: 340, y: 36, width: 520, height: 390 });
  await workbench.press('Escape');
  await workbench.palette('Mail Partner: Show API Response…');
  await workbench.quickInput.waitUntilShown();
  await workbench.quickInput.enter();
  await workbench.quickInput.pick('JSON');
  await lines.filter({ hasText: '"apiKey"' }).first().waitFor();
  await workbench.page.getByText('Reveal Keys and Tokens').first().waitFor();
  await workbench.page.mouse.move(900, 500);
  await camera.take('api-response', { x: 348, y: 36, width: 832, height: 420 });
  await workbench.close();
}

async function takeFrench(vscode: RunningVSCode, sandbox: Sandbox, theme: Theme): Promise<void> {
  const workbench = await openWorkbench(vscode, { theme, viewport, language: 'fr' });
  const view = await workbench.openView('Mail Partner', 'Sous-comptes');
  await widenSidebar(workbench.page);
  await view.clickWelcomeButton('Ajouter un compte');
  await enterAccount(workbench, sandbox, 0, 'Agence');
  await view.waitForRow(/Charger 20 de plus/);
  await openMenu(workbench.page, view, ines);
  await new Camera(workbench.page, theme).take('french', { ...sidebarAndMenu, height: 310 });
  await workbench.close();
}

/** What is asked before a secret goes elsewhere: to another address, and through a link into a file that git tracks. */
async function takeQuestions(vscode: RunningVSCode, sandbox: Sandbox, theme: Theme): Promise<void> {
  const workbench = await openWorkbench(vscode, { theme, viewport });
  const camera = new Camera(workbench.page, theme);
  const view = await workbench.openView('Mail Partner', 'Sub-accounts');
  await view.clickWelcomeButton('Add Account');
  await enterAccount(workbench, sandbox, 0, 'Agence');
  await view.waitForRow(/Load 20 more/);

  const link = join(vscode.folder, '.env');
  await writeFile(join(vscode.folder, '.gitignore'), '.env\n');
  await writeFile(join(vscode.folder, 'deploy.conf'), 'REGION=eu\n');
  await symlink('deploy.conf', link);
  await run('git', ['add', 'deploy.conf'], vscode.folder);
  await view.contextMenu(ines, 'Save to .env…');
  await (await workbench.dialog()).message();
  await camera.take('env-link', await dialogBox(workbench.page));
  await workbench.press('Escape');
  await rm(link);

  const file = join(vscode.dataDir, 'data', 'Machine', 'settings.json');
  const before = await readFile(file, 'utf8');
  const changed = { ...JSON.parse(before), 'mailPartner.apiBaseUrl': 'https://mail-proxy.example.com/v1' };
  await writeFile(file, JSON.stringify(changed));
  await (await workbench.dialog()).message();
  await camera.take('other-address', await dialogBox(workbench.page));
  await writeFile(file, before);
  await workbench.press('Escape');
  await view.waitForRow(/Load 20 more/);
  await workbench.close();
}

async function dialogBox(page: Page): Promise<Clip> {
  const box = await page.locator('.monaco-dialog-box').boundingBox();
  if (!box) throw new Error('There is no dialog.');
  const margin = 12;
  return {
    x: box.x - margin,
    y: box.y - margin,
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  };
}

/** Answers the two boxes of Add Account: the key of the sandbox's account at `index`, and a name. */
async function enterAccount(
  workbench: Workbench,
  sandbox: Sandbox,
  index: number,
  name: string,
): Promise<void> {
  const box = workbench.quickInput;
  await box.waitUntilShown();
  await box.fill(sandbox.accounts[index]?.apiKey ?? '');
  await box.enter();
  await box.waitForMessage(/API key works|La clé API fonctionne/);
  await box.fill(name);
  await box.enter();
  await box.waitUntilHidden();
}

async function openMenu(page: Page, view: View, row: RegExp): Promise<void> {
  await (await view.waitForRow(row)).click({ button: 'right', position: { x: 254, y: 12 } });
  await menu(page).first().waitFor();
  // The pointer lies on the first item by chance: none is to look chosen.
  await page.mouse.move(viewport.width - 50, 300);
}

async function closeMenu(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await menu(page).first().waitFor({ state: 'detached' });
}

async function quickInputBox(page: Page): Promise<Clip> {
  const box = await page.locator('.quick-input-widget').boundingBox();
  if (!box) throw new Error('There is no box at the top of the window.');
  return box;
}

function menu(page: Page) {
  return page.locator('.monaco-menu');
}

/** Drags the sidebar's edge, as a person would who wants to read more of each row. */
async function widenSidebar(page: Page): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) throw new Error('There is no sidebar.');
  await page.mouse.move(box.x + box.width + 1, 300);
  await page.mouse.down();
  await page.mouse.move(sidebarEnd, 300, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(viewport.width - 50, 500);
}

class Camera {
  constructor(
    readonly page: Page,
    readonly theme: string,
  ) {}

  async take(scene: string, clip: Clip): Promise<void> {
    const path = join(folder, `${scene}-${this.theme}.png`);
    await this.page.screenshot({ path, clip, caret: 'hide', animations: 'disabled' });
    console.log(path);
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

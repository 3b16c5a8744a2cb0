// Opening a VS Code window in a headless browser.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { recordAnnounced } from './announced';
import { getChromium } from './chromium';
import type { Payload, RunningVSCode } from './server';
import { recordStatusBar } from './statusBar';
import type { UserState } from './userState';
import { Workbench } from './workbench';

export interface OpenOptions {
  readonly theme?: 'light' | 'dark';
  /** What VS Code takes the browser's computer for: keys go by it. */
  readonly computer?: keyof typeof computers;
  /** What `vscode.env.language` is. VS Code's own texts stay English. */
  readonly language?: 'en' | 'fr';
  /** Whether stored secrets outlive a reload of the window: `forgotten` is a keychain that lost them. */
  readonly secrets?: 'kept' | 'forgotten';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** More of the workbench's start parameters. */
  readonly payload?: Payload;
  /** Another window's context: the two are then windows of one user, who shares storage and secrets between them. */
  readonly context?: BrowserContext;
  /** What VS Code kept of a user in another window, for a new window of that user; by default the user is new. */
  readonly user?: UserState;
  /** Called with the page before it loads anything. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** As browsers say it. */
const computers = {
  Linux: 'X11; Linux x86_64',
  Windows: 'Windows NT 10.0; Win64; x64',
  Mac: 'Macintosh; Intel Mac OS X 10_15_7',
} as const;

const flags = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const quietFlags = ['--disable-component-update', '--disable-sync'];

let browser: Promise<Browser> | undefined;

/** The browser of this process, started at the first call. */
export function launchBrowser(): Promise<Browser> {
  browser ??= launch().catch((error) => {
    browser = undefined;
    throw error;
  });
  return browser;
}

/** Ends the browser with all its windows, if there is one. */
export async function closeBrowser(): Promise<void> {
  const running = browser;
  browser = undefined;
  await (await running?.catch(() => undefined))?.close();
}

async function launch(): Promise<Browser> {
  const { executablePath, env } = await getChromium();
  return chromium.launch({
    executablePath,
    // The pages are ours and come from 127.0.0.1; containers and root have no sandbox to offer.
    args: ['--no-sandbox', ...flags, ...quietFlags],
    env: { ...definedOnly(process.env), ...env },
  });
}

/** What a window is opened on. */
export type Served = Pick<RunningVSCode, 'origin' | 'url'>;

/** Opens a window and resolves once the workbench is there; extensions may still be starting. */
export async function openWorkbench(vscode: Served, options: OpenOptions = {}): Promise<Workbench> {
  const context = options.context ?? (await newContext(vscode, options));
  const page = await context.newPage();
  const workbench = new Workbench(page, options.context ? () => page.close() : () => context.close());
  try {
    await options.prepare?.(page);
    await page.goto(vscode.url(options.payload), { waitUntil: 'commit' });
    await workbench.waitUntilShown();
    return workbench;
  } catch (error) {
    await workbench.close();
    throw error;
  }
}

async function newContext(vscode: Served, options: OpenOptions): Promise<BrowserContext> {
  const context = await (await launchBrowser()).newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.theme ?? 'dark',
    locale: options.language === 'fr' ? 'fr-FR' : 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...(options.computer ? { userAgent: userAgentOf(options.computer) } : {}),
    ...(options.user ? { storageState: options.user } : {}),
  });
  context.setDefaultTimeout(15_000);
  await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = '${options.language ?? 'en'}'`);
  // The TypeScript loader calls this in every function, those that a test sends to the page included.
  await context.addInitScript('globalThis.__name ??= (named) => named');
  await context.addInitScript(recordStatusBar);
  await context.addInitScript(recordAnnounced);
  if (options.secrets !== 'forgotten') await keepSecrets(context);
  // Nothing but the VS Code under test is ever asked anything.
  await context.route(
    (url) => url.protocol !== 'data:' && url.protocol !== 'blob:' && url.host !== new URL(vscode.origin).host,
    (route) => route.abort(),
  );
  return context;
}

function userAgentOf(computer: keyof typeof computers): string {
  return `Mozilla/5.0 (${computers[computer]}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36`;
}

/** VS Code's web workbench encrypts secrets with half a key from here, and forgets them where nobody answers. */
async function keepSecrets(context: BrowserContext): Promise<void> {
  await context.route('**/mint-key', (route) => route.fulfill({ body: Buffer.alloc(32, 7) }));
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

// A stand-in for VS Code's executable that runs extension tests without a display, for `runTests()` of @vscode/test-electron.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { closeBrowser, openWorkbench } from './browser';
import { type RunningVSCode, startVSCode } from './server';
import type { Settings } from './settings';
import { parseVersion } from './versions';

const timeLimit = 15 * 60_000;

interface Arguments {
  readonly extensionDevelopmentPath: string;
  readonly extensionTestsPath: string;
  readonly userDataDir?: string;
  readonly extensionsDir?: string;
  readonly folder?: string;
}

/** Reads those of VS Code's arguments that mean something without a display. */
function parseArguments(args: readonly string[]): Arguments {
  const value = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const extensionDevelopmentPath = value('extensionDevelopmentPath');
  const extensionTestsPath = value('extensionTestsPath');
  if (!extensionDevelopmentPath || !extensionTestsPath) {
    throw new Error('--extensionDevelopmentPath= and --extensionTestsPath= are needed.');
  }
  const userDataDir = value('user-data-dir');
  const extensionsDir = value('extensions-dir');
  const folder = args.find((arg) => !arg.startsWith('-'));
  return {
    extensionDevelopmentPath: resolve(extensionDevelopmentPath),
    extensionTestsPath: resolve(extensionTestsPath),
    ...(userDataDir ? { userDataDir: resolve(userDataDir) } : {}),
    ...(extensionsDir ? { extensionsDir: resolve(extensionsDir) } : {}),
    ...(folder ? { folder: resolve(folder) } : {}),
  };
}

/** On the desktop a user's settings hold those of scope `machine` too. */
function readSettings(userDataDir: string | undefined): Settings {
  const file = join(userDataDir ?? '', 'User', 'settings.json');
  return userDataDir && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

async function main(): Promise<number> {
  const version = parseVersion(process.env.MAILPARTNER_VSCODE_VERSION);
  const { extensionDevelopmentPath, extensionTestsPath, ...args } = parseArguments(process.argv.slice(2));
  const settings = readSettings(args.userDataDir);
  const scratch = mkdtempSync(join(tmpdir(), 'mailpartner-headless-'));
  const passed = join(scratch, 'passed');
  const vscode = await startVSCode({
    version,
    testDriver: true,
    env: {
      MAILPARTNER_OUTPUT_MARK: mark,
      MAILPARTNER_TESTS: extensionTestsPath,
      MAILPARTNER_TESTS_PASSED: passed,
    },
    userSettings: settings,
    machineSettings: settings,
    ...(args.userDataDir ? { dataDir: args.userDataDir } : {}),
    ...(args.extensionsDir ? { extensionsDir: args.extensionsDir } : {}),
    ...(args.folder ? { folder: args.folder } : {}),
  });
  const stop = async () => {
    await closeBrowser();
    await vscode.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => stop().finally(() => process.exit(1)));
  try {
    const code = await runTests(vscode, extensionDevelopmentPath, join(__dirname, 'untilEnd.cjs'));
    if (code === 0 && !existsSync(passed)) throw new Error('The extension host ended before the tests did.');
    if (code !== 0 && !printed) process.stderr.write(unmarked.slice(-100).join(''));
    return code;
  } finally {
    await stop();
  }
}

/** Opens a window that runs the tests, prints what they print, and resolves with their exit code. */
async function runTests(vscode: RunningVSCode, developmentPath: string, testsPath: string): Promise<number> {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${vscode.port}${path}`;
  let end = (_code: number) => {};
  let fail = (_error: Error) => {};
  const ended = new Promise<number>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const timer = setTimeout(() => fail(new Error('The tests did not end within 15 minutes.')), timeLimit);
  const language = process.env.MAILPARTNER_LANGUAGE === 'fr' ? 'fr' : 'en';
  const opened = openWorkbench(vscode, {
    language,
    payload: [
      ['extensionDevelopmentPath', remote(developmentPath)],
      ['extensionTestsPath', remote(testsPath)],
    ],
    prepare: async (page) => {
      // VS Code's test driver calls these two where they exist.
      await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) =>
        print(vscode.version, args),
      );
      await page.exposeFunction('codeAutomationExit', (code: number) => end(code));
      page.once('crash', () => fail(new Error('The browser crashed.')));
    },
  });
  // A window that ends at once, with its tests, may never have shown: that is no failure.
  opened.catch((error) => fail(error));
  try {
    return await ended;
  } finally {
    clearTimeout(timer);
  }
}

/** What the reporter puts before its lines, to tell them from what VS Code itself logs. */
const mark = 'host tests: ';
const verbose = process.env.MAILPARTNER_VERBOSE !== undefined;
const unmarked: string[] = [];
let printed = false;

function print(version: string, args: readonly unknown[]): void {
  for (const line of args.join(' ').split('\n')) {
    if (line.startsWith(mark)) {
      printed = true;
      process.stdout.write(`${version} │ ${line.slice(mark.length)}\n`);
    } else if (verbose) process.stdout.write(`${version} ┊ ${line}\n`);
    else unmarked.push(`${version} ┊ ${line}\n`);
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    // What VS Code logged tells why there are no tests.
    process.stderr.write(unmarked.slice(-100).join(''));
    console.error(error);
    process.exit(1);
  },
);

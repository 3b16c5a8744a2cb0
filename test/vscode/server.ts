// Starting a headless VS Code: its server, with settings, extensions and a folder of its own.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getVSCode, type VSCodeFiles } from './download';
import { installLink } from './installLink';
import { run } from './npm';
import { killGroup, spawnGroup, stopGroup } from './processGroup';
import { quietSettings, type Settings } from './settings';
import type { VSCodeVersion } from './versions';

export interface StartOptions {
  readonly version: VSCodeVersion;
  /** An extension's folder, used in place as if it were installed. */
  readonly extensionDevelopmentPath?: string;
  /** A packaged extension, installed as a user would. */
  readonly vsix?: string;
  readonly userSettings?: Settings;
  /** Settings of scope `machine` are read from here. */
  readonly machineSettings?: Settings;
  /** Where all it writes goes; by default a temporary folder that `stop` removes. */
  readonly dataDir?: string;
  /** The folder to open; by default a small one inside `dataDir`. */
  readonly folder?: string;
  /** Over this process's own environment. */
  readonly env?: Record<string, string>;
  /** Where installed extensions are; by default inside `dataDir`. */
  readonly extensionsDir?: string;
  /** A port on 127.0.0.1; by default any free one. */
  readonly port?: number;
  /** Whether VS Code asks if the folder is to be trusted. */
  readonly workspaceTrust?: boolean;
  /**
   * Lets a window run extension tests and report how they ended. Off by default, because with it VS Code 1.100 shows no
   * modal dialogs and VS Code 1.139 no notifications.
   */
  readonly testDriver?: boolean;
}

/** The workbench's start parameters. */
export type Payload = readonly (readonly [string, string])[];

export interface RunningVSCode {
  readonly version: VSCodeVersion;
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly dataDir: string;
  readonly extensionsDir: string;
  readonly folder: string;
  /** What the server has printed so far. */
  log(): string;
  /** The address of a window on the folder; `payload` are the workbench's start parameters. */
  url(payload?: Payload): string;
  /** Replaces the user's settings (the quiet ones stay below) while it runs. */
  writeUserSettings(settings: Settings): Promise<void>;
  stop(): Promise<void>;
  /** Ends it at once, with its extension hosts, as a computer that goes off does. Its data stay. */
  crash(): Promise<void>;
}

/** Starts VS Code and resolves once it answers. Downloads it first if that was never done. */
export async function startVSCode(options: StartOptions): Promise<RunningVSCode> {
  const files = await getVSCode(options.version);
  // The real path: VS Code compares paths as text, and a temporary folder may be behind a link.
  const dataDir = options.dataDir ?? (await realpath(await mkdtemp(join(tmpdir(), 'mailpartner-vscode-'))));
  const removeData = async () => {
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const extensionsDir = options.extensionsDir ?? join(dataDir, 'extensions');
    const folder = options.folder ?? (await makeFolder(dataDir));
    await writeSettings(dataDir, 'User', { ...quietSettings, ...options.userSettings });
    await writeSettings(dataDir, 'Machine', options.machineSettings ?? {});
    await mkdir(extensionsDir, { recursive: true });
    if (options.vsix) await installVsix(files, options.vsix, dataDir, extensionsDir);
    if (options.extensionDevelopmentPath) await installLink(options.extensionDevelopmentPath, extensionsDir);
    const server = await startServer(files, options, { dataDir, extensionsDir, folder });
    const origin = `http://127.0.0.1:${server.port}`;
    return {
      version: options.version,
      port: server.port,
      origin,
      dataDir,
      extensionsDir,
      folder,
      log: server.log,
      url: (payload = []) => windowUrl(origin, folder, payload),
      writeUserSettings: (settings) => writeSettings(dataDir, 'User', { ...quietSettings, ...settings }),
      stop: async () => {
        await server.stop();
        await removeData();
      },
      crash: server.crash,
    };
  } catch (error) {
    await removeData();
    throw error;
  }
}

function windowUrl(origin: string, folder: string, payload: Payload): string {
  const pairs = [['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...payload];
  return `${origin}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(pairs))}`;
}

async function makeFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'workspace');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'notes.txt'), 'token = \n');
  return folder;
}

async function writeSettings(dataDir: string, whose: 'User' | 'Machine', settings: Settings): Promise<void> {
  await mkdir(join(dataDir, 'data', whose), { recursive: true });
  await writeFile(join(dataDir, 'data', whose, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

async function installVsix(
  files: VSCodeFiles,
  vsix: string,
  dataDir: string,
  extensionsDir: string,
): Promise<void> {
  const folders = ['--extensions-dir', extensionsDir, '--server-data-dir', dataDir];
  const args = [files.serverMain, '--install-extension', vsix, ...folders, '--accept-server-license-terms'];
  await run(files.node, args, dataDir, environment({}));
}

interface Server {
  readonly port: number;
  log(): string;
  stop(): Promise<void>;
  crash(): Promise<void>;
}

async function startServer(
  files: VSCodeFiles,
  options: StartOptions,
  { dataDir, extensionsDir, folder }: Record<'dataDir' | 'extensionsDir' | 'folder', string>,
): Promise<Server> {
  const args = [
    files.serverMain,
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'],
    ...['--server-data-dir', dataDir, '--extensions-dir', extensionsDir, '--telemetry-level', 'off'],
    // What a window opens whose address names no folder.
    ...['--default-folder', folder],
    ...['--accept-server-license-terms', '--force-disable-user-env', '--disable-getting-started-override'],
    ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
  ];
  const child = spawnGroup(files.node, args, { env: environment(options.env ?? {}), cwd: dataDir });
  let output = '';
  const failure = (what: string) => new Error(`VS Code ${options.version} ${what}:\n${output.slice(-3000)}`);
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(failure('did not listen within 60 s')), 60_000);
    const read = (data: unknown) => {
      output += data;
      const listening = /Extension host agent listening on (\d+)/.exec(output);
      if (listening) resolve(Number(listening[1]));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => reject(failure(`did not start (${error.message})`)));
    child.once('close', (code) => reject(failure(`ended with ${code}`)));
    child.once('close', () => clearTimeout(timer));
    child.stdout?.once('data', () => timer.unref());
  }).catch(async (error) => {
    await stopGroup(child);
    throw error;
  });
  return { port, log: () => output, stop: () => stopGroup(child), crash: () => killGroup(child) };
}

/** This process's environment without what would make another VS Code, or a test runner, of the server. */
function environment(extra: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name),
  );
  // No marketplace: nothing is asked outside this machine.
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{}', ...extra };
}

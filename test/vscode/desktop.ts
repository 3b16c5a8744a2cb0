// The desktop VS Code of whoever works on this, where there is one.
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { spawnGroup, stopGroup } from './processGroup';
import type { Settings } from './settings';

export interface RunningDesktop {
  /** Resolves when its window was closed. */
  readonly closed: Promise<void>;
  stop(): Promise<void>;
}

/** The path of `code`, if it is there and has a display to open a window on. */
export function findDesktop(): string | undefined {
  const { platform, env } = process;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return undefined;
  const names = platform === 'win32' ? ['code.cmd'] : ['code'];
  const paths = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return paths.find(isExecutable);
}

/** Opens a window with the extension in `extensionDevelopmentPath`, apart from the person's own settings and extensions. */
export async function startDesktop(
  code: string,
  extensionDevelopmentPath: string,
  settings: Settings,
): Promise<RunningDesktop> {
  const data = await mkdtemp(join(tmpdir(), 'mailpartner-code-'));
  await mkdir(join(data, 'user', 'User'), { recursive: true });
  await writeFile(join(data, 'user', 'User', 'settings.json'), JSON.stringify(settings, undefined, 2));
  const child = spawnGroup(
    code,
    [
      '--new-window',
      '--wait',
      '--disable-workspace-trust',
      // On Linux: the sandbox's keys go into the folder above, not into the person's keyring, which may ask for a password.
      '--password-store=basic',
      `--user-data-dir=${join(data, 'user')}`,
      `--extensions-dir=${join(data, 'extensions')}`,
      `--extensionDevelopmentPath=${extensionDevelopmentPath}`,
    ],
    { shell: process.platform === 'win32' },
  );
  child.stdout?.resume();
  child.stderr?.resume();
  const failed = once(child, 'error').then(([error]) => Promise.reject(error));
  const closed = Promise.race([once(child, 'close'), failed]).then(() => undefined);
  closed.catch(() => undefined);
  return {
    closed,
    stop: async () => {
      await stopGroup(child);
      await rm(data, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

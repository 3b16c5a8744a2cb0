// The folder .vscode-test/: what was downloaded once, each thing either wholly there or not at all.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export const repository = resolve(__dirname, '..', '..');
export const cacheFolder = join(repository, '.vscode-test');

const inProgress = new Map<string, Promise<string>>();

/**
 * The absolute path of the folder `name` in the cache, filled by `make` if it is not there.
 * `make` works in a folder beside it, which is renamed into place at the end: the folder's existence is the
 * mark that it is finished, and of two processes that ask at once the slower one drops its copy.
 */
export function cached(
  name: string,
  title: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const started = inProgress.get(name);
  if (started) return started;
  const promise = makeOnce(name, title, make);
  inProgress.set(name, promise);
  promise.catch(() => inProgress.delete(name));
  return promise;
}

async function makeOnce(
  name: string,
  title: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) return folder;
  const start = Date.now();
  process.stderr.write(`Getting ${title}…\n`);
  await mkdir(cacheFolder, { recursive: true });
  await removeAbandoned();
  const partial = await mkdtemp(join(cacheFolder, `partial-${name}-`));
  try {
    await make(partial);
    await rename(partial, folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  process.stderr.write(`Got ${title} in ${Math.round((Date.now() - start) / 1000)} s.\n`);
  return folder;
}

/** A process that was killed leaves its partial folder behind: no download takes an hour. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    if (!name.startsWith('partial-')) continue;
    const folder = join(cacheFolder, name);
    const age = Date.now() - (await stat(folder).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > 3_600_000) await rm(folder, { recursive: true, force: true });
  }
}

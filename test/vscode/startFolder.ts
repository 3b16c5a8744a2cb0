// The folder that `npm start` loads the extension from: a copy of what was built, begun by withAccount.ts.
import { cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repository } from './cache';

export interface StartFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes the folder; `account` is there when the extension starts, added at this origin. */
export async function makeStartFolder(
  account: { name: string; apiKey: string },
  origin: string,
): Promise<StartFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'mailpartner-start-')));
  const remove = () => rm(path, { recursive: true, force: true, maxRetries: 3 });
  try {
    await copyBuilt(path);
    const main = await takeOver(path);
    await build({
      stdin: { contents: beginning(main, account, origin), resolveDir: __dirname },
      outfile: join(path, 'start.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['vscode', main],
      logLevel: 'warning',
    });
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Copied, not linked: VS Code tells an extension by the real path of its files. */
async function copyBuilt(folder: string): Promise<void> {
  const texts = (await readdir(repository)).filter((name) => name.startsWith('package.nls.'));
  for (const name of ['dist', 'l10n', 'media', ...texts]) {
    await cp(join(repository, name), join(folder, name), { recursive: true });
  }
}

/** Writes a package.json that begins with start.js as soon as the window is there, and answers what it began with before. */
async function takeOver(folder: string): Promise<string> {
  const { main, ...manifest } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
  const begun = { ...manifest, main: './start.js', activationEvents: ['onStartupFinished'] };
  await writeFile(join(folder, 'package.json'), JSON.stringify(begun, undefined, 2));
  return main;
}

function beginning(main: string, { name, apiKey }: { name: string; apiKey: string }, origin: string): string {
  // The sandbox's accounts have their user names for names.
  const args = [{ name, login: name, origin }, apiKey].map((value) => JSON.stringify(value));
  return `
    const { withAccount } = require('./withAccount');
    module.exports = withAccount(require(${JSON.stringify(main)}), ${args.join(', ')});
  `;
}

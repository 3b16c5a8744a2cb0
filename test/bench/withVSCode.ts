// A VS Code with the packaged extension and some of the bench's own, for as long as one bench needs it.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningVSCode, startVSCode } from '../vscode/server';
import type { BenchOptions } from './bench';
import { installExtension } from './install';

export interface VSCodeNeeds {
  /** The bench's extensions: the name of each, and the folder that it is made of. */
  readonly extensions: Readonly<Record<string, string>>;
  readonly env?: Record<string, string>;
}

/** Starts it, where ours asks the service of the bench; stops it and removes what it wrote once `use` is done. */
export async function withVSCode<T>(
  { version, vsix, service }: BenchOptions,
  { extensions, env = {} }: VSCodeNeeds,
  use: (vscode: RunningVSCode) => Promise<T>,
): Promise<T> {
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'mailpartner-bench-')));
  try {
    const extensionsDir = join(dataDir, 'extensions');
    for (const [name, source] of Object.entries(extensions)) {
      await installExtension(source, name, extensionsDir);
    }
    const machineSettings = { 'mailPartner.apiBaseUrl': service.url };
    const vscode = await startVSCode({ version, vsix, dataDir, extensionsDir, machineSettings, env });
    try {
      return await use(vscode);
    } finally {
      await vscode.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
}

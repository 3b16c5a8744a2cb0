// VS Code's own git extension, switched on as it is by default, and repositories for it.
import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Context } from 'mocha';
import { ConfigurationTarget, extensions, workspace } from 'vscode';
import { skipWithout } from '../../support/lacking';

/** Switches git on, with its default settings. Call in a `before` hook; the suite is pending where there is no git. */
export async function switchGitOn(context: Context): Promise<void> {
  try {
    execFileSync('git', ['--version']);
  } catch {
    skipWithout('git', context);
  }
  const extension = extensions.getExtension('vscode.git');
  assert.ok(extension);
  const exported = await extension.activate();
  await workspace.getConfiguration('git').update('enabled', true, ConfigurationTarget.Global);
  await new Promise<void>((resolve) => {
    if (exported.enabled) resolve();
    else exported.onDidChangeEnablement((enabled: boolean) => enabled && resolve());
  });
}

export async function switchGitOff(): Promise<void> {
  await workspace.getConfiguration('git').update('enabled', undefined, ConfigurationTarget.Global);
}

/** Runs git in a folder, as a person who commits. */
export function git(folder: string, ...args: string[]): string {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'protocol.file.allow=always'];
  return execFileSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

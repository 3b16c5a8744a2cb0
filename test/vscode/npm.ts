// Fetching packages from the npm registry without running anything that is in them.
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Unpacks one package into `folder`/package. `npm pack` checks its integrity and runs none of its scripts: npm 11
 * asks before it runs install scripts and npm 10 does not, so nothing here may depend on one.
 */
export async function unpackPackage(spec: string, folder: string): Promise<string> {
  const output = await run('npm', ['pack', spec, '--ignore-scripts', '--json'], folder);
  const tarball = JSON.parse(output.slice(output.indexOf('[')))[0]?.filename;
  if (typeof tarball !== 'string') throw new Error(`npm pack ${spec} did not name its file.`);
  await run('tar', ['-xzf', tarball], folder);
  await rm(join(folder, tarball));
  return join(folder, 'package');
}

/** Installs what the package in `folder` needs to run, at the versions its shrinkwrap names. */
export async function installDependencies(folder: string): Promise<void> {
  const args = [
    'install',
    '--omit=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
  ];
  await run('npm', args, folder);
}

/** Runs a program and resolves with its stdout; the error of a failure ends with what it said. */
export function run(command: string, args: string[], cwd: string, env = process.env): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.on('error', (error) => reject(new Error(`${command} did not start: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else
        reject(
          new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}:\n${stderr.slice(-2000)}`),
        );
    });
  });
}

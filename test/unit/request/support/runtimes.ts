// The programs that run copied programs, where this computer has them.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import type { Language } from '../../../../src/features/request/core/languages';
import { findDotnet } from './dotnet';
import { type Runtime, say } from './runtime';

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const finders: Readonly<Record<Language, () => Runtime | undefined>> = {
  shell: () =>
    found(
      'curl',
      ['--version'],
      saved('request.sh', (file) => ['sh', file]),
    ),
  powerShell: () =>
    found(
      'pwsh',
      ['-NoProfile', '-Command', '"PowerShell $($PSVersionTable.PSVersion)"'],
      saved('request.ps1', (file) => ['pwsh', '-NoProfile', '-NonInteractive', '-File', file]),
    ),
  php: () =>
    /^curl$/m.test(say('php', ['-m']) ?? '')
      ? found(
          'php',
          ['--version'],
          saved('request.php', (file) => ['php', file]),
        )
      : undefined,
  python: () => {
    // The interpreter itself: what stands on the path may be a script that first looks for it, each time.
    const [executable = '', version = ''] =
      say('python3', [
        '-c',
        'import platform, sys; print(sys.executable, platform.python_version(), sep="\\n")',
      ])
        ?.trim()
        .split('\n') ?? [];
    return executable
      ? { version: `Python ${version}`, command: saved('request.py', (file) => [executable, file]) }
      : undefined;
  },
  typeScript: () => ({
    version: `Node.js ${process.version}`,
    // As tsx makes JavaScript of it, but once a program.
    command: (program, folder) => {
      const { code } = transformSync(program, { loader: 'ts', target: 'node20' });
      return saved('request.mjs', (file) => [process.execPath, file])(code, folder);
    },
  }),
  visualBasic: findDotnet,
};

/** The runtime of a language, or undefined when this computer lacks it. */
export function runtimeOf(language: Language): Runtime | undefined {
  return finders[language]();
}

/** Runs programs of one language, each in a folder of its own. `dispose` removes the folders. */
export class Runner {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mailpartner-programs-'));
  readonly #commands = new Map<string, readonly string[]>();
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Runs the program with these variables, and of this process's own only what finds programs. */
  async run(program: string, variables: Readonly<Record<string, string>>): Promise<Ended> {
    let command = this.#commands.get(program);
    if (!command) {
      const folder = join(this.#folder, String(this.#commands.size));
      mkdirSync(folder);
      command = this.#runtime.command(program, folder);
      this.#commands.set(program, command);
    }
    const [name = '', ...args] = command;
    const child = spawn(name, args, { cwd: this.#folder, env: { ...ownVariables(), ...variables } });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, out, err }));
    });
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function found(name: string, args: readonly string[], command: Runtime['command']): Runtime | undefined {
  const [version] = say(name, args)?.split('\n') ?? [];
  return version ? { version, command } : undefined;
}

function saved(name: string, command: (file: string) => readonly string[]): Runtime['command'] {
  return (program, folder) => {
    const file = join(folder, name);
    writeFileSync(file, program);
    return command(file);
  };
}

function ownVariables(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'DOTNET_ROOT', 'PYENV_VERSION', 'PYENV_ROOT'];
  const own = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  // Whatever proxy this computer uses has no business with the sandbox.
  return { ...Object.fromEntries(own), NO_PROXY: '*', DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
}

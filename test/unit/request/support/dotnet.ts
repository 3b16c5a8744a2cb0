// Visual Basic by the compiler in a .NET SDK, called itself: `dotnet build` would want packages from the network.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Runtime, say } from './runtime';

interface Dotnet {
  readonly compiler: string;
  /** The folder of the framework's assemblies. */
  readonly framework: string;
  readonly version: string;
}

/** A .NET SDK on the path that has the compiler, with the framework of the same number. */
export function findDotnet(): Runtime | undefined {
  const dotnet = newestDotnet();
  return (
    dotnet && {
      version: `.NET ${dotnet.version}`,
      command: (program, folder) => compile(dotnet, program, folder),
    }
  );
}

function newestDotnet(): Dotnet | undefined {
  // Lines such as `8.0.404 [/usr/share/dotnet/sdk]` and `Microsoft.NETCore.App 8.0.11 [/usr/share/dotnet/shared/…]`, oldest first.
  const [, sdk, sdks] = lastMatch(say('dotnet', ['--list-sdks']), /^(\S+) \[(.+)\]$/gm) ?? [];
  const runtimes = say('dotnet', ['--list-runtimes']);
  const [, version, shared] = lastMatch(runtimes, /^Microsoft\.NETCore\.App (\S+) \[(.+)\]$/gm) ?? [];
  if (!sdk || !sdks || !version || !shared) {
    return undefined;
  }
  const compiler = join(sdks, sdk, 'Roslyn', 'bincore', 'vbc.dll');
  return existsSync(compiler) ? { compiler, framework: join(shared, version), version } : undefined;
}

function lastMatch(text: string | undefined, pattern: RegExp): RegExpMatchArray | undefined {
  return [...(text ?? '').matchAll(pattern)].at(-1);
}

function compile(
  { compiler, framework, version }: Dotnet,
  program: string,
  folder: string,
): readonly string[] {
  const [source, made] = [join(folder, 'Request.vb'), join(folder, 'request.dll')];
  writeFileSync(source, program);
  writeFileSync(
    join(folder, 'request.runtimeconfig.json'),
    JSON.stringify({ runtimeOptions: { framework: { name: 'Microsoft.NETCore.App', version } } }),
  );
  // Since .NET Core 3 the language's own library is in an assembly apart, and the old name only points to it.
  const library = ['Microsoft.VisualBasic.Core.dll', 'Microsoft.VisualBasic.dll']
    .map((name) => join(framework, name))
    .find((file) => existsSync(file));
  const references = readdirSync(framework)
    .filter((name) => /^(System\.(?!.*Native).*|netstandard)\.dll$/.test(name))
    .map((name) => `-reference:${join(framework, name)}`);
  const args = [
    '-nologo',
    '-target:exe',
    '-warnaserror+',
    // What the SDK itself defines for a console application.
    '-define:_MYTYPE="Empty"',
    `-sdkpath:${framework}`,
    `-vbruntime:${library}`,
  ];
  const { status, stdout, stderr } = spawnSync(
    'dotnet',
    [compiler, ...args, ...references, `-out:${made}`, source],
    { encoding: 'utf8', env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } },
  );
  if (status !== 0) {
    throw new Error(`${basename(compiler)} refuses the program:\n${stdout}${stderr}\n${program}`);
  }
  return ['dotnet', made];
}

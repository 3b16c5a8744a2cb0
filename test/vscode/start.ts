// `npm start`: VS Code with the extension and an account of a sandbox, until Ctrl+C.
//
// `npm start -- --browser` serves it to a browser even where there is a desktop VS Code; `-- 1.100.3` does so in that version. With
// --probe it ends once all is up.
import { once } from 'node:events';
import { startSandbox } from '../sandbox/sandbox';
import { findDesktop, startDesktop } from './desktop';
import { startMintKeyProxy } from './mintKeyProxy';
import { startVSCode } from './server';
import { makeStartFolder } from './startFolder';
import { newest, versions } from './versions';

const cleanups: (() => Promise<void>)[] = [];

async function main(args: readonly string[]): Promise<void> {
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const sandbox = await startSandbox({});
  cleanups.push(() => sandbox.close());
  const [first] = sandbox.accounts;
  if (!first) throw new Error('The sandbox has no account.');
  const extension = await makeStartFolder(first, new URL(sandbox.url).origin);
  cleanups.push(() => extension.remove());

  console.log(`The sandbox stands in for Mail Partner at ${sandbox.url}. ${first.name} is added already;`);
  console.log('to try Add Account, paste the API key of another:');
  for (const { name, apiKey } of sandbox.accounts) console.log(`  ${name}  ${apiKey}`);
  const settings = { 'mailPartner.apiBaseUrl': sandbox.url };
  const version = versions.find((name) => args.includes(name));
  const code = version || args.includes('--browser') ? undefined : findDesktop();
  const { ended } = code
    ? await openDesktop(code, extension.path, settings)
    : await serve(version ?? newest, extension.path, settings);
  if (args.includes('--probe')) return;
  console.log('Ctrl+C ends it all.');
  await Promise.race([interrupted, ended]);
}

/** Wrapped, for awaiting what opens a window must not await its end. */
interface Ended {
  readonly ended: Promise<void>;
}

type Settings = Record<string, unknown>;

async function openDesktop(code: string, extension: string, settings: Settings): Promise<Ended> {
  const desktop = await startDesktop(code, extension, settings);
  cleanups.push(() => desktop.stop());
  console.log('VS Code opens with the extension, apart from your own settings and extensions.');
  return { ended: desktop.closed };
}

/** Without a desktop: the same VS Code, served to a browser. */
async function serve(
  version: (typeof versions)[number],
  extension: string,
  settings: Settings,
): Promise<Ended> {
  const vscode = await startVSCode({
    version,
    extensionDevelopmentPath: extension,
    userSettings: settings,
    machineSettings: settings,
  });
  cleanups.push(() => vscode.stop());
  const proxy = await startMintKeyProxy(vscode.port);
  cleanups.push(() => proxy.close());
  console.log(`VS Code ${version} with the extension: open ${proxy.origin}/`);
  return { ended: new Promise(() => {}) };
}

async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.reverse()) await cleanup();
}

main(process.argv.slice(2))
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(cleanUp)
  .finally(() => process.exit());

// `npm start`: VS Code with the extension, beside a sandbox, until Ctrl+C. With --probe it ends once all is up.
import { once } from 'node:events';
import { startSandbox } from '../sandbox/sandbox';
import { repository } from './cache';
import { findDesktop, startDesktop } from './desktop';
import { startMintKeyProxy } from './mintKeyProxy';
import { startVSCode } from './server';
import { newest } from './versions';

const cleanups: (() => Promise<void>)[] = [];

async function main(): Promise<void> {
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const sandbox = await startSandbox({});
  cleanups.push(() => sandbox.close());
  const settings = { 'mailPartner.apiBaseUrl': sandbox.url };
  const code = findDesktop();
  const { ended } = code ? await openDesktop(code, settings) : await serve(settings);
  console.log(
    `The sandbox stands in for Mail Partner at ${sandbox.url}. Its accounts, and the API key to paste for each:`,
  );
  for (const { name, apiKey } of sandbox.accounts) console.log(`  ${name}  ${apiKey}`);
  if (process.argv.includes('--probe')) return;
  console.log('Ctrl+C ends it all.');
  await Promise.race([interrupted, ended]);
}

/** Wrapped, for awaiting what opens a window must not await its end. */
interface Ended {
  readonly ended: Promise<void>;
}

async function openDesktop(code: string, settings: Record<string, unknown>): Promise<Ended> {
  const desktop = await startDesktop(code, repository, settings);
  cleanups.push(() => desktop.stop());
  console.log('VS Code opens with the extension, apart from your own settings and extensions.');
  return { ended: desktop.closed };
}

/** Without a desktop: the same VS Code, served to a browser. */
async function serve(settings: Record<string, unknown>): Promise<Ended> {
  const vscode = await startVSCode({
    version: newest,
    extensionDevelopmentPath: repository,
    userSettings: settings,
    machineSettings: settings,
  });
  cleanups.push(() => vscode.stop());
  const proxy = await startMintKeyProxy(vscode.port);
  cleanups.push(() => proxy.close());
  console.log(`VS Code ${newest} with the extension: open ${proxy.origin}/`);
  return { ended: new Promise(() => {}) };
}

async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.reverse()) await cleanup();
}

main()
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(cleanUp)
  .finally(() => process.exit());

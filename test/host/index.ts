// What VS Code loads as extensionTestsPath: runs the host tests with Mocha inside the extension host.
import { join } from 'node:path';

/** Resolves if every test passed, and rejects otherwise: VS Code makes its exit code of it. */
export async function run(): Promise<void> {
  const repository = join(__dirname, '..', '..', '..');
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: join(repository, 'test', 'reporter.cjs') });
  // Now `describe` and `it` exist; the tests, which call them, may be loaded.
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
  await import('./extension.test');
  await import('./failureWords.test');
  await import('./subAccountItem.test');
  await import('./treeItems.test');
  await import('./tree.test');
  await import('./treeChanges.test');
  await import('./targets.test');
  await import('./copy.test');
  await import('./findItems.test');
  await import('./fakeQuickPick.test');
  await import('./find.test');
  await import('./loadAll.test');
  await import('./sortBy.test');
  await import('./copyRequest.test');
  await import('./agentTools.test');
  await import('./showResponse.test');
  await import('./refresh.test');
  await import('./insert.test');
  await import('./gitIgnored.test');
  await import('./dragTokens.test');
  await import('./env.test');
  await import('./keepKey.test');
  await import('./accountCommands.test');
  await import('./keychainWords.test');
  await import('./log.test');
  await import('./settings.test');
  await import('./faults/refusals.test');
  await import('./faults/network.test');
  await import('./faults/certificates.test');
  await import('./faults/answers.test');
  await import('./faults/proof.test');
  // Last: from here on the extension is started, and the view is its own.
  await import('./manifest.test');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} of the host tests failed.`);
}

// What VS Code loads as extensionTestsPath: runs the host tests with Mocha inside the extension host, those of its parts before those of the
// whole, each in a run of its own: once the extension is started, the view and the tools are its own.
import * as assert from 'node:assert/strict';
import { join } from 'node:path';
import { extensions } from 'vscode';

/** Tests of parts, in any order. Not one of them may start the extension. */
const ofParts = () =>
  Promise.all([
    import('./extension.test'),
    import('./failureWords.test'),
    import('./subAccountItem.test'),
    import('./treeItems.test'),
    import('./tree.test'),
    import('./treeChanges.test'),
    import('./heading.test'),
    import('./targets.test'),
    import('./keyBinding.test'),
    import('./keyboard.test'),
    import('./rowActions.test'),
    import('./copy.test'),
    import('./findItems.test'),
    import('./fakeQuickPick.test'),
    import('./find.test'),
    import('./findRaces.test'),
    import('./findRemembered.test'),
    import('./loadAll.test'),
    import('./waitingOut.test'),
    import('./sortBy.test'),
    import('./copyRequest.test'),
    import('./agentTools.test'),
    import('./showResponse.test'),
    import('./refresh.test'),
    import('./insert.test'),
    import('./gitIgnored.test'),
    import('./realFiles.test'),
    import('./dragTokens.test'),
    import('./env.test'),
    import('./keepKey.test'),
    import('./accountCommands.test'),
    import('./askAboutAddress.test'),
    import('./keychainWords.test'),
    import('./log.test'),
    import('./fields.test'),
    import('./statusBar.test'),
    import('./settings.test'),
    import('./faults/refusals.test'),
    import('./faults/network.test'),
    import('./faults/certificates.test'),
    import('./faults/answers.test'),
    import('./faults/proof.test'),
  ]);

/** Tests that start the extension. */
const ofTheWhole = () => Promise.all([import('./manifest.test'), import('./craftedCalls.test')]);

/** Resolves if every test passed, and rejects otherwise: VS Code makes its exit code of it. */
export async function run(): Promise<void> {
  const report = process.env.MAILPARTNER_REPORT ?? '';
  const isStarted = () =>
    extensions.getExtension('mailpartner-subaccounts.mailpartner-subaccounts')?.isActive;
  const failures = [
    await runTests(ofParts, report, {
      afterEach: () => assert.equal(isStarted(), false, 'this test has started the extension'),
    }),
    await runTests(ofTheWhole, report.replace(/\.json$/, '-started.json')),
  ];
  const failed = failures.reduce((sum, each) => sum + each);
  if (failed > 0) throw new Error(`${failed} of the host tests failed.`);
}

/** How many of the tests failed. */
async function runTests(
  load: () => Promise<unknown>,
  output: string,
  hooks: { readonly afterEach?: () => void } = {},
): Promise<number> {
  const repository = join(__dirname, '..', '..', '..');
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 20_000,
    reporter: join(repository, 'test', 'reporter.cjs'),
    reporterOptions: { output },
    rootHooks: hooks,
  });
  // Now `describe` and `it` exist; the tests, which call them, may be loaded.
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
  await load();
  return new Promise((resolve) => mocha.run(resolve));
}

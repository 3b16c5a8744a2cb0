// Copy Request as… in the packaged extension: from the row's menu to a program on the clipboard that works.
import assert from 'node:assert/strict';
import { DEFAULT_BASE_URL } from '../../src/api/baseUrl';
import { Runner, runtimeOf } from '../unit/request/support/runtimes';
import { useStage } from './stage';

describe('a request that is copied', () => {
  const stage = useStage();
  before(async () => {
    await stage().addAccount('petite');
  });
  const subAccount = () => {
    const found = stage().account('petite').subAccounts[1];
    assert.ok(found);
    return found;
  };
  const choose = async (call: string, language: string) => {
    const { view, workbench } = stage();
    await workbench.setClipboard('before');
    await view.contextMenu(new RegExp(`^${subAccount().email.replaceAll('.', '\\.')}`), 'Copy Request as…');
    await workbench.quickInput.waitForPlaceholder('Which call?');
    await workbench.quickInput.pick(call);
    await workbench.quickInput.waitForPlaceholder('In which language?');
    const [first] = await workbench.quickInput.items();
    await workbench.quickInput.pick(language);
    // The words for the copy before may still be there.
    assert.match(await workbench.statusMessage(`Copied request as ${language}`), /: set MAILPARTNER_API_KEY/);
    return { text: await workbench.clipboard(), first: first?.label };
  };

  it('from the row’s menu adds credit when it is run, and holds no secret', async () => {
    const { text } = await choose('Add credit to the sub-account', 'TypeScript');
    const { token, apiKey } = subAccount();
    const key = stage().account('petite').apiKey;
    assert.ok(![token, apiKey, key].some((secret) => text.includes(secret)), 'a secret was copied');
    const runtime = runtimeOf('typeScript');
    assert.ok(runtime);
    const runner = new Runner(runtime);
    try {
      const before = subAccount().balance;
      stage().account('petite').balance = '100.000';
      const here = text.replace(DEFAULT_BASE_URL, stage().sandbox.url);
      const ended = await runner.run(here, { MAILPARTNER_API_KEY: key, MAILPARTNER_SUBACCOUNT_TOKEN: token });
      assert.equal(ended.code, 0, ended.err);
      assert.equal(before, '0.000');
      assert.equal(subAccount().balance, '1.000');
      assert.equal(stage().account('petite').balance, '99.000');
    } finally {
      runner.dispose();
    }
  });

  it('offers what was chosen last first', async () => {
    const { text, first } = await choose('List page 1 of the sub-accounts', 'PHP');
    assert.equal(first, 'TypeScript');
    assert.match(text, /^<\?php\n/);
    assert.match(text, /'page' => 1,/);
  });
});

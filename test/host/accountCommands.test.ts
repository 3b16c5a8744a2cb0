// Removing accounts and replacing keys when the keychain fails or another window was faster: what a person reads.
import * as assert from 'node:assert/strict';
import { EventEmitter } from 'vscode';
import { AccountNames } from '../../src/accounts/account';
import { type AccountChange, AccountStore } from '../../src/accounts/accountStore';
import { Keychain } from '../../src/accounts/keychain';
import { StoredState } from '../../src/accounts/storedState';
import type { Row } from '../../src/common/rows';
import type { AccountsParts } from '../../src/features/accounts/chooseAccounts';
import { removeAccount } from '../../src/features/accounts/removeAccount';
import { FakeMemento, FakeSecrets } from '../unit/support/vscodeParts';
import { FakeWindow } from './support/fakeWindow';

describe('removing accounts', () => {
  let said: FakeWindow;
  let secrets: FakeSecrets;
  let accounts: AccountStore;
  let rows: Row[];
  const changes = new EventEmitter<AccountChange>();
  after(() => changes.dispose());

  beforeEach(async () => {
    said = new FakeWindow();
    said.press = ({ buttons }) => buttons[0];
    secrets = new FakeSecrets();
    accounts = new AccountStore({
      keychain: new Keychain(secrets),
      names: new AccountNames(new StoredState(new FakeMemento())),
      changes,
      lookAgainAfter: [],
    });
    await accounts.add({ name: 'Agence' }, 'canary-key-1');
    await accounts.add({ name: 'Studio' }, 'canary-key-2');
    rows = accounts.accounts.map(({ id }) => ({ kind: 'account', accountId: id }));
  });
  afterEach(() => {
    accounts.dispose();
    said.restore();
  });

  const details = () => said.questions.map(({ detail }) => detail);
  const run = (...args: unknown[]) => {
    const parts = { accounts, canAsk: () => assert.fail('no key is asked for') };
    return removeAccount(args, parts as unknown as AccountsParts);
  };

  it('is asked of one account in the singular, and of several in the plural', async () => {
    await run(rows[0], rows);
    assert.deepEqual(details(), [
      'Their API keys are deleted from this computer. Nothing changes at Mail Partner.',
    ]);
    assert.equal(accounts.accounts.length, 0);
    await accounts.add({ name: 'Agence' }, 'canary-key-1');
    await run({ kind: 'account', accountId: accounts.accounts[0]?.id });
    assert.equal(details()[1], 'Its API key is deleted from this computer. Nothing changes at Mail Partner.');
  });

  it('that fails says why and what helps, and not that a key could be used, which makes no sense here', async () => {
    secrets.trouble.delete = 'rejects';
    await run(rows[0]);
    assert.equal(said.errors.length, 1);
    assert.match(
      said.errors[0] ?? '',
      /^The account “Agence” was not removed\. The keychain of this computer could not be used\. .*try again\.$/,
    );
    assert.deepEqual(said.status, []);
    assert.equal(accounts.accounts.length, 2);
  });
});

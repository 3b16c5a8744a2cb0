// What a person is asked before keys go to another address, and what they are told where the answer can't be kept.
import * as assert from 'node:assert/strict';
import type { Account } from '../../src/accounts/account';
import type { AccountStore } from '../../src/accounts/accountStore';
import { originQuestions } from '../../src/features/accounts/askAboutAddress';
import { FakeWindow } from './support/fakeWindow';

const proxy = 'https://proxy.example.org:8443';
const documented = 'https://api.mailpartner.fr';

describe('the question before keys go to another address', () => {
  let said: FakeWindow;
  let bound: string[];
  let opened: number;
  let isStored: boolean;
  beforeEach(() => {
    said = new FakeWindow();
    [bound, opened, isStored] = [[], 0, true];
  });
  afterEach(() => said.restore());

  const ask = (accounts: readonly Omit<Account, 'id'>[], { origin = proxy, isRead = true } = {}) => {
    const store = {
      accounts: accounts.map((account, i) => ({ id: `${i}`, ...account })),
      bind: async (those: readonly Account[], to: string) => {
        bound.push(`${those.map(({ name }) => name).join(', ')} to ${to}`);
        return isStored;
      },
    };
    const open = async () => void opened++;
    return originQuestions(store as unknown as AccountStore, { origin: () => origin, open, isRead }).ask();
  };
  const asked = () => said.questions.map(({ text }) => text);
  const details = () => said.questions.map(({ detail }) => detail ?? '');

  it('names the address and the account, whose name is shown as text, and what it was added for', async () => {
    said.press = () => 'Send There';
    await ask([{ name: '$(alert) Agence', origin: documented }]);
    assert.deepEqual(asked(), [`Send the API key of “$\u200b(alert) Agence” to ${proxy}?`]);
    assert.match(
      details()[0] ?? '',
      /The key was added for https:\/\/api\.mailpartner\.fr\. Nothing is sent before/,
    );
    assert.deepEqual(bound, [`$(alert) Agence to ${proxy}`]);
  });

  it('is one for several, and names no more of them than can be read', async () => {
    await ask([{ name: 'A', origin: documented }, { name: 'B', origin: proxy }, { name: 'C' }]);
    await ask(Array.from({ length: 13 }, (_, i) => ({ name: `N${i}`, origin: documented })));
    const names = Array.from({ length: 10 }, (_, i) => `“N${i}”`).join(', ');
    assert.deepEqual(asked(), [
      `Send the API keys of “A”, “C” to ${proxy}?`,
      `Send the API keys of ${names} and 3 more to ${proxy}?`,
    ]);
    assert.deepEqual(bound, [], 'nobody agreed');
  });

  it('has the settings under the keyboard: an Enter that was meant for something else agrees to nothing', async () => {
    said.press = ({ buttons }) => buttons[0];
    await ask([{ name: 'A', origin: documented }]);
    assert.deepEqual(said.questions[0]?.buttons, ['Open Settings', 'Send There']);
    assert.deepEqual([opened, bound], [1, []]);
  });

  it('says what is new to whose account is from before, and does not say that a setting counts that is not read', async () => {
    await ask([{ name: 'A' }]);
    await ask([{ name: 'A', origin: proxy }], { origin: documented, isRead: false });
    assert.match(
      details()[0] ?? '',
      /^The setting “mailPartner.apiBaseUrl” names this address\. Since this update, you are asked once/,
    );
    assert.match(
      details()[1] ?? '',
      /^This window does not read the setting .* own address\. The key was added for https:\/\/proxy/,
    );
  });

  it('says that an agreement could not be kept', async () => {
    isStored = false;
    said.press = () => 'Send There';
    await ask([{ name: 'A' }]);
    assert.match(
      said.errors[0] ?? '',
      /could not keep that the address is allowed, so nothing was sent\. Try again/,
    );
  });
});

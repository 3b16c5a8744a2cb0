// What a person is asked before keys go to another address, and what they are told where the answer can't be kept.
import * as assert from 'node:assert/strict';
import type { Account } from '../../src/accounts/account';
import { done, failed } from '../../src/api/result';
import { originQuestions } from '../../src/features/accounts/askAboutAddress';
import { FakeWindow } from './support/fakeWindow';

const proxy = 'https://proxy.example.org:8443';
const documented = 'https://api.mailpartner.fr';
const addedFor = (...origins: string[]) => ({ origins, keyMark: '00000000' });

describe('the question before keys go to another address', () => {
  let said: FakeWindow;
  let allowed: string[];
  let opened: number;
  let isStored: boolean;
  beforeEach(() => {
    said = new FakeWindow();
    [allowed, opened, isStored] = [[], 0, true];
  });
  afterEach(() => said.restore());

  const ask = (accounts: readonly Omit<Account, 'id'>[], { origin = proxy, isRead = true } = {}) => {
    const store = {
      accounts: accounts.map((account, i) => ({ id: `${i}`, ...account })),
      allow: async (those: readonly Account[], to: string) => {
        allowed.push(`${those.map(({ name }) => name).join(', ')} to ${to}`);
        return isStored ? done : failed('state' as const);
      },
      settled: async () => undefined,
    };
    const open = async () => void opened++;
    return originQuestions(store, { origin: () => origin, open, isRead }).ask();
  };
  const asked = () => said.questions.map(({ text }) => text);
  const paragraphs = () => said.questions.map(({ detail }) => detail?.split('\n\n') ?? []);

  it('names the address and the account, whose name is shown as text, and what it was added for', async () => {
    said.press = () => 'Send There';
    await ask([{ name: '$(alert) Agence', ...addedFor(documented, 'https://second.example.org') }]);
    assert.deepEqual(asked(), [`Send the API key of “$\u200b(alert) Agence” to ${proxy}?`]);
    const [whose, added, trust, settings] = paragraphs()[0] ?? [];
    assert.equal(whose, 'The setting “mailPartner.apiBaseUrl” names this address.');
    assert.equal(added, `The key was added for ${documented}.`);
    assert.match(trust ?? '', /^Nothing is sent before you agree\. Agree only if you trust this address/);
    assert.match(settings ?? '', /reset it: another extension may have changed it\.$/);
    assert.deepEqual(allowed, [`$(alert) Agence to ${proxy}`]);
  });

  it('shows a long address to its end: it has places to break, which are not seen', async () => {
    const host = `https://api.mailpartner.fr.${'a'.repeat(60)}.evil.example.org`;
    await ask([{ name: 'A', ...addedFor(documented) }], { origin: host });
    const [text = ''] = said.questions.map((question) => question.text);
    assert.ok(text.replaceAll('\u200b', '').includes(host));
    assert.ok(text.split(/[\u200b ]/).every((part) => part.length <= 31));
  });

  it('is one for several, and names no more of them, and no more of a name, than can be read', async () => {
    await ask([
      { name: 'A', ...addedFor(documented) },
      { name: 'B', ...addedFor(proxy) },
      { name: 'C', ...addedFor(documented) },
    ]);
    await ask(Array.from({ length: 5 }, (_, i) => ({ name: `${i}`.repeat(60), ...addedFor(documented) })));
    await ask([{ name: 'A'.repeat(60), ...addedFor(documented) }]);
    const names = ['0', '1', '2'].map((digit) => `“${digit.repeat(39)}…”`).join(', ');
    assert.deepEqual(asked(), [
      `Send the API keys of “A”, “C” to ${proxy}?`,
      `Send the API keys of ${names} and 2 more to ${proxy}?`,
      `Send the API key of “${'A'.repeat(39)}…” to ${proxy}?`,
    ]);
    assert.equal(paragraphs()[0]?.[1], `The keys were added for ${documented}.`);
    assert.deepEqual(allowed, [], 'nobody agreed');
  });

  it('has what does no harm under the keyboard: an Enter that was meant for something else agrees to nothing', async () => {
    said.press = ({ buttons }) => buttons[0];
    await ask([{ name: 'A', ...addedFor(documented) }]);
    await ask([{ name: 'A', ...addedFor(proxy) }], { origin: documented, isRead: false });
    assert.deepEqual(
      said.questions.map(({ buttons }) => buttons),
      [
        ['Open Settings', 'Send There'],
        ['Not Now', 'Send There'],
      ],
    );
    assert.deepEqual([opened, allowed], [1, []]);
  });

  it('says of each account what is true of it', async () => {
    const [a, b] = [{ name: 'A' }, { name: 'B' }];
    const c = { name: 'C', ...addedFor('https://third.example.org') };
    const d = { name: 'D', origins: [], keyMark: '00000000' };
    for (const accounts of [[a], [a, b], [a, c], [a, { ...b, ...addedFor(documented) }, c, d], [d]]) {
      await ask(accounts);
    }
    const about010 = `Keys that were added with version 0.1.0 are asked about once, before they go anywhere but to ${documented}.`;
    assert.deepEqual(
      paragraphs().map((each) => each[1]),
      [
        about010,
        about010,
        `Added for https://third.example.org: “C”. Added with version 0.1.0: “A”. ${about010}`,
        `Added for ${documented}: “B”. Added for https://third.example.org: “C”. Added with version 0.1.0: “A”. ${about010} Changed, and not known for which address: “D”.`,
        'The key has changed, and it is not known for which address it was added.',
      ],
    );
  });

  it('says whose address it is where it is Mail Partner’s, and gives no advice about proxies and settings', async () => {
    for (const isRead of [true, false]) {
      await ask([{ name: 'A', ...addedFor(proxy) }], { origin: documented, isRead });
    }
    const [read, unread] = paragraphs();
    const rest = [`The key was added for ${proxy}.`, 'Nothing is sent before you agree.'];
    assert.deepEqual(read, ['This is Mail Partner’s own address.', ...rest]);
    assert.deepEqual(unread, [
      'This is Mail Partner’s own address. This window always uses it: the setting “mailPartner.apiBaseUrl” does not apply here.',
      ...rest,
    ]);
  });

  it('says that an agreement could not be kept, and what helps', async () => {
    isStored = false;
    said.press = () => 'Send There';
    await ask([{ name: 'A' }]);
    assert.match(
      said.errors[0] ?? '',
      /^The address is not allowed yet, and nothing was sent\. VS Code could not save it\. Try again/,
    );
  });
});

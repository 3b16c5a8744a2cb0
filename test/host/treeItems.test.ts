// How the other rows look and read in each of their states: pager, failure, status and account.
import * as assert from 'node:assert/strict';
import { type TreeItem, TreeItemCollapsibleState } from 'vscode';
import { failed } from '../../src/api/result';
import { accountRow, pagerRow, type Row, statusRow } from '../../src/common/rows';
import { failureWords } from '../../src/common/words/failureWords';
import { formatTime } from '../../src/common/words/format';
import type { ListFailure } from '../../src/subAccounts/lists';
import { listItem } from '../../src/tree/treeItems';
import { settled } from '../support/settled';
import { subAccounts } from '../support/subAccounts';
import { ListsOnDemand } from './support/listsOnDemand';
import { account, icon, look, words } from './support/look';
import { openHeading } from './support/openHeading';

const ofAccount = accountRow('a');
const pager: Row = pagerRow('a');
const status: Row = statusRow('a');

describe('pager row', () => {
  it('offers the next page and says how much is there', async () => {
    const item = look(pager, await new ListsOnDemand().load('a', subAccounts(1, 20), 137));
    assert.equal(item.label, 'Load 20 more');
    assert.equal(item.description, '20 of 137');
    assert.equal(icon(item), 'chevron-down');
    assert.equal(item.contextValue, 'pager');
    assert.equal(item.command?.command, 'mailPartner.loadMore');
    assert.equal(item.command?.arguments, undefined, 'VS Code forgets them when rows are refreshed');
    const where = '“Load All” loads all at once: it is a button in this row, and in its menu.';
    assert.equal(item.tooltip, `Not loaded yet: 117. ${where}`);
    assert.equal(words(item), `Load 20 more, 20 of 137 loaded. ${item.tooltip}`);
  });

  it('offers only what is left', async () => {
    const item = look(pager, await new ListsOnDemand().load('a', subAccounts(1, 20), 29));
    assert.equal(item.label, 'Load 9 more');
  });

  it('without a total promises a page and counts what is loaded', async () => {
    const item = look(pager, await new ListsOnDemand().load('a', subAccounts(1, 20)));
    assert.equal(item.label, 'Load 20 more');
    assert.equal(item.description, '20');
  });

  it('offers what is left beside what could not be read', async () => {
    const item = look(pager, await new ListsOnDemand().load('a', subAccounts(1, 17), 25, 3));
    assert.equal(item.label, 'Load 5 more');
    assert.equal(item.description, '17 of 25');
  });

  it('with a total that lies promises no number', async () => {
    const item = look(pager, await new ListsOnDemand().load('a', subAccounts(1, 20), 5));
    assert.equal(item.label, 'Load more');
    assert.equal(item.description, '20');
  });

  it('writes large numbers in the way of the locale', async () => {
    const item = look(pager, await new ListsOnDemand().load('a', subAccounts(1, 20), 12_345), 'fr');
    assert.match(String(item.description), /^20 of 12\s345$/);
  });

  it('while loading spins, keeps the count, and does nothing when clicked', async () => {
    const service = new ListsOnDemand();
    const list = await service.load('a', subAccounts(1, 20), 137);
    void list.loadMore();
    const item = look(pager, list);
    assert.equal(item.label, 'Loading…');
    assert.equal(item.description, '20 of 137');
    assert.equal(icon(item), 'loading~spin');
    assert.equal(item.command, undefined);
    service.lists.dispose();
  });

  it('while too many requests are waited out says until when, that it goes on, and can be stopped', async () => {
    const service = new ListsOnDemand();
    const list = await service.load('a', subAccounts(1, 20), 137);
    void list.loadAll(new AbortController().signal);
    assert.equal(look(pager, list).contextValue, 'loadingAll');
    const askAgainAt = Date.now() + 60_000;
    service.last.answer(failed({ kind: 'rateLimited', askAgainAt }));
    await settled();
    for (const row of [pager, status]) {
      const item = look(row, list, 'fr');
      const time = formatTime(askAgainAt, 'fr');
      const waiting = `Waiting until ${time}: too many requests`;
      assert.equal(item.label, `Until ${time}`, 'the time first: a narrow row is cut');
      assert.equal(item.tooltip, `${waiting}. Then it goes on by itself, unless you stop it.`);
      assert.ok(words(item).startsWith(item.tooltip));
      assert.deepEqual([icon(item), item.contextValue, item.command], ['watch', 'loadingAll', undefined]);
    }
    assert.equal(look(pager, list).description, 'waiting, too many requests · 20 of 137');
    service.lists.dispose();
  });

  it('after a refresh was stopped offers the rest of it', async () => {
    const service = new ListsOnDemand();
    const list = await service.load('a', subAccounts(1, 20), 40);
    await service.load('a', subAccounts(21, 40), 40);
    void list.refresh();
    assert.equal(look(pager, list).contextValue, 'loadingAll');
    list.stop();
    const item = look(pager, list);
    assert.deepEqual([item.label, item.description], ['Refresh the rest', '40']);
    assert.equal(item.command?.command, 'mailPartner.loadMore');
    service.lists.dispose();
  });
});

const remedies: readonly {
  why: ListFailure;
  command: string;
  context: string;
  action: string;
  own?: string;
}[] = [
  {
    why: { kind: 'timeout', seconds: 15 },
    command: 'mailPartner.loadMore',
    context: 'failed',
    action: 'Try Again',
  },
  {
    why: { kind: 'refusedKey', code: 10 },
    command: 'mailPartner.replaceSelectedApiKey',
    context: 'failed.apiKey',
    action: 'Replace API Key…',
  },
  {
    why: { kind: 'setting', reason: 'insecure' },
    command: 'mailPartner.openAddressSetting',
    context: 'failed',
    action: 'Open Settings',
  },
  {
    why: { kind: 'origin', origin: 'https://api.example.org', boundTo: 'https://api.mailpartner.fr' },
    command: 'mailPartner.askAboutAddress',
    context: 'failed',
    action: 'Allow This Address…',
    own: 'api.example.org',
  },
];

for (const { why, command, context, action, own } of remedies) {
  describe(`row of a failure (${why.kind})`, () => {
    for (const row of [pager, status] as const) {
      it(`as ${row.kind} says why, and a click does what helps`, async () => {
        const service = new ListsOnDemand();
        if (row === pager) await service.load('a', subAccounts(1, 20), 137);
        const item = look(row, await service.fail('a', why));
        const { sentence, short } = failureWords(why, account.name);
        assert.equal(item.label, action);
        assert.equal(item.description, own === undefined ? short : `${short} · ${own}`);
        assert.equal(icon(item), 'warning');
        assert.equal(item.contextValue, context);
        assert.equal(item.command?.command, command);
        assert.equal(item.command?.arguments, undefined);
        assert.equal(item.command?.title, action);
        const count = row === pager ? ['Loaded: 20 of 137'] : [];
        const click = `Click or Enter: ${action}`;
        assert.deepEqual(String(item.tooltip).split('\n'), [account.name, ...count, sentence, click]);
        assert.match(words(item), /Agence/);
        assert.ok(words(item).endsWith(`${sentence} Enter: ${action}`));
      });
    }
  });
}

describe('status row', () => {
  it('says that the first page is on its way, before and while it is', async () => {
    const service = new ListsOnDemand();
    const list = service.lists.ofAccount('a');
    assert.equal(look(status, list).label, 'Loading sub-accounts…');
    void list.loadMore();
    const item = look(status, list);
    assert.equal(item.label, 'Loading sub-accounts…');
    assert.equal(icon(item), 'loading~spin');
    assert.equal(item.command, undefined);
    service.lists.dispose();
  });

  it('says that there is none only after an answer without rows', async () => {
    const item = look(status, await new ListsOnDemand().load('a', [], 0));
    assert.equal(item.label, 'No sub-accounts');
    const sentences = [
      '“Agence” has no sub-accounts.',
      'If they were never enabled for it, ask Mail Partner to do so. Then refresh.',
    ];
    assert.equal(item.description, 'Contact Mail Partner');
    assert.equal(item.tooltip, [...sentences, 'Click or Enter: Contact Mail Partner'].join('\n'));
    assert.equal(words(item), [...sentences, 'Enter: Contact Mail Partner'].join(' '));
    assert.equal(item.contextValue, 'empty');
    assert.equal(item.command?.command, 'mailPartner.openContactPage');
    assert.equal(item.command?.arguments, undefined);
  });
});

describe('the tooltip of an account', () => {
  const at = new Date(2026, 0, 2, 14, 5, 30).getTime();
  const balance = { amount: '1480.250', currency: 'EUR', at };
  const lines = (item: TreeItem) => String(item.tooltip).split('\n');

  it('says how much is loaded and where the key is kept, and nothing of a balance that nobody knows', async () => {
    const service = new ListsOnDemand();
    assert.deepEqual(lines(look(ofAccount, service.lists.ofAccount('a'))), [
      'Agence',
      'API key: in the keychain of this computer',
    ]);
    assert.deepEqual(lines(look(ofAccount, await service.load('a', subAccounts(1, 20), 137))), [
      'Agence',
      'Sub-accounts loaded: 20 of 137',
      'API key: in the keychain of this computer',
    ]);
  });

  it('says the balance that came when the key was tried, as of then, and that a key is of this session', async () => {
    const list = await new ListsOnDemand().load('a', [], 0);
    const locale = 'en';
    const item = listItem(ofAccount, { account: { ...account, balance, sessionOnly: true }, list, locale });
    const [name, loaded, amount, kept] = lines(item);
    assert.deepEqual(
      [name, loaded, kept],
      ['Agence', 'Sub-accounts loaded: 0', 'API key: kept for this session only'],
    );
    assert.match(amount ?? '', /^Balance: €1,480\.25 \(as of Jan 2, 2026 at 2:05:30\sPM\)$/);
  });
});

describe('sub-accounts that could not be read', () => {
  const sentence = 'Sub-accounts that could not be read: 3. “Show API Response…” shows what came.';

  it('are no empty list: the row says so, and a click shows what came', async () => {
    const item = look(status, await new ListsOnDemand().load('a', [], 3, 3));
    assert.equal(item.label, 'No sub-account could be read (3)');
    assert.equal(item.description, 'Show API Response…');
    assert.equal(icon(item), 'warning');
    assert.equal(item.contextValue, 'unreadable');
    assert.equal(item.command?.command, 'mailPartner.showPageResponse');
    assert.equal(item.tooltip, `Agence\n${sentence}\nClick or Enter: Show API Response…`);
    assert.equal(words(item), `Agence: ${sentence} Enter: Show API Response…`);
  });

  it('of a first page leave the way to the next ones', async () => {
    const item = look(status, await new ListsOnDemand().load('a', [], 45, 20));
    assert.equal(item.label, 'Load 20 more');
    assert.equal(item.description, '0 of 45 · unreadable: 20');
    assert.equal(item.command?.command, 'mailPartner.loadMore');
  });

  it('are counted in the row of their account, and in its tooltip', async () => {
    const item = look(ofAccount, await new ListsOnDemand().load('a', subAccounts(1, 17), 20, 3));
    assert.equal(item.description, '17 · unreadable: 3');
    assert.equal(
      item.tooltip,
      `Agence\n${sentence}\nSub-accounts loaded: 17\nAPI key: in the keychain of this computer`,
    );
    assert.equal(words(item), 'Agence, 17, unreadable: 3');
  });

  it('are counted beside the view’s title and above its rows, until they can be read', async () => {
    const service = new ListsOnDemand();
    const list = await service.load('a', subAccounts(1, 17), 20, 3);
    const { view, heading } = openHeading(service);
    heading.say();
    assert.equal(view.description, 'Agence · 17 · unreadable: 3');
    assert.equal(view.message, sentence);
    await service.refresh('a', subAccounts(1, 20), 20);
    assert.equal(list.unreadable, 0);
    heading.say();
    assert.deepEqual([view.description, view.message], ['Agence · 20', '']);
  });

  it('are counted for each of several accounts', async () => {
    const service = new ListsOnDemand();
    await service.load('a', subAccounts(1, 17), 20, 3);
    await service.load('b', subAccounts(1, 19), 20, 1);
    const { view, heading } = openHeading(service, [account, { ...account, id: 'b', name: 'Studio' }]);
    heading.say();
    const plain = String(view.message).replaceAll('\u200b', '');
    assert.equal(plain, `Agence – ${sentence} · Studio – ${sentence.replace(': 3', ': 1')}`);
  });
});

describe('row of an account', () => {
  it('has its name, and says how much is loaded once something is', async () => {
    const service = new ListsOnDemand();
    const before = look(ofAccount, service.lists.ofAccount('a'));
    assert.equal(before.label, 'Agence');
    assert.equal(before.description, undefined);
    assert.equal(before.collapsibleState, TreeItemCollapsibleState.Collapsed);
    assert.equal(before.contextValue, 'account');
    const after = look(ofAccount, await service.load('a', subAccounts(1, 20), 137));
    assert.equal(after.description, '20 of 137');
    const all = look(ofAccount, await service.load('a', subAccounts(21, 25), 25));
    assert.equal(all.description, '25');
  });
});

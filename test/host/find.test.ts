// Find: what it shows is what the lists have, whatever happens to them meanwhile, and choosing does what an item says.
import * as assert from 'node:assert/strict';
import { EventEmitter, window } from 'vscode';
import type { Account } from '../../src/accounts/account';
import { failed, ok } from '../../src/api/result';
import type { SubAccount } from '../../src/api/subAccount';
import { Clipboard } from '../../src/common/clipboard';
import { commandIds } from '../../src/common/ids';
import { statusRow } from '../../src/common/rows';
import type { OwnedSubAccount } from '../../src/common/targets';
import { formatTime } from '../../src/common/words/format';
import { askSubAccount } from '../../src/features/find/askSubAccount';
import type { PickerItem } from '../../src/features/find/pickerItems';
import { registerFind } from '../../src/features/find/register';
import type { ListFailure } from '../../src/subAccounts/lists';
import { noMemory } from '../support/noMemory';
import { settled } from '../support/settled';
import { canary, subAccount, subAccounts } from '../support/subAccounts';
import type { FakeQuickPick } from './support/fakeQuickPick';
import { FakeWindow } from './support/fakeWindow';
import { ListsOnDemand } from './support/listsOnDemand';

const agence: Account = { id: 'a', name: 'Agence' };
const studio: Account = { id: 'b', name: 'Studio' };

describe('find', () => {
  let said: FakeWindow;
  let service: ListsOnDemand;
  let pick: FakeQuickPick<PickerItem>;
  let copied: string[];
  let asked: Promise<OwnedSubAccount | undefined>;
  const changes = new EventEmitter<void>();
  after(() => changes.dispose());

  beforeEach(async () => {
    [said, copied] = [new FakeWindow(), []];
    service = new ListsOnDemand(() => changes.fire());
    await service.load('a', subAccounts(1, 20), 40);
  });
  afterEach(async () => {
    if (pick.open) pick.escape();
    await asked;
    service.lists.dispose();
    said.restore();
  });

  /** Opens Find over these accounts' lists. */
  function find(...accounts: Account[]): void {
    const writeText = async (text: string) => void copied.push(text);
    asked = askSubAccount('Find', {
      accounts: () => accounts,
      lists: service.lists,
      memory: noMemory,
      fetchPage: async () => assert.fail('nothing is remembered'),
      onDidChangeList: (listener) => changes.event(listener),
      clipboard: new Clipboard({ clipboard: { readText: async () => '', writeText }, clearAfter: () => 0 }),
    });
    const [made] = said.picks;
    assert.ok(made);
    pick = made as FakeQuickPick<PickerItem>;
  }
  const itemOf = (id: number) => pick.items.find((item) => subAccountOf(item)?.id === id);
  const subAccountOf = (item: PickerItem | undefined) =>
    item?.candidate && 'subAccount' in item.candidate ? item.candidate.subAccount : undefined;
  /** All but the last item, which is there whenever nothing loads. */
  const found = (items: readonly PickerItem[]) => items.filter(({ anew }) => !anew);
  const isFailure = ({ retry, replaceKeyOf, openSetting, askAboutAddress }: PickerItem) =>
    (retry ?? replaceKeyOf ?? openSetting ?? askAboutAddress) !== undefined;
  /** Ends the load that Find has started with this failure, and waits for the item that says so. */
  async function fail(why: ListFailure): Promise<PickerItem> {
    service.last.answer(failed(why));
    await pick.until((items) => items.some(isFailure));
    const item = pick.items.find(isFailure);
    assert.ok(item);
    return item;
  }

  describe('shows', () => {
    beforeEach(() => find(agence));

    it('no longer what the service no longer has, nor what it was', async () => {
      assert.equal(pick.items.length, 20);
      void service.lists.ofAccount('a').refresh();
      const now = [subAccount(1, { token: 'another' }), subAccount(3)];
      service.last.answer(ok({ rows: now, total: 2, pageSize: 20 }));
      await pick.until((items) => found(items).length === 2);
      assert.deepEqual(found(pick.items).map(subAccountOf), now);
    });

    it('the keyboard on what can be chosen when a failure comes late', async () => {
      pick.type('nobody');
      void service.lists.ofAccount('a').refresh();
      service.last.answer(failed({ kind: 'server', status: 503 }));
      await pick.until((items) => items.some(({ retry }) => retry !== undefined));
      assert.equal(pick.activeItems[0]?.retry, 'a');
    });

    it('what matches what is typed, the keyboard on the best', async () => {
      pick.type('user17');
      assert.deepEqual(
        pick.items.map(({ label }) => label),
        ['user17@example.org'],
      );
      assert.equal(pick.activeItems[0], itemOf(17));
    });

    it('no longer what no longer matches what is typed', async () => {
      pick.type('user1');
      assert.equal(pick.items.length, 11);
      void service.lists.ofAccount('a').refresh();
      const renamed = subAccounts(1, 20).map((each) =>
        each.id === 12 ? { ...each, email: 'other@example.org' } : each,
      );
      service.last.answer(ok({ rows: renamed, total: 20, pageSize: 20 }));
      await pick.until((items) => found(items).length === 10);
      assert.equal(itemOf(12), undefined);
    });

    it('what comes later below, and leaves the keyboard where it is', async () => {
      pick.activeItems = pick.items.slice(4, 5);
      service.last.answer(ok({ rows: subAccounts(21, 40), total: 40, pageSize: 20 }));
      await pick.until((items) => found(items).length === 40);
      await settled();
      assert.equal(subAccountOf(pick.activeItems[0])?.id, 5);
    });
  });

  describe('while others load, the keyboard', () => {
    const cabinet: Account = { id: 'c', name: 'Cabinet' };
    const activeKey = () => pick.activeItems[0]?.key;

    it('stays on the refused key of one account, whatever comes from others, and Enter replaces that one', async () => {
      await service.fail('b', { kind: 'refusedKey' });
      await service.fail('c', { kind: 'refusedKey' });
      await service.load('d', subAccounts(41, 60), 80);
      find(studio, cabinet, agence, { id: 'd', name: 'Direct' });
      for (const request of service.requests.filter(
        ({ accountId }) => accountId === 'b' || accountId === 'c',
      )) {
        request.answer(failed({ kind: 'refusedKey' }));
      }
      await pick.until((items) => items.filter(isFailure).length === 2);
      const refused = pick.items.find(({ key }) => key === 'failure c');
      assert.ok(refused);
      pick.move(refused);
      service.last.answer(ok({ rows: subAccounts(61, 80), total: 80, pageSize: 20 }));
      await pick.until((items) => found(items).length === 20 + 40 + 2);
      await settled();
      assert.equal(activeKey(), 'failure c');
      pick.enter();
      assert.deepEqual(said.executed, [['mailPartner.replaceApiKey', statusRow('c')]]);
    });

    it('is on nothing when what it was on is gone, and Enter then does nothing', async () => {
      find(agence);
      const failure = await fail({ kind: 'server', status: 503 });
      pick.move(failure);
      pick.enter();
      await pick.until((items) => !items.some(isFailure));
      await settled();
      assert.equal(activeKey(), undefined);
      const before = service.requests.length;
      pick.enter();
      assert.deepEqual([pick.open, service.requests.length], [true, before]);
      pick.type('user7');
      await settled();
      pick.enter();
      assert.equal((await asked)?.subAccount.id, 7);
    });
  });

  describe('choosing', () => {
    it('a sub-account answers it, with its account, and closes', async () => {
      await service.load('b', subAccounts(31, 33), 3);
      find(agence, studio);
      pick.type('user32');
      await settled();
      pick.enter();
      assert.deepEqual(await asked, { account: studio, subAccount: subAccount(32) });
      assert.equal(pick.open, false);
      assert.equal(service.last.signal.aborted, true, 'nothing is loaded on that nobody looks at');
    });

    it('a sub-account by a click, whatever the keyboard is on', async () => {
      find(agence);
      pick.click(itemOf(9));
      assert.deepEqual(await asked, { account: agence, subAccount: subAccount(9) });
    });

    it('nothing, but Escape: answers nothing', async () => {
      find(agence);
      pick.escape();
      assert.equal(await asked, undefined);
      assert.equal(said.all(), '');
    });

    it('what only says something does nothing', async () => {
      find(agence);
      pick.type('nobody');
      const before = service.requests.length;
      pick.click(pick.items[0]);
      assert.equal(pick.items[0]?.label, 'Nothing found so far');
      assert.equal(pick.open, true);
      assert.deepEqual([service.requests.length, said.executed], [before, []]);
    });

    for (const [tooltip, value, words] of [
      ['Copy Token', `${canary}-token-7`, '$(check) Copied token of user7@example.org'],
      ['Copy API Key', `${canary}-key-7`, '$(check) Copied API key of user7@example.org'],
    ] as const) {
      it(`the button ${tooltip} copies of its item, and answers nothing`, async () => {
        find(agence);
        pick.clickButton(itemOf(7), tooltip);
        assert.equal(await asked, undefined);
        assert.equal(pick.open, false);
        await settled();
        assert.deepEqual(copied, [value]);
        assert.deepEqual(said.status, [words]);
        assert.doesNotMatch(said.all(), new RegExp(canary));
      });
    }

    it('a failure tries again, stays open, and shows what comes', async () => {
      find(agence);
      const item = await fail({ kind: 'server', status: 503 });
      const before = service.requests.length;
      pick.click(item);
      assert.equal(service.requests.length, before + 1);
      assert.equal(service.last.page, 2);
      assert.equal(pick.open, true);
      service.last.answer(ok({ rows: subAccounts(21, 40), total: 40, pageSize: 20 }));
      await pick.until((items) => found(items).length === 40);
      assert.equal(pick.items.some(isFailure), false);
    });

    it('a refused key closes, and has that account’s replaced', async () => {
      find(studio, agence);
      // Studio's first page was asked for before Agence's second.
      const item = await fail({ kind: 'refusedKey' });
      pick.click(item);
      assert.equal(await asked, undefined);
      assert.equal(pick.open, false);
      assert.deepEqual(said.executed, [['mailPartner.replaceApiKey', statusRow('a')]]);
    });

    it('works where VS Code refuses its order, which it need not give to anybody', async () => {
      const { createQuickPick } = window;
      said.replace(window, 'createQuickPick', () => {
        const refusing = createQuickPick();
        Object.defineProperty(refusing, 'sortByLabel', {
          set: () => {
            throw new Error('CANNOT use API proposal: quickPickSortByLabel');
          },
        });
        return refusing;
      });
      find(agence);
      pick.type('user7');
      pick.click(itemOf(7));
      assert.equal((await asked)?.subAccount.id, 7);
    });

    it('an address that can’t be used closes, and opens the setting', async () => {
      find(agence);
      const item = await fail({ kind: 'setting', reason: 'insecure' });
      pick.click(item);
      assert.equal(await asked, undefined);
      assert.deepEqual(said.executed, [['mailPartner.openAddressSetting']]);
    });

    it('an address to which the key does not go yet closes, and asks about it', async () => {
      find(agence);
      const item = await fail({ kind: 'origin', origin: 'https://api.example.org', boundTo: undefined });
      pick.click(item);
      assert.equal(await asked, undefined);
      assert.deepEqual(said.executed, [['mailPartner.askAboutAddress']]);
    });

    it('an address that is allowed while it is open goes on with the search', async () => {
      find(agence);
      await fail({ kind: 'origin', origin: 'https://api.example.org', boundTo: undefined });
      void service.lists.ofAccount('a').refresh({ keepTail: false });
      service.last.answer(ok({ rows: subAccounts(1, 20), total: 40, pageSize: 20 }));
      await settled();
      service.last.answer(ok({ rows: subAccounts(21, 40), total: 40, pageSize: 20 }));
      await pick.until((items) => found(items).length === 40);
      assert.equal(service.lists.ofAccount('a').state.kind, 'complete');
    });
  });

  it('says in its title that it waits, and until when, and stops that when it is closed', async () => {
    find(agence);
    const askAgainAt = Date.now() + 60_000;
    service.last.answer(failed({ kind: 'rateLimited', askAgainAt }));
    await settled();
    pick.type('user');
    assert.equal(
      pick.title,
      `Find · 20 of 40 searched · Waiting until ${formatTime(askAgainAt, 'en')}: too many requests`,
    );
    pick.escape();
    await asked;
    assert.deepEqual(service.lists.ofAccount('a').state, { kind: 'idle' });
  });
});

describe('find, shown in the tree', () => {
  let said: FakeWindow;
  let service: ListsOnDemand;
  let revealed: number[];
  /** Runs the command, which finds this one. */
  let run: () => unknown;

  beforeEach(async () => {
    [said, service, revealed] = [new FakeWindow(), new ListsOnDemand(), []];
    await service.load('a', subAccounts(1, 20), 200);
    const target = { account: agence, subAccount: subAccount(150), page: 8 };
    registerFind(
      (id, command) => {
        assert.equal(id, commandIds.find);
        run = command;
      },
      {
        askSubAccount: async () => target,
        lists: service.lists,
        reveal: async ({ subAccount: { id } }) => void revealed.push(id),
      },
    );
  });
  afterEach(() => {
    service.lists.dispose();
    said.restore();
  });

  const list = () => service.lists.ofAccount('a');
  /** Answers what is asked for, one page after another, as long as anything is. */
  async function answerAll(rows: readonly SubAccount[], until = Number.POSITIVE_INFINITY): Promise<void> {
    for (let at = 1; at < service.requests.length; at++) {
      const { page, answer } = service.requests[at] ?? assert.fail();
      if (page > until) return;
      answer(ok({ rows: rows.slice((page - 1) * 20, page * 20), total: rows.length, pageSize: 20 }));
      await settled();
    }
  }

  it('loads the pages before it, and no more than are asked for at once beyond', async () => {
    const ran = run();
    await settled();
    await answerAll(subAccounts(1, 200));
    await ran;
    assert.deepEqual([revealed, said.all()], [[150], '']);
    assert.ok(list().get(150));
  });

  for (const [what, end, words] of [
    [
      'a page fails',
      () => service.requests.find(({ page }) => page === 3)?.answer(failed({ kind: 'server', status: 503 })),
      /user150@example.org could not be shown in the list\. .*HTTP 503/,
    ],
    [
      'the person stops it',
      () => list().stop(),
      /^user150@example.org could not be shown in the list, which was not loaded that far\.$/,
    ],
    [
      'its account is removed',
      () => service.lists.keepOnly([]),
      /^user150@example.org could not be shown in the list, which was not loaded that far\.$/,
    ],
  ] as const) {
    it(`says so where ${what}, and shows nothing`, async () => {
      const ran = run();
      await settled();
      await answerAll(subAccounts(1, 200), 2);
      end();
      await ran;
      assert.match(said.warnings.join(), words);
      assert.deepEqual([revealed, said.warnings.length], [[], 1]);
    });
  }

  it('says so where it is not in the list, though it was just found', async () => {
    const ran = run();
    await settled();
    await answerAll([...subAccounts(1, 149), ...subAccounts(151, 201)]);
    await ran;
    assert.deepEqual(said.warnings, [
      'user150@example.org could not be shown in the list: its place there has changed. Refresh the list.',
    ]);
    assert.deepEqual(revealed, []);
  });
});

// Find by what is remembered: at once, marked as such, asked of the service before anything is done with it; and never more is loaded than has changed.
import * as assert from 'node:assert/strict';
import { EventEmitter, QuickPickItemKind, ThemeIcon } from 'vscode';
import type { Account } from '../../src/accounts/account';
import { failed, ok } from '../../src/api/result';
import { Clipboard } from '../../src/common/clipboard';
import type { OwnedSubAccount } from '../../src/common/targets';
import { askSubAccount } from '../../src/features/find/askSubAccount';
import type { PickerItem } from '../../src/features/find/pickerItems';
import type { FetchSubAccounts } from '../../src/subAccounts/lists';
import { type RememberedList, remembered } from '../../src/subAccounts/rememberedList';
import { withRow } from '../../src/subAccounts/remembering';
import { settled } from '../support/settled';
import { canary, subAccount, subAccounts } from '../support/subAccounts';
import type { FakeQuickPick } from './support/fakeQuickPick';
import { FakeWindow } from './support/fakeWindow';
import { ListsOnDemand } from './support/listsOnDemand';

const agence: Account = { id: 'a', name: 'Agence' };
const day = 86_400_000;

/** All of 40 sub-accounts, seen two days ago. */
function known(over: Partial<RememberedList> = {}): RememberedList {
  const rows = subAccounts(1, 40).map((each, at) => remembered(each, Math.floor(at / 20) + 1));
  return { rows, total: 40, isWhole: true, seenAt: Date.now() - 2 * day, used: [], ...over };
}

describe('find by what is remembered', () => {
  let said: FakeWindow;
  let service: ListsOnDemand;
  let pick: FakeQuickPick<PickerItem>;
  let copied: string[];
  let used: { accountId: string; id: number; at: number }[];
  let wasUsed: number[];
  let gone: number[];
  let accounts: Account[];
  /** Pages that were asked for past the list, and how each is answered. */
  let askedFor: {
    page: number;
    signal: AbortSignal;
    answer: (rows: Awaited<ReturnType<FetchSubAccounts>>) => void;
  }[];
  let asked: Promise<OwnedSubAccount | undefined>;
  const changes = new EventEmitter<void>();
  after(() => changes.dispose());

  beforeEach(() => {
    [said, copied, used, wasUsed, gone, askedFor] = [new FakeWindow(), [], [], [], [], []];
    accounts = [agence];
    service = new ListsOnDemand(() => changes.fire());
  });
  afterEach(async () => {
    if (pick.open) pick.escape();
    await asked;
    service.lists.dispose();
    said.restore();
  });

  /** Opens it, where this is remembered: from the beginning on, or once it was read. */
  async function find(list: RememberedList | undefined, read?: Promise<void>): Promise<void> {
    let isRead = read === undefined;
    asked = askSubAccount('Find', {
      accounts: () => accounts,
      lists: service.lists,
      memory: {
        of: async () => {
          await read;
          isRead = true;
          return list;
        },
        now: () => (isRead ? list : undefined),
        get used() {
          return isRead ? used : [];
        },
        wasUsed: (_account, id) => void wasUsed.push(id),
        isGone: (_account, id) => {
          gone.push(id);
          list = list && { ...list, rows: list.rows.filter((row) => row.id !== id) };
        },
        isNow: (_account, now) => {
          list = list && withRow(list, now);
        },
        whileOpen: () => ({ dispose: () => undefined }),
      },
      fetchPage: (_account, page, signal) =>
        new Promise((answer) => {
          askedFor.push({ page, signal, answer });
        }),
      onDidChangeList: (listener) => changes.event(listener),
      clipboard: new Clipboard({
        clipboard: { readText: async () => '', writeText: async (text) => void copied.push(text) },
        clearAfter: () => 0,
      }),
    });
    const [made] = said.picks;
    assert.ok(made);
    pick = made as FakeQuickPick<PickerItem>;
    if (read) return;
    await pick.until((items) => items.length > 0);
  }
  const firstPage = (rows = subAccounts(1, 20), total = 40) =>
    service.last.answer(ok({ rows, total, pageSize: 20 }));
  const found = () => pick.items.filter(({ candidate }) => candidate !== undefined);
  const itemOf = (id: number) => found().find(({ key }) => key === `sub-account a ${id}`);
  const iconOf = (id: number) => {
    const icon = itemOf(id)?.iconPath;
    return icon instanceof ThemeIcon ? icon.id : undefined;
  };
  const page = (rows: ReturnType<typeof subAccounts>) => ok({ rows, total: 40, pageSize: 20 });

  it('shows all of it before anything is answered, and says that it is from before', async () => {
    await find(known());
    assert.equal(found().length, 40);
    assert.equal(itemOf(33)?.description, '#33 · simple · seen 2 days ago');
    assert.equal(iconOf(33), 'history');
    assert.doesNotMatch(JSON.stringify(pick.items), new RegExp(canary));
    pick.type('user33');
    assert.deepEqual(
      found().map(({ label }) => label),
      ['user33@example.org'],
    );
    assert.deepEqual(
      service.requests.map((request) => request.page),
      [1],
    );
  });

  it('asks for the first page alone where nothing has changed, and says that all is known', async () => {
    await find(known());
    firstPage();
    await pick.until(() => pick.title === 'Find · all 40 known, seen 2 days ago');
    assert.deepEqual([service.requests.length, pick.busy], [1, false]);
    assert.equal(itemOf(7)?.description, '#7 · simple · €0.80', 'what is loaded is shown as it is');
    assert.equal(iconOf(7), 'mail');
    assert.equal(found().length, 40, 'each once');
    pick.type('nobody');
    assert.deepEqual(
      pick.items.map(({ label }) => label),
      ['No sub-account found among those seen 2 days ago', 'Search Everything Anew'],
    );
  });

  for (const [what, rows, total] of [
    ['the total', subAccounts(1, 20), 41],
    ['an e-mail of the first page', [subAccount(1, { email: 'new@example.org' }), ...subAccounts(2, 20)], 40],
    ['the order of the first page', [subAccount(2), subAccount(1), ...subAccounts(3, 20)], 40],
  ] as const) {
    it(`loads the rest where ${what} has changed, and what comes takes the remembered row’s place`, async () => {
      await find(known());
      firstPage([...rows], total);
      await pick.until(() => pick.title === `Find · 20 of ${total} searched`);
      await pick.until(() => service.requests.length === 2);
      assert.equal(service.last.page, 2);
      service.last.answer(ok({ rows: subAccounts(21, total), total, pageSize: 20 }));
      await pick.until(() => pick.title === `Find · all ${total} searched`);
      assert.equal(found().length, total);
      assert.ok(found().every(({ iconPath }) => iconPath instanceof ThemeIcon && iconPath.id !== 'history'));
    });
  }

  it('no longer shows what a list that was loaded whole does not have', async () => {
    await find(known());
    firstPage(subAccounts(1, 19), 19);
    await pick.until(() => found().length === 19);
  });

  it('stands first what was used last, between lines, until something is typed', async () => {
    used = [
      { accountId: 'a', id: 33, at: 2 },
      { accountId: 'a', id: 2, at: 1 },
      { accountId: 'a', id: 777, at: 0 },
    ];
    await find(known());
    assert.deepEqual(
      pick.items
        .slice(0, 5)
        .map(({ label, kind }) => (kind === QuickPickItemKind.Separator ? `— ${label}` : label)),
      ['— recently used', 'user33@example.org', 'user2@example.org', '— others', 'user1@example.org'],
    );
    assert.equal(found().length, 40);
    pick.type('example');
    assert.deepEqual(
      pick.items.slice(0, 3).map(({ label }) => label),
      ['user33@example.org', 'user2@example.org', 'user1@example.org'],
    );
  });

  it('stands so too in a window whose first page was loaded before: nothing is shown before what is remembered was read', async () => {
    await service.load('a', subAccounts(1, 20), 40);
    used = [
      { accountId: 'a', id: 33, at: 2 },
      { accountId: 'a', id: 12, at: 1 },
    ];
    let read: () => void = () => undefined;
    await find(
      known(),
      new Promise((resolve) => {
        read = resolve;
      }),
    );
    assert.deepEqual([pick.items, pick.busy], [[], true]);
    read();
    await pick.until((items) => items.length > 0);
    assert.deepEqual(
      found()
        .slice(0, 3)
        .map(({ candidate, key }) => [key, candidate?.isRecent]),
      [
        ['sub-account a 33', true],
        ['sub-account a 12', true],
        ['sub-account a 1', false],
      ],
    );
    assert.equal(pick.activeItems[0]?.key, 'sub-account a 33');
    await pick.until(() => !pick.busy);
    assert.equal(pick.title, 'Find · all 40 known, seen 2 days ago');
    assert.equal(service.requests.length, 1, 'page 1 came just now');
  });

  it('shows what is loaded at once to who types before that, and the rest once it was read', async () => {
    await service.load('a', subAccounts(1, 20), 40);
    let read: () => void = () => undefined;
    await find(
      known(),
      new Promise((resolve) => {
        read = resolve;
      }),
    );
    pick.type('user1');
    assert.ok(itemOf(1));
    pick.type('user33');
    assert.equal(itemOf(33), undefined);
    read();
    await pick.until(() => itemOf(33) !== undefined);
  });

  it('says how many of how many are known, where some could not be read', async () => {
    await find(known({ rows: known().rows.slice(0, 39) }));
    firstPage();
    await pick.until(() => pick.title === 'Find · 39 of 40 known, seen 2 days ago');
  });

  it('that could not ask for the first page asks for it alone, when it is tried again', async () => {
    await find(known());
    service.last.answer(failed({ kind: 'server', status: 503 }));
    await pick.until((items) => items.some(({ retry }) => retry !== undefined));
    pick.click(pick.items.find(({ retry }) => retry !== undefined));
    await pick.until(() => service.requests.length === 2);
    firstPage();
    await pick.until(() => pick.title === 'Find · all 40 known, seen 2 days ago');
    assert.deepEqual(
      service.requests.map((request) => request.page),
      [1, 1],
    );
  });

  describe('choosing one', () => {
    beforeEach(async () => {
      await find(known());
      firstPage();
      await pick.until(() => pick.title?.includes('known') === true);
    });

    it('asks the page on which it stood, and answers with what that says now', async () => {
      pick.click(itemOf(33));
      await settled();
      assert.equal(pick.title, 'Find · asking Mail Partner for user33@example.org');
      assert.deepEqual([pick.open, pick.busy, askedFor.map((each) => each.page)], [true, true, [2]]);
      const now = subAccount(33, { token: 'renewed' });
      askedFor[0]?.answer(page([...subAccounts(21, 32), now]));
      assert.deepEqual(await asked, { account: agence, subAccount: now, page: 2 });
      assert.equal(service.requests.length, 1);
    });

    /** Neither where it stood nor beside that. */
    async function isElsewhere(): Promise<void> {
      await settled();
      askedFor[0]?.answer(page(subAccounts(21, 30)));
      await settled();
      assert.deepEqual(
        askedFor.map((each) => each.page),
        [2, 1],
        'not past the last page that was just told',
      );
      askedFor[1]?.answer(page([]));
      await pick.until(
        () => pick.title === 'Find · user33@example.org is not where it was: looking through all',
      );
    }

    it('that has moved looks beside it, then through all, and says so', async () => {
      pick.click(itemOf(33));
      await isElsewhere();
      service.last.answer(ok({ rows: [subAccount(33), ...subAccounts(1, 19)], total: 20, pageSize: 20 }));
      assert.deepEqual(await asked, { account: agence, subAccount: subAccount(33), page: undefined });
    });

    it('that is gone says so, does nothing, and forgets it', async () => {
      pick.click(itemOf(33));
      await isElsewhere();
      const { length } = service.requests;
      service.last.answer(ok({ rows: subAccounts(1, 19), total: 19, pageSize: 20 }));
      // There were 40 a moment ago: what moves while all is loaded may be missed.
      await pick.until(() => service.requests.length > length);
      service.last.answer(ok({ rows: subAccounts(1, 19), total: 19, pageSize: 20 }));
      await pick.until(() => said.warnings.length > 0 && itemOf(33) === undefined);
      assert.deepEqual(said.warnings, ['user33@example.org is no longer there. Nothing was done.']);
      assert.deepEqual([pick.open, gone, copied], [true, [33], []]);
    });

    it('that has another e-mail now says so, does nothing, and shows it as it is: nothing is loaded for that', async () => {
      pick.click(itemOf(33));
      await settled();
      askedFor[0]?.answer(page([subAccount(33, { email: 'another@example.org' })]));
      await pick.until(() => itemOf(33)?.label === 'another@example.org');
      assert.deepEqual(said.warnings, [
        'user33@example.org has another e-mail now: another@example.org. Nothing was done: choose it again.',
      ]);
      assert.deepEqual([pick.open, gone, copied, service.requests.length], [true, [], [], 1]);
      assert.equal(pick.title, 'Find · all 40 known, seen 2 days ago');
    });

    it('of an account that another owner’s key came to meanwhile does nothing', async () => {
      pick.click(itemOf(33));
      await settled();
      accounts = [{ ...agence, login: 'another@example.org' }];
      askedFor[0]?.answer(page([subAccount(33)]));
      await settled();
      assert.deepEqual([pick.open, said.warnings], [true, []]);
    });

    it('twice is asked for once; for something else, anew', async () => {
      pick.click(itemOf(33));
      await settled();
      pick.click(itemOf(33));
      await settled();
      assert.deepEqual([askedFor.length, askedFor[0]?.signal.aborted], [1, false]);
      pick.clickButton(itemOf(33), 'Copy Token');
      await settled();
      assert.deepEqual([askedFor.length, askedFor[0]?.signal.aborted], [2, true]);
    });

    it('that can’t be asked for says why, and stays', async () => {
      pick.click(itemOf(33));
      await settled();
      askedFor[0]?.answer(failed({ kind: 'server', status: 503 }));
      await pick.until(() => pick.title === 'Find · all 40 known, seen 2 days ago');
      assert.match(said.warnings.join(), /HTTP 503.* Nothing was done\.$/);
      assert.deepEqual([pick.open, gone], [true, []]);
      assert.ok(itemOf(33));
    });

    it('and then typing on, or closing, gives it up', async () => {
      pick.click(itemOf(33));
      await settled();
      pick.type('user3');
      assert.equal(askedFor[0]?.signal.aborted, true);
      assert.deepEqual(
        [pick.title, pick.busy],
        ['Find · all 40 known, seen 2 days ago', false],
        'at once, whenever the answer comes',
      );
      askedFor[0]?.answer(page([subAccount(33)]));
      await settled();
      assert.equal(pick.open, true);
      pick.click(itemOf(34));
      await settled();
      pick.escape();
      assert.equal(await asked, undefined);
      assert.equal(askedFor[1]?.signal.aborted, true);
    });

    it('by its button copies what the service says now', async () => {
      pick.clickButton(itemOf(33), 'Copy Token');
      await settled();
      assert.deepEqual(copied, []);
      askedFor[0]?.answer(page([subAccount(33, { token: `${canary} renewed` })]));
      assert.equal(await asked, undefined);
      await settled();
      assert.deepEqual([copied, wasUsed], [[`${canary} renewed`], [33]]);
    });
  });

  it('the last item asks for everything anew, also what is loaded', async () => {
    await find(known());
    firstPage();
    await pick.until(() => pick.title?.includes('all 40 known') === true);
    const anew = pick.items.at(-1);
    assert.deepEqual([anew?.label, anew?.anew], ['Search Everything Anew', true]);
    pick.type('user4');
    pick.click(pick.items.at(-1));
    await settled();
    assert.equal(pick.activeItems[0]?.label, 'user4@example.org', 'Enter takes the best match again');
    firstPage();
    await pick.until(() => service.requests.length === 3);
    assert.equal(pick.items.at(-1)?.anew, undefined, 'not while it is done');
    service.last.answer(ok({ rows: subAccounts(21, 40), total: 40, pageSize: 20 }));
    await pick.until(() => pick.title === 'Find · all 40 searched');
    pick.type('nobody');
    assert.deepEqual(
      pick.items.map(({ label }) => label),
      ['No sub-account found', 'Search Everything Anew'],
    );
  });

  it('loads all where only a part is remembered', async () => {
    await find(known({ isWhole: false, rows: known().rows.slice(0, 30) }));
    firstPage();
    await pick.until(() => service.requests.length === 2);
    assert.equal(pick.title, 'Find · 20 of 40 searched');
    assert.equal(found().length, 30);
  });

  it('says what is searched of each account: what has come, and what is known from before where nothing has', async () => {
    accounts = [agence, { id: 'b', name: 'Studio' }];
    await find(known());
    await service.refresh('a', subAccounts(1, 20), 20);
    await pick.until(() => pick.title?.includes('20') === true);
    assert.equal(pick.title, 'Find · 20 searched so far, 40 more known, seen 2 days ago');
  });

  it('gives the keyboard to the first match that comes, where there was only the offer to search anew', async () => {
    let read: () => void = () => undefined;
    await find(
      known(),
      new Promise((resolve) => {
        read = resolve;
      }),
    );
    pick.type('user33');
    assert.deepEqual(
      found().map(({ label }) => label),
      [],
    );
    read();
    await pick.until(() => itemOf(33) !== undefined);
    assert.equal(pick.activeItems[0]?.label, 'user33@example.org');
  });

  it('keeps what is remembered in sight where nothing can be asked for', async () => {
    await find(known());
    assert.deepEqual(
      [pick.title, pick.placeholder],
      ['Find · 40 known, seen 2 days ago', 'E-mail, ID or type'],
      'no balance is known',
    );
    service.last.answer(failed({ kind: 'offline', reason: 'refused', host: 'api.example.org' }));
    await pick.until((items) => items.some(({ retry }) => retry !== undefined));
    assert.match(pick.title ?? '', /^Find · 40 known, seen 2 days ago, then stopped: /);
    assert.equal(found().length, 40);
    assert.equal(service.requests.length, 1, 'not tried again by itself');
  });
});

// Refresh: what the status bar says when it failed or was stopped, and what it does where nothing was loaded.

import * as assert from 'node:assert/strict';
import { failed, ok } from '../../src/api/result';
import { stopLoading } from '../../src/features/loading/loadAll';
import { refresh } from '../../src/features/loading/refresh';
import { settled } from '../support/settled';
import { subAccounts } from '../support/subAccounts';
import { FakeWindow } from './support/fakeWindow';
import { type OpenTree, openTree } from './support/openTree';

const askIfHeldBack = () => undefined;

describe('refresh', () => {
  let opened: OpenTree;
  let said: FakeWindow;

  beforeEach(() => {
    said = new FakeWindow();
    opened = openTree('a', 'b');
  });
  afterEach(() => {
    opened.dispose();
    said.restore();
  });

  /** Refreshes all that was loaded; each account's page 1 ends like this. */
  async function run(outcomes: Record<string, 'fails' | 'answers'>): Promise<void> {
    const { service, accounts, tree } = opened;
    const from = service.requests.length;
    const done = refresh([], {
      accounts: () => accounts.accounts,
      lists: service.lists,
      tree,
      askIfHeldBack,
    });
    for (const { accountId, answer } of service.requests.slice(from)) {
      answer(
        outcomes[accountId] === 'fails'
          ? failed({ kind: 'server', status: 503 })
          : ok({ rows: subAccounts(1, 3), total: 3, pageSize: 20 }),
      );
    }
    await done;
  }

  it('says nothing when it worked', async () => {
    await opened.service.load('a', subAccounts(1, 3), 3);
    await run({ a: 'answers' });
    assert.deepEqual(said.status, []);
  });

  it('says that what is shown is from before, where something is shown', async () => {
    await opened.service.load('a', subAccounts(1, 3), 3);
    await run({ a: 'fails' });
    assert.deepEqual(said.status, [
      '$(warning) Refresh failed: Mail Partner error (HTTP 503). What is shown is from before.',
    ]);
  });

  it('does not say so where nothing is shown', async () => {
    await opened.service.fail('a', { kind: 'server', status: 503 });
    await run({ a: 'fails' });
    assert.deepEqual(said.status, ['$(warning) Refresh failed: Mail Partner error (HTTP 503).']);
  });

  it('does not say so of an account that was refreshed beside one that shows nothing', async () => {
    await opened.service.load('a', subAccounts(1, 3), 3);
    await opened.service.fail('b', { kind: 'server', status: 503 });
    await run({ a: 'answers', b: 'fails' });
    assert.deepEqual(said.status, ['$(warning) Refresh failed: Mail Partner error (HTTP 503).']);
  });

  describe('where nothing was loaded, as in a window that never showed the view', () => {
    it('loads the first page of every account, and says what came', async () => {
      await run({ a: 'answers', b: 'answers' });
      assert.deepEqual(said.status, ['$(check) Loaded sub-accounts: Account a: 3 · Account b: 3']);
    });

    it('says so where that failed', async () => {
      await run({ a: 'answers', b: 'fails' });
      assert.deepEqual(said.status, ['$(warning) Refresh failed: Mail Partner error (HTTP 503).']);
    });

    it('but asks for no list that was never opened beside one that was', async () => {
      await opened.service.load('a', subAccounts(1, 3), 3);
      const asked = opened.service.requests.length;
      await run({ a: 'answers' });
      assert.equal(opened.service.requests.length, asked + 1);
    });

    it('asks the person first where the address is held back, and only about the accounts that are meant', async () => {
      const { service, accounts, tree } = opened;
      await service.load('a', subAccounts(1, 3), 3);
      const from = service.requests.length;
      const asked: (readonly string[])[] = [];
      let answer = () => {};
      const question = new Promise<void>((resolve) => {
        answer = resolve;
      });
      const done = refresh([], {
        accounts: () => accounts.accounts,
        lists: service.lists,
        tree,
        askIfHeldBack: (ids) => {
          asked.push(ids);
          return question;
        },
      });
      await settled();
      assert.deepEqual([asked, service.requests.length], [[accounts.accounts.map(({ id }) => id)], from]);
      answer();
      await settled();
      service.last.answer(ok({ rows: subAccounts(1, 3), total: 3, pageSize: 20 }));
      await done;
      assert.equal(service.requests.length, from + 1);
    });

    it('says that there is no account', async () => {
      const { service, tree } = opened;
      await refresh([], { accounts: () => [], lists: service.lists, tree, askIfHeldBack });
      assert.deepEqual(said.warnings, ['No account yet. Add one first.'], 'in a message that stays');
    });
  });

  it('of many pages can be stopped: what had not come again stays, and that is said', async () => {
    const { service, accounts, tree } = opened;
    await service.load('a', subAccounts(1, 20), 60);
    await service.load('a', subAccounts(21, 40), 60);
    const parts = { accounts: () => accounts.accounts, lists: service.lists, tree, askIfHeldBack };
    const done = refresh([], parts);
    stopLoading([], parts);
    await done;
    assert.deepEqual(said.status, ['Refresh stopped. The rest is from before.']);
    assert.equal(service.lists.ofAccount('a').rows.length, 40);
    assert.equal(service.last.signal.aborted, true);
  });
});

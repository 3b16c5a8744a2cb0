// Refresh: what the status bar says when it failed.

import * as assert from 'node:assert/strict';
import { failed, ok } from '../../src/api/result';
import { refresh } from '../../src/features/loading/refresh';
import { subAccounts } from '../support/subAccounts';
import { FakeWindow } from './support/fakeWindow';
import { type OpenTree, openTree } from './support/openTree';

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
    const done = refresh([], { accounts: () => accounts.accounts, lists: service.lists, tree });
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
      '$(warning) Refresh failed: Mail Partner has a fault. What is shown is from before.',
    ]);
  });

  it('does not say so where nothing is shown', async () => {
    await opened.service.fail('a', { kind: 'server', status: 503 });
    await run({ a: 'fails' });
    assert.deepEqual(said.status, ['$(warning) Refresh failed: Mail Partner has a fault.']);
  });

  it('does not say so of an account that was refreshed beside one that shows nothing', async () => {
    await opened.service.load('a', subAccounts(1, 3), 3);
    await opened.service.fail('b', { kind: 'server', status: 503 });
    await run({ a: 'answers', b: 'fails' });
    assert.deepEqual(said.status, ['$(warning) Refresh failed: Mail Partner has a fault.']);
  });
});

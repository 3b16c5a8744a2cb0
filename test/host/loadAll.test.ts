// Load All: how it ends, and how it goes on after a failure.
import * as assert from 'node:assert/strict';
import { failed, ok } from '../../src/api/result';
import { LoadAll, stopLoading } from '../../src/features/loading/loadAll';
import { settled } from '../support/settled';
import { subAccounts } from '../support/subAccounts';
import { FakeWindow } from './support/fakeWindow';
import { ListsOnDemand } from './support/listsOnDemand';

const accounts = [
  { id: 'a', name: 'Agence' },
  { id: 'b', name: 'Studio' },
];

describe('load all, as a command', () => {
  let service: ListsOnDemand;
  let said: FakeWindow;
  const make = (...ids: string[]) =>
    new LoadAll({
      accounts: () => accounts.filter(({ id }) => ids.includes(id)),
      lists: service.lists,
      tree: { clicked: undefined, whenSelectionIsBack: async () => undefined },
      askIfHeldBack: () => undefined,
    });

  beforeEach(() => {
    service = new ListsOnDemand();
    said = new FakeWindow();
  });
  afterEach(() => {
    said.restore();
    service.lists.dispose();
  });

  it('that fails on the first page says so, and goes on with all when it is tried again', async () => {
    const loadAll = make('a');
    const loading = loadAll.load([]);
    service.last.answer(failed({ kind: 'server', status: 503 }));
    await loading;
    assert.deepEqual(said.status, ['$(warning) Loading stopped at 0: Mail Partner error (HTTP 503)']);
    const goingOn = loadAll.goOn('a');
    assert.ok(goingOn);
    service.last.answer(ok({ rows: subAccounts(1, 20), total: 40, pageSize: 20 }));
    await settled();
    service.last.answer(ok({ rows: subAccounts(21, 40), total: 40, pageSize: 20 }));
    await goingOn;
    assert.equal(said.status.at(-1), '$(check) Loaded all sub-accounts: 40');
    assert.equal(loadAll.goOn('a'), undefined);
  });

  it('that was held back by a question goes on with all once its list is loaded anew', async () => {
    const held = failed({ kind: 'origin', origin: 'https://api.example.org', boundTo: undefined } as const);
    const loadAll = make('a');
    const loading = loadAll.load([]);
    service.last.answer(held);
    await loading;
    assert.deepEqual(said.status, [
      '$(warning) https://api.example.org is not allowed yet: nothing was sent there. Refresh asks again.',
    ]);
    const again = loadAll.anew('a', { keepTail: true });
    service.last.answer(ok({ rows: subAccounts(1, 20), total: 40, pageSize: 20 }));
    await settled();
    service.last.answer(ok({ rows: subAccounts(21, 40), total: 40, pageSize: 20 }));
    await again;
    assert.equal(said.status.at(-1), '$(check) Loaded all sub-accounts: 40');
  });

  it('is not what a list that is loaded anew goes on with where one page was wanted, or nothing', async () => {
    const loadAll = make('a');
    await loadAll.anew('a', { keepTail: true });
    assert.deepEqual(service.requests, []);
    await service.load('a', subAccounts(1, 20), 60);
    await service.fail('a', { kind: 'origin', origin: 'https://api.example.org', boundTo: undefined });
    const again = loadAll.anew('a', { keepTail: true });
    service.last.answer(ok({ rows: subAccounts(1, 20), total: 60, pageSize: 20 }));
    await again;
    assert.deepEqual(service.lists.ofAccount('a').state, { kind: 'idle' });
    assert.deepEqual(said.status, []);
  });

  it('does not go on where another load failed, which wanted one page', async () => {
    const loadAll = make('a');
    await service.load('a', subAccounts(1, 20), 60);
    await service.fail('a', { kind: 'server', status: 503 });
    assert.equal(loadAll.goOn('a'), undefined);
  });

  it('of several accounts says which, and does not ask the failed one twice', async () => {
    const loadAll = make('a', 'b');
    const loading = loadAll.load([]);
    const [ofA, ofB] = service.requests;
    ofA?.answer(failed({ kind: 'server', status: 503 }));
    ofB?.answer(ok({ rows: subAccounts(1, 3), total: 3, pageSize: 20 }));
    await loading;
    assert.deepEqual(said.status, [
      '$(warning) Loading stopped at 0: Mail Partner error (HTTP 503) – Agence',
      '$(check) Loaded all sub-accounts: 3 – Studio',
    ]);
    assert.equal(service.requests.length, 2);
  });

  it('of an account that is removed meanwhile says nothing', async () => {
    await service.load('a', subAccounts(1, 20), 60);
    const ids = ['a'];
    const loading = new LoadAll({
      accounts: () => accounts.filter(({ id }) => ids.includes(id)),
      lists: service.lists,
      tree: { clicked: undefined, whenSelectionIsBack: async () => undefined },
      askIfHeldBack: () => undefined,
    }).load([]);
    await settled();
    ids.length = 0;
    service.lists.keepOnly(ids);
    service.last.answer(ok({ rows: [], total: 0, pageSize: 20 }));
    await loading;
    assert.deepEqual(said.status, []);
  });

  it('that is stopped while it goes on with a failed refresh has stopped, as it says', async () => {
    const list = await service.load('a', subAccounts(1, 20), 60);
    await service.load('a', subAccounts(21, 40), 60);
    const refreshed = list.refresh();
    service.last.answer(failed({ kind: 'server', status: 503 }));
    await refreshed;
    const loadAll = make('a');
    const loading = loadAll.load([]);
    await settled();
    stopLoading([], {
      accounts: () => accounts.slice(0, 1),
      lists: service.lists,
      tree: { clicked: undefined, whenSelectionIsBack: async () => undefined },
      askIfHeldBack: () => undefined,
    });
    await loading;
    assert.deepEqual(said.status, [
      '$(warning) Refresh stopped: Mail Partner error (HTTP 503). The rest is from before.',
    ]);
    assert.equal(list.state.kind, 'failed', 'as it was before');
  });
});

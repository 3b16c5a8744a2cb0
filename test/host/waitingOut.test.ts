// Load All waits out "too many requests" for real: what the view says meanwhile, that it goes on by itself, and that it can be stopped.
import * as assert from 'node:assert/strict';
import { commands, env } from 'vscode';
import { Limiter } from '../../src/api/limiter';
import { timeWords } from '../../src/common/words/waitingWords';
import { LoadAll, stopLoading } from '../../src/features/loading/loadAll';
import { refresh } from '../../src/features/loading/refresh';
import type { SubAccountList } from '../../src/subAccounts/lists';
import { openWorld, type World } from './faults/support/world';
import { turn } from './support/openTree';

describe('waiting out a limit, in the view', () => {
  let world: World;
  let contexts: unknown[];
  let loadAll: LoadAll;

  beforeEach(async () => {
    world = await openWorld({ rows: 300, limiter: new Limiter() });
    contexts = [];
    loadAll = new LoadAll(world.parts);
    world.messages.replace(commands, 'executeCommand', async (id: string, ...args: unknown[]) => {
      if (id === 'setContext') contexts.push(args);
    });
    await world.show();
  });
  afterEach(async () => {
    loadAll.dispose();
    await world.close();
  });

  const waits = ({ state }: SubAccountList) => state.kind === 'loading' && state.waitingUntil !== undefined;
  const until = () => {
    const { state } = world.list;
    return timeWords(state.kind === 'loading' ? (state.waitingUntil ?? 0) : 0, env.language);
  };
  const pagerItem = () => {
    const row = world.tree.getChildren().at(-1);
    assert.ok(row?.kind === 'pager');
    return world.tree.getTreeItem(row);
  };
  const askedFor = (page: number) => world.sandbox.requests.filter((request) => request.page === page).length;

  it('says until when, asks for nothing before, goes on by itself and completes', async () => {
    world.sandbox.fault({ kind: 'rateLimited', retryAfter: '3' }, { call: 'list', page: 5, times: 2 });
    const loading = loadAll.load([]);
    for (let n = 1; n <= 2; n++) {
      await world.until(waits);
      const { state } = world.list;
      const waitingUntil = state.kind === 'loading' ? (state.waitingUntil ?? 0) : 0;
      await turn();
      assert.equal(world.view.message ?? '', '', 'nothing comes up above the rows');
      const waiting = `Waiting until ${until()}: too many requests`;
      assert.equal(world.messages.loading?.text, `$(watch) ${waiting}`);
      assert.deepEqual(
        world.messages.loading.accessibilityInformation,
        { label: `${waiting}. Stop Loading`, role: 'alert' },
        'a screen reader is told that it waits',
      );
      assert.deepEqual(
        [pagerItem().label, pagerItem().description],
        [`Until ${until()}`, 'waiting, too many requests · 80 of 300'],
      );
      assert.equal(askedFor(5), n);
      await world.sandbox.waitForRequest({ page: 5 });
      assert.ok(Date.now() >= waitingUntil);
      await world.until((list) => !waits(list));
    }
    await loading;
    assert.deepEqual([world.list.state.kind, world.list.rows.length], ['complete', 300]);
    assert.equal(askedFor(5), 3);
    assert.deepEqual(world.messages.status, ['$(check) Loaded all sub-accounts: 300']);
    await turn();
    assert.equal(world.messages.loading, undefined);
    assert.deepEqual(world.waits, [], 'nothing was repeated quietly');
  });

  it('is stopped at once by Stop Loading, whose button is there, and keeps what came', async () => {
    world.sandbox.fault({ kind: 'rateLimited', retryAfter: '60' }, { call: 'list', page: 5 });
    const loading = loadAll.load([]);
    await world.until(waits);
    await turn();
    assert.deepEqual(contexts.at(-1), ['mailPartner.loadingAll', true]);
    assert.equal(pagerItem().contextValue, 'loadingAll');
    stopLoading([], world.parts);
    await loading;
    assert.equal(world.messages.status.at(-1), 'Loading stopped at 80 of 300');
    await turn();
    assert.deepEqual(contexts.at(-1), ['mailPartner.loadingAll', false]);
    assert.equal(pagerItem().label, 'Load 20 more');
  });

  it('says nothing of waiting any more once a wait that was stopped and begun again is over', async () => {
    world.sandbox.fault({ kind: 'rateLimited', retryAfter: '2' }, { call: 'list', page: 2, times: 1 });
    const row = world.tree.getChildren().at(-1);
    assert.ok(row);
    await world.click(row);
    await turn();
    assert.ok(world.messages.loading);
    stopLoading([], world.parts);
    await turn();
    assert.equal(world.messages.loading, undefined);
    await world.click(row);
    await turn();
    assert.ok(world.messages.loading);
    await world.until((list) => list.state.kind === 'idle');
    await turn();
    assert.equal(world.messages.loading, undefined);
  });

  it('a click waits for the time that was named: its row says so at once, nothing is sent before, it goes on by itself', async () => {
    world.sandbox.fault({ kind: 'rateLimited', retryAfter: '2' }, { call: 'list', page: 2, times: 1 });
    const row = world.tree.getChildren().at(-1);
    assert.ok(row);
    await world.click(row);
    assert.ok(waits(world.list));
    await turn();
    assert.equal(world.messages.loading?.text, `$(watch) Waiting until ${until()}: too many requests`);
    assert.deepEqual(world.messages.status, [], 'once is enough');
    assert.deepEqual(
      [pagerItem().label, pagerItem().description, pagerItem().contextValue, pagerItem().command],
      [`Until ${until()}`, 'waiting, too many requests · 20 of 300', 'loadingAll', undefined],
    );
    const { state } = world.list;
    const named = state.kind === 'loading' ? (state.waitingUntil ?? 0) : 0;
    assert.equal(askedFor(2), 1);
    await world.sandbox.waitForRequest({ page: 2 });
    assert.ok(Date.now() >= named);
    await world.until((list) => list.state.kind === 'idle');
    assert.deepEqual([world.list.rows.length, askedFor(2)], [40, 2]);
    assert.deepEqual(world.waits, [], 'nothing was repeated unseen');
  });

  it('a click before a time that is too far away says at once until when, without a request', async () => {
    world.sandbox.fault({ kind: 'rateLimited', retryAfter: '700' }, { call: 'list', page: 2 });
    await world.list.loadMore();
    const asked = world.sandbox.requests.length;
    const row = world.tree.getChildren().at(-1);
    assert.ok(row);
    await world.click(row);
    assert.equal(world.sandbox.requests.length, asked);
    const { state } = world.list;
    assert.ok(state.kind === 'failed' && state.why.kind === 'rateLimited');
    const time = timeWords(state.why.until ?? 0, env.language);
    const item = pagerItem();
    assert.deepEqual([item.label, item.description], [`Not before ${time}`, 'Too many requests']);
    assert.equal(
      world.messages.status.at(-1),
      `$(warning) Not before ${time}: too many requests. Loading stopped at 20 of 300.`,
    );
    assert.match(String(item.tooltip), new RegExp(`asked to wait until ${time}, so nothing was sent`));
  });

  it('a refresh of a list that waits is answered at once: it says until when', async () => {
    world.sandbox.fault({ kind: 'rateLimited', retryAfter: '60' }, { call: 'list', page: 5 });
    const loading = loadAll.load([]);
    await world.until(waits);
    await refresh([], world.parts);
    await turn();
    assert.equal(world.messages.loading?.text, `$(watch) Waiting until ${until()}: too many requests`);
    assert.equal(world.list.rows.length, 80);
    stopLoading([], world.parts);
    await loading;
    // It was the refresh that was stopped: what is shown is from before it.
    assert.equal(world.messages.status.at(-1), 'Refresh stopped. The rest is from before.');
  });

  it('the first page that Load All asks for is waited for as well, and can be stopped', async () => {
    const other = await openWorld({ rows: 300, limiter: new Limiter() });
    try {
      other.sandbox.fault({ kind: 'rateLimited', retryAfter: '60' });
      const loading = new LoadAll(other.parts).load([]);
      await other.until(waits);
      stopLoading([], other.parts);
      await loading;
      assert.match(
        String(other.messages.status.at(-1)),
        /^\$\(warning\) Not before .*: too many requests\. Loading stopped at 0\.$/,
      );
      assert.equal(other.sandbox.requests.length, 1);
    } finally {
      await other.close();
    }
  });
});

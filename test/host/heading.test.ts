// What the view says around its rows: title, description, message, badge, and in the status bar how far a load is.
import * as assert from 'node:assert/strict';
import { failed, ok } from '../../src/api/result';
import { settled } from '../support/settled';
import { subAccounts } from '../support/subAccounts';
import { FakeWindow } from './support/fakeWindow';
import { ListsOnDemand } from './support/listsOnDemand';
import { account } from './support/look';
import { openHeading } from './support/openHeading';

const never = () => new AbortController().signal;
const studio = { ...account, id: 'b', name: 'Studio' };

describe('around the rows', () => {
  let service: ListsOnDemand;
  let said: FakeWindow;
  const loading = () => said.loading;
  beforeEach(() => {
    service = new ListsOnDemand();
    said = new FakeWindow();
  });
  afterEach(() => {
    said.restore();
    service.lists.dispose();
  });

  describe('title and description', () => {
    it('say whose list it is, how it is sorted, and that it is part; the count is in the description alone', async () => {
      const opened = openHeading(service);
      const { view, heading } = opened;
      await service.load('a', subAccounts(1, 20), 40);
      heading.say();
      assert.deepEqual([view.title, view.description], ['Sub-accounts · Agence', 'Agence · 20 of 40']);
      opened.order = 'balance';
      heading.say();
      assert.deepEqual(
        [view.title, view.description],
        ['Sub-accounts · by balance, in part · Agence', 'Agence · by balance · 20 of 40'],
      );
      await service.load('a', subAccounts(21, 40), 40);
      heading.say();
      assert.deepEqual(
        [view.title, view.description],
        ['Sub-accounts · by balance · Agence', 'Agence · by balance · 40'],
      );
      heading.dispose();
    });

    for (const [order, words] of [
      ['email', 'by e-mail'],
      ['balanceHighest', 'highest balance first'],
      ['newest', 'newest first'],
      ['oldest', 'oldest first'],
    ] as const) {
      it(`have words for every order (${order})`, async () => {
        const opened = openHeading(service, [account, studio]);
        await service.load('a', subAccounts(1, 20), 20);
        await service.load('b', subAccounts(1, 20), 60);
        opened.order = order;
        opened.heading.say();
        assert.equal(opened.view.title, `Sub-accounts · ${words}, in part`);
        assert.equal(opened.view.description, `2 accounts · ${words}`);
        opened.heading.dispose();
      });
    }

    it('are what VS Code shows anyway where there is no account', () => {
      const { view, heading } = openHeading(service, []);
      heading.say();
      assert.deepEqual([view.title, view.description], [undefined, undefined]);
    });
  });

  describe('above the rows', () => {
    const broken = 'Loading stopped at 40 of 60: Mail Partner error (HTTP 503)';
    it('nothing comes up in sight: a badge says it until it has been seen; then it stays until all is loaded again', async () => {
      const opened = openHeading(service);
      const { view, heading } = opened;
      view.visible = true;
      await service.load('a', subAccounts(1, 20), 60);
      heading.say();
      await service.load('a', subAccounts(21, 40), 60);
      await service.fail('a', { kind: 'server', status: 503 });
      heading.say();
      assert.deepEqual(
        [view.message ?? '', view.badge, opened.moved],
        ['', { value: 1, tooltip: broken }, 0],
      );
      view.visible = false;
      heading.say();
      assert.deepEqual([view.message, opened.moved], [broken, 1]);
      view.visible = true;
      heading.say();
      assert.deepEqual([view.message, view.badge], [broken, undefined]);
      const again = service.lists.ofAccount('a').loadMore();
      heading.say();
      assert.deepEqual([view.message, view.badge], [broken, undefined], 'under a double click nothing moves');
      service.last.answer(failed({ kind: 'server', status: 503 }));
      await again;
      heading.say();
      assert.deepEqual([view.message, view.badge], [broken, undefined], 'no nagging');
      assert.equal(opened.moved, 1);
      await service.load('a', subAccounts(41, 60), 60);
      heading.say();
      assert.deepEqual([view.message?.trimEnd(), view.badge], ['Sub-accounts loaded: 60', undefined]);
      assert.ok((view.message?.length ?? 0) > broken.length, 'it takes as many lines');
      const filled = view.message;
      heading.say();
      assert.equal(view.message, filled);
      view.visible = false;
      heading.say();
      assert.equal(view.message, '');
      heading.dispose();
    });

    const unreadable = 'Sub-accounts that could not be read: 3. “Show API Response…” shows what came.';

    it('what could not be read comes with the first rows, and stays while more is loaded', async () => {
      const opened = openHeading(service);
      const { view, heading } = opened;
      view.visible = true;
      const first = service.lists.ofAccount('a').loadMore();
      heading.say();
      service.last.answer(ok({ rows: subAccounts(1, 17), skipped: 3, total: 137, pageSize: 20 }));
      await first;
      heading.say();
      assert.deepEqual([view.message, view.badge], [unreadable, undefined]);
      const moved = opened.moved;
      const more = service.lists.ofAccount('a').loadMore();
      heading.say();
      assert.equal(view.message, unreadable);
      service.last.answer(ok({ rows: subAccounts(21, 40), skipped: 0, total: 137, pageSize: 20 }));
      await more;
      heading.say();
      assert.deepEqual([view.message, view.badge, opened.moved], [unreadable, undefined, moved]);
      heading.dispose();
    });

    it('what of another account could not be read comes not above accounts that are in sight', async () => {
      const { view, heading } = openHeading(service, [account, studio]);
      view.visible = true;
      heading.say();
      await service.load('b', subAccounts(1, 17), 137, 3);
      heading.say();
      assert.deepEqual([view.message ?? '', view.badge?.tooltip], ['', `Studio – ${unreadable}`]);
      heading.dispose();
    });

    it('nothing at all stands for a stop that the person asked for', async () => {
      const { view, heading } = openHeading(service);
      await service.load('a', subAccounts(1, 20), 60);
      await service.load('a', subAccounts(21, 40), 60);
      const list = service.lists.ofAccount('a');
      for (const load of [() => list.refresh(), () => list.loadAll(never())]) {
        void load();
        list.stop();
        heading.say();
        assert.deepEqual([view.message ?? '', view.badge], ['', undefined]);
      }
      heading.dispose();
    });

    it('that a key is kept for this session alone stands from the start, and no badge is about it', async () => {
      const { view, heading } = openHeading(service, [{ ...account, sessionOnly: true }]);
      view.visible = true;
      heading.say();
      await service.load('a', subAccounts(1, 20), 137);
      heading.say();
      assert.match(String(view.message), /^The API key is kept for this session only/);
      assert.equal(view.badge, undefined);
      heading.dispose();
    });

    it('a long word of the service breaks in a narrow sidebar', async () => {
      const { view, heading } = openHeading(service);
      await service.load('a', subAccounts(1, 20), 137);
      await service.load('a', subAccounts(21, 40), 137);
      await service.fail('a', { kind: 'rejected', code: 55, message: 'x'.repeat(70) });
      heading.say();
      const longest = Math.max(
        ...String(view.message)
          .split(/[\s\u200b]/)
          .map(({ length }) => length),
      );
      assert.ok(longest <= 16, `${longest}`);
      heading.dispose();
    });
  });

  describe('in the status bar', () => {
    it('how far all lists are that are being loaded, and that a click stops it; nothing when it has ended', async () => {
      const { heading } = openHeading(service, [account, studio]);
      await service.load('a', subAccounts(1, 20), 137);
      await service.load('b', subAccounts(1, 20), 60);
      heading.say();
      assert.equal(loading(), undefined);
      const [a, b] = [service.lists.ofAccount('a'), service.lists.ofAccount('b')];
      void a.loadAll(never());
      heading.say();
      assert.equal(loading()?.text, '$(loading~spin) Loading sub-accounts: 20 of 137');
      void b.loadAll(never());
      service.last.answer(ok({ rows: subAccounts(21, 40), total: 60, pageSize: 20 }));
      await settled();
      heading.say();
      const { text, name, tooltip, command, accessibilityInformation } = loading() ?? {};
      assert.deepEqual(
        [text, name, tooltip, command],
        [
          '$(loading~spin) Loading sub-accounts: 60 of 197',
          'Loading Progress',
          'Stop Loading. What has been loaded stays.',
          'mailPartner.cancelLoad',
        ],
      );
      assert.equal(accessibilityInformation?.label, 'Loading sub-accounts: 60 of 197. Stop Loading');
      a.stop();
      b.stop();
      heading.say();
      assert.equal(loading(), undefined);
      heading.dispose();
    });

    it('that several pages are refreshed; nothing for one page', async () => {
      const { heading } = openHeading(service);
      await service.load('a', subAccounts(1, 20), 60);
      void service.lists.ofAccount('a').refresh();
      heading.say();
      assert.equal(loading(), undefined);
      service.last.answer(ok({ rows: subAccounts(1, 20), total: 60, pageSize: 20 }));
      await settled();
      await service.load('a', subAccounts(21, 40), 60);
      void service.lists.ofAccount('a').refresh();
      heading.say();
      assert.equal(loading()?.text, '$(loading~spin) Refreshing sub-accounts');
      service.last.answer(failed({ kind: 'server', status: 503 }));
      await settled();
      heading.say();
      assert.equal(loading(), undefined);
      heading.dispose();
    });
  });
});

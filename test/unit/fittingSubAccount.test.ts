// The sub-account that a key binding names: what is remembered says where to ask, and what the service answers decides.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Account } from '../../src/accounts/account';
import { failed, ok } from '../../src/api/result';
import type { SubAccount } from '../../src/api/subAccount';
import { fitsOneAlone, fittingSubAccount } from '../../src/common/core/fittingSubAccount';
import { type FetchSubAccounts, type ListFailure, SubAccountLists } from '../../src/subAccounts/lists';
import { type RememberedList, remembered } from '../../src/subAccounts/rememberedList';
import { withoutRow, withRow } from '../../src/subAccounts/remembering';
import { subAccount, subAccounts } from '../support/subAccounts';

const agence: Account = { id: 'a', name: 'Agence' };
const studio: Account = { id: 'b', name: 'Studio' };
const never = new AbortController().signal;
const offline: ListFailure = { kind: 'offline', reason: 'refused', host: 'api.example.org' };

/** A window of two accounts, as long as a test: what the service has, what is remembered, and what was asked for. */
class Window {
  readonly rows: Record<string, SubAccount[]> = { a: [], b: [] };
  readonly remembered: Record<string, RememberedList | undefined> = {};
  readonly failing = new Set<string>();
  /** Sub-accounts that can't be read where they are answered. */
  readonly unreadable = new Set<number>();
  /** How many an account has as the service says, where that is not how many it answers. */
  readonly totals: Record<string, number> = {};
  /** Milliseconds that have passed since, beside those of the clock. */
  passed = 0;
  readonly asked: string[] = [];
  readonly gone: string[] = [];
  forAll = 0;
  /** Accounts that were removed, or are another owner's now. */
  readonly another = new Set<string>();
  before: (account: string, page: number) => unknown = () => undefined;

  readonly fetch: FetchSubAccounts = async (account, page) => {
    this.asked.push(`${account}${page}`);
    await this.before(account, page);
    const all = this.rows[account] ?? [];
    if (this.failing.has(account)) {
      return failed(offline);
    }
    const there = all.slice((page - 1) * 20, page * 20);
    const rows = there.filter(({ id }) => !this.unreadable.has(id));
    const total = this.totals[account] ?? all.length;
    return ok({ rows, skipped: there.length - rows.length, total, pageSize: 20 });
  };
  readonly lists = new SubAccountLists(
    (...how) => this.fetch(...how),
    () => undefined,
    (error) => {
      throw error;
    },
  );

  /** The service has these, and so it is remembered, unless it is said otherwise. */
  has(account: Account, rows: readonly SubAccount[], before: readonly SubAccount[] | 'unknown' = rows): void {
    this.rows[account.id] = [...rows];
    this.remembered[account.id] =
      before === 'unknown'
        ? undefined
        : {
            rows: before.map((each, at) => remembered(each, Math.floor(at / 20) + 1)),
            total: before.length,
            isWhole: true,
            seenAt: 0,
            used: [],
          };
  }

  find(name: string, accounts: readonly Account[] = [agence, studio], signal = never) {
    return fittingSubAccount(
      name,
      accounts,
      {
        lists: this.lists,
        fetchPage: this.fetch,
        memory: {
          of: async ({ id }) => this.remembered[id],
          isGone: ({ id }, subAccountId) => {
            this.gone.push(`${id}${subAccountId}`);
            const known = this.remembered[id];
            this.remembered[id] = known && withoutRow(known, subAccountId);
          },
          isNow: ({ id }, row) => {
            const known = this.remembered[id];
            this.remembered[id] = known && withRow(known, row);
          },
        },
        isStill: ({ id }) => !this.another.has(id),
        now: () => Date.now() + this.passed,
        onAskingForAll: () => {
          this.forAll++;
        },
      },
      signal,
    );
  }
}

describe('the sub-account that a name fits', () => {
  let window: Window;
  beforeEach(() => {
    window = new Window();
    window.has(agence, subAccounts(1, 100));
    window.has(studio, subAccounts(201, 300));
  });

  it('is asked for where it is remembered, by e-mail in any case or by id, and given as it is now', async () => {
    const now = subAccount(50, { token: 'renewed' });
    window.rows.a?.splice(49, 1, now);
    for (const name of ['user50@example.org', 'User50@Example.ORG', '50']) {
      window.asked.length = 0;
      assert.deepEqual(await window.find(name), ok({ account: agence, subAccount: now, page: 3 }));
      assert.deepEqual(window.asked, ['a3'], 'one request');
    }
  });

  it('is given at once where it is loaded', async () => {
    await window.lists.ofAccount('b').loadMore();
    window.asked.length = 0;
    assert.deepEqual(await window.find('202'), ok({ account: studio, subAccount: subAccount(202) }));
    assert.deepEqual(window.asked, []);
  });

  it('is looked for in all that there are where it is not known', async () => {
    window.has(agence, subAccounts(1, 100), 'unknown');
    window.has(studio, [...subAccounts(201, 300), subAccount(999)], subAccounts(201, 300));
    assert.deepEqual(await window.find('999'), ok({ account: studio, subAccount: subAccount(999) }));
    assert.equal(new Set(window.asked).size, 5 + 6);
  });

  it('may be one of several, also where one of them was never seen', async () => {
    window.has(studio, [subAccount(50)], 'unknown');
    assert.deepEqual(await window.find('50'), failed({ kind: 'several' }));
    assert.deepEqual(await window.find('50', [studio]), ok({ account: studio, subAccount: subAccount(50) }));
  });

  it('is none', async () => {
    assert.deepEqual(await window.find('nobody@example.org'), failed({ kind: 'none' }));
    assert.deepEqual(
      await window.find('5'),
      ok({ account: agence, subAccount: subAccount(5) }),
      'the whole id alone',
    );
  });

  it('that was made anew under the same e-mail is that one, not several, and not gone', async () => {
    const anew = subAccount(888, { email: 'user50@example.org' });
    window.rows.a?.splice(49, 1);
    window.rows.a?.unshift(anew);
    // The new one stands on the first page, which is loaded, as when VS Code starts.
    await window.lists.ofAccount('a').loadMore();
    assert.deepEqual(await window.find('user50@example.org'), ok({ account: agence, subAccount: anew }));
    assert.deepEqual(window.gone, ['a50']);
    const fresh = new Window();
    fresh.has(agence, window.rows.a ?? [], subAccounts(1, 100));
    assert.deepEqual(
      await fresh.find('user50@example.org', [agence]),
      ok({ account: agence, subAccount: anew }),
    );
  });

  it('whose id has another e-mail now is looked for among all', async () => {
    window.rows.a?.splice(49, 1, subAccount(50, { email: 'other@example.org' }));
    window.rows.a?.push(subAccount(777, { email: 'user50@example.org' }));
    const answer = await window.find('user50@example.org');
    assert.deepEqual(
      answer,
      ok({ account: agence, subAccount: subAccount(777, { email: 'user50@example.org' }) }),
    );
  });

  it('whose e-mail alone has changed is it, for who names its id, and costs one request', async () => {
    const now = subAccount(50, { email: 'other@example.org' });
    window.rows.a?.splice(49, 1, now);
    assert.deepEqual(await window.find('50'), ok({ account: agence, subAccount: now, page: 3 }));
    assert.deepEqual([window.asked, window.gone], [['a3'], []]);
    assert.equal(window.remembered.a?.rows[49]?.email, 'other@example.org', 'and remembered as it is now');
    assert.ok(window.remembered.a?.isWhole);
  });

  it('whose e-mail has changed is said to have another, for who names the old one', async () => {
    const now = subAccount(50, { email: 'other@example.org' });
    window.rows.a?.splice(49, 1, now);
    assert.deepEqual(
      await window.find('user50@example.org'),
      failed({ kind: 'renamed', now: remembered(now, 3) }),
    );
    assert.deepEqual(window.gone, []);
  });

  it('may be one of very many: they are asked for page by page, until there are two', async () => {
    const same = subAccounts(1, 400).map((row) => ({ ...row, email: 'contact@example.org' }));
    window.has(agence, same);
    assert.deepEqual(await window.find('contact@example.org', [agence]), failed({ kind: 'several' }));
    assert.deepEqual(window.asked, ['a1']);
    window.asked.length = 0;
    // Of all of them, one is left.
    window.rows.a = [...subAccounts(501, 700), ...same.slice(399)];
    assert.deepEqual(
      await window.find('contact@example.org', [agence]),
      ok({ account: agence, subAccount: same[399] }),
    );
    assert.ok(window.asked.length <= 2 * 11 + 3, `${window.asked.length} requests for 11 pages`);
  });

  it('may be one of several of an account that is loaded in part', async () => {
    const twin = subAccount(999, { email: 'user1@example.org' });
    window.has(agence, [...subAccounts(1, 60), twin], 'unknown');
    await window.lists.ofAccount('a').loadMore();
    assert.deepEqual(await window.find('user1@example.org', [agence]), failed({ kind: 'several' }));
    assert.ok((await window.find('1', [agence])).ok, 'but no other has the same id');
  });

  it('is not looked for in the rest of an account whose one has that id', async () => {
    window.has(agence, subAccounts(1, 60), 'unknown');
    await window.lists.ofAccount('a').loadMore();
    window.asked.length = 0;
    assert.deepEqual(await window.find('1', [agence]), ok({ account: agence, subAccount: subAccount(1) }));
    assert.deepEqual(window.asked, []);
  });

  it('is nothing where its account was removed, or became another owner’s, while any was asked', async () => {
    for (const [account, page, name] of [
      ['a', 3, '50'],
      ['a', 4, '999'],
      ['b', 2, '50'],
    ] as const) {
      const each = new Window();
      each.has(agence, subAccounts(1, 100));
      each.has(studio, subAccounts(201, 300), 'unknown');
      each.before = (asked, at) => asked === account && at === page && each.another.add(account);
      assert.deepEqual(await each.find(name), failed({ kind: 'stopped' }), `${account}${page}`);
    }
  });

  it('is nothing to anybody who no longer wants it, and nothing more is loaded for them', async () => {
    const abort = new AbortController();
    window.before = (_account, page) => page === 2 && abort.abort();
    assert.deepEqual(await window.find('999', [agence, studio], abort.signal), failed({ kind: 'stopped' }));
    assert.ok(window.asked.length < 10);
  });

  it('that is no longer there is said to be gone, and forgotten', async () => {
    window.rows.a?.splice(49, 1);
    assert.deepEqual(await window.find('50'), failed({ kind: 'gone' }));
    assert.deepEqual([window.gone, window.forAll], [['a50'], 1]);
    assert.deepEqual(await window.find('50'), failed({ kind: 'none' }));
  });

  it('is not said to be none where an account could not be asked, or the person stopped it', async () => {
    window.has(agence, subAccounts(1, 100), 'unknown');
    window.failing.add('a');
    assert.deepEqual(await window.find('999'), failed({ kind: 'failed', why: offline, account: agence }));
    window.failing.clear();
    window.before = () => window.asked.length > 3 && window.lists.ofAccount('a').stop();
    window.asked.length = 0;
    assert.deepEqual(await window.find('999'), failed({ kind: 'stopped' }));
  });

  it('whatever was loaded, changed or forgotten since: is the one that the service has, or none', async () => {
    const change = fc.record({
      what: fc.constantFrom('remove', 'renew', 'rename', 'anew', 'move', 'load', 'forget'),
      at: fc.nat(59),
      to: fc.nat(59),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 8 }),
        fc.nat(59),
        fc.boolean(),
        async (changes, index, byId) => {
          const each = new Window();
          each.has(agence, subAccounts(1, 60));
          const name = byId ? String(index + 1) : `user${index + 1}@example.org`;
          let next = 1000;
          for (const { what, at, to } of changes) {
            const rows = each.rows.a ?? [];
            const there = rows[at % Math.max(1, rows.length)];
            const where = there ? rows.indexOf(there) : 0;
            if (what === 'load') await each.lists.ofAccount('a').refresh();
            else if (what === 'forget') each.remembered.a = undefined;
            else if (what === 'remove') rows.splice(where, 1);
            else if (what === 'move') rows.splice(to % Math.max(1, rows.length), 0, ...rows.splice(where, 1));
            else if (there && what === 'renew')
              rows.splice(where, 1, { ...there, token: `renewed ${next++}` });
            else if (there && what === 'rename')
              rows.splice(where, 1, { ...there, email: `renamed${next++}@example.org` });
            else if (there && what === 'anew')
              rows.splice(where, 1, { ...there, id: next++, token: `anew ${next}` });
          }
          // What is loaded is taken as it is, as everywhere; here it is as the service has it.
          if (!each.lists.ofAccount('a').pristine) await each.lists.ofAccount('a').refresh();
          const now = each.rows.a?.find(({ id, email }) => (byId ? String(id) : email) === name);
          const answer = await each.find(name, [agence]);
          if (answer.ok) assert.deepEqual(answer.value.subAccount, now);
          else {
            assert.ok(['none', 'gone', 'renamed'].includes(answer.why.kind));
            assert.equal(now, undefined);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is never another owner’s, who had the key before: not while the first page is on its way, nor where it can’t be asked for', async () => {
    const list = window.lists.ofAccount('a');
    await list.loadAll(never);
    const own = subAccount(7, { token: 'of the owner now' });
    // The other owner's list had 8 too, which now is nobody's.
    window.rows.a = [own];
    window.remembered.a = undefined;
    window.failing.add('a');
    await list.refresh({ keepTail: false });
    assert.deepEqual([list.state.kind, list.rows.length], ['failed', 100]);
    for (const name of ['7', '8', 'user8@example.org']) {
      const answer = await window.find(name, [agence]);
      assert.deepEqual(answer, failed({ kind: 'failed', why: offline, account: agence }), name);
    }
    assert.ok(fitsOneAlone('user8@example.org', list, undefined));
    window.failing.clear();
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    window.before = () => answered;
    void list.refresh({ keepTail: false });
    const finding = ['7', '8'].map((name) => window.find(name, [agence]));
    answer();
    assert.deepEqual(await Promise.all(finding), [
      ok({ account: agence, subAccount: own }),
      failed({ kind: 'none' }),
    ]);
  });

  it('is asked for where it is remembered of the owner now, whatever the other owner’s list has', async () => {
    const list = window.lists.ofAccount('a');
    await list.loadAll(never);
    const own = subAccount(7, { token: 'of the owner now' });
    window.has(agence, [own]);
    window.failing.add('a');
    await list.refresh({ keepTail: false });
    window.failing.clear();
    window.asked.length = 0;
    assert.deepEqual(await window.find('7', [agence]), ok({ account: agence, subAccount: own, page: 1 }));
    assert.deepEqual(window.asked, ['a1']);
  });

  it('is not said to be none where it may be what could not be read, or did not come', async () => {
    window.has(agence, subAccounts(1, 40), 'unknown');
    window.unreadable.add(33);
    const unread = { kind: 'malformed', reason: 'shape', status: 200 } as const;
    assert.deepEqual(
      await window.find('33', [agence]),
      failed({ kind: 'failed', why: unread, account: agence }),
    );
    assert.ok((await window.find('34', [agence])).ok, 'what could be read is found');
    window.has(studio, subAccounts(201, 250), 'unknown');
    window.totals.b = 60;
    const fewer = { kind: 'malformed', reason: 'fewer', status: 200 } as const;
    assert.deepEqual(
      await window.find('255', [studio]),
      failed({ kind: 'failed', why: fewer, account: studio }),
    );
    assert.ok((await window.find('250', [studio])).ok);
  });

  describe('of a list that was loaded longer ago', () => {
    beforeEach(async () => {
      await window.lists.ofAccount('a').loadAll(never);
      window.passed = 60_000;
      window.asked.length = 0;
    });

    it('is looked for anew, once, before it is said to be none', async () => {
      window.rows.a?.unshift(subAccount(999));
      assert.deepEqual(
        await window.find('999', [agence]),
        ok({ account: agence, subAccount: subAccount(999) }),
      );
      assert.equal(window.asked.length, 6);
      window.passed = 0;
      assert.deepEqual(await window.find('nobody', [agence]), failed({ kind: 'none' }));
      assert.equal(window.asked.length, 6, 'what came just now is not asked for again');
    });

    it('is looked for anew also where that list had not come whole', async () => {
      const other = new Window();
      other.has(agence, subAccounts(1, 100), 'unknown');
      await other.lists.ofAccount('a').loadMore();
      other.rows.a?.unshift(subAccount(999));
      other.passed = 60_000;
      assert.deepEqual(
        await other.find('999', [agence]),
        ok({ account: agence, subAccount: subAccount(999) }),
      );
      assert.equal(other.asked.length, 1 + 6);
    });

    it('is given at once where it is in it', async () => {
      assert.deepEqual(await window.find('7', [agence]), ok({ account: agence, subAccount: subAccount(7) }));
      assert.deepEqual(window.asked, []);
    });

    it('is nothing where nobody wants it any more, or the key is another owner’s since', async () => {
      const abort = new AbortController();
      window.before = (_account, page) => page === 2 && abort.abort();
      assert.deepEqual(await window.find('999', [agence], abort.signal), failed({ kind: 'stopped' }));
      const asked = window.asked.length;
      assert.deepEqual(await window.find('nobody', [agence], abort.signal), failed({ kind: 'stopped' }));
      await window.lists.ofAccount('a').loadAll(never);
      assert.ok(
        window.asked.length <= Math.max(asked, 6),
        'nothing is asked for by who has given it up before',
      );
      window.before = (_account, page) => page === 2 && window.another.add('a');
      window.rows.a?.unshift(subAccount(999));
      assert.deepEqual(await window.find('999', [agence]), failed({ kind: 'stopped' }));
    });

    it('is asked for once where one that was remembered had to be looked for among all', async () => {
      const other = new Window();
      other.has(agence, subAccounts(1, 100));
      other.rows.a?.splice(49, 1);
      // The loading itself takes longer than what came is taken for new.
      other.before = () => {
        other.passed += 5000;
      };
      assert.deepEqual(await other.find('50', [agence]), failed({ kind: 'gone' }));
      assert.equal(other.asked.length, 3 + 5);
    });
  });

  it('is asked for nothing where it is loaded whole', async () => {
    for (const { id } of [agence, studio]) await window.lists.ofAccount(id).loadAll(never);
    window.asked.length = 0;
    assert.deepEqual(await window.find('nobody'), failed({ kind: 'none' }));
    assert.deepEqual(window.asked, []);
  });
});

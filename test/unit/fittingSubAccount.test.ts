// The sub-account that a key binding names: what is remembered says where to ask, and what the service answers decides.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Account } from '../../src/accounts/account';
import { failed, ok } from '../../src/api/result';
import type { SubAccount } from '../../src/api/subAccount';
import { fittingSubAccount } from '../../src/common/core/fittingSubAccount';
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
  readonly asked: string[] = [];
  readonly gone: string[] = [];
  forAll = 0;
  /** Accounts that were removed, or are another owner's now. */
  readonly another = new Set<string>();
  before: (account: string, page: number) => void = () => undefined;

  readonly fetch: FetchSubAccounts = async (account, page) => {
    this.asked.push(`${account}${page}`);
    this.before(account, page);
    const all = this.rows[account] ?? [];
    return this.failing.has(account)
      ? failed(offline)
      : ok({ rows: all.slice((page - 1) * 20, page * 20), total: all.length, pageSize: 20 });
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

  it('is asked for nothing where it is loaded whole', async () => {
    for (const { id } of [agence, studio]) await window.lists.ofAccount(id).loadAll(never);
    window.asked.length = 0;
    assert.deepEqual(await window.find('nobody'), failed({ kind: 'none' }));
    assert.deepEqual(window.asked, []);
  });
});

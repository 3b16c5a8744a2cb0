// What Find looks through: those used last, then what is loaded, then what is remembered, each once.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Account } from '../../../src/accounts/account';
import type { SubAccount } from '../../../src/api/subAccount';
import {
  byKey,
  type Candidate,
  Candidates,
  candidates,
  keyOf,
  type SearchedAccount,
  shownOf,
} from '../../../src/features/find/core/candidates';
import { remembered } from '../../../src/subAccounts/rememberedList';
import { searchSubAccounts } from '../../../src/subAccounts/search';
import { canary, subAccount, subAccounts } from '../../support/subAccounts';

const agence: Account = { id: 'a', name: 'Agence' };
const studio: Account = { id: 'b', name: 'Studio' };

/** An account with these rows loaded, and these remembered. */
function searched(
  account: Account,
  loaded: readonly SubAccount[],
  known: readonly SubAccount[] | undefined,
  kind: 'idle' | 'complete' = 'idle',
): SearchedAccount {
  return {
    account,
    list: { rows: loaded, get: (id) => loaded.find((row) => row.id === id), depth: 1, state: { kind } },
    remembered: known && {
      rows: known.map((row) => remembered(row, 1)),
      total: known.length,
      isWhole: true,
      seenAt: 7,
      used: [],
    },
  };
}
const use = (accountId: string, id: number) => ({ accountId, id, at: 1 });
const told = (all: readonly Candidate[]) =>
  all.map((each) => {
    const kind = 'remembered' in each ? 'remembered' : 'loaded';
    return `${each.account.id}${shownOf(each).id} ${kind}${each.isRecent ? ' recent' : ''}`;
  });

describe('what Find looks through', () => {
  it('is what was used last, then what is loaded, then what is remembered', () => {
    const all = candidates(
      [searched(agence, subAccounts(1, 2), subAccounts(1, 4)), searched(studio, [subAccount(1)], undefined)],
      [use('a', 4), use('b', 1), use('a', 1)],
      undefined,
    );
    assert.deepEqual(told(all), [
      'a4 remembered recent',
      'b1 loaded recent',
      'a1 loaded recent',
      'a2 loaded',
      'a3 remembered',
    ]);
  });

  it('begins with the one in mind, once, also where it was used last', () => {
    const one = [searched(agence, subAccounts(1, 3), undefined)];
    const first = { account: agence, subAccount: subAccount(3) };
    assert.deepEqual(told(candidates(one, [use('a', 2), use('a', 3)], first)), [
      'a3 loaded',
      'a2 loaded recent',
      'a1 loaded',
    ]);
    assert.deepEqual(
      told(candidates(one, [], { account: studio, subAccount: subAccount(9) })),
      ['a1 loaded', 'a2 loaded', 'a3 loaded'],
      'but one that is no longer there',
    );
  });

  it('has of what was used last only what is there', () => {
    const one = [searched(agence, [subAccount(1)], [subAccount(2)])];
    assert.deepEqual(told(candidates(one, [use('a', 99), use('gone', 1)], undefined)), [
      'a1 loaded',
      'a2 remembered',
    ]);
  });

  it('has nothing remembered beside a list that is whole', () => {
    const one = [searched(agence, [subAccount(1)], subAccounts(1, 3), 'complete')];
    assert.deepEqual(told(candidates(one, [use('a', 3)], undefined)), ['a1 loaded']);
  });

  it('has nothing of what may be another owner’s: of a list whose key was replaced, and of which no page has come since', () => {
    const { list, ...rest } = searched(agence, subAccounts(1, 3), subAccounts(3, 4));
    const one = [{ ...rest, list: { ...list, depth: 0 } }];
    assert.deepEqual(told(candidates(one, [use('a', 1), use('a', 3)], undefined)), [
      'a3 remembered recent',
      'a4 remembered',
    ]);
    assert.deepEqual(told(candidates(one, [], { account: agence, subAccount: subAccount(2) })), [
      'a3 remembered',
      'a4 remembered',
    ]);
  });

  it('whatever is loaded, remembered and used: each once, what is loaded as loaded, and matches in this order', () => {
    const ids = fc.uniqueArray(fc.nat(30), { maxLength: 20 });
    const rows = (of: readonly number[]) => of.map((id) => subAccount(id));
    const account = fc.record({ loaded: ids, known: fc.option(ids, { nil: undefined }) });
    const uses = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat(30)), { maxLength: 10 });
    fc.assert(
      fc.property(account, account, uses, fc.option(fc.nat(30), { nil: undefined }), (a, b, used, first) => {
        const accounts = [
          searched(agence, rows(a.loaded), a.known && rows(a.known)),
          searched(studio, rows(b.loaded), b.known && rows(b.known)),
        ];
        const all = candidates(
          accounts,
          used.map(([of, id]) => use(of, id)),
          first === undefined ? undefined : { account: agence, subAccount: subAccount(first) },
        );
        const keys = all.map(keyOf);
        assert.equal(new Set(keys).size, keys.length, 'each once');
        const expected = accounts.flatMap(({ account: of, list, remembered: known }) =>
          [...list.rows, ...(known?.rows ?? [])].map(({ id }) => `sub-account ${of.id} ${id}`),
        );
        assert.deepEqual(new Set(keys), new Set(expected));
        for (const each of all) {
          const isLoaded = accounts.some(
            ({ account: of, list }) => of === each.account && list.get(shownOf(each).id),
          );
          assert.equal('subAccount' in each, isLoaded, 'what is loaded takes the remembered one’s place');
          if ('remembered' in each) {
            assert.doesNotMatch(JSON.stringify(each), new RegExp(canary));
          }
        }
        const rank = (each: Candidate) => (each.isRecent ? 0 : 'subAccount' in each ? 1 : 2);
        const rest = first === undefined ? all : all.slice(keys[0] === `sub-account a ${first}` ? 1 : 0);
        assert.deepEqual(
          rest.map(rank),
          rest.map(rank).sort((x, y) => x - y),
        );
        // All match alike: none is put before another.
        const { best, count } = searchSubAccounts(all, 'example.org', 1000, { subAccountOf: shownOf });
        assert.deepEqual([best, count], [all, all.length]);
      }),
      { numRuns: 500 },
    );
  });

  it('is made again where anything of it has changed, and only there', () => {
    type Made = Parameters<typeof candidates>;
    const [loaded, known] = [subAccounts(1, 2), subAccounts(1, 4)];
    const base = searched(agence, loaded, known);
    const first = { account: agence, subAccount: subAccount(2) };
    const kept = new Candidates();
    let before: readonly Candidate[] | undefined;
    for (const [all, uses, inMind] of [
      [[base], [], undefined],
      [[base], [use('a', 4)], undefined],
      [[base], [use('a', 3)], undefined],
      [[base], [use('a', 3)], first],
      [[{ ...base, list: { ...base.list, depth: 0 } }], [use('a', 3)], first],
      [[{ ...base, list: { ...base.list, state: { kind: 'complete' } } }], [use('a', 3)], first],
      [[{ ...base, list: searched(agence, subAccounts(1, 3), known).list }], [use('a', 3)], first],
      [[{ ...base, remembered: undefined }], [use('a', 3)], first],
      [[{ ...base, account: { ...agence, name: 'Other' } }], [use('a', 3)], first],
      [[{ ...base, account: { ...agence, login: 'another' } }], [use('a', 3)], first],
      [[base, searched(studio, loaded, undefined)], [use('a', 3)], first],
      [[], [], undefined],
    ] as Made[]) {
      const made = kept.of(all, uses, inMind);
      assert.notEqual(made, before);
      assert.deepEqual(made, candidates(all, uses, inMind));
      assert.equal(kept.of([...all], [...uses], inMind), made, 'the same while nothing changes');
      before = made;
    }
  });

  it('is found again by what is shown of it', () => {
    const all = candidates(
      [searched(agence, subAccounts(1, 3), undefined), searched(studio, subAccounts(1, 3), undefined)],
      [],
      undefined,
    );
    const [one] = all;
    assert.ok(one);
    const found = byKey(all, [one]);
    assert.equal(found.get(keyOf(one)), one);
    assert.ok(found.size < all.length);
  });
});

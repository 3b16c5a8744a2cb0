// What is a row, and what only looks like one.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { accountRow, isRow, pagerRow, statusRow, subAccountRow } from '../../src/common/rows';

const real = [accountRow('a'), subAccountRow('a', 7), pagerRow('a'), statusRow('a')] as const;

/** Who has a row could do this with it; nobody is given one but VS Code. */
function disguises(row: (typeof real)[number]): unknown[] {
  const { proxy: revoked, revoke } = Proxy.revocable(row, {});
  revoke();
  const alike = { kind: row.kind, accountId: row.accountId, subAccountId: 7 };
  return [
    alike,
    Object.freeze(alike),
    { ...row, kind: row.kind },
    structuredClone(row),
    JSON.parse(JSON.stringify({ ...row, kind: row.kind })),
    Object.create(row),
    Object.setPrototypeOf({ ...alike, kind: undefined }, Object.getPrototypeOf(row)),
    Object.assign(Object.create(null), alike),
    new Proxy(row, {}),
    new Proxy(alike, {
      has: () => true,
      get: () => 'subAccount',
      getPrototypeOf: () => Object.getPrototypeOf(row),
    }),
    revoked,
    [row],
    () => row,
  ];
}

describe('a row', () => {
  it('is what was made here, of each kind, and says which', () => {
    assert.deepEqual(
      real.map((row) => [isRow(row), row.kind, row.accountId]),
      ['account', 'subAccount', 'pager', 'status'].map((kind) => [true, kind, 'a']),
    );
    assert.equal(real[1].subAccountId, 7);
  });

  it('is nothing that looks like one', () => {
    for (const row of real) {
      assert.deepEqual(
        disguises(row).map(isRow),
        disguises(row).map(() => false),
      );
    }
  });

  it('makes no other, and stays what it is: VS Code gives other extensions the one under the keyboard', () => {
    for (const row of real) {
      for (let each: object | null = row; each !== null && each !== Object.prototype; ) {
        assert.equal(Reflect.get(each, 'constructor'), undefined);
        each = Object.getPrototypeOf(each);
      }
      assert.equal(Reflect.set(row, 'accountId', 'b'), false);
      assert.equal(Reflect.set(row, 'subAccountId', 8), false);
      assert.equal(Reflect.setPrototypeOf(row, null), false);
    }
  });

  it('is nothing at all that others can give', () => {
    const fields = {
      kind: fc.constantFrom('account', 'subAccount', 'pager', 'status'),
      accountId: fc.string(),
    };
    const alike = fc.record(
      { ...fields, subAccountId: fc.integer() },
      { requiredKeys: ['kind', 'accountId'] },
    );
    fc.assert(
      fc.property(
        fc.oneof(alike, fc.anything({ withNullPrototype: true, withBigInt: true })),
        (given) => !isRow(given),
      ),
    );
  });

  it('is looked for without reading anything of what is given', () => {
    const read = () => assert.fail('it was read');
    const traps = new Proxy({}, { get: read, has: read, getPrototypeOf: read, ownKeys: read });
    assert.equal(isRow(traps), false);
  });
});

// Loaded sub-accounts in every order: stable, what lacks the value last, balances as decimals.
import assert from 'node:assert/strict';
import { sortOrders, sortSubAccounts } from '../../src/subAccounts/sortOrder';
import { bareSubAccount as one } from '../support/subAccounts';

const rows = [
  one(1, { email: 'Zoé@x.fr', balance: '10', createdAt: '2020-01-01 00:00:00' }),
  one(2, { balance: '9.5' }),
  one(3, { email: 'élan@x.fr', balance: '-1.000', createdAt: '2026-01-01 00:00:00' }),
  one(4, { email: 'alpha@x.fr' }),
  one(5, { email: 'Eclair@x.fr', balance: '9.500', createdAt: '2021-06-30 10:00:00' }),
];
const ids = (order: (typeof sortOrders)[number]) => sortSubAccounts(rows, order).map(({ id }) => id);

describe('sort orders', () => {
  it('server: as they came, the very same array', () => {
    assert.equal(sortSubAccounts(rows, 'server'), rows);
  });
  it('e-mail: as a person would look them up, whatever case or accents', () => {
    assert.deepEqual(ids('email'), [4, 5, 3, 1, 2]);
  });
  it('balance: the lowest first, as amounts; the same amount in the server’s order', () => {
    assert.deepEqual(ids('balance'), [3, 2, 5, 1, 4]);
  });
  it('balance: what is no amount, or may be read as two, comes last with those that have none', () => {
    const odd = [
      one(1, { balance: '1,234' }),
      one(2, { balance: 'n/a' }),
      one(3, { balance: '5' }),
      one(4, {}),
    ];
    assert.deepEqual(
      sortSubAccounts(odd, 'balance').map(({ id }) => id),
      [3, 1, 2, 4],
    );
  });
  it('newest first', () => {
    assert.deepEqual(ids('newest'), [3, 5, 1, 2, 4]);
  });
  it('oldest first: what has no date last, as for the newest', () => {
    assert.deepEqual(ids('oldest'), [1, 5, 3, 2, 4]);
  });
  it('balance, the highest first: what has none last, the same amount in the server’s order', () => {
    assert.deepEqual(ids('balanceHighest'), [1, 2, 5, 3, 4]);
  });
  it('no order changes what it was given', () => {
    const before = [...rows];
    for (const order of sortOrders) sortSubAccounts(rows, order);
    assert.deepEqual(rows, before);
  });
});

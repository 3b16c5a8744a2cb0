// Whose list an account's is: that of its login, or of its key where nobody told; and another's as soon as that is known, not before.
import assert from 'node:assert/strict';
import type { Account } from '../../src/accounts/account';
import { isStillIn, ListOwners, memoryOf } from '../../src/common/core/listOwners';

const origins = ['https://api.mailpartner.fr'];
const agence: Account = {
  id: 'a',
  name: 'Agence',
  login: 'agence@example.fr',
  keyMark: '00000001',
  origins,
};
const replaced: Account = { ...agence, keyMark: '00000002' };
/** As it is seen before somebody told whose its key is. */
const untold: Account = { ...replaced, origins: [] };

describe('the owner of a list', () => {
  it('is its login, whatever the key, but not while nobody told whose that is; else its key', () => {
    const { login, ...nameless } = agence;
    assert.equal(memoryOf(agence).owner, login);
    assert.equal(memoryOf(replaced).owner, login);
    assert.equal(memoryOf(untold).owner, '00000002');
    assert.equal(memoryOf(nameless).owner, '00000001');
    assert.equal(memoryOf({ id: 'a', name: 'Agence' }).owner, '');
  });

  it('is still the same while the account is there, under whatever name and key of that owner', () => {
    assert.ok(isStillIn([agence], agence));
    assert.ok(isStillIn([{ ...replaced, name: 'Other' }], agence));
    assert.equal(isStillIn([{ ...agence, login: 'studio@example.fr' }], agence), false);
    assert.equal(isStillIn([{ ...agence, id: 'b' }], agence), false);
    assert.equal(isStillIn([], agence), false);
  });

  it('is another’s once that is told', () => {
    let accounts: readonly Account[] = [agence];
    const owners = new ListOwners(() => accounts);
    const withAccounts = (now: readonly Account[]) => {
      accounts = now;
      return [owners.lookAgain(), owners.of('a')];
    };
    const { login, ...nameless } = replaced;
    assert.deepEqual(withAccounts([untold]), [[], login], 'not told yet');
    assert.deepEqual(withAccounts([replaced]), [[], login], 'another key of the same');
    assert.deepEqual(withAccounts([untold]), [[], login]);
    assert.deepEqual(withAccounts([nameless]), [['a'], '00000002'], 'nobody told, and the person let it go');
    assert.deepEqual(withAccounts([nameless]), [[], '00000002']);
    assert.deepEqual(withAccounts([]), [['a'], undefined]);
    assert.deepEqual(withAccounts([untold]), [[], undefined], 'unknown from the beginning');
    assert.deepEqual(withAccounts([agence]), [[], login]);
  });
});

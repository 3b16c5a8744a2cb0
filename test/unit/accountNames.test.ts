// The names of accounts are bounded and clean wherever they come from, and none becomes another's.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Account, AccountNames, accountName, unusedName } from '../../src/accounts/account';
import { accountsKey } from '../../src/accounts/accountsKey';
import { StoredState } from '../../src/accounts/storedState';
import { FakeMemento } from './support/vscodeParts';

async function namesOf(stored: readonly Account[]) {
  const memento = new FakeMemento();
  await memento.update(accountsKey, stored);
  return new AccountNames(new StoredState(memento));
}

describe('names of accounts', () => {
  it('that 0.1.0 kept at any length are cut, and stay two where they read the same', async () => {
    const long = 'Agence '.repeat(6000);
    const names = await namesOf([
      { id: '1', name: `${long}Nord`, login: `${'x'.repeat(40_000)}1` },
      { id: '2', name: `${long}Sud` },
      { id: '3', name: 'Studio' },
      { id: '4', name: '\u202eoiduts\x1b\n\u200b' },
      { id: '5', name: '\u200b' },
    ]);
    const read = names.read();
    assert.deepEqual(
      read.map(({ id }) => id),
      ['1', '2', '3', '4', '5'],
    );
    assert.equal(new Set(read.map(({ name }) => name)).size, 5);
    assert.ok(read.every(({ name }) => [...name].length <= 100 && name !== ''));
    assert.match(read[0]?.name ?? '', /^Agence .*…$/);
    assert.match(read[1]?.name ?? '', /^Agence .*… 2$/);
    assert.deepEqual([read[2]?.name, read[3]?.name], ['Studio', 'oiduts']);
    assert.ok((read[0]?.login?.length ?? 0) <= 320);
  });

  it('and none is lost or changes once more when another is renamed', async () => {
    const long = 'é'.repeat(40_000);
    const names = await namesOf([
      { id: '1', name: `${long}a` },
      { id: '2', name: `${long}b` },
      { id: '3', name: 'C' },
    ]);
    const before = names.read();
    assert.ok(
      await names.change((accounts) =>
        accounts.map((each) => (each.id === '3' ? { ...each, name: 'D' } : each)),
      ),
    );
    assert.deepEqual(
      names.read(),
      before.map((each) => (each.id === '3' ? { ...each, name: 'D' } : each)),
    );
  });

  it('whatever is stored: as many accounts, each with a name of its own that stays', async () => {
    const part = fc.constantFrom('A', 'B', ' ', '\u200b', '\x1b', '2', '…', 'x'.repeat(99), '👩‍💻');
    const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { minLength: 1, maxLength: 6 }), async (stored) => {
        const read = (await namesOf(stored.map((each, at) => ({ id: `${at}`, name: each })))).read();
        const shown = read.map((each) => each.name);
        assert.equal(new Set(shown).size, stored.length);
        assert.ok(shown.every((each) => [...each].length <= 100));
        assert.deepEqual((await namesOf(read)).read(), read);
      }),
      { numRuns: 300 },
    );
  });

  it('that are proposed are clean, short, and not taken', () => {
    assert.equal(accountName(`  a\n\x1bb${' '.repeat(9)}c `), 'a b c');
    const taken = accountName('x'.repeat(40_000));
    const other = unusedName(taken, [taken]);
    assert.ok(other.length <= 100 && other.endsWith(' 2'));
  });
});

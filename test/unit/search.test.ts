// Finding: any part of e-mail, number or type, words in any order, no case, no accents, best first.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold, keepInPlace, searchSubAccounts } from '../../src/subAccounts/search';
import { subAccount } from '../support/subAccounts';

const one = (id: number, email: string | undefined, type = 'simple') => subAccount(id, { email, type });
const list = [
  one(1, 'contact@dupont.fr'),
  one(2, 'jean.dupont@example.fr', 'advanced'),
  one(3, 'dupont@example.fr'),
  one(4, 'Hélène.MARTIN@exämple.fr', 'advanced'),
  one(57, 'boutique57@example.fr'),
  one(1057, 'info@cœur.fr'),
  one(8, undefined),
];
const ids = (query: string, most = 100) =>
  searchSubAccounts(list, query, most, (each) => each).best.map(({ id }) => id);

describe('find', () => {
  it('without words: the first, as they are', () => {
    assert.deepEqual(ids('  ', 3), [1, 2, 3]);
    assert.equal(searchSubAccounts(list, '', 3, (each) => each).count, list.length);
  });
  it('any part of the e-mail; the beginning counts most, then the beginning of a word before the @', () => {
    assert.deepEqual(ids('dupont'), [3, 2, 1]);
    assert.deepEqual(ids('upon'), [2, 3, 1]);
  });
  it('no case, no accents, on either side', () => {
    assert.deepEqual(ids('HELENE'), [4]);
    assert.deepEqual(ids('hélène example'), [4]);
    assert.deepEqual(ids('coeur'), [1057]);
    assert.deepEqual(ids('cœur'), [1057]);
  });
  it('several words in any order, each of which must match', () => {
    assert.deepEqual(ids('example jean'), [2]);
    assert.deepEqual(ids('jean example'), [2]);
    assert.deepEqual(ids('jean nobody'), []);
  });
  it('the number, the whole of it first', () => {
    assert.deepEqual(ids('57'), [57, 1057]);
    assert.deepEqual(ids('#57'), [57]);
    assert.deepEqual(ids('8'), [8]);
  });
  it('the type', () => {
    assert.deepEqual(ids('advanced'), [2, 4]);
    assert.deepEqual(ids('adv dupont'), [2]);
  });
  it('never the token or the key', () => {
    assert.deepEqual(ids('token'), []);
    assert.deepEqual(ids('canary'), []);
  });
  it('cuts what is shown, and counts all', () => {
    assert.deepEqual(searchSubAccounts(list, 'fr', 2, (each) => each).count, 6);
    assert.equal(ids('fr', 2).length, 2);
  });
  it('what matches, and nothing else: the same as looking for each folded word in turn', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', 'é', '@', '.', '1', ' '), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), text, (emails, query) => {
        const rows = emails.map((email, i) => one(i + 1, email, 'simple'));
        const words = fold(query).split(' ').filter(Boolean);
        const expected = rows.filter((row) =>
          words.every((word) =>
            [fold(row.email ?? ''), String(row.id), 'simple'].some((where) => where.includes(word)),
          ),
        );
        const found = searchSubAccounts(rows, query, 100, (each) => each);
        assert.deepEqual(new Set(found.best), new Set(expected));
        assert.equal(found.count, expected.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('find, while pages come in', () => {
  const key = (each: string) => each.slice(0, 1);

  it('moves nothing that is shown: what is new comes after it, better or not', () => {
    assert.deepEqual(keepInPlace(['b1', 'd1'], ['a2', 'b2', 'c2', 'd2'], 10, key), ['b2', 'd2', 'a2', 'c2']);
  });
  it('shows no more than asked for', () => {
    assert.deepEqual(keepInPlace(['b1', 'd1'], ['a2', 'b2'], 2, key), ['b2', 'd1']);
  });
  it('whatever comes: each once, what was shown at its place, all that is best shown in the end', () => {
    const letters = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
    fc.assert(
      fc.property(letters, letters, (shown, best) => {
        const now = keepInPlace(shown, best, 100, key);
        assert.deepEqual(now.slice(0, shown.length), shown);
        assert.equal(new Set(now).size, now.length);
        assert.deepEqual(new Set(now), new Set([...shown, ...best]));
      }),
    );
  });
});

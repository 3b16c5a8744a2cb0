// Finding: any part of e-mail, number or type, words in any order, no case, no accents, best first.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SubAccount } from '../../src/api/subAccount';
import { keepInPlace } from '../../src/subAccounts/keepInPlace';
import {
  fold,
  foldAhead,
  matchesOf,
  type SearchOptions,
  searchSubAccounts,
} from '../../src/subAccounts/search';
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
const asIs: SearchOptions<SubAccount> = { subAccountOf: (each) => each };
const ids = (query: string, most = 100) =>
  searchSubAccounts(list, query, most, asIs).best.map(({ id }) => id);

describe('find', () => {
  it('without words: the first, as they are', () => {
    assert.deepEqual(ids('  ', 3), [1, 2, 3]);
    assert.equal(searchSubAccounts(list, '', 3, asIs).count, list.length);
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
  it('the number as it is shown, at every key that is pressed', () => {
    for (const typed of ['#1', '#10', '#105', '#1057', '＃1057']) {
      assert.deepEqual(ids(typed).includes(1057), true, typed);
    }
    assert.deepEqual(
      ids('#'),
      list.map(({ id }) => id),
      'every number begins with it',
    );
    assert.deepEqual(ids('#57 boutique'), [57]);
    assert.deepEqual(ids('#058'), []);
    assert.deepEqual(ids('1#'), []);
  });
  it('the type in the words that are shown for it, and in its own', () => {
    const words: Record<string, string> = { simple: 'Einfach', advanced: 'avancé' };
    const shown = { ...asIs, typeWord: (type: string) => words[type] ?? type };
    const found = (query: string, options: SearchOptions<SubAccount> = shown) =>
      searchSubAccounts(list, query, 100, options).best.map(({ id }) => id);
    for (const query of ['avancé', 'AVANCE', 'vanc', 'advanced', 'advanced avancé']) {
      assert.deepEqual(found(query), [2, 4], query);
    }
    assert.deepEqual(found('einfach info'), [1057]);
    assert.deepEqual(found('avancé', asIs), [], 'nobody else’s search finds them');
  });
  it('never the token or the key', () => {
    assert.deepEqual(ids('token'), []);
    assert.deepEqual(ids('canary'), []);
  });
  it('cuts what is shown, and counts all', () => {
    assert.deepEqual(searchSubAccounts(list, 'fr', 2, asIs).count, 6);
    assert.equal(ids('fr', 2).length, 2);
  });
  it('what matches, and nothing else: the same as looking for each folded word in turn', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', 'é', '@', '.', '1', '#', ' '), maxLength: 8 });
    const options = { ...asIs, typeWord: () => 'Bé' };
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), text, (emails, query) => {
        const rows = emails.map((email, i) => one(i + 1, email, 'simple'));
        const words = fold(query).split(' ').filter(Boolean);
        const expected = rows.filter((row) =>
          words.every((word) =>
            [fold(row.email ?? ''), `#${row.id}`, 'simple', 'be'].some((where) => where.includes(word)),
          ),
        );
        assert.deepEqual(matchesOf(rows, query, options), expected);
        const found = searchSubAccounts(rows, query, 100, options);
        assert.deepEqual(new Set(found.best), new Set(expected));
        assert.equal(found.count, expected.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('find, before anything is typed', () => {
  const signal = new AbortController().signal;

  it('folds what is searched, once, and finds the same', async () => {
    const rows = Array.from({ length: 1200 }, (_, i) => subAccount(i, { email: `Prénom${i}@example.org` }));
    const said: number[] = [];
    const options = {
      subAccountOf: (row: SubAccount) => row,
      factsOf: ({ id }: { id: number }) => {
        said.push(id);
        return `fact ${id}`;
      },
    };
    await foldAhead(rows, options, signal);
    assert.equal(said.length, 1200);
    const found = searchSubAccounts(rows, 'prenom77', 5, options).best;
    assert.deepEqual(
      found.map(({ id }) => id),
      [77, 770, 771, 772, 773],
    );
    assert.equal(searchSubAccounts(rows, 'nobody', 5, options).count, 0);
    assert.equal(said.length, 1200, 'not asked again');
  });

  it('lets others have their turn, and ends when nobody searches any more', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => subAccount(i));
    const abort = new AbortController();
    let said = 0;
    setImmediate(() => abort.abort());
    await foldAhead(rows, { subAccountOf: (row) => row, factsOf: () => String(said++) }, abort.signal);
    assert.ok(said < 5000, `${said}`);
  });
});

describe('find, while pages come in', () => {
  const key = (each: string) => each.slice(0, 1);

  it('moves nothing that is shown: what is new comes after it, better or not', () => {
    assert.deepEqual(keepInPlace(['b2', 'd2'], ['a2', 'b2', 'c2', 'd2'], 10, key), ['b2', 'd2', 'a2', 'c2']);
  });
  it('shows no more than asked for', () => {
    assert.deepEqual(keepInPlace(['b1', 'd1'], ['a2', 'b2'], 2, key), ['b1', 'd1']);
  });
  it('keeps what no longer is among the best, but not what no longer matches', () => {
    const shown = [one(1, 'dupont@example.fr'), one(2, 'moved@example.fr')];
    assert.deepEqual(matchesOf(shown, 'dupont', asIs), [shown[0]]);
    assert.deepEqual(matchesOf(shown, ' ', asIs), shown);
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

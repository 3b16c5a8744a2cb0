// Which account a model means: each is found by the name that the model was given, whatever the account is really called.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { whichAccount, whichAccounts } from '../../../src/features/agents/core/whichAccounts';

const key = 'a9e0ce00000000000000000000000000000000a1';
const otherKey = 'b9e0ce00000000000000000000000000000000b2';
const long = 'Agence '.repeat(30);

const accountsOf = (names: readonly string[]) => names.map((name, i) => ({ id: `id ${i}`, name }));

/** What a model is told that there are. */
function aliases(names: readonly string[]): string[] {
  const which = whichAccounts(accountsOf(names), undefined);
  return which.ok ? which.value.map(({ alias }) => alias) : [];
}

/** The id of the account that a model gets by this name. */
function found(names: readonly string[], name: string): string | undefined {
  const which = whichAccount(accountsOf(names), name);
  return which.ok ? which.value.id : undefined;
}

describe('the account that a model names', () => {
  for (const [what, names] of [
    ['two blanks', ['Agence  Paris', 'Studio']],
    ['joined emoji', ['👨‍👩‍👧 Shop', 'Studio']],
    ['over 100 characters', [long, 'Studio']],
    ['a key', [`Agence ${key}`, 'Studio']],
    ['an e-mail and quotes', ['“o’brien+x@exämple.fr”', 'Studio']],
    ['nothing that shows', ['\u200b', 'Studio']],
    ['two that read the same', ['Agence  Paris', 'Agence Paris', 'Agence\u200b Paris']],
    ['two that are cut to the same', [`${long}a`, `${long}b`]],
    ['two keys', [`Agence ${key}`, `Agence ${otherKey}`]],
    ['one that has the other’s number', ['A  B', 'A B', 'A B 2']],
    ['accents and case alone', ['Été', 'ete', 'ÉTÉ']],
    ['accents alone', ['Hélène', 'Helene']],
  ] as const) {
    it(`${what}: as it was told, and as it is called`, () => {
      const told = aliases(names);
      assert.equal(new Set(told).size, names.length, `two of a name: ${told}`);
      for (const [i, name] of names.entries()) {
        assert.equal(found(names, told[i] ?? ''), `id ${i}`, told[i]);
        if (!told.includes(name)) {
          assert.equal(found(names, name), `id ${i}`, 'as the person calls it');
        }
      }
      assert.ok(!JSON.stringify(told).includes(key));
    });
  }

  it('a name that needs no cleaning is the account’s own, wherever it stands', () => {
    assert.deepEqual(aliases(['A  B', 'A B', 'A\u200b B']), ['A B 2', 'A B', 'A B 3']);
  });

  it('in another case, without accents, with what does not show in between', () => {
    assert.equal(found(['Agence  Été', 'Studio'], 'agence ete'), 'id 0');
    assert.equal(found(['Agence  Été', 'Studio'], ' AGENCE\u00a0 É\u200btÉ '), 'id 0');
    assert.equal(found([long, 'Studio'], long.toUpperCase()), 'id 0');
    assert.equal(found(['Agence  Été', 'Agence Été'], 'agence  été\u200b 2'), 'id 0');
    assert.equal(
      found([`${long}a`, `${long}b`], aliases([`${long}a`, `${long}b`])[1]?.toUpperCase() ?? ''),
      'id 1',
    );
  });

  it('that could be several is none of them: the model is told which there are', () => {
    const which = whichAccount(accountsOf(['Été', 'ete']), 'Eté');
    assert.deepEqual(which, { ok: false, why: { kind: 'unknownAccount', names: ['Été', 'ete'] } });
  });

  it('whatever the accounts are called: what a model is told finds each', () => {
    const piece = fc.constantFrom(
      'A',
      'B',
      'é',
      'e',
      ' ',
      '  ',
      '\u200b',
      '2',
      '…',
      key,
      otherKey,
      'x'.repeat(99),
      '👩‍💻',
      '\ud800',
    );
    const name = fc.oneof(
      fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 130 }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), (names) => {
        for (const [i, alias] of aliases(names).entries()) {
          assert.equal(found(names, alias), `id ${i}`);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is found by another case, and by accents that are written otherwise, before one without them', () => {
    const names = ['Hélène', 'Helene'];
    assert.equal(found(names, 'HÉLÈNE'), 'id 0');
    assert.equal(found(names, 'Hélène'.normalize('NFD')), 'id 0');
    assert.equal(found(names, 'helene'), 'id 1');
  });
});

// The variables of a .env file: what they are called, and what is left out. (How a value is written: envValue.test.ts.)
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { envSuffixes, envVariables } from '../../../src/features/env/core/envVariables';
import { subAccount } from '../../support/subAccounts';

describe('the variables of sub-accounts', () => {
  it('of one have plain names, the token first', () => {
    assert.deepEqual(envVariables([subAccount(1)]).variables, [
      { name: 'MAILPARTNER_SUBACCOUNT_TOKEN', text: 'canary-token-1' },
      { name: 'MAILPARTNER_SUBACCOUNT_API_KEY', text: 'canary-key-1' },
    ]);
  });

  it('of several have the e-mail in their names', () => {
    const { variables, having } = envVariables([subAccount(2), subAccount(1, { token: 'a b' })]);
    assert.deepEqual(variables, [
      { name: 'MAILPARTNER_SUBACCOUNT_TOKEN_USER2_EXAMPLE_ORG', text: 'canary-token-2' },
      { name: 'MAILPARTNER_SUBACCOUNT_API_KEY_USER2_EXAMPLE_ORG', text: 'canary-key-2' },
      { name: 'MAILPARTNER_SUBACCOUNT_TOKEN_USER1_EXAMPLE_ORG', text: "'a b'" },
      { name: 'MAILPARTNER_SUBACCOUNT_API_KEY_USER1_EXAMPLE_ORG', text: 'canary-key-1' },
    ]);
    assert.deepEqual(
      having.map(({ id }) => id),
      [2, 1],
    );
  });

  it('leaves out what is lacking or can’t be written, and says whose', () => {
    const [lacks, refuses, both] = [
      subAccount(1, { token: undefined }),
      subAccount(2, { apiKey: 'a\nb' }),
      subAccount(3, { token: '', apiKey: undefined }),
    ];
    const { variables, having, lacking, refused } = envVariables([lacks, refuses, both]);
    assert.deepEqual(
      variables.map(({ text }) => text),
      ['canary-key-1', 'canary-token-2'],
    );
    assert.deepEqual(having, [lacks, refuses]);
    assert.deepEqual(lacking, { token: [lacks, both], apiKey: [both] });
    assert.deepEqual(refused, { token: [], apiKey: [refuses] });
  });

  describe('beside what a file has', () => {
    const names = (taken: readonly string[], ...subAccounts: Parameters<typeof envVariables>[0]) =>
      envVariables(subAccounts, ({ name }) => taken.includes(name)).variables.map(({ name }) =>
        name.replace('MAILPARTNER_SUBACCOUNT_', ''),
      );
    const [token, apiKey] = ['MAILPARTNER_SUBACCOUNT_TOKEN', 'MAILPARTNER_SUBACCOUNT_API_KEY'];

    it('both have the e-mail in their names, though only one of them is taken', () => {
      assert.deepEqual(names([apiKey], subAccount(1)), [
        'TOKEN_USER1_EXAMPLE_ORG',
        'API_KEY_USER1_EXAMPLE_ORG',
      ]);
    });

    it('of several, only those that are taken have others, which none of the rest has', () => {
      const same = subAccount(2, { email: 'USER1.example@org' });
      assert.deepEqual(names([`${token}_USER1_EXAMPLE_ORG`], subAccount(1), same, subAccount(3)), [
        'TOKEN_USER1_EXAMPLE_ORG_3',
        'API_KEY_USER1_EXAMPLE_ORG_3',
        'TOKEN_USER1_EXAMPLE_ORG_2',
        'API_KEY_USER1_EXAMPLE_ORG_2',
        'TOKEN_USER3_EXAMPLE_ORG',
        'API_KEY_USER3_EXAMPLE_ORG',
      ]);
    });

    it('are never names that are taken, nor twice the same, whatever is there', () => {
      const emails = fc.constantFrom('a@b', 'a.b', 'A-B', 'c@d', undefined);
      const taken = fc.uniqueArray(
        fc
          .tuple(
            fc.constantFrom(token, apiKey),
            fc.constantFrom('', '_A_B', '_A_B_2', '_A_B_3', '_C_D', '_ID_1'),
          )
          .map(([base, suffix]) => `${base}${suffix}`),
      );
      fc.assert(
        fc.property(fc.array(emails, { minLength: 1, maxLength: 5 }), taken, (all, there) => {
          const made = names(there, ...all.map((email, i) => subAccount(i + 1, { email })));
          assert.deepEqual(
            made.filter((name) => there.includes(`MAILPARTNER_SUBACCOUNT_${name}`)),
            [],
          );
          assert.equal(new Set(made).size, all.length * 2);
        }),
      );
    });
  });

  const suffixes = (...emails: (string | undefined)[]) =>
    envSuffixes(emails.map((email, i) => ({ id: i + 1, email })));

  it('folds accents, and numbers what comes out the same', () => {
    assert.deepEqual(suffixes('é@b.fr'), ['']);
    assert.deepEqual(suffixes('Hélène.Œuvrard@Example.FR', '--e-@b.fr', 'É@b.fr', 'e.b.fr'), [
      '_HELENE_OEUVRARD_EXAMPLE_FR',
      '_E_B_FR',
      '_E_B_FR_2',
      '_E_B_FR_3',
    ]);
    assert.deepEqual(suffixes('a@b', 'a.b', 'a.b.2'), ['_A_B', '_A_B_2', '_A_B_2_2']);
  });

  it('takes the ID where the e-mail has no letter to show, or is lacking', () => {
    assert.deepEqual(suffixes('@', undefined, 'почта'), ['_ID_1', '_ID_2', '_ID_3']);
  });

  it('cuts long ones, between words without a mark at the end', () => {
    assert.deepEqual(suffixes(`${'a'.repeat(79)}.b`, 'c'.repeat(300)), [
      `_${'A'.repeat(79)}`,
      `_${'C'.repeat(80)}`,
    ]);
  });

  it('are different and valid names, of bounded length, for any e-mails', () => {
    const email = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.emailAddress(),
      fc.constantFrom('a.b', 'a-b', 'A B_2'),
    );
    fc.assert(
      fc.property(fc.array(email, { minLength: 2 }), (emails) => {
        const names = suffixes(...emails);
        assert.equal(new Set(names).size, emails.length);
        for (const name of names) assert.match(name, /^(_[A-Z0-9]+)+$/);
        assert.ok(names.every((name) => name.length < 90));
      }),
    );
  });
});

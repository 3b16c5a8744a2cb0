// The proofs themselves: they find what they look for, and each fault is one of its own.
import * as assert from 'node:assert/strict';
import { makeAccount } from '../../sandbox/sandbox';
import * as answers from './answers.test';
import * as certificates from './certificates.test';
import * as network from './network.test';
import * as refusals from './refusals.test';
import { frenchOf } from './support/french';
import { assertNoSecrets } from './support/noSecrets';
import { apiKey } from './support/world';

describe('the search for secrets in what a fault shows', () => {
  const accounts = [makeAccount('agence@example.fr', 3)];
  const [first] = accounts[0]?.subAccounts ?? [];
  const url = 'GET https://api.example.fr/v1/subaccount/list';

  for (const [what, text] of [
    ['the key', apiKey],
    ['a token', first?.token ?? ''],
    ['a sub-account’s key', first?.apiKey ?? ''],
    ['the key in base64', Buffer.from(apiKey).toString('base64url')],
    ['an address', url],
    ['a query', 'list?page=2'],
    ['a masked query', 'apiKey=•••'],
  ] as const) {
    it(`finds ${what}`, () => {
      assert.throws(() => assertNoSecrets(`warn: Agence: ${text} failed`, { accounts }));
    });
  }

  it('finds nothing in what may be shown', () => {
    assertNoSecrets('warn: Agence: list page 2, 5 ms: failed.apiKey mailPartner.apiBaseUrl', { accounts });
  });
});

describe('the search for a sentence’s French', () => {
  it('finds it with what stands in its gaps', () => {
    assert.equal(
      frenchOf('The name api.invalid could not be found. Check the connection, then try again.'),
      'Le nom api.invalid est introuvable. Vérifiez la connexion, puis réessayez.',
    );
  });

  it('finds that of two sentences side by side', () => {
    assert.match(
      frenchOf(
        'This account is blocked. Ask Mail Partner why, then try again. Mail Partner says: “Impayé”.',
      ) ?? '',
      /^Ce compte est bloqué\. .*\s: «\sImpayé\s»\.$/,
    );
  });

  it('finds none where there is none', () => {
    assert.equal(frenchOf('The certificate of api.invalid is out of fashion.'), undefined);
    assert.equal(frenchOf('This account is blocked. Nobody knows why.'), undefined);
  });
});

describe('the faults', () => {
  it('have names of their own, and none was lost on the way', () => {
    const names = [refusals, network, certificates, answers].flatMap(({ cases }) =>
      cases.map(({ fault }) => fault),
    );
    assert.ok(names.length > 60);
    assert.deepEqual(
      names.filter((name, i) => names.indexOf(name) !== i),
      [],
    );
  });
});

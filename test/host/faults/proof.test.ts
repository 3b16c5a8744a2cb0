// The proofs themselves: they find what they look for, and CONTRIBUTING.md lists every fault that is proven.
import * as assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAccount } from '../../sandbox/sandbox';
import * as answers from './answers.test';
import * as certificates from './certificates.test';
import * as network from './network.test';
import * as refusals from './refusals.test';
import { frenchOf } from './support/french';
import { assertNoSecrets } from './support/noSecrets';
import { apiKey } from './support/world';

// From out/test/host, where the bundled tests are.
const root = join(__dirname, '..', '..', '..');

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

describe('CONTRIBUTING.md', () => {
  const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const section =
    contributing.split(/^## /m).find((each) => each.startsWith('Every fault and its test')) ?? '';
  const lines = section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, fault = '', reads = '', test = '']) => ({ fault, reads, test }));

  it('lists every fault that is proven in the extension host, with its words, and no other', () => {
    const suites = { refusals, network, certificates, answers };
    const proven = Object.entries(suites).flatMap(([suite, { cases }]) =>
      cases.map(({ fault, label }) => ({
        fault,
        reads: label,
        test: `\`test/host/faults/${suite}.test.ts\``,
      })),
    );
    assert.ok(proven.length > 60);
    assert.equal(new Set(proven.map(({ fault }) => fault)).size, proven.length, 'names of faults are unique');
    assert.deepEqual(
      lines.filter(({ test }) => test.includes('/host/')),
      proven,
    );
  });

  it('names files that are there and hold a test of that title', () => {
    assert.ok(lines.length > 60);
    for (const { test } of lines) {
      const [, file = '', title = ''] = /^`([^`]+)`(?:: (.+))?$/.exec(test) ?? [];
      assert.ok(existsSync(join(root, file)), test);
      assert.ok(readFileSync(join(root, file), 'utf8').includes(title), test);
    }
  });
});

// The sandbox's accounts are the same on every run, and hold what is hard to show.
import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import { makeAccount, SAMPLE_KEYS, sampleAccounts } from '../sandbox/sandbox';

describe('sandbox: data', () => {
  it('is the same on every run', () => {
    deepEqual(sampleAccounts(), sampleAccounts());
    deepEqual(makeAccount('x@example.fr', 50, 9), makeAccount('x@example.fr', 50, 9));
    notEqual(sampleAccounts()[0], sampleAccounts()[0]);
  });

  it('has the six accounts, with distinct ids, keys and tokens', () => {
    const accounts = sampleAccounts();
    deepEqual(
      accounts.map(({ name, subAccounts }) => [name.split('@')[0], subAccounts.length]),
      [
        ['agence', 137],
        ['studio', 29],
        ['petite', 3],
        ['vide', 0],
        ['grande', 1240],
        ['voix', 45],
      ],
    );
    deepEqual(
      accounts.map(({ apiKey }) => apiKey),
      Object.values(SAMPLE_KEYS),
    );
    const rows = accounts.flatMap(({ subAccounts }) => subAccounts);
    const secrets = [...Object.values(SAMPLE_KEYS), ...rows.flatMap(({ token, apiKey }) => [token, apiKey])];
    equal(new Set(secrets).size, secrets.length);
    ok(secrets.every((secret) => /^[0-9a-f]{40}$|^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w-]{31}$/.test(secret)));
    equal(new Set(rows.map(({ id }) => id)).size, rows.length);
    for (const { subAccounts } of accounts) {
      equal(new Set(subAccounts.map(({ email }) => email)).size, subAccounts.length);
    }
    ok(rows.every(({ balance }) => /^\d+\.\d{3}$/.test(balance)));
  });

  it('has both types and the labels and balances that are hard to show', () => {
    const rows = sampleAccounts()[0]?.subAccounts ?? [];
    const studio = sampleAccounts()[1]?.subAccounts.map(({ email }) => email) ?? [];
    deepEqual([...new Set(rows.map(({ type }) => type))].sort(), ['advanced', 'simple']);
    for (const balance of ['0.000', '0.800', '123456.789']) {
      ok(rows.some((row) => row.balance === balance));
    }
    ok(rows.some(({ email, type }) => type === 'simple' && /^\d+@mailpartner\.fr$/.test(email)));
    ok(rows.some(({ email }) => email.length > 90));
    ok(rows.some(({ email }) => /[àâéèëôœ]/.test(email)));
    ok(studio.includes('$(alert) **bold** [click](command:workbench.action.quit)@example.fr'));
    ok(studio.includes('<b>x</b>@example.fr'));
    ok(studio.some((email) => email.includes('\u200f')));
  });
});

// Whose key it is, and what that account has, is read the same, however the service drifts, and only from an answer that says it.
import assert from 'node:assert/strict';
import { atOnce } from '../../../src/api/inSteps';
import { meProof, readingProfile } from '../../../src/api/profile';

describe('the profile', () => {
  const none = { username: undefined, balance: undefined, currency: undefined };
  const table: readonly [answer: object, expected: unknown][] = [
    [
      {
        user: { username: 'compte@example.fr' },
        credits: { creditMail: 120000, currency: 'EUR', balance: '1480.250' },
      },
      { username: 'compte@example.fr', balance: '1480.250', currency: 'EUR' },
    ],
    [
      { user: { username: 42 }, credits: { balance: 1480.25 } },
      { username: '42', balance: '1480.25', currency: undefined },
    ],
    [{ user: null, credits: null }, none],
    [{ user: { username: 'm&amp;m@example.fr' } }, { ...none, username: 'm&m@example.fr' }],
    [{}, none],
    [{ credits: '12,50 €' }, { ...none, balance: '12.50', currency: 'EUR' }],
    // What is no amount, or one that can be read in two ways, is told of to nobody.
    [{ credits: { balance: '1,234', currency: 'EUR' } }, none],
    [{ credits: { balance: 'main-key-0', currency: 'EUR' } }, none],
    [{ credits: { balance: '1.00', currency: 'main-key-0' } }, none],
  ];
  for (const [answer, expected] of table) {
    it(`is read from ${JSON.stringify(answer)}`, () => {
      assert.deepEqual(atOnce(readingProfile(answer, 'main-key-0')), expected);
    });
  }

  const proofs: readonly [content: object, proves: boolean][] = [
    [{ message: 'Request queued for processing' }, false],
    [{ user: null, credits: null }, false],
    [{ user: [], credits: 'none' }, false],
    [{ user: { username: 'x' } }, true],
    [{ credits: { balance: '1.000' } }, true],
    [{ data: [], total: 0 }, false],
  ];
  for (const [content, proves] of proofs) {
    it(`${proves ? 'is' : 'is not'} proven by ${JSON.stringify(content)}`, () => {
      assert.deepEqual([meProof.hasFields(content), meProof.isWhole(content)], [proves, proves]);
    });
  }
});

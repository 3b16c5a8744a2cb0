// Whose key it is is read the same, however the service drifts, and only from an answer that says it.
import assert from 'node:assert/strict';
import { atOnce } from '../../../src/api/inSteps';
import { meProof, readingProfile } from '../../../src/api/profile';

describe('the profile', () => {
  const table: readonly [answer: object, expected: unknown][] = [
    [
      {
        user: { username: 'compte@example.fr' },
        credits: { creditMail: 120000, currency: 'EUR', balance: '1480.250' },
      },
      { username: 'compte@example.fr' },
    ],
    [{ user: { username: 42 }, credits: { balance: 1480.25 } }, { username: '42' }],
    [{ user: null, credits: null }, { username: undefined }],
    [{ user: { username: 'm&amp;m@example.fr' } }, { username: 'm&m@example.fr' }],
    [{}, { username: undefined }],
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

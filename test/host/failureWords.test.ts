// Every way to fail has its words: what happened, what to do, and nothing that a person can't read.
import * as assert from 'node:assert/strict';
import { failureWords, type Remedy, remedyWords } from '../../src/common/words/failureWords';
import { everyFailure } from './support/everyFailure';

describe('words for a failure', () => {
  for (const { kind, reason, expected } of everyFailure) {
    const what = reason === 'always' ? kind : `${kind}, ${reason}`;
    it(`${what}: what happened, what to do, and what a click does about it`, () => {
      for (const failure of expected.failures) {
        for (const account of [undefined, 'Agence']) {
          const { short, sentence, remedy } = failureWords(failure, account);
          assert.match(sentence, expected.happened);
          assert.match(sentence, expected.toDo);
          assert.equal(remedy, expected.remedy);
          const isOwn = failure.kind === 'rejected';
          assert.match(short, isOwn ? /^Request refused: \S/u : /^\S.{3,28}\S$/u, 'for a row');
          assert.ok([...short].length <= 100, 'short enough for a row');
          assert.match(sentence, /^\S.*\.$/u, 'one line that ends');
        }
      }
    });

    it(`${what}: no code, no gap, no icon and no link`, () => {
      for (const failure of expected.failures) {
        const { short, sentence } = failureWords(failure, 'Agence');
        for (const text of [short, sentence]) {
          assert.doesNotMatch(text, /\bE[A-Z]{4,}\b|ERR_|[A-Z]+_[A-Z]+/, 'no raw code');
          assert.doesNotMatch(text, /\{\d\}|undefined|null|NaN|\[object/, 'no gap');
          assert.doesNotMatch(text, /\$\(|\]\(/, 'no icon and no link');
        }
      }
    });
  }

  it('differ from failure to failure', () => {
    const sentences = everyFailure.map(({ expected }) =>
      expected.failures.slice(0, 1).map((each) => failureWords(each, 'Agence').sentence),
    );
    assert.equal(new Set(sentences.flat()).size, everyFailure.length);
  });

  it('keep what Mail Partner itself says, readable', () => {
    const { sentence } = failureWords({
      kind: 'notAllowed',
      reason: 'blocked',
      message: 'Impayé depuis mai',
    });
    assert.match(sentence, /“Impayé depuis mai”/);
  });

  it('have what Mail Partner itself says in the row, as one line, and no longer than one', () => {
    const shortOf = (message: string) => failureWords({ kind: 'rejected', code: 55, message }).short;
    assert.equal(shortOf('Aucun prix par défaut.'), 'Request refused: Aucun prix par défaut');
    assert.equal(shortOf('$(alert) a\nb'), 'Request refused: $\u200b(alert) a b');
    assert.equal(shortOf('é'.repeat(300)), `Request refused: ${'é'.repeat(79)}…`);
    const blocked = failureWords({
      kind: 'notAllowed',
      reason: 'blocked',
      message: 'Votre compte est bloqué',
    });
    assert.deepEqual([blocked.short, blocked.own], ['Not allowed', 'Votre compte est bloqué']);
    assert.equal(failureWords({ kind: 'notAllowed', reason: 'forbidden' }).own, undefined);
  });

  it('have what Mail Partner itself says of an error of its own', () => {
    const server = failureWords({ kind: 'server', status: 503, message: 'Maintenance jusqu’à 14 h' });
    assert.equal(server.own, 'Maintenance jusqu’à 14 h');
    assert.match(server.sentence, /HTTP 503.* Mail Partner says: “Maintenance jusqu’à 14 h”\.$/);
  });

  for (const failure of [{ kind: 'refusedKey' }, { kind: 'keychain', reason: 'missing' }] as const) {
    it(`${failure.kind} names the account whose key is to be replaced`, () => {
      assert.match(failureWords(failure, 'Agence Lyon').sentence, /“Agence Lyon”/);
      assert.doesNotMatch(
        failureWords(failure).sentence,
        /“/,
        'while a key is tried there is no account yet',
      );
    });
  }

  it('what the row does is said as buttons say it, for each remedy', () => {
    const words = {
      retry: /^Try Again$/,
      replaceApiKey: /^Replace API Key…$/,
      openSetting: /^Open Settings$/,
    };
    for (const [remedy, expected] of Object.entries(words) as [Remedy, RegExp][]) {
      assert.match(remedyWords(remedy), expected);
    }
  });
});

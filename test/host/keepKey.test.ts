// When the keychain does not take a key: why is said, and the person decides how to go on.
import * as assert from 'node:assert/strict';
import type { KeyPlace, StoreProblem } from '../../src/accounts/accountStore';
import { done, type Result } from '../../src/api/result';
import { keepKey } from '../../src/features/accounts/keepKey';
import { FakeWindow } from './support/fakeWindow';

type Outcome = Result<void, StoreProblem>;
const failed: Outcome = { ok: false, why: 'failed' };

describe('keeping a key', () => {
  let said: FakeWindow;
  let answers: string[];

  beforeEach(() => {
    [said, answers] = [new FakeWindow(), []];
    said.press = () => answers.shift();
  });
  afterEach(() => said.restore());

  /** Keeps a key with these outcomes, one a try; answers with what came of it and where it was to be kept. */
  async function run(...outcomes: Outcome[]) {
    const where: KeyPlace[] = [];
    const { ok: kept } = await keepKey(async (keep) => {
      where.push(keep);
      return outcomes.shift() ?? failed;
    }, 'The account was not added.');
    return { kept, where };
  }

  it('asks nothing when it works', async () => {
    assert.deepEqual(await run(done), { kept: true, where: ['keychain'] });
    assert.equal(said.all(), '');
  });

  it('says what did not happen, why, what helps, and which ways there are', async () => {
    assert.deepEqual(await run(failed), { kept: false, where: ['keychain'] });
    const [question] = said.questions;
    assert.equal(question?.text, 'The account was not added.');
    assert.match(
      question?.detail ?? '',
      /^The keychain of this computer could not be used\. .*try again\. Or use the key for this session only\.$/,
    );
    assert.deepEqual(question?.buttons, ['Try Again', 'Use for This Session Only']);
  });

  it('tries again as often as asked', async () => {
    answers = ['Try Again', 'Try Again'];
    assert.deepEqual(await run(failed, failed, done), {
      kept: true,
      where: ['keychain', 'keychain', 'keychain'],
    });
    assert.equal(said.questions.length, 2);
  });

  it('uses the key for this session only when asked to', async () => {
    answers = ['Use for This Session Only'];
    assert.deepEqual(await run(failed, done), { kept: true, where: ['keychain', 'session'] });
  });

  it('says that the account is gone, and asks nothing: no other try would help', async () => {
    assert.deepEqual(await run({ ok: false, why: 'gone' }), { kept: false, where: ['keychain'] });
    assert.deepEqual(said.questions, []);
    assert.deepEqual(said.warnings, [
      'The account was not added. The account was removed meanwhile, maybe in another window. Add it again to go on.',
    ]);
  });

  it('has other words for a state that can’t be stored', async () => {
    await run({ ok: false, why: 'state' });
    assert.match(said.questions[0]?.detail ?? '', /^VS Code could not save it\./);
  });
});

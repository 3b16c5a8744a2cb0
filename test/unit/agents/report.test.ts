// The size of an answer: within its own bounds, and within what the model has room for.
import assert from 'node:assert/strict';
import { agentSubAccounts } from '../../../src/features/agents/core/agentSubAccount';
import {
  mostCharacters,
  mostRowsReported,
  type Report,
  reportText,
} from '../../../src/features/agents/core/report';
import { subAccount } from '../../support/subAccounts';

async function report(count: number, email = 'x'): Promise<Report> {
  const all = Array.from({ length: Math.min(count, mostRowsReported) }, (_, i) =>
    subAccount(i + 1, { email }),
  );
  const rows = await agentSubAccounts(all, all);
  return { head: {}, rows, count, more: (shown) => `After ${shown}.` };
}

describe('an answer for a language model', () => {
  it('shows all where that is not much', async () => {
    const { shown, subAccounts, leftOut } = JSON.parse(await reportText(await report(50)));
    assert.deepEqual([shown, subAccounts.length, leftOut], [50, 50, undefined]);
  });

  it('never takes more than its bounds, and says what it leaves out', async () => {
    for (const email of ['x', 'x'.repeat(254), '"\\'.repeat(127)]) {
      const text = await reportText(await report(10_000, email));
      const { shown, subAccounts, leftOut } = JSON.parse(text);
      assert.ok(text.length <= mostCharacters);
      assert.ok(text.length > mostCharacters * 0.8, 'it uses its room');
      assert.equal(subAccounts.length, shown);
      assert.equal(leftOut, `${10_000 - shown} more are not shown. After ${shown}.`);
    }
  });

  it('keeps to the room that the model has', async () => {
    const count = async (text: string) => Math.ceil(text.length / 4);
    const text = await reportText(await report(100), { tokens: 1000, count });
    assert.ok((await count(text)) <= 1000);
    assert.ok(JSON.parse(text).shown > 10);
  });

  it('with no room at all, still says what there is', async () => {
    const text = await reportText(await report(100), { tokens: 0, count: async () => 100_000 });
    const { shown, leftOut } = JSON.parse(text);
    assert.deepEqual([shown, leftOut], [0, '100 more are not shown. After 0.']);
  });
});

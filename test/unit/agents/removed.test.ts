// An account that is removed while a tool loads: the call ends at once, says what accounts there are, and gives nothing of the one that is gone.
import assert from 'node:assert/strict';
import type { Account } from '../../../src/accounts/account';
import type { SubAccountPage } from '../../../src/api/api';
import { Limiter } from '../../../src/api/limiter';
import { failed, ok } from '../../../src/api/result';
import { answerFindTool } from '../../../src/features/agents/core/findTool';
import { answerListTool } from '../../../src/features/agents/core/listTool';
import { type FetchSubAccounts, SubAccountLists } from '../../../src/subAccounts/lists';
import { settled } from '../../support/settled';
import { subAccounts } from '../../support/subAccounts';

const never = () => new AbortController().signal;

describe('an account that is removed while a tool loads', () => {
  let limits: Limiter;
  let accounts: Account[];
  let lists: SubAccountLists;
  /** Answers each request that was sent. */
  let open: (() => void)[];
  let parts: Parameters<typeof answerListTool>[1];

  beforeEach(() => {
    limits = new Limiter();
    accounts = ['A', 'B'].map((name) => ({ id: `id of ${name}`, name }));
    open = [];
    const fetchPage: FetchSubAccounts = async (id, page, signal, waits) => {
      const answer = await limits.of(id).run<SubAccountPage>(
        () =>
          new Promise((resolve) => {
            const rows = subAccounts((page - 1) * 20 + 1, page * 20);
            open.push(() => resolve(ok({ rows, skipped: 0, total: 400, pageSize: 20 })));
          }),
        signal,
        { waits: waits === true },
      );
      if (answer.ok) {
        return answer;
      }
      return failed(answer.why.kind === 'aborted' ? { kind: 'unexpected' } : answer.why);
    };
    lists = new SubAccountLists(
      fetchPage,
      () => undefined,
      (error) => {
        throw error;
      },
    );
    parts = {
      accounts: () => accounts,
      lists,
      fetchPage,
      remembered: () => undefined,
      refusal: () => undefined,
    };
  });
  afterEach(() => {
    lists.dispose();
    limits.dispose();
  });

  const say = () => 'failed';
  const list = (input: unknown) => answerListTool(input, parts, say, never());
  const find = (input: unknown) => answerFindTool(input, parts, say, never());

  /** As `app.ts` does it. */
  const keepOnly = (...names: string[]) => {
    accounts = accounts.filter(({ name }) => names.includes(name));
    const ids = accounts.map(({ id }) => id);
    lists.keepOnly(ids);
    limits.keepOnly(ids);
  };
  const answerAll = async () => {
    while (open.length > 0) {
      for (const answer of open.splice(0)) answer();
      await settled();
    }
  };

  it('ends all calls, those in flight and those that wait for their turn', async () => {
    const calls = [
      ...Array.from({ length: 9 }, (_, n) => list({ account: 'A', page: n + 1 })),
      list({ account: 'A', page: 'all' }),
      find({ account: 'A', text: 'user' }),
    ];
    await settled();
    keepOnly('B');
    for (const answer of await Promise.all(calls)) {
      assert.deepEqual(answer, failed({ kind: 'unknownAccount', names: ['B'] }));
    }
  });

  it('says that there is no account where it was the only one', async () => {
    keepOnly('A');
    const calls = [list({ page: 3 }), list({ page: 'all' }), find({ text: 'user' })];
    await settled();
    keepOnly();
    for (const answer of await Promise.all(calls)) {
      assert.deepEqual(answer, failed({ kind: 'noAccount' }));
    }
  });

  it('gives nothing of it, also of what had come, and the others’ whole', async () => {
    const call = find({ text: 'user' });
    await settled();
    for (const answer of open.splice(0)) answer();
    await settled();
    keepOnly('B');
    await answerAll();
    const answer = await call;
    assert.ok(answer.ok);
    const { head, rows } = answer.value;
    assert.deepEqual([head.account, head.searched, head.complete], ['B', 400, true]);
    assert.ok(rows.length > 0 && rows.every(({ account }) => account === undefined));
  });
});

// Finding for a language model by what is remembered: a few pages are asked for, and what they say now is answered.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SubAccount } from '../../../src/api/subAccount';
import { answerFindTool } from '../../../src/features/agents/core/findTool';
import { manyRequests, pagesToLookUp } from '../../../src/features/agents/core/lookUp';
import { planFind } from '../../../src/features/agents/core/plan';
import { type RememberedList, remembered } from '../../../src/subAccounts/rememberedList';
import { canary, subAccount, subAccounts } from '../../support/subAccounts';
import { Service } from './support/service';

const never = new AbortController().signal;
const unavailable = { kind: 'server', status: 503 } as const;

function known(rows: readonly SubAccount[], over: Partial<RememberedList> = {}): RememberedList {
  return {
    rows: rows.map((each, at) => remembered(each, Math.floor(at / 20) + 1)),
    total: rows.length,
    isWhole: true,
    seenAt: Date.UTC(2026, 10, 24, 12),
    used: [],
    ...over,
  };
}

/** The same service, in a window that remembers these of its accounts. */
function remembering(service: Service, lists: Readonly<Record<string, RememberedList>>) {
  const parts = {
    ...service.parts,
    remembered: ({ name }: { name: string }) => (lists[name] ? Promise.resolve(lists[name]) : undefined),
  };
  return {
    plan: async (text: string) => (await planFind({ text }, parts))?.toConfirm,
    find: async (text: string, signal = never) => {
      const answer = await answerFindTool({ text }, parts, ({ why }) => `(${why.kind})`, signal);
      assert.ok(answer.ok, JSON.stringify(answer));
      assert.doesNotMatch(JSON.stringify(answer.value), new RegExp(canary));
      return answer.value;
    },
    fail: async (text: string) => {
      const answer = await answerFindTool({ text }, parts, ({ why }) => `(${why.kind})`, never);
      assert.ok(!answer.ok);
      return answer.why;
    },
  };
}

describe('finding for a language model, by what is remembered', () => {
  it('asks for the first page and the one on which it was seen, and nobody before', async () => {
    const service = new Service({ A: 10_000 });
    const { plan, find } = remembering(service, { A: known(subAccounts(1, 10_000)) });
    service.served.A = {
      rows: subAccounts(1, 10_000).map((row) => (row.id === 7777 ? { ...row, balance: '42' } : row)),
    };
    assert.deepEqual(await plan('user7777@'), []);
    const { rows, head } = await find('user7777@');
    assert.deepEqual(service.asked, ['A 1', 'A 389']);
    assert.deepEqual(
      rows.map(({ id, balance }) => [id, balance]),
      [[7777, '42']],
    );
    assert.deepEqual(head, {
      account: 'A',
      matches: 1,
      searched: 40,
      of: 10_000,
      complete: false,
      why: 'Only the pages were asked for on which these words were seen on 2026-11-24. The number of sub-accounts is still the same: for what is missing here, list page "all" with a filter.',
    });
  });

  it('says that something is from earlier where it was, and only then', async () => {
    const service = new Service({ A: 10_000 });
    const { find } = remembering(service, { A: known(subAccounts(1, 10_000)) });
    assert.equal((await find('user7777@')).head.age, undefined);
    assert.match(
      String((await find('user7777@')).head.age),
      /earlier/,
      'page 1 was loaded by the call before',
    );
  });

  it('never answers with what is only remembered', async () => {
    const service = new Service({ A: { rows: subAccounts(1, 1000).filter(({ id }) => id !== 777) } });
    const { find } = remembering(service, { A: known(subAccounts(1, 1000)) });
    const { rows, head } = await find('user777@');
    assert.deepEqual(rows, []);
    assert.match(String(head.why), /The list has changed since/);
  });

  it('looks on no page but the first where the words were never seen, and says so', async () => {
    const service = new Service({ A: 1000 });
    const { find } = remembering(service, { A: known(subAccounts(1, 1000)) });
    const { rows, head } = await find('nobody');
    assert.deepEqual([service.asked, rows, head.complete], [['A 1'], [], false]);
  });

  it('loads all of a list that has changed where that is little, and is then complete', async () => {
    const service = new Service({ A: 200 });
    const { find } = remembering(service, { A: known(subAccounts(1, 199)) });
    const { head } = await find('user200@');
    assert.deepEqual([head.matches, head.complete, service.asked.length], [1, true, manyRequests]);
    const more = new Service({ A: 201 });
    await remembering(more, { A: known(subAccounts(1, 200)) }).find('user200@');
    assert.deepEqual(more.asked, ['A 1', 'A 10'], 'nobody was asked about eleven');
  });

  it('asks the person where it was seen on many pages, or where the whole is not remembered', async () => {
    const service = new Service({ A: 10_000 });
    const all = [{ account: 'A', left: undefined }];
    const whole = known(subAccounts(1, 10_000));
    // Each on another page.
    const spread = {
      ...whole,
      rows: whole.rows.map((row, at) => (at % 20 ? row : { ...row, type: 'rare' })),
    };
    assert.deepEqual(await remembering(service, { A: spread }).plan('rare'), all);
    assert.deepEqual(await remembering(service, { A: { ...whole, isWhole: false } }).plan('user7777@'), all);
    assert.deepEqual(await remembering(service, {}).plan('user7777@'), all);
    assert.deepEqual(service.asked, []);
  });

  it('asks the person where the few pages of several accounts are many together', async () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const service = new Service(Object.fromEntries(names.map((name) => [name, 1000])));
    const lists = Object.fromEntries(names.map((name) => [name, known(subAccounts(1, 1000))]));
    const { plan, find } = remembering(service, lists);
    assert.deepEqual(
      await plan('user777@'),
      names.map((account) => ({ account, left: { subAccounts: 40, requests: 2 } })),
    );
    await find('user777@');
    assert.equal(service.asked.length, 12, 'as many as the person was told');
  });

  it('loads no more than that where the first page fails, and says why', async () => {
    const service = new Service({ A: { rows: subAccounts(1, 1000), fails: { from: 1, why: unavailable } } });
    const { plan, fail } = remembering(service, { A: known(subAccounts(1, 1000)) });
    assert.deepEqual(await plan('user777@'), []);
    service.before = () => {
      // As soon as it was asked once, it is well again.
      if (service.asked.length > 1) service.served.A = { rows: subAccounts(1, 1000) };
    };
    assert.deepEqual(await fail('user777@'), {
      kind: 'failed',
      failures: [{ account: 'A', why: unavailable }],
    });
    assert.deepEqual(service.asked, ['A 1']);
  });

  it('looks up what it can of a list that had failed on a later page', async () => {
    const service = new Service({ A: { rows: subAccounts(1, 1000), fails: { from: 2, why: unavailable } } });
    await service.list('A').loadAll(never);
    assert.equal(service.list('A').state.kind, 'failed');
    service.served.A = { rows: subAccounts(1, 1000) };
    service.asked.length = 0;
    const { plan, find } = remembering(service, { A: known(subAccounts(1, 1000)) });
    assert.deepEqual(await plan('user777@'), []);
    const { rows } = await find('user777@');
    assert.deepEqual([rows.map(({ id }) => id), service.asked], [[777], ['A 39']]);
  });

  it('says why where a page of it could not be asked for, beside what came', async () => {
    const service = new Service({ A: { rows: subAccounts(1, 1000), fails: { from: 30, why: unavailable } } });
    const { find } = remembering(service, { A: known(subAccounts(1, 1000)) });
    const { head } = await find('user777@');
    assert.deepEqual([head.matches, head.complete, head.why], [0, false, '(server)']);
  });

  it('whatever has changed since: answers with what the service has on the pages asked, in few requests that nobody was asked about', async () => {
    const change = fc.record({ at: fc.nat(999), what: fc.constantFrom('remove', 'add', 'rename', 'renew') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 6 }),
        fc.integer({ min: 1, max: 1000 }),
        async (changes, id) => {
          const rows = subAccounts(1, 1000);
          let next = 5000;
          for (const { at, what } of changes) {
            const place =
              what === 'add' || at % 2 ? at % rows.length : rows.findIndex((row) => row.id === id);
            const there = rows[place];
            if (what === 'add') rows.splice(place, 0, subAccount(next++));
            else if (!there) continue;
            else if (what === 'remove') rows.splice(place, 1);
            else
              rows.splice(place, 1, {
                ...there,
                ...(what === 'rename' ? { email: `new${next++}@example.org` } : { balance: '7' }),
              });
          }
          const service = new Service({ A: { rows } });
          const { plan, find } = remembering(service, { A: known(subAccounts(1, 1000)) });
          const text = `user${id}@example.org`;
          assert.deepEqual(await plan(text), []);
          const found = await find(text);
          assert.ok(service.asked.length <= manyRequests);
          for (const each of found.rows) {
            const now = rows.find((row) => row.id === each.id);
            assert.deepEqual([each.email, each.balance], [now?.email, now?.balance]);
          }
          const page = Math.ceil(id / 20);
          const isThere = rows.slice((page - 1) * 20, page * 20).some(({ email }) => email === text);
          if (isThere) assert.ok(found.rows.some((row) => row.id === id));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the pages on which words were last seen', () => {
  it('are those of what is not loaded, each once', async () => {
    const service = new Service({ A: 1000 });
    const list = service.list('A');
    await list.loadMore();
    const whole = known(subAccounts(1, 1000));
    assert.deepEqual(pagesToLookUp(list, whole, 'user7@'), [], 'it is loaded');
    assert.deepEqual(pagesToLookUp(list, whole, 'user99'), [5, 50]);
    assert.equal(pagesToLookUp(list, undefined, 'user99'), undefined);
    await list.loadAll(never);
    assert.equal(pagesToLookUp(list, whole, 'user99'), undefined, 'all is loaded');
  });
});

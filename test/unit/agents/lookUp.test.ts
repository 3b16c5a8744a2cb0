// Finding for a language model by what is remembered: a few pages are asked for, and what they say now is answered.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SubAccount } from '../../../src/api/subAccount';
import { answerFindTool } from '../../../src/features/agents/core/findTool';
import { planFind } from '../../../src/features/agents/core/plan';
import { lastSeen, manyRequests } from '../../../src/features/agents/core/ways';
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
  Object.assign(service.memory, lists);
  const { parts } = service;
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
      why: 'Only the first page was asked for, and those on which these words were seen on 2026-11-24. The number of sub-accounts is still the same: for what is missing here, list page "all" with a filter.',
    });
  });

  it('asks anew for what was loaded before, and leaves what is shown as it is', async () => {
    const service = new Service({ A: 1000 });
    const list = service.list('A');
    await list.loadAll(never, 3);
    const { find } = remembering(service, { A: known(subAccounts(1, 1000)) });
    const shown = list.rows;
    service.served.A = {
      rows: [
        subAccount(2000, { email: 'new@example.org' }),
        ...subAccounts(1, 1000).map((row) => ({ ...row, balance: '42' })),
      ],
    };
    service.asked.length = 0;
    const { rows, head } = await find('new@');
    assert.deepEqual([rows.map(({ id }) => id), service.asked], [[2000], ['A 1']]);
    assert.deepEqual([head.of, head.age], [1001, undefined]);
    assert.match(String(head.why), /The list has changed since/);
    const again = await find('user45@');
    assert.deepEqual(
      again.rows.map(({ id, balance }) => [id, balance]),
      [[45, '42']],
    );
    assert.equal(again.head.age, undefined);
    assert.equal(list.rows, shown);
  });

  it('masks also what is loaded and was not asked for again', async () => {
    const token = 'Jeton-Sept';
    const rows = subAccounts(1, 1000).map((row) =>
      row.id === 1 ? { ...row, email: `user1@${token}` } : row.id === 30 ? { ...row, token } : row,
    );
    const service = new Service({ A: { rows } });
    await service.list('A').loadAll(never, 2);
    const { find } = remembering(service, { A: known(rows) });
    const found = await find('user1@');
    assert.deepEqual(
      found.rows.map(({ email }) => email),
      ['user1@•••'],
    );
  });

  it('answers from a list that is loaded whole without asking, and says that it may be old', async () => {
    const service = new Service({ A: 100 });
    await service.list('A').loadAll(never);
    service.asked.length = 0;
    const { plan, find } = remembering(service, { A: known(subAccounts(1, 100)) });
    assert.deepEqual(await plan('user77@'), []);
    const { head } = await find('user77@');
    assert.deepEqual([head.matches, head.complete, service.asked], [1, true, []]);
    assert.match(String(head.age), /earlier/);
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
    assert.equal(
      head.why,
      'These words were nowhere when all was seen on 2026-11-24, so only the first page was asked for. The number of sub-accounts is still the same: for what is missing here, list page "all" with a filter.',
    );
  });

  it('says that the list has changed where a page that it looked up says so, or no longer has what was on it', async () => {
    const before = subAccounts(1, 1000);
    const [first, last] = [before.slice(0, 776), before.slice(777)];
    // As many as there were, and the first page as it was.
    const moved = new Service({ A: { rows: [...first, ...last, subAccount(2000)] } });
    const { head } = await remembering(moved, { A: known(before) }).find('user777@');
    assert.deepEqual([head.matches, head.of], [0, 1000]);
    assert.match(String(head.why), /The list has changed since/);
    const grown = new Service({ A: { rows: before } });
    grown.before = (page) => {
      if (page > 1) grown.served.A = { rows: [...before, subAccount(2000)] };
    };
    const later = await remembering(grown, { A: known(before) }).find('user777@');
    assert.deepEqual([later.head.matches, later.head.of], [1, 1001]);
    assert.match(String(later.head.why), /The list has changed since/);
  });

  it('loads all where that takes no more requests, and is then complete', async () => {
    const service = new Service({ A: 40 });
    const { find } = remembering(service, { A: known(subAccounts(1, 40)) });
    const { head } = await find('user3');
    assert.deepEqual(
      [head.matches, head.complete, head.age, service.asked],
      [11, true, undefined, ['A 1', 'A 2']],
    );
  });

  it('loads all of a list that has changed where that is little, and is then complete', async () => {
    const service = new Service({ A: 200 });
    const { find } = remembering(service, { A: known(subAccounts(1, 199)) });
    const { head } = await find('user200@');
    assert.deepEqual(
      [head.matches, head.complete, head.age, service.asked.length],
      [1, true, undefined, manyRequests],
    );
    const more = new Service({ A: 201 });
    await remembering(more, { A: known(subAccounts(1, 200)) }).find('user200@');
    assert.deepEqual(more.asked, ['A 1', 'A 10'], 'nobody was asked about eleven');
  });

  it('loads all of it also where some was loaded before it changed', async () => {
    const before = subAccounts(1, 100);
    const service = new Service({ A: { rows: before } });
    await service.list('A').loadAll(never, 2);
    service.served.A = { rows: [...before.slice(5), subAccount(2000), subAccount(2001)] };
    service.asked.length = 0;
    const { plan, find } = remembering(service, { A: known(before) });
    assert.deepEqual(await plan('simple'), [], 'on five pages');
    const { head } = await find('simple');
    assert.deepEqual([head.matches, head.searched, head.complete, head.age], [48, 97, true, undefined]);
    assert.deepEqual(service.asked, ['A 1', 'A 2', 'A 3', 'A 4', 'A 5']);
  });

  it('of several accounts that have changed, loads no more than nobody was asked about', async () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
    const before = subAccounts(1, 190);
    const rows = [subAccount(999), ...before];
    const service = new Service(Object.fromEntries(names.map((name) => [name, { rows }])));
    const lists = Object.fromEntries(names.map((name) => [name, known(before)]));
    const { plan, find } = remembering(service, lists);
    assert.deepEqual(await plan('nobody'), []);
    await find('nobody');
    assert.deepEqual(
      service.asked.toSorted(),
      names.map((name) => `${name} 1`),
    );
  });

  it('loads the rest of a list that grew meanwhile only as far as nobody was asked, and says so', async () => {
    const service = new Service({ A: 60, B: 60 });
    await service.list('A').loadMore();
    await service.list('B').loadMore();
    service.served.A = { rows: subAccounts(1, 1000) };
    service.asked.length = 0;
    const { plan, find } = remembering(service, {});
    assert.deepEqual(await plan('user'), []);
    const { head } = await find('user');
    assert.ok(service.asked.length <= manyRequests, service.asked.join());
    const [A, B] = head.accounts as { complete: boolean; why?: string }[];
    assert.deepEqual([A?.complete, B?.complete], [false, true]);
    assert.equal(A?.why, 'The loading was stopped. Ask again to go on.');
    assert.match(JSON.stringify(await plan('user')), /"requests":4\d/, 'now it is known, and asked about');
  });

  it('asks the person where more matches than can be told, and then counts all', async () => {
    const service = new Service({ A: 1000 });
    const { plan, find } = remembering(service, { A: known(subAccounts(1, 1000)) });
    assert.deepEqual(await plan('simple'), [{ account: 'A', left: undefined }]);
    const { head } = await find('simple');
    assert.deepEqual([head.matches, head.complete], [500, true]);
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
      names.map((account) => ({ account, left: { requests: 2 } })),
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
    assert.deepEqual([rows.map(({ id }) => id), service.asked], [[777], ['A 1', 'A 39']]);
  });

  it('says why where a page of it could not be asked for, beside what came', async () => {
    const service = new Service({ A: { rows: subAccounts(1, 1000), fails: { from: 30, why: unavailable } } });
    const { find } = remembering(service, { A: known(subAccounts(1, 1000)) });
    const { head } = await find('user777@');
    assert.deepEqual([head.matches, head.complete, head.why], [0, false, '(server)']);
  });

  for (const page of [1, 39]) {
    it(`waits out “too many requests”, met on page ${page}`, async () => {
      const service = new Service({ A: 1000 });
      const { find } = remembering(service, { A: known(subAccounts(1, 1000)) });
      let met = 0;
      service.before = (asked) => {
        const fails = asked === page && met++ < 2;
        const why = { kind: 'rateLimited', askAgainAt: Date.now() } as const;
        service.served.A = { rows: subAccounts(1, 1000), ...(fails && { fails: { from: 1, why } }) };
      };
      const { rows, head } = await find('user777@');
      assert.deepEqual([rows.map(({ id }) => id), met], [[777], 3]);
      assert.match(String(head.why), /still the same/);
      assert.deepEqual([...new Set(service.waits)], [true]);
    });
  }

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
          assert.ok(service.asked.length <= manyRequests, service.asked.join());
          for (const each of found.rows) {
            const now = rows.find((row) => row.id === each.id);
            assert.deepEqual([each.email, each.balance], [now?.email, now?.balance]);
          }
          const page = Math.ceil(id / 20);
          const isThere = rows.slice((page - 1) * 20, page * 20).some(({ email }) => email === text);
          if (isThere)
            assert.ok(
              found.rows.some((row) => row.id === id),
              'it is not found',
            );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('whatever is remembered, loaded and changed of several accounts: no more requests than were asked about, and what is said is true', async () => {
    const inAccount = fc.record({
      rows: fc.integer({ min: 0, max: 240 }),
      isRemembered: fc.boolean(),
      isWhole: fc.boolean(),
      loaded: fc.constantFrom(0, 0, 1, 2, 5, 20),
      gone: fc.array(fc.nat(239), { maxLength: 3 }),
      first: fc.integer({ min: 0, max: 5 }),
      last: fc.constantFrom(0, 0, 1, 30, 300),
    });
    const words = fc.constantFrom('nobody', 'user7', 'user21', 'simple', 'new');
    await fc.assert(
      fc.asyncProperty(fc.array(inAccount, { minLength: 1, maxLength: 5 }), words, async (given, text) => {
        const names = given.map((_, at) => `account ${at}`);
        const of = <T>(what: (each: (typeof given)[number], at: number) => T) =>
          Object.fromEntries(given.map((each, at) => [names[at] ?? '', what(each, at)]));
        const service = new Service(of(({ rows }) => rows));
        await Promise.all(
          given.map(({ loaded }, at) => loaded && service.list(names[at] ?? '').loadAll(never, loaded)),
        );
        const now = of(({ rows, gone, first, last }) => [
          ...Array.from({ length: first }, (_, i) => subAccount(1000 + i, { email: `new${i}@example.org` })),
          ...subAccounts(1, rows).filter((_, i) => !gone.includes(i)),
          ...Array.from({ length: last }, (_, i) => subAccount(2000 + i, { email: `new${i}@example.net` })),
        ]);
        Object.assign(
          service.served,
          of((_, at) => ({ rows: now[names[at] ?? ''] ?? [] })),
        );
        const wasWhole = of((_, at) => service.list(names[at] ?? '').state.kind === 'complete');
        service.asked.length = 0;
        const lists = of(({ rows, isRemembered, isWhole }) =>
          isRemembered ? known(subAccounts(1, rows), { isWhole }) : undefined,
        );
        Object.assign(service.memory, lists);
        const { plan, find } = remembering(service, {});
        const toConfirm = (await plan(text)) ?? [];
        const { head, rows } = await find(text);
        if (toConfirm.length === 0) {
          assert.ok(service.asked.length <= manyRequests, service.asked.join());
        }
        for (const { account, left } of toConfirm) {
          const asked = service.asked.filter((each) => each.startsWith(`${account} `));
          if (left && left.subAccounts === undefined) assert.ok(asked.length <= left.requests, asked.join());
        }
        const heads = (given.length > 1 ? head.accounts : [head]) as Record<string, unknown>[];
        for (const { account, searched, complete, why, age } of heads) {
          const name = String(account);
          const there = now[name] ?? [];
          if (wasWhole[name] || age !== undefined) continue;
          assert.equal(complete, searched === there.length);
          if (complete) continue;
          assert.match(String(why), /list page "all"|Ask again to go on/);
          const asked = new Set(service.asked.filter((each) => each.startsWith(`${name} `)));
          assert.ok(Number(searched) <= asked.size * 20, 'more than was asked for now');
          const isSaidToBeSame = /still the same/.test(String(why));
          if (isSaidToBeSame) assert.equal(there.length, lists[name]?.rows.length);
          for (const row of rows.filter((each) => (each.account ?? head.account) === name)) {
            assert.equal(there.find(({ id }) => id === row.id)?.email, row.email);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('where words were last seen', () => {
  const whole = known(subAccounts(1, 1000));

  it('is on these pages, each once, beside the first', () => {
    assert.deepEqual(lastSeen(whole, 'user7@')?.pages, []);
    assert.deepEqual(lastSeen(whole, 'user99')?.pages, [5, 50]);
    assert.deepEqual(lastSeen(whole, 'nobody')?.pages, []);
  });

  it('is not told where not all is remembered, or it is on too many pages, or there is too much of it', () => {
    assert.equal(lastSeen(undefined, 'user99'), undefined);
    assert.equal(lastSeen({ ...whole, isWhole: false }, 'user99'), undefined);
    const onPages = (pages: number) =>
      known(
        subAccounts(1, 1000).map((row) =>
          row.id <= pages * 20 && row.id % 20 === 0 ? { ...row, type: 'rare' } : row,
        ),
      );
    assert.equal(lastSeen(onPages(10), 'rare')?.pages.length, 9);
    assert.equal(lastSeen(onPages(11), 'rare'), undefined);
    const many = (count: number) =>
      known(subAccounts(1, 1000).map((row) => (row.id <= count ? { ...row, type: 'rare' } : row)));
    assert.equal(lastSeen(many(50), 'rare')?.matches.length, 50);
    assert.equal(lastSeen(many(51), 'rare'), undefined);
  });
});

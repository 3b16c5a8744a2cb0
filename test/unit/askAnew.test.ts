// A remembered sub-account that is chosen: what is given is what the service answers for it now, or nothing.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failed, ok } from '../../src/api/result';
import type { SubAccount } from '../../src/api/subAccount';
import { askAnew, type NotThere } from '../../src/subAccounts/askAnew';
import { type FetchSubAccounts, type ListFailure, SubAccountLists } from '../../src/subAccounts/lists';
import { remembered } from '../../src/subAccounts/rememberedList';
import { subAccount, subAccounts } from '../support/subAccounts';

const pageSize = 3;
const never = new AbortController().signal;

/** A service whose rows are what the test makes of them. */
class Service {
  rows: SubAccount[];
  /** How many there are as the service says, where that is not how many it has. */
  total: number | undefined;
  readonly pageSize: number;
  /** Sub-accounts that can't be read where they are answered. */
  readonly unreadable = new Set<number>();
  /** What each token was when it was last answered. */
  readonly answered = new Set<string | undefined>();
  /** Called before each answer. */
  before: (page: number) => unknown = () => undefined;
  /** Pages that fail. */
  readonly failing = new Set<number>();
  why: ListFailure = { kind: 'server', status: 503 };
  /** Whether pages past the last one are refused, and not answered as empty. */
  refusesPastEnd = false;
  /** Whether the account is still there and its key the same owner's. */
  isStill = true;
  asked: number[] = [];
  readonly lists = new SubAccountLists(
    (...request) => this.fetch(...request),
    () => undefined,
    (error) => {
      throw error;
    },
  );

  constructor(rows: readonly SubAccount[], size = pageSize) {
    this.rows = [...rows];
    this.pageSize = size;
  }

  readonly fetch: FetchSubAccounts = async (_account, page) => {
    this.asked.push(page);
    await this.before(page);
    if (this.failing.has(page)) {
      return failed(this.why);
    }
    const { pageSize } = this;
    if (this.refusesPastEnd && page > Math.max(1, Math.ceil(this.rows.length / pageSize))) {
      return failed({ kind: 'rejected', code: 9, message: 'Page inconnue' });
    }
    const all = this.rows.slice((page - 1) * pageSize, page * pageSize);
    const rows = all.filter(({ id }) => !this.unreadable.has(id));
    for (const { token } of rows) this.answered.add(token);
    return ok({ rows, skipped: all.length - rows.length, total: this.total ?? this.rows.length, pageSize });
  };

  async ask(row: ReturnType<typeof remembered>, signal = never) {
    let forAll = 0;
    const answer = await askAnew(
      row,
      {
        fetchPage: (...how) => this.fetch('a', ...how),
        list: this.lists.ofAccount('a'),
        isStill: () => this.isStill,
        onAskingForAll: () => {
          forAll++;
        },
      },
      signal,
    );
    return { answer, forAll };
  }
}

const gone: NotThere = { kind: 'gone' };
const fewer: ListFailure = { kind: 'malformed', reason: 'fewer', status: 200 };

describe('a remembered sub-account that is chosen', () => {
  it('is asked for on its page alone, where it still stands there', async () => {
    const service = new Service(subAccounts(1, 30));
    service.rows[13] = subAccount(14, { token: 'another' });
    const { answer, forAll } = await service.ask(remembered(subAccount(14), 5));
    assert.deepEqual(answer, ok({ subAccount: subAccount(14, { token: 'another' }), page: 5 }));
    assert.deepEqual([service.asked, forAll], [[5], 0]);
  });

  it('is looked for on the pages beside, then on all, with a word', async () => {
    const service = new Service(subAccounts(1, 30));
    assert.deepEqual(
      (await service.ask(remembered(subAccount(14), 4))).answer,
      ok({ subAccount: subAccount(14), page: 5 }),
    );
    assert.deepEqual(service.asked, [4, 3, 5]);
    service.asked = [];
    const far = await service.ask(remembered(subAccount(30), 1));
    assert.deepEqual([far.answer, far.forAll], [ok({ subAccount: subAccount(30), page: undefined }), 1]);
    assert.deepEqual(service.asked.slice(0, 2), [1, 2]);
  });

  it('is gone where no page has it', async () => {
    const service = new Service(subAccounts(1, 30));
    service.rows.splice(13, 1);
    assert.deepEqual((await service.ask(remembered(subAccount(14), 5))).answer, failed(gone));
  });

  it('is another’s where its id has another e-mail now: this is said as soon as it is met, there or anywhere', async () => {
    const service = new Service(subAccounts(1, 30));
    const now = subAccount(14, { email: 'other@example.org' });
    service.rows[13] = now;
    const renamed = (page: number | undefined) =>
      failed({ kind: 'renamed' as const, now: { subAccount: now, page } });
    assert.deepEqual((await service.ask(remembered(subAccount(14), 5))).answer, renamed(5));
    assert.deepEqual(service.asked, [5]);
    assert.deepEqual((await service.ask(remembered(subAccount(14), 6))).answer, renamed(5));
    assert.deepEqual((await service.ask(remembered(subAccount(14), 1))).answer, renamed(undefined));
  });

  for (const refusesPastEnd of [true, false]) {
    const how = refusesPastEnd ? 'refuses' : 'has nothing on';
    it(`is found, or gone, where the service ${how} pages past its last one`, async () => {
      const service = new Service(subAccounts(2, 28));
      service.refusesPastEnd = refusesPastEnd;
      // It stood on page 10, which is no more.
      const { answer } = await service.ask(remembered(subAccount(28), 10));
      assert.deepEqual(answer, ok({ subAccount: subAccount(28), page: 9 }));
      const deleted = await service.ask(remembered(subAccount(29), 9));
      assert.deepEqual(deleted.answer, failed(gone));
      assert.equal((await service.ask(remembered(subAccount(3), 90))).answer.ok, true, 'however far past it');
    });
  }

  it('is looked for on no page past the last one that was just told', async () => {
    const service = new Service(subAccounts(1, 30));
    await service.ask(remembered(subAccount(99), 10));
    assert.deepEqual(service.asked.slice(0, 3), [10, 9, 1]);
  });

  it('is not looked for further where a page of those is refused for another reason', async () => {
    const service = new Service(subAccounts(1, 30));
    for (const [why, page] of [
      [{ kind: 'refusedKey' }, 5],
      [{ kind: 'offline', reason: 'reset', host: 'api.example.org' }, 4],
      [{ kind: 'rejected', code: 9, message: 'Non' }, 1],
    ] as const) {
      service.why = why;
      service.failing.clear();
      service.failing.add(page);
      const { answer, forAll } = await service.ask(remembered(subAccount(99), Math.min(5, page + 1)));
      assert.deepEqual([answer, forAll], [failed({ kind: 'failed', why }), 0]);
    }
  });

  it('is nothing once its account is gone or another owner’s, whatever was answered and whenever', async () => {
    for (const page of [5, 4, 7]) {
      const service = new Service(subAccounts(1, 30));
      service.before = (asked) => {
        service.isStill = asked !== page;
      };
      for (const id of [14, 10, 20]) {
        service.isStill = true;
        const { answer } = await service.ask(remembered(subAccount(id), 5));
        if (service.isStill) continue;
        assert.deepEqual(answer, failed({ kind: 'stopped' }), `page ${page}`);
      }
    }
  });

  it('is found also where it came to a page that had been loaded before', async () => {
    const service = new Service(subAccounts(1, 30));
    await service.lists.ofAccount('a').loadMore();
    const [moved] = service.rows.splice(28, 1);
    assert.ok(moved);
    service.rows.unshift(moved);
    assert.deepEqual(
      (await service.ask(remembered(subAccount(29), 10))).answer,
      ok({ subAccount: subAccount(29), page: undefined }),
    );
  });

  it('is not said to be gone where a page could not be asked for', async () => {
    const service = new Service(subAccounts(1, 30));
    for (const page of [5, 4, 7]) {
      service.failing.clear();
      service.failing.add(page);
      const { answer } = await service.ask(remembered(subAccount(99), 5));
      assert.deepEqual(answer, failed({ kind: 'failed', why: service.why }), `page ${page}`);
    }
  });

  it('is nothing to anybody who no longer wants it', async () => {
    const service = new Service(subAccounts(1, 30));
    const abort = new AbortController();
    abort.abort();
    const { answer } = await service.ask(remembered(subAccount(14), 5), abort.signal);
    assert.deepEqual(answer, failed({ kind: 'stopped' }));
  });

  it('is not said to be gone where something could not be read, which it may be', async () => {
    const service = new Service(subAccounts(1, 30));
    service.unreadable.add(14);
    const { answer } = await service.ask(remembered(subAccount(14), 5));
    assert.deepEqual(
      answer,
      failed({ kind: 'failed', why: { kind: 'malformed', reason: 'shape', status: 200 } }),
    );
    const other = await service.ask(remembered(subAccount(20), 3));
    assert.ok(other.answer.ok, 'what could be read is found all the same');
  });

  it('is not said to be gone where the service answers fewer than it says there are', async () => {
    const service = new Service(subAccounts(1, 50), 20);
    service.total = 60;
    const { answer } = await service.ask(remembered(subAccount(55), 3));
    assert.equal(service.lists.ofAccount('a').state.kind, 'complete');
    assert.deepEqual(answer, failed({ kind: 'failed', why: fewer }));
    assert.ok((await service.ask(remembered(subAccount(50), 1))).answer.ok, 'what it has is found');
  });

  it('is looked for among all once more where others went meanwhile, and is not said to be gone where they go on going', async () => {
    const service = new Service(subAccounts(1, 200), 20);
    let times = 0;
    service.before = (page) => {
      // What stood first on page 8 is on page 7 from now on, which has been answered.
      if (page === 8 && times++ === 0) service.rows.splice(4, 1);
    };
    const { answer, forAll } = await service.ask(remembered(subAccount(141), 1));
    assert.deepEqual([answer, forAll, times], [ok({ subAccount: subAccount(141), page: undefined }), 1, 2]);
    const other = new Service(subAccounts(1, 200), 20);
    other.before = (page) => page === 8 && other.rows.splice(0, 1);
    const deleted = await other.ask(remembered(subAccount(999), 1));
    assert.deepEqual(deleted.answer, failed({ kind: 'failed', why: fewer }));
    assert.equal(other.rows.length, 198, 'all were asked for twice');
  });

  it('whoever comes or whoever goes while it is looked for: is not said to be gone where it is there', async () => {
    let gone = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(19),
        fc.boolean(),
        // Mostly while all are asked for the first time; now and then it is the one itself that goes.
        fc.array(fc.tuple(fc.oneof(fc.nat(8), fc.nat(30)), fc.option(fc.nat(19), { freq: 3 })), {
          maxLength: 4,
        }),
        async (index, isAdding, changes) => {
          const service = new Service(subAccounts(1, 20), 2);
          const wanted = subAccount(index + 1);
          let request = 0;
          service.before = () => {
            request++;
            for (const [when, where] of changes) {
              if (when + 3 !== request) continue;
              const own = service.rows.findIndex(({ id }) => id === wanted.id);
              const at = where ?? (own < 0 ? 0 : own);
              if (isAdding) service.rows.splice(at, 0, subAccount(1000 + request * 100 + at));
              else service.rows.splice(at, 1);
            }
          };
          const { answer } = await service.ask(remembered(wanted, index < 10 ? 10 : 1));
          const there = service.rows.some(({ id }) => id === wanted.id);
          const isGone = !answer.ok && answer.why.kind === 'gone';
          gone += isGone ? 1 : 0;
          assert.ok(!(isGone && there), 'said to be gone, and is there');
          // Where nothing changes, it is told for sure.
          if (changes.length === 0) assert.ok(answer.ok);
        },
      ),
      { numRuns: 1000 },
    );
    assert.ok(gone > 5, `${gone} gone`);
  });

  it('is neither there nor gone where its account is removed meanwhile, and where the person stops the loading', async () => {
    for (const end of [
      (service: Service) => service.lists.keepOnly([]),
      (service: Service) => service.lists.ofAccount('a').stop(),
    ]) {
      const service = new Service(subAccounts(1, 60));
      await service.lists.ofAccount('a').loadMore();
      service.rows = subAccounts(1, 60).map((row) => ({ ...row, token: `renewed ${row.id}` }));
      service.before = (page) => page === 15 && end(service);
      // Loaded while it was asked for: its token is from before.
      const { answer } = await service.ask(remembered(subAccount(2), 8));
      assert.deepEqual(answer, failed({ kind: 'stopped' }));
    }
  });

  it('whatever moved, came, went, was renewed, renamed or given another’s e-mail since, and whatever fails: has the token that was just answered for that id and e-mail, or none', async () => {
    const nat = fc.nat(60);
    const page = fc.integer({ min: 1, max: 12 });
    const change = fc.oneof(
      fc.record({
        what: fc.constantFrom('remove', 'renew', 'rename', 'twin', 'renumber', 'unreadable'),
        at: nat,
        to: nat,
      }),
      fc.record({
        what: fc.constantFrom('add', 'addFirst', 'addLast', 'move', 'swapEmails'),
        at: nat,
        to: nat,
      }),
      fc.record({
        what: fc.constantFrom('load', 'loadAll', 'fail', 'recover', 'refusePastEnd'),
        at: page,
        to: nat,
      }),
    );
    const changes = fc.array(change, { maxLength: 10 });
    let [found, gone, renamed, unknown] = [0, 0, 0, 0];
    await fc.assert(
      fc.asyncProperty(
        changes,
        fc.nat(29),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 30 }),
        fc.option(fc.tuple(page, changes), { nil: undefined }),
        async (since, index, size, seenOn, during) => {
          const service = new Service(subAccounts(1, 30), size);
          const wanted = service.rows[index];
          assert.ok(wanted);
          let next = 1000;
          const happens = async ({ what, at: where, to }: (typeof since)[number], mayLoad: boolean) => {
            const { rows } = service;
            // As often what is wanted as any other.
            const own = rows.findIndex(({ id }) => id === wanted.id);
            const at = to % 2 && own >= 0 ? own : where % Math.max(1, rows.length);
            const there = rows[at];
            const another = rows[to % Math.max(1, rows.length)];
            const put = (over: Partial<SubAccount>) => there && rows.splice(at, 1, { ...there, ...over });
            if (what === 'load' && mayLoad) await service.lists.ofAccount('a').loadMore();
            else if (what === 'loadAll' && mayLoad) await service.lists.ofAccount('a').loadAll(never);
            else if (what === 'fail') service.failing.add(where);
            else if (what === 'recover') service.failing.clear();
            else if (what === 'refusePastEnd') service.refusesPastEnd = true;
            else if (what === 'add') rows.splice(at, 0, subAccount(next++));
            else if (what === 'addFirst') rows.unshift(subAccount(next++));
            else if (what === 'addLast') rows.push(subAccount(next++));
            else if (what === 'remove') rows.splice(at, 1);
            else if (what === 'move') rows.splice(to % Math.max(1, rows.length), 0, ...rows.splice(at, 1));
            else if (what === 'renew') put({ token: `renewed ${next++}` });
            else if (what === 'rename') put({ email: `renamed${next++}@example.org` });
            // Made anew under the same e-mail, or a second of it.
            else if (what === 'renumber') put({ id: next++, token: `renumbered ${next}` });
            else if (what === 'twin' && there)
              rows.splice(to % rows.length, 0, { ...there, id: next++, token: `twin ${next}` });
            else if (what === 'swapEmails' && there && another && there !== another) {
              rows.splice(rows.indexOf(another), 1, { ...another, email: there.email });
              put({ email: another.email });
            } else if (what === 'unreadable' && there) service.unreadable.add(there.id);
          };
          for (const each of since) await happens(each, true);
          const isWanted = ({ id, email }: SubAccount) => id === wanted.id && email === wanted.email;
          // What the list had before it was asked for is no answer.
          service.answered.clear();
          let toCome = during;
          service.before = async (asked) => {
            if (asked === toCome?.[0]) {
              const [, meanwhile] = toCome;
              toCome = undefined;
              for (const each of meanwhile) await happens(each, false);
            }
          };
          const { answer } = await service.ask(remembered(wanted, seenOn));
          const now = service.rows.find(isWanted);
          if (answer.ok) {
            found++;
            const { subAccount: given } = answer.value;
            assert.ok(isWanted(given), 'that id and e-mail');
            assert.ok(service.answered.has(given.token), 'just answered');
            if (!during) assert.deepEqual(given, now);
          } else if (answer.why.kind === 'gone') {
            gone++;
            const there = service.rows.find(({ id }) => id === wanted.id);
            if (!during) assert.equal(there, undefined, 'said to be gone, and is there');
          } else if (answer.why.kind === 'renamed') {
            renamed++;
            const given = answer.why.now.subAccount;
            assert.ok(service.answered.has(given.token), 'just answered');
            assert.deepEqual([given.id, given.email !== wanted.email], [wanted.id, true]);
            if (!during) assert.equal(now, undefined, 'said to be another’s, and is there');
          } else {
            unknown++;
            assert.equal(answer.why.kind, 'failed');
            assert.ok(service.failing.size + service.unreadable.size > 0 || during);
          }
        },
      ),
      { numRuns: 1500 },
    );
    const counts = `${found} found, ${gone} gone, ${renamed} renamed, ${unknown} not known`;
    assert.ok(Math.min(found, gone, renamed, unknown) > 20, counts);
  });
});

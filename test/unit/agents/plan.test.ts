// When the person is asked first: where much is left to load, or nobody knows how much.
import assert from 'node:assert/strict';
import { planFind, planList } from '../../../src/features/agents/core/plan';
import { subAccounts } from '../../support/subAccounts';
import { Service } from './support/service';

const never = new AbortController().signal;

describe('what a call is about to do', () => {
  it('one page: its number, and no question', () => {
    const service = new Service({ A: 10_000 });
    const expected = { account: 'A', page: 4, words: undefined, toConfirm: [] };
    assert.deepEqual(planList({ page: 4 }, service.parts), expected);
    assert.deepEqual(planList({ page: 4, filter: 'x' }, service.parts), { ...expected, words: 'x' });
  });

  it('all of a list of unknown length: the person is asked, and nobody else', async () => {
    const service = new Service({ A: 3 });
    const toConfirm = [{ account: 'A', left: undefined }];
    assert.deepEqual(planList({ page: 'all' }, service.parts)?.toConfirm, toConfirm);
    assert.deepEqual(planList({ filter: 'x' }, service.parts)?.toConfirm, toConfirm);
    assert.deepEqual(await planFind({ text: 'x' }, service.parts), {
      account: 'A',
      page: 'all',
      words: 'x',
      toConfirm,
    });
    assert.deepEqual(service.asked, []);
  });

  it('the rest of a long list: how many, with how many requests', async () => {
    const service = new Service({ A: 10_000 });
    await service.list('A').loadMore();
    const left = { subAccounts: 9980, requests: 499 };
    assert.deepEqual(planList({ page: 'all' }, service.parts)?.toConfirm, [{ account: 'A', left }]);
  });

  it('what could not be read is not left to load', async () => {
    const service = new Service({ A: { rows: subAccounts(1, 280), total: 300, skipped: 20 } });
    await service.list('A').loadMore();
    const left = { subAccounts: 260, requests: 13 };
    assert.deepEqual(planList({ page: 'all' }, service.parts)?.toConfirm, [{ account: 'A', left }]);
  });

  it('ten requests are not asked about, eleven are; of several accounts together', async () => {
    const service = new Service({ A: 220, B: 240, C: 20 });
    for (const name of ['A', 'B', 'C']) {
      await service.list(name).loadMore();
    }
    const ask = async (account?: string) =>
      (await planFind({ text: 'x', account }, service.parts))?.toConfirm;
    assert.deepEqual(await ask('A'), []);
    assert.deepEqual(
      (await ask('B'))?.map(({ left }) => left?.requests),
      [11],
    );
    assert.deepEqual(
      (await ask())?.map(({ account }) => account),
      ['A', 'B'],
      'nothing is left of C',
    );
  });

  it('nothing is left: no question', async () => {
    const service = new Service({ A: 1000, B: 0 });
    await service.list('A').loadAll(never);
    await service.list('B').loadAll(never);
    assert.deepEqual((await planFind({ text: 'x' }, service.parts))?.toConfirm, []);
  });

  it('wrong input: nothing to say beforehand', async () => {
    const service = new Service({ A: 3, B: 3 });
    assert.equal(planList({ page: 0 }, service.parts), undefined);
    assert.equal(planList({ page: 1 }, service.parts), undefined, 'which account?');
    assert.equal(await planFind({}, service.parts), undefined);
    assert.equal(await planFind({ text: 'x' }, new Service({}).parts), undefined);
  });
});

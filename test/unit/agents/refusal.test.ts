// An address to which an account's key does not go yet: a tool says so, and never sets off a load that would ask the person in a modal.
import assert from 'node:assert/strict';
import { answerFindTool } from '../../../src/features/agents/core/findTool';
import { answerListTool, type Say } from '../../../src/features/agents/core/listTool';
import type { ListFailure } from '../../../src/subAccounts/lists';
import { Service } from './support/service';

const never = new AbortController().signal;
const say: Say = ({ account, why }) => `(${account}: ${why.kind})`;
const refusal: ListFailure = { kind: 'origin', origin: 'https://api.example.org', boundTo: undefined };

describe('a tool where the key does not go to the address yet', () => {
  for (const [name, run] of [
    ['list', (service: Service) => answerListTool({ page: 'all' }, service.parts, say, never)],
    ['find', (service: Service) => answerFindTool({ text: 'a' }, service.parts, say, never)],
  ] as const) {
    it(`${name}: loads nothing, and says why`, async () => {
      const service = new Service({ Agence: 45 });
      service.refusal = refusal;
      assert.deepEqual(await run(service), {
        ok: false,
        why: { kind: 'failed', failures: [{ account: 'Agence', why: refusal }] },
      });
      assert.deepEqual([service.asked, service.list('Agence').pristine], [[], true]);
    });

    it(`${name}: gives what is loaded, and says that it is not all, and why`, async () => {
      const service = new Service({ Agence: 45 });
      await service.list('Agence').loadMore();
      service.refusal = refusal;
      service.asked.length = 0;
      const given = await run(service);
      assert.ok(given.ok);
      assert.equal(given.value.head.complete, false);
      assert.equal(given.value.head.why, '(Agence: origin)');
      assert.deepEqual(service.asked, []);
    });

    it(`${name}: gives a list that is whole`, async () => {
      const service = new Service({ Agence: 45 });
      await service.list('Agence').loadAll(never);
      service.refusal = refusal;
      const given = await run(service);
      assert.ok(given.ok);
      assert.equal(given.value.head.complete, true);
    });
  }
});

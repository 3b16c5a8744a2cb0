// A refresh that brings nothing new, as the lists merge it: its pages are at hand, so that the merging is all there is.
import { ok } from '../../../src/api/result';
import type { SubAccount } from '../../../src/api/subAccount';
import { SubAccountLists } from '../../../src/subAccounts/lists';
import { collectGarbage } from '../../soak/memory';
import { benchAccount } from '../accounts';
import { expectRows } from './lists';
import type { Plan, Samples } from './plan';

/** Rows a page (docpartner.dev, Mail Partner › Sous-comptes). */
const pageSize = 20;

export async function refresh({ source, rounds }: Plan): Promise<Samples> {
  const { subAccounts } = benchAccount(source.rows);
  const answered = () => subAccounts.map((each): SubAccount => ({ ...each, createdAt: undefined }));
  let rows = answered();
  const pageOf = async (_account: string, page: number) =>
    ok({ rows: rows.slice((page - 1) * pageSize, page * pageSize), total: rows.length, pageSize });
  const lists = new SubAccountLists(
    pageOf,
    () => undefined,
    (error) => {
      throw error;
    },
  );
  const list = lists.ofAccount('refreshed');
  await list.loadAll(new AbortController().signal);
  const [first] = list.rows;
  const samples = { cpu: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    // An answer is made of new objects, whatever it says.
    rows = answered();
    await collectGarbage();
    const cpu = process.cpuUsage();
    await list.refresh();
    const { user, system } = process.cpuUsage(cpu);
    samples.cpu.push((user + system) / 1000);
    expectRows(list, source.rows);
    if (list.rows[0] !== first) throw new Error('Rows that did not change were replaced.');
  }
  lists.dispose();
  return samples;
}

// Loading a whole list: as Load All does it, or one page after another as the vendor's samples do.
import { expectRows, listsOf } from './lists';
import type { Plan, Samples } from './plan';

export async function load(plan: Extract<Plan, { kind: 'load' }>): Promise<Samples> {
  const lists = listsOf(plan.source, plan.ceiling);
  const samples = { load: [] as number[], cpu: [] as number[] };
  for (let round = 0; round < plan.rounds; round++) {
    const list = lists.ofAccount(`round ${round}`);
    const cpu = process.cpuUsage();
    const start = performance.now();
    if (plan.how === 'all') {
      await list.loadAll(new AbortController().signal);
    } else {
      while (list.state.kind !== 'complete' && list.state.kind !== 'failed') {
        await list.loadMore();
      }
    }
    samples.load.push(performance.now() - start);
    const { user, system } = process.cpuUsage(cpu);
    samples.cpu.push((user + system) / 1000);
    expectRows(list, plan.source.rows);
  }
  lists.dispose();
  return samples;
}

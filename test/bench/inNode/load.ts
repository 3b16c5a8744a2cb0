// Loading a whole list: as Load All does it, or one page after another as the vendor's samples do.
import { expectRows, listsOf } from './lists';
import type { Plan, Samples } from './plan';

export async function load(plan: Extract<Plan, { kind: 'load' }>): Promise<Samples> {
  const lists = listsOf(plan.source, plan.ceiling);
  const samples: number[] = [];
  for (let round = 0; round < plan.rounds; round++) {
    const list = lists.of(`round ${round}`);
    const start = performance.now();
    if (plan.how === 'all') {
      await list.loadAll(new AbortController().signal);
    } else {
      while (list.state.kind !== 'complete' && list.state.kind !== 'failed') {
        await list.loadMore();
      }
    }
    samples.push(performance.now() - start);
    expectRows(list, plan.source.rows);
  }
  lists.dispose();
  return { load: samples };
}

// The first page, from asking to rows, beside the least that the same page can cost.
import { bareGet } from './bare';
import { expectRows, listsOf } from './lists';
import type { Plan, Samples } from './plan';

const warmUp = 50;

export async function firstPage({ source, rounds }: Plan): Promise<Samples> {
  const samples = { ours: [] as number[], bare: [] as number[], cold: [] as number[] };
  const lists = listsOf(source, false);
  const ours = async (name: string) => {
    const start = performance.now();
    const list = lists.ofAccount(name);
    await list.loadMore();
    const took = performance.now() - start;
    expectRows(list, 20);
    list.dispose();
    return took;
  };
  const bare = async () => {
    const start = performance.now();
    const { data } = JSON.parse(await bareGet(source, 1));
    const took = performance.now() - start;
    if (data.length !== 20) throw new Error('The bare page has other rows.');
    return took;
  };
  // The very first also opens the connection, as a person's first page does.
  samples.cold.push(await ours('cold'));
  for (let round = 0; round < warmUp + rounds; round++) {
    const oursFirst = round % 2 === 0;
    const first = oursFirst ? await ours(`round ${round}`) : await bare();
    const second = oursFirst ? await bare() : await ours(`round ${round}`);
    if (round >= warmUp) {
      samples.ours.push(oursFirst ? first : second);
      samples.bare.push(oursFirst ? second : first);
    }
  }
  lists.dispose();
  return samples;
}

// A keystroke in Find, from the value that changed to the items that VS Code is given: the extension's own picker, on a stand-in.
import { failed } from '../../../src/api/result';
import { Clipboard } from '../../../src/common/clipboard';
import { askSubAccount } from '../../../src/features/find/askSubAccount';
import { noMemory } from '../../support/noMemory';
import { expectRows, listsOf } from './lists';
import type { Plan, Samples } from './plan';
import { Disposable, lastPick } from './vscodeStandIn';

/** What people type, each letter by letter: few matches, many, none, several words, numbers, a word that is in nearly all. */
const queries = ['martin', 'contact@', 'example', '.fr', 'adv ma', 'simple an', '104', 'zzz', 'é', '@ o'];

export async function find({ source, rounds }: Plan): Promise<Samples> {
  const lists = listsOf(source, false);
  const list = lists.ofAccount('a');
  await list.loadAll(new AbortController().signal);
  expectRows(list, source.rows);
  const samples = { keystroke: [] as number[], first: [] as number[], cpu: [] as number[] };
  const asked = askSubAccount('Find', {
    accounts: () => [{ id: 'a', name: 'Agence' }],
    lists: lists.all,
    onDidChangeList: () => new Disposable(() => undefined),
    memory: noMemory,
    fetchPage: async () => failed({ kind: 'unexpected' }),
    clipboard: new Clipboard({
      clipboard: { readText: async () => '', writeText: async () => {} },
      clearAfter: () => 0,
    }),
  });
  const pick = lastPick;
  if (!pick) throw new Error('Find made no quick pick.');
  // Nobody types sooner after the box has opened; meanwhile it folds what is to be searched.
  await new Promise((resolve) => setTimeout(resolve, 200));
  let isFirst = true;
  for (let round = 0; round < rounds; round++) {
    for (const query of queries) {
      for (let length = 1; length <= query.length; length++) {
        const cpu = process.cpuUsage();
        const start = performance.now();
        pick.type(query.slice(0, length));
        const took = performance.now() - start;
        const { user, system } = process.cpuUsage(cpu);
        samples.cpu.push((user + system) / 1000);
        if (pick.items.length === 0) throw new Error('Find gave no items.');
        (isFirst ? samples.first : samples.keystroke).push(took);
        isFirst = false;
        // As far apart as keystrokes are: what one leaves behind is not the next one's to pay.
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      pick.type('');
    }
  }
  pick.hide();
  await asked;
  lists.dispose();
  return samples;
}

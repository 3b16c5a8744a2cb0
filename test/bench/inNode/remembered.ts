// What is remembered of a list: reading it in a new window, keeping it, for how long either lets nothing else run, and its size on disk.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RememberedFiles } from '../../../src/subAccounts/rememberedFiles';
import { RememberedLists } from '../../../src/subAccounts/rememberedLists';
import { nothingRemembered, toRemember } from '../../../src/subAccounts/remembering';
import { newKey } from '../../../src/subAccounts/sealed';
import { expectRows, listsOf } from './lists';
import { longestInOneGo } from './oneGo';
import type { Plan, Samples } from './plan';

export async function remembered({ source, rounds }: Plan): Promise<Samples> {
  const lists = listsOf(source, false);
  const list = lists.ofAccount('a');
  await list.loadAll(new AbortController().signal);
  expectRows(list, source.rows);
  const folder = await mkdtemp(join(tmpdir(), 'mailpartner-remembered-'));
  const key = newKey();
  const account = { id: 'a', owner: 'a' };
  /** As a new window has it: nothing is read yet. */
  const open = () =>
    new RememberedLists({
      files: new RememberedFiles(folder),
      key: { get: async () => key, forget: async () => true },
      isMeant: () => true,
      onTrouble: (trouble) => {
        throw new Error(trouble);
      },
    });
  const samples = {
    read: [] as number[],
    readInOneGo: [] as number[],
    keepInOneGo: [] as number[],
    bytes: [] as number[],
  };
  try {
    for (let round = 0; round < rounds; round++) {
      samples.keepInOneGo.push(
        await longestInOneGo(() =>
          open().change(account, () => toRemember(list, nothingRemembered, Date.now())),
        ),
      );
      const [name = ''] = await readdir(folder);
      samples.bytes.push((await stat(join(folder, name))).size / source.rows);
      const next = open();
      const start = performance.now();
      const read = await next.of(account);
      samples.read.push(performance.now() - start);
      if (read?.rows.length !== source.rows) throw new Error('Not all that was remembered was read.');
      samples.readInOneGo.push(await longestInOneGo(() => open().of(account)));
    }
  } finally {
    await rm(folder, { recursive: true });
    lists.dispose();
  }
  return samples;
}

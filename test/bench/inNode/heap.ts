// The heap that a loaded list holds, with its rows as the tree keeps them, and the bytes of the JSON it came in.

import { KnownRows } from '../../../src/tree/knownRows';
import { RowCache } from '../../../src/tree/rowCache';
import { collectGarbage } from '../../soak/memory';
import { bareGet } from './bare';
import { expectRows, listsOf } from './lists';
import type { Plan, Samples } from './plan';

/** Not in a function: there, V8 decides when a value is held no more. */
let kept: Awaited<ReturnType<typeof hold>> | undefined;

export async function heap({ source, rounds }: Plan): Promise<Samples> {
  const samples = { held: [] as number[], json: [] as number[] };
  // What loading leaves once and for all (code, connections, formats) is not the rows'.
  await hold(source);
  const bytes = await jsonBytes(source);
  for (let round = 0; round < rounds; round++) {
    kept = undefined;
    const before = await heapUsed();
    kept = await hold(source);
    samples.held.push((await heapUsed()) - before);
    samples.json.push(bytes);
    expectRows(kept.list, source.rows);
  }
  return samples;
}

async function hold(source: Plan['source']) {
  const lists = listsOf(source, false);
  const list = lists.ofAccount('held');
  const [rows, told] = [new RowCache(), new KnownRows()];
  const signal = new AbortController().signal;
  await list.loadAll(signal);
  const shown = rows.ofList('held', list, 'server').length;
  told.note('held', list, 'server');
  return { lists, list, rows, told, shown };
}

async function heapUsed(): Promise<number> {
  await collectGarbage();
  return process.memoryUsage().heapUsed;
}

async function jsonBytes(source: Plan['source']): Promise<number> {
  let bytes = 0;
  for (let page = 1; page <= Math.ceil(source.rows / 20); page++) {
    bytes += Buffer.byteLength(await bareGet(source, page));
  }
  return bytes;
}

// What must hold of any fault, wherever it strikes: on the first page, on a later one, and on a refresh of what is shown.
import * as assert from 'node:assert/strict';
import type { TreeItem } from 'vscode';
import type { Row } from '../../../../src/common/rows';
import { icon, words } from '../../support/look';
import { turn } from '../../support/openTree';
import { clicks, type FaultCase, usualWaits } from './faultCase';
import { frenchOf } from './french';
import { assertNoSecrets } from './noSecrets';
import { accountName, openWorld, type World } from './world';

/** One place where a fault can strike. */
interface Place {
  readonly title: string;
  /** Pages that are loaded, and so shown, before. */
  readonly loaded: 0 | 1 | 2;
  /** Asks for what will fail. */
  readonly ask: (world: World) => Promise<void>;
  /** The page that is asked for, and so the one that comes when all is well again. */
  readonly page: number;
  /** Rows of sub-accounts once that page has come. */
  readonly after: number;
}

const places: readonly Place[] = [
  { title: 'on the first page', loaded: 0, ask: (world) => world.show(), page: 1, after: 20 },
  { title: 'on a later page', loaded: 1, ask: ({ list }) => list.loadMore(), page: 2, after: 40 },
  { title: 'on the last page', loaded: 2, ask: ({ list }) => list.loadMore(), page: 3, after: 45 },
  { title: 'on a refresh', loaded: 1, ask: ({ list }) => list.refresh(), page: 1, after: 20 },
];

/** Describes a fault: each place where it strikes is a test, and its French is one. */
export function proveFault(fault: FaultCase): void {
  describe(fault.fault, () => {
    let world: World | undefined;
    const realNow = Date.now;
    afterEach(async () => {
      Date.now = realNow;
      await world?.close();
      world = undefined;
    });

    for (const place of places) {
      it(`${place.title}: what is shown stays, the reason stands below, a click goes on`, async () => {
        const opened = await openWorld();
        world = opened;
        await proveAt(place, fault, opened);
      });
    }

    it('has its words in French', () => {
      for (const text of [fault.label, fault.sentence, fault.toDo ?? clicks[fault.click ?? 'retry'].words]) {
        const french = frenchOf(text);
        assert.ok(french, `no French for: ${text}`);
        assert.notEqual(french, text);
        assert.doesNotMatch(french, /\{\d+\}|undefined/);
      }
    });
  });
}

async function proveAt(place: Place, fault: FaultCase, world: World): Promise<void> {
  const { sandbox, tree, list, log, waits } = world;
  for (let page = 1; page <= place.loaded; page++) {
    await (page === 1 ? world.show() : list.loadMore());
  }
  const before = place.loaded === 0 ? [] : subAccountsOf(tree.getChildren());
  const held = list.rows;
  assert.equal(before.length, place.loaded * 20);
  sandbox.requests.length = 0;
  log.lines.length = 0;

  const mend = await strike(fault, world);
  await place.ask(world);

  // What is shown.
  const rows = tree.getChildren();
  assert.equal(list.state.kind, 'failed');
  assertSame(rows.slice(0, -1), before);
  assertSame(list.rows, held);
  const last = rows.at(-1);
  assert.ok(last);
  assert.equal(last.kind, place.loaded === 0 ? 'status' : 'pager');
  const items = rows.map((row) => tree.getTreeItem(row));
  assertReason(tree.getTreeItem(last), fault, place.loaded === 0 ? [] : [`Loaded: ${held.length} of 45`]);
  assert.ok(!items.some((item) => item.contextValue === 'empty' || item.label === 'No sub-accounts'));

  // What was asked, and what was waited for. Looking again asks for nothing.
  await turn();
  tree.getChildren();
  await turn();
  assert.deepEqual(
    sandbox.requests.map(({ call, page }) => `${call} ${page}`),
    fault.reaches === false ? [] : Array(fault.requests).fill(`list ${place.page}`),
  );
  const line = (number: number) =>
    `warn: ${accountName}: list page ${place.page}${number > 1 ? ` (attempt ${number})` : ''}, … ms: ${fault.outcome}`;
  assert.deepEqual(
    log.lines.map((said) => said.replace(/\d+ ms/, '… ms')),
    Array.from({ length: fault.requests }, (_, at) => line(at + 1)),
  );
  assert.deepEqual(waits, fault.requests === 1 ? [] : (fault.waits ?? usualWaits));

  // What must not be seen, in anything that came out.
  const { label, sentence } = fault;
  const shown = JSON.stringify([items, log.lines, list.state, tree.getChildren()]);
  assertNoSecrets([shown, label, sentence].join('\n'), sandbox);

  // All is well again: one click is one request, and brings the page. Where it opens the setting, the list goes on with that.
  await mend();
  sandbox.requests.length = 0;
  log.lines.length = 0;
  await (fault.click === 'openSetting' ? list.loadMore() : world.click(last));
  const now = tree.getChildren();
  assert.deepEqual(
    sandbox.requests.map(({ page }) => page),
    [place.page],
  );
  assert.equal(subAccountsOf(now).length, place.after);
  assertSame(now.slice(0, before.length), before);
  assert.deepEqual(
    now.filter(({ kind }) => kind !== 'subAccount').map((row) => tree.getTreeItem(row).contextValue),
    place.after < 45 ? ['pager'] : [],
  );
  assert.deepEqual(
    log.lines.map((said) => said.replace(/\d+ ms/, '… ms')),
    [`info: ${accountName}: list page ${place.page}, … ms: ok ${place.page === 3 ? 5 : 20} rows`],
  );
  assert.equal(world.messages.all(), '', 'no message at any time');
  assert.deepEqual(world.unexpected, []);
}

/** Makes the fault happen from now on, until the returned function is called. */
async function strike({ breaks, timeLimit, now }: FaultCase, world: World): Promise<() => Promise<void>> {
  const { sandbox, settings } = world;
  const realNow = Date.now;
  const { seconds } = settings;
  const mend = typeof breaks === 'function' ? await breaks(world) : sandbox.fault(breaks);
  settings.seconds = timeLimit ?? seconds;
  if (now !== undefined) {
    Date.now = () => now.getTime();
  }
  return async () => {
    Date.now = realNow;
    settings.seconds = seconds;
    await mend();
  };
}

function assertReason(item: TreeItem, fault: FaultCase, counts: readonly string[]): void {
  const click = clicks[fault.click ?? 'retry'];
  assert.equal(item.label, fault.toDo ?? click.words);
  assert.equal(item.description, fault.own === undefined ? fault.label : `${fault.label} · ${fault.own}`);
  assert.equal(
    item.tooltip,
    [accountName, ...counts, fault.sentence, `Click or Enter: ${click.words}`].join('\n'),
  );
  assert.equal(
    words(item),
    `${fault.namesAccount ? '' : `${accountName}: `}${fault.sentence} Enter: ${click.words}`,
  );
  assert.deepEqual(item.command, { command: click.command, title: click.words });
  assert.equal(item.contextValue, click.context);
  assert.equal(icon(item), 'warning');
}

function subAccountsOf(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ kind }) => kind === 'subAccount');
}

/** The very objects, not their like: VS Code goes by them. */
function assertSame(actual: readonly unknown[], expected: readonly unknown[]): void {
  assert.equal(actual.length, expected.length);
  assert.ok(
    actual.every((each, at) => each === expected[at]),
    'the same objects',
  );
}

// What was selected before a click on a row that does something is selected again, and the keyboard stays where it is; and who asks for the row under the keyboard.
import * as assert from 'node:assert/strict';
import { commands, EventEmitter, type TreeViewSelectionChangeEvent } from 'vscode';
import { accountRow, pagerRow, type Row, statusRow, subAccountRow } from '../../src/common/rows';
import { Keyboard } from '../../src/tree/keyboard';
import { FakeWindow } from './support/fakeWindow';

const account = accountRow('a');
const pager = pagerRow('a');
const rows = Array.from({ length: 30 }, (_, at) => subAccountRow('a', at + 1));

describe('keyboard', () => {
  const changed = new EventEmitter<TreeViewSelectionChangeEvent<Row>>();
  let said: FakeWindow;
  let keyboard: Keyboard;
  let there: readonly Row[];
  /** The list as VS Code has it. */
  let selected: readonly Row[];
  let focused: Row | undefined;
  let focusTaken: number;

  const select = (...now: readonly Row[]) => {
    selected = now;
    changed.fire({ selection: now });
  };
  /** A click as VS Code takes it. */
  const click = async (row: Row) => {
    focused = row;
    select(row);
    await keyboard.whenPutBack();
  };

  beforeEach(() => {
    there = [account, ...rows, pager];
    selected = [];
    focused = undefined;
    focusTaken = 0;
    said = new FakeWindow();
    said.replace(commands, 'executeCommand', async (command: string) => {
      assert.equal(command, 'list.toggleSelection');
      await Promise.resolve();
      assert.ok(focused);
      select(
        ...(selected.includes(focused) ? selected.filter((row) => row !== focused) : [...selected, focused]),
      );
    });
    keyboard = new Keyboard({
      view: {
        onDidChangeSelection: changed.event,
        reveal: async (row, how) => {
          await Promise.resolve();
          if (!there.includes(row)) throw new Error('gone');
          if (how?.focus === true) {
            focused = row;
            focusTaken++;
          }
          if (how?.select === true) select(row);
        },
      },
      inTreeOrder: (wanted) => there.filter((row) => wanted.includes(row)),
    });
  });
  afterEach(() => {
    keyboard.dispose();
    said.restore();
  });

  const sets: [string, Row[]][] = [
    ['nothing', []],
    ['one row', rows.slice(3, 4)],
    ['several rows', rows.slice(3, 8)],
    ['an account’s row', [account]],
  ];
  for (const [what, before] of sets) {
    for (const row of [pager, statusRow('a')]) {
      it(`${what} stays selected after a click on the ${row.kind} row, however often`, async () => {
        there = [...there, row];
        select(...before);
        await click(row);
        await click(row);
        assert.deepEqual(new Set(selected), new Set(before));
        assert.equal(focused, row);
        assert.equal(keyboard.clicked, row);
      });
    }
  }

  it('takes the keyboard from nowhere for that, but where several rows were selected', async () => {
    select(rows[3] as Row);
    await click(pager);
    assert.equal(focusTaken, 0);
  });

  it('selects none of very many, rather than some of them', async () => {
    select(...rows.slice(0, 21));
    await click(pager);
    assert.deepEqual(selected, []);
  });

  it('selects those that are still there', async () => {
    select(rows[0] as Row, rows[1] as Row);
    there = there.filter((row) => row !== rows[0]);
    await click(pager);
    assert.deepEqual(selected, [rows[1]]);
  });

  it('leaves a selection that the person made with the row in it', async () => {
    select(rows[0] as Row, pager);
    await keyboard.whenPutBack();
    assert.deepEqual(selected, [rows[0], pager]);
    await click(rows[2] as Row);
    assert.deepEqual(selected, [rows[2]]);
    assert.equal(keyboard.clicked, undefined);
  });
});

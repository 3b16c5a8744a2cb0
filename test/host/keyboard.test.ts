// What was selected before a click on a row that does something is selected again, and the keyboard stays where it is; and who asks for the row under the keyboard.
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
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
  /** What the person does meanwhile: called before each step that VS Code takes. */
  let meanwhile: () => void;

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
    meanwhile = () => undefined;
    said = new FakeWindow();
    said.replace(commands, 'executeCommand', async (command: string) => {
      assert.equal(command, 'list.toggleSelection');
      await Promise.resolve();
      meanwhile();
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
          meanwhile();
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

  it('leaves what the person selects meanwhile, at whichever step, and puts the keyboard there', async () => {
    const set = fc.uniqueArray(fc.integer({ min: 0, max: 29 }), { minLength: 1, maxLength: 22 });
    await fc.assert(
      fc.asyncProperty(set, set, fc.nat({ max: 40 }), async (before, own, at) => {
        // A part of what is being put back may just be what VS Code has come to.
        fc.pre(!own.every((each) => before.includes(each)));
        meanwhile = () => undefined;
        select(...before.map((each) => rows[each] as Row));
        const chosen = own.map((each) => rows[each] as Row);
        let steps = 0;
        meanwhile = () => {
          if (steps++ === at) {
            focused = chosen[0];
            select(...chosen);
          }
        };
        await click(pager);
        // VS Code takes all steps before it is told of more: what it selects of so many can't be put back.
        if (steps > at && chosen.length <= 20) {
          assert.deepEqual(new Set(selected), new Set(chosen));
          assert.equal(chosen.length > 1 || focused === chosen[0], true, 'the keyboard is elsewhere');
          assert.equal(keyboard.clicked, undefined);
        } else if (steps <= at && before.length <= 20) {
          assert.deepEqual(new Set(selected), new Set(before.map((each) => rows[each])));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('puts back what was selected also where the row is clicked again meanwhile', async () => {
    for (const at of [0, 1, 2, 3, 4, 5]) {
      meanwhile = () => undefined;
      select(...rows.slice(0, 3));
      let steps = 0;
      meanwhile = () => {
        if (steps++ === at) {
          focused = pager;
          select(pager);
        }
      };
      await click(pager);
      assert.deepEqual(new Set(selected), new Set(rows.slice(0, 3)), `at step ${at}`);
      assert.equal(focused, pager);
      assert.equal(keyboard.clicked, pager);
    }
  });

  it('toggles no other row in the place of one that goes meanwhile', async () => {
    select(...rows.slice(0, 3));
    let steps = 0;
    meanwhile = () => {
      if (steps++ === 1) there = there.filter((row) => row !== rows[1]);
    };
    await click(pager);
    assert.deepEqual(new Set(selected), new Set([rows[0], rows[2]]));
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

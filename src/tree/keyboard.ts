// Where the keyboard goes, and that nothing is selected that nobody selected. The rule stands in CONTRIBUTING, "The keyboard".
import { commands, type Disposable, type TreeView } from 'vscode';
import { commandIds, viewId } from '../common/ids';
import { type Row, standsFor } from '../common/rows';
import { rowsCalledOn, type TreeRows } from '../common/targets';

export interface KeyboardParts {
  readonly view: Pick<TreeView<Row>, 'reveal' | 'onDidChangeSelection'>;
  readonly inTreeOrder: TreeRows['inTreeOrder'];
}

/** So many selected rows are put back, one by one, which is the only way that VS Code has; more would be seen to come. */
const mostPutBack = 20;
const onlyFocus = { select: false, focus: true };

export class Keyboard implements Disposable {
  readonly #parts: KeyboardParts;
  readonly #subscription: Disposable;
  /** What VS Code said last that is selected. Asked while it reads rows anew, it knows of none. */
  #selected: readonly Row[] = [];
  /** What the person selected. */
  #chosen: readonly Row[] = [];
  #clicked: Row | undefined;
  #puttingBack: Promise<void> | undefined;
  /** While it is put back: what is selected after the step that VS Code takes. Otherwise a person was faster. */
  #expected: readonly Row[] | undefined;
  /** Whether a person was. */
  #isTaken = false;
  /** The row that VS Code told of when it was asked. */
  #told: Row | undefined;

  constructor(parts: KeyboardParts) {
    this.#parts = parts;
    this.#subscription = parts.view.onDidChangeSelection(({ selection }) => this.#noteSelection(selection));
  }

  /** The row that was clicked last, where it is one that does something and stands for no sub-account: VS Code gives its command no row. */
  get clicked(): Row | undefined {
    return this.#clicked;
  }

  /** The selected rows, of which some may be from before a refresh. */
  get selected(): readonly Row[] {
    return this.#selected;
  }

  /** Settles once what was selected before such a click is selected again. VS Code loses commands of rows that it is told of meanwhile. */
  async whenPutBack(): Promise<void> {
    await this.#puttingBack;
  }

  /**
   * Puts the keyboard on a row, and answers whether it is there; selected only where the person chose it. For what they did just now: VS Code
   * takes the keyboard from wherever it is, and puts the row in the middle of the view.
   */
  focus(row: Row, { select } = { select: false }): Promise<boolean> {
    return this.#reveal(row, { select, focus: true });
  }

  /** Brings a row in sight. */
  async show(row: Row): Promise<void> {
    await this.#reveal(row, { select: false, focus: false });
  }

  /** The row that is under the keyboard, or was when it was last in the view. VS Code tells a command of it, and nobody else. */
  async focusedRow(): Promise<Row | undefined> {
    this.#told = undefined;
    const args = { $treeViewId: viewId, $focusedTreeItem: true };
    try {
      // By way of VS Code: it puts the row there in what passes through it.
      await commands.executeCommand('runCommands', {
        commands: [{ command: commandIds.tellFocusedRow, args }],
      });
    } catch {
      // Then nobody knows.
    }
    return this.#told;
  }

  /** What `tellFocusedRow` was called with. */
  tellFocusedRow(args: readonly unknown[]): void {
    [this.#told] = rowsCalledOn(args) ?? [];
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #noteSelection(rows: readonly Row[]): void {
    const before = this.#selected;
    this.#selected = rows;
    // A person who was faster may have put another row under the keyboard: that is the one that is then toggled.
    const isOtherToggled = this.#isTaken && Math.abs(rows.length - before.length) === 1;
    if (this.#expected && (areSame(rows, this.#expected) || isOtherToggled)) {
      return;
    }
    const [row] = rows;
    const isClick = row && rows.length === 1 && isButton(row) && !this.#chosen.includes(row);
    this.#clicked = isClick ? row : undefined;
    if (!isClick) {
      this.#chosen = rows;
    }
    if (this.#puttingBack) {
      this.#isTaken = true;
    } else if (isClick) {
      this.#puttingBack = this.#putBack().finally(() => {
        this.#puttingBack = undefined;
        this.#expected = undefined;
        this.#chosen = this.#selected;
      });
    }
  }

  /** VS Code selects each row that is clicked, and so takes the selection from the rows that the person selected. */
  async #putBack(): Promise<void> {
    let isFocusMoved = false;
    do {
      this.#isTaken = false;
      const chosen = this.#parts.inTreeOrder(this.#chosen);
      // A step that was under way when the person selected something may have taken that, or the keyboard, away again.
      if (!areSame(this.#selected, chosen) || (isFocusMoved && chosen.length === 1)) {
        isFocusMoved ||= chosen.length > 1;
        await this.#select(chosen.length > mostPutBack ? [] : chosen, isFocusMoved);
      }
    } while (this.#isTaken);
  }

  /** Selects these rows and no others, and puts the keyboard back on the row that was clicked. Stops as soon as the person selects something else. */
  async #select([first, ...others]: readonly Row[], isFocusMoved: boolean): Promise<void> {
    const clicked = this.#clicked;
    if (first) {
      await this.#step([first], () => this.#reveal(first, { select: true, focus: false }));
      for (const other of others) {
        const isThere = await this.#step(this.#selected, () => this.#reveal(other, onlyFocus));
        if (isThere) {
          await this.#toggle(other);
        }
      }
      const under = clicked ?? first;
      await this.#step(this.#selected, () => this.#reveal(under, { select: false, focus: isFocusMoved }));
    }
    if (clicked && this.#selected.includes(clicked)) {
      await this.#toggle(clicked);
    }
  }

  /** The row is the one under the keyboard. */
  async #toggle(row: Row): Promise<void> {
    const others = this.#selected.filter((each) => each !== row);
    const toggled = others.length < this.#selected.length ? others : [...others, row];
    await this.#step(toggled, async () => {
      await commands.executeCommand(toggleSelection);
      return true;
    });
  }

  /** Does what VS Code selects something by. False where that could not be done, or a person has selected something else. */
  async #step(expected: readonly Row[], run: () => Promise<boolean>): Promise<boolean> {
    if (this.#isTaken) {
      return false;
    }
    this.#expected = expected;
    return (await run()) && !this.#isTaken;
  }

  async #reveal(row: Row, how: { readonly select: boolean; readonly focus: boolean }): Promise<boolean> {
    try {
      await this.#parts.view.reveal(row, how);
      return true;
    } catch {
      // The row went away meanwhile: the keyboard stays where it is, and nothing is lost.
      return false;
    }
  }
}

/** VS Code's command for the row under the keyboard, in the list where that is: here, since the row was just clicked or given the keyboard. */
const toggleSelection = 'list.toggleSelection';

/** Whether the row stands for no sub-account, and a click on it does something, or nothing. */
function isButton({ kind }: Row): boolean {
  return kind === 'pager' || kind === 'status';
}

/** Whether these are the same rows, in any order: also where some are from before a refresh. */
function areSame(rows: readonly Row[], others: readonly Row[]): boolean {
  const keyOf = (row: Row) => `${row.accountId}/${standsFor(row)}`;
  const keys = new Set(others.map(keyOf));
  return rows.length === others.length && rows.every((row) => keys.has(keyOf(row)));
}

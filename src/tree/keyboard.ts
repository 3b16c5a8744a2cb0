// Where the keyboard goes, and that nothing is selected that nobody selected. The rule stands in CONTRIBUTING, "The keyboard".
import { commands, type Disposable, type TreeView } from 'vscode';
import { commandIds, viewId } from '../common/ids';
import type { Row } from '../common/rows';
import { rowsCalledOn, type TreeRows } from '../common/targets';

export interface KeyboardParts {
  readonly view: Pick<TreeView<Row>, 'reveal' | 'onDidChangeSelection'>;
  readonly inTreeOrder: TreeRows['inTreeOrder'];
}

/** So many selected rows are put back, one by one; more would be seen to come. */
const mostPutBack = 20;

export class Keyboard implements Disposable {
  readonly #parts: KeyboardParts;
  readonly #subscription: Disposable;
  /** What VS Code said last that is selected. Asked while it reads rows anew, it knows of none. */
  #selected: readonly Row[] = [];
  /** What the person selected. */
  #chosen: readonly Row[] = [];
  #clicked: Row | undefined;
  #puttingBack: Promise<void> | undefined;
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
   * Puts the keyboard on a row, selected only where the person chose it. For what they did just now: VS Code takes the keyboard from wherever
   * it is, and puts the row in the middle of the view.
   */
  async focus(row: Row, { select } = { select: false }): Promise<void> {
    await this.#reveal(row, { select, focus: true });
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
    this.#selected = rows;
    if (this.#puttingBack) {
      return;
    }
    const [row] = rows;
    if (row && rows.length === 1 && isButton(row) && !this.#chosen.includes(row)) {
      this.#clicked = row;
      this.#puttingBack = this.#putBack(row).finally(() => {
        this.#puttingBack = undefined;
        this.#chosen = this.#selected;
      });
    } else {
      this.#clicked = undefined;
      this.#chosen = rows;
    }
  }

  /** VS Code selects each row that is clicked, and so takes the selection from the rows that the person selected. */
  async #putBack(clicked: Row): Promise<void> {
    const before = this.#parts.inTreeOrder(this.#chosen);
    const [first, ...others] = before.length > mostPutBack ? [] : before;
    if (first) {
      await this.#reveal(first, { select: true, focus: false });
      for (const other of others) {
        await this.focus(other);
        await commands.executeCommand(toggleSelection);
      }
      await this.#reveal(clicked, { select: false, focus: others.length > 0 });
    }
    if (this.#selected.includes(clicked)) {
      await commands.executeCommand(toggleSelection);
    }
  }

  async #reveal(row: Row, how: { readonly select: boolean; readonly focus: boolean }): Promise<void> {
    try {
      await this.#parts.view.reveal(row, how);
    } catch {
      // The row went away meanwhile: the keyboard stays where it is, and nothing is lost.
    }
  }
}

/** VS Code's command for the row under the keyboard, in the list where that is: here, since the row was just clicked or given the keyboard. */
const toggleSelection = 'list.toggleSelection';

/** Whether the row stands for no sub-account, and a click on it does something, or nothing. */
function isButton({ kind }: Row): boolean {
  return kind === 'pager' || kind === 'status';
}

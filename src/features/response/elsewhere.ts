// Whether the person has gone on to other work while something was awaited.
import { type Disposable, TextEditorSelectionChangeKind, window, workspace } from 'vscode';
import { disposeAll } from '../../common/core/disposeAll';
import { responseScheme } from './responseUri';

/** Boxes whose text VS Code keeps as documents of their own: a commit's message, a comment, a notebook's or chat's input. */
const boxes = ['vscode-scm', 'comment', 'vscode-interactive-input', 'chatSessionInput'];

/**
 * Whether the person has gone on to something else in this window, where the keyboard is not to be taken from them. VS Code tells of
 * editors, of boxes that are documents, and of terminals that are opened, switched to or first typed in; of nothing else. Other windows
 * and programs keep the keyboard by themselves.
 */
export class Elsewhere implements Disposable {
  personWentOn = false;
  readonly #listening = [
    window.onDidChangeTextEditorSelection(({ kind }) =>
      this.#note(kind !== undefined && kind !== TextEditorSelectionChangeKind.Command),
    ),
    // Not an answer that was asked for before.
    window.onDidChangeActiveTextEditor((editor) =>
      this.#note(editor !== undefined && editor.document.uri.scheme !== responseScheme),
    ),
    window.onDidChangeActiveNotebookEditor((editor) => this.#note(editor !== undefined)),
    window.onDidChangeActiveTerminal((terminal) => this.#note(terminal !== undefined)),
    window.onDidChangeTerminalState(({ state }) => this.#note(state.isInteractedWith)),
    window.onDidStartTerminalShellExecution(() => this.#note(true)),
    workspace.onDidChangeTextDocument(({ document }) => this.#note(boxes.includes(document.uri.scheme))),
  ];

  dispose(): void {
    disposeAll(this.#listening);
  }

  #note(isElsewhere: boolean): void {
    this.personWentOn ||= isElsewhere;
  }
}

// Whether the person has gone on to other work while something was awaited.
import { type Disposable, TextEditorSelectionChangeKind, window, workspace } from 'vscode';
import { disposeAll } from '../../common/core/disposeAll';
import { responseScheme } from './responseUri';

/** The box for a commit's message: VS Code keeps its text as a document. */
const commitBox = 'vscode-scm';

/**
 * Whether the person has gone on to something else in this window, where the keyboard is not to be taken from them. VS Code tells of
 * editors, of commits' messages, and of terminals that are opened, switched to or first typed in, or run a command; of nothing else. Other windows
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
    workspace.onDidChangeTextDocument(({ document }) => this.#note(document.uri.scheme === commitBox)),
  ];

  dispose(): void {
    disposeAll(this.#listening);
  }

  #note(isElsewhere: boolean): void {
    this.personWentOn ||= isElsewhere;
  }
}

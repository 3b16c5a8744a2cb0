// Whether the person has gone on to other work while something was awaited.
import { type Disposable, TextEditorSelectionChangeKind, window } from 'vscode';
import { disposeAll } from '../../common/core/disposeAll';
import { responseScheme } from './responseDocuments';

/** Whether the person has gone on to something else in an editor, where the keyboard is not to be taken from them. */
export class Elsewhere implements Disposable {
  isWhereThePersonIs = false;
  readonly #listening = [
    window.onDidChangeTextEditorSelection(({ kind }) => {
      this.isWhereThePersonIs ||= kind !== undefined && kind !== TextEditorSelectionChangeKind.Command;
    }),
    window.onDidChangeActiveTextEditor((editor) => {
      // An answer that was asked for before.
      this.isWhereThePersonIs ||= editor !== undefined && editor.document.uri.scheme !== responseScheme;
    }),
  ];

  dispose(): void {
    disposeAll(this.#listening);
  }
}

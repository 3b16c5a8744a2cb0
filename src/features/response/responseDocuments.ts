// Answers of the service as read-only documents: held in memory while a tab shows them, keys and tokens masked until revealed.
import {
  type CodeLens,
  type CodeLensProvider,
  commands,
  type Disposable,
  EventEmitter,
  languages,
  type Position,
  Range,
  Selection,
  type TextDocument,
  type TextDocumentContentProvider,
  TextEditorRevealType,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { disposeAll } from '../../common/core/disposeAll';
import { contextKeys } from '../../common/ids';
import { lensesOf } from './lenses';
import {
  hidesOne,
  hidesSomething,
  type OpenResponse,
  type ResponseContent,
  rowIn,
  type Shown,
  textOf,
  toOpen,
} from './openResponse';
import { goneWords, newUri, responseScheme } from './responseUri';
import { urisInTabs } from './tabs';

export class ResponseDocuments implements TextDocumentContentProvider, CodeLensProvider, Disposable {
  /** By URI. An answer that is not here any more can't be shown again. */
  readonly #open = new Map<string, OpenResponse>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #lensesChanged = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeCodeLenses = this.#lensesChanged.event;
  readonly #registrations: readonly Disposable[];

  constructor() {
    this.#registrations = [
      this.#changed,
      this.#lensesChanged,
      workspace.registerTextDocumentContentProvider(responseScheme, this),
      languages.registerCodeLensProvider({ scheme: responseScheme }, this),
      workspace.onDidChangeTextDocument(({ document }) => this.#showRow(document.uri)),
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length > 0) {
          this.#forgetClosed();
        }
      }),
    ];
  }

  /** Shows an answer in a tab of its own, masked, at the sub-account that it was asked for. */
  async open(content: ResponseContent): Promise<void> {
    const taken = new Set([...this.#open.values()].map(({ uri }) => uri.path));
    const response = toOpen(content, newUri(content, taken));
    this.#open.set(response.uri.toString(), response);
    this.#tellWhich();
    try {
      const document = await workspace.openTextDocument(response.uri);
      if (document.languageId !== content.kind.language) {
        // The person's own settings may say otherwise of the extension.
        await languages.setTextDocumentLanguage(document, content.kind.language);
      }
      await showInTab(document, rowIn(response));
    } finally {
      response.isOpening = false;
      this.#forgetClosed();
    }
  }

  /** Whether a document is one of these, hides something, and is not yet as it is wanted. */
  canChange(uri: string, shown: Shown): boolean {
    const response = this.#open.get(uri);
    return (
      response !== undefined &&
      (shown === 'one' ? hidesOne(response) : hidesSomething(response)) &&
      response.shown !== shown
    );
  }

  /** Reveals or masks the keys and tokens of a document, for as long as a tab shows it. Does nothing where it can't. */
  setShown(uri: string, shown: Shown): void {
    const response = this.#open.get(uri);
    if (response && this.canChange(uri, shown)) {
      response.shown = shown;
      this.#tellChanged(response);
    }
  }

  /** Lays out XML, or shows it as it was sent. Reveals nothing. */
  setLaidOut(uri: string, isLaidOut: boolean): void {
    const response = this.#open.get(uri);
    if (response?.canLayOut && response.isLaidOut !== isLaidOut) {
      response.isLaidOut = isLaidOut;
      response.isMoving = true;
      this.#tellChanged(response);
    }
  }

  provideTextDocumentContent(uri: Uri): string {
    const response = this.#open.get(uri.toString());
    return response ? textOf(response) : goneWords(uri);
  }

  provideCodeLenses({ uri }: { readonly uri: Uri }): CodeLens[] {
    const response = this.#open.get(uri.toString());
    return response ? lensesOf(response) : [];
  }

  dispose(): void {
    this.#open.clear();
    this.#tellWhich();
    disposeAll(this.#registrations);
  }

  /** Forgets what no tab shows and none is about to. VS Code may keep a document for minutes after its tab: its text goes at once. */
  #forgetClosed(): void {
    const inTabs = urisInTabs();
    const gone = [...this.#open.values()].filter(
      ({ uri, isOpening }) => !isOpening && !inTabs.has(uri.toString()),
    );
    for (const { uri } of gone) {
      this.#open.delete(uri.toString());
      this.#changed.fire(uri);
    }
    if (gone.length > 0) {
      this.#lensesChanged.fire();
      this.#tellWhich();
    }
  }

  #tellChanged({ uri }: OpenResponse): void {
    this.#changed.fire(uri);
    this.#lensesChanged.fire();
    this.#tellWhich();
  }

  /** Puts the cursor on the sub-account again, whose line is another now. */
  #showRow(uri: Uri): void {
    const response = this.#open.get(uri.toString());
    const row = response?.isMoving ? rowIn(response) : undefined;
    if (!response || !row) {
      return;
    }
    response.isMoving = false;
    for (const editor of window.visibleTextEditors) {
      if (editor.document.uri.toString() === uri.toString()) {
        editor.selection = new Selection(row, row);
        editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
      }
    }
  }

  /** The buttons in the editors' titles go by this. */
  #tellWhich(): void {
    const tell = (key: string, isMeant: (response: OpenResponse) => boolean) =>
      void commands.executeCommand(
        'setContext',
        key,
        [...this.#open.values()].filter(isMeant).map(({ uri }) => uri.toString()),
      );
    tell(contextKeys.maskedResponses, (each) => each.shown !== 'all' && hidesSomething(each));
    tell(contextKeys.revealedResponses, (each) => each.shown !== 'nothing' && hidesSomething(each));
    tell(contextKeys.responsesAsSent, (each) => each.canLayOut && !each.isLaidOut);
    tell(contextKeys.laidOutResponses, (each) => each.canLayOut && each.isLaidOut);
  }
}

/** Shows it in a tab of its own. Where another editor is opened just then, VS Code leaves the tab behind that one, and says that it failed. */
async function showInTab(document: TextDocument, row: Position | undefined): Promise<void> {
  try {
    await window.showTextDocument(document, {
      preview: false,
      ...(row ? { selection: new Range(row, row) } : {}),
    });
  } catch (error) {
    if (!urisInTabs().has(document.uri.toString())) {
      throw error;
    }
  }
}

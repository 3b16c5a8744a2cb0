// Answers of the service as read-only documents: held in memory while a tab shows them, keys and tokens masked until revealed.
import {
  CodeLens,
  type CodeLensProvider,
  commands,
  type Disposable,
  EventEmitter,
  l10n,
  languages,
  Range,
  TabInputCustom,
  TabInputText,
  TabInputTextDiff,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import { disposeAll } from '../../common/core/disposeAll';
import { commandIds, contextKeys } from '../../common/ids';
import { prettyJson, type ResponseKind } from './core/responseText';

/** Of the documents' URIs, which hold nothing but the title and a number by chance. `package.json` names it too. */
export const responseScheme = 'mailpartner-response';

/** What a document shows. */
export interface ResponseContent {
  /** Without the extension of its kind. Holds no key, no token, no e-mail. */
  readonly title: string;
  readonly kind: ResponseKind;
  /** As it came: a secret. */
  readonly body: string;
  readonly masked: string;
}

interface OpenResponse extends ResponseContent {
  readonly uri: Uri;
  revealed: boolean;
  /** It has no tab yet, and is not to be forgotten for want of one. */
  isOpening: boolean;
}

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
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length > 0) {
          this.#forgetClosed();
        }
      }),
    ];
  }

  /** Shows an answer in a tab of its own, masked. */
  async open(content: ResponseContent): Promise<void> {
    const response: OpenResponse = {
      ...content,
      uri: this.#newUri(content),
      revealed: false,
      isOpening: true,
    };
    this.#open.set(response.uri.toString(), response);
    this.#tellWhich();
    try {
      const document = await workspace.openTextDocument(response.uri);
      if (document.languageId !== content.kind.language) {
        // The person's own settings may say otherwise of the extension.
        await languages.setTextDocumentLanguage(document, content.kind.language);
      }
      await showInTab(document);
    } finally {
      response.isOpening = false;
      this.#forgetClosed();
    }
  }

  /** Whether a document is one of these, hides something, and is not yet as it is wanted. */
  canChange(uri: string, revealed: boolean): boolean {
    const response = this.#open.get(uri);
    return response !== undefined && hidesSomething(response) && response.revealed !== revealed;
  }

  /** Reveals or masks the keys and tokens of a document, for as long as a tab shows it. Does nothing where it can't. */
  setRevealed(uri: string, revealed: boolean): void {
    const response = this.#open.get(uri);
    if (response && this.canChange(uri, revealed)) {
      response.revealed = revealed;
      this.#changed.fire(response.uri);
      this.#lensesChanged.fire();
      this.#tellWhich();
    }
  }

  provideTextDocumentContent(uri: Uri): string {
    const response = this.#open.get(uri.toString());
    if (!response) {
      return goneWords(uri);
    }
    const text = response.revealed ? response.body : response.masked;
    return response.kind.language === 'json' ? prettyJson(text) : text;
  }

  provideCodeLenses({ uri }: { readonly uri: Uri }): CodeLens[] {
    const response = this.#open.get(uri.toString());
    if (!response || !hidesSomething(response)) {
      return [];
    }
    const command = response.revealed
      ? {
          title: `$(eye-closed) ${l10n.t('Mask Keys and Tokens')}`,
          command: commandIds.maskResponse,
        }
      : {
          title: `$(eye) ${l10n.t('Reveal Keys and Tokens')}`,
          command: commandIds.revealResponse,
        };
    return [new CodeLens(new Range(0, 0, 0, 0), { ...command, arguments: [uri] })];
  }

  dispose(): void {
    this.#open.clear();
    this.#tellWhich();
    disposeAll(this.#registrations);
  }

  /** Two answers of one name can be told apart. */
  #newUri({ title, kind }: ResponseContent): Uri {
    const taken = new Set([...this.#open.values()].map(({ uri }) => uri.path));
    const safe = title.replace(/[\\/:*?"<>|\p{C}]+/gu, ' ').trim();
    let path = `/${safe}.${kind.extension}`;
    for (let number = 2; taken.has(path); number++) {
      path = `/${safe} (${number}).${kind.extension}`;
    }
    return Uri.from({ scheme: responseScheme, path, query: crypto.randomUUID() });
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

  /** The buttons in the editors' titles go by this. */
  #tellWhich(): void {
    const uris = (revealed: boolean) =>
      [...this.#open.values()]
        .filter((response) => response.revealed === revealed && hidesSomething(response))
        .map(({ uri }) => uri.toString());
    void commands.executeCommand('setContext', contextKeys.maskedResponses, uris(false));
    void commands.executeCommand('setContext', contextKeys.revealedResponses, uris(true));
  }
}

function hidesSomething({ body, masked }: ResponseContent): boolean {
  return body !== masked;
}

/** Shows it in a tab of its own. Where another editor is opened just then, VS Code leaves the tab behind that one, and says that it failed. */
async function showInTab(document: TextDocument): Promise<void> {
  try {
    await window.showTextDocument(document, { preview: false });
  } catch (error) {
    if (!urisInTabs().has(document.uri.toString())) {
      throw error;
    }
  }
}

/** The documents that a person sees, by the tab that each group of editors shows. */
export function urisInSight(): ReadonlySet<string> {
  return new Set(window.tabGroups.all.flatMap(({ activeTab }) => urisOf(activeTab?.input)));
}

function urisInTabs(): Set<string> {
  return new Set(window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(({ input }) => urisOf(input))));
}

function urisOf(input: unknown): string[] {
  // A person may look at it with another editor than VS Code's own.
  if (input instanceof TabInputText || input instanceof TabInputCustom) {
    return [input.uri.toString()];
  }
  return input instanceof TabInputTextDiff ? [input.original.toString(), input.modified.toString()] : [];
}

/** In place of an answer that is gone, in the language of the document. */
function goneWords({ path }: Uri): string {
  const words = l10n.t(
    'This answer is no longer here: it was kept only while its tab was open. To ask Mail Partner again, run “{0}” in the Command Palette.',
    `Mail Partner: ${l10n.t('Show API Response…')}`,
  );
  if (path.endsWith('.json')) {
    return JSON.stringify(words);
  }
  return path.endsWith('.txt') ? words : `<!-- ${words} -->`;
}

// Insert Token, Insert API Key: at every cursor of the active editor, in one undo step. The values show nowhere but in the document.
import { commands, l10n, Selection, type TextEditor, type Uri, window, workspace } from 'vscode';
import type { Clipboard } from '../../common/clipboard';
import { copyValues } from '../../common/copy';
import { isWritten } from '../../common/core/keyBindingArguments';
import { sayDone } from '../../common/statusBar';
import { chooseSubAccounts, dropLacking, type OwnedSubAccount, type TargetParts } from '../../common/targets';
import { plainText } from '../../common/words/plainText';
import { nameInStatusBar } from '../../common/words/subAccountWords';
import { type AskParts, mayInsertApiKey } from './askBeforeApiKey';
import { insertTexts, selectedAfter } from './core/insertTexts';

export interface InsertParts extends TargetParts, AskParts {
  readonly clipboard: Clipboard;
}

/**
 * Inserts the tokens or API keys of the row, of the selected rows, or of the sub-account that the person picks.
 *
 * A token is not asked about, wherever it goes: it only says which sub-account a call is for. To use it takes the main account's API key
 * (docpartner.dev, Mail Partner › Sous-comptes), and programs that are committed need to name their sub-account.
 */
export async function insert(value: Insertable, args: readonly unknown[], parts: InsertParts): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) {
    await offerCopy(value, noEditorWords(), async () =>
      copyValues(
        value,
        await chooseSubAccounts(args, copyInstead(value), parts, { canBeNamed: value === 'token' }),
        parts,
      ),
    );
    return;
  }
  const chosen = await chooseSubAccounts(args, insertTitle(value), parts, { canBeNamed: value === 'token' });
  const having = dropLacking(value, chosen);
  if (having.length === 0) {
    return;
  }
  const file = fileOf(editor);
  const shown = plainText(workspace.asRelativePath(file));
  const copyIt = () => copyValues(value, having, parts);
  // What a key binding names may take long to come, without a question that keeps the person here.
  if (value === 'token' && isWritten(args[0]) && window.activeTextEditor !== editor) {
    await offerCopy(value, leftWords(shown), copyIt);
    return;
  }
  if (value === 'apiKey' && !(await mayInsertApiKey(having, file, parts))) {
    return;
  }
  const ended = await replaceSelections(
    chosen.map(({ subAccount }) => subAccount[value] || undefined),
    editor,
  );
  if (ended === 'refused') {
    await offerCopy(value, refusedWords(shown), copyIt);
  } else if (ended === 'readOnly') {
    await offerCopy(value, readOnlyWords(shown), copyIt);
  } else {
    parts.onUsed?.(having);
    sayDone(insertedWords(value, having));
    await commands.executeCommand('workbench.action.focusActiveEditorGroup');
  }
}

async function offerCopy(value: Insertable, words: string, copyIt: () => Promise<void>): Promise<void> {
  const button = copyInstead(value);
  if ((await window.showErrorMessage(words, button)) === button) {
    await copyIt();
  }
}

/** Puts the values in. The document may have changed since the person asked, and its editor may be gone. */
async function replaceSelections(
  values: readonly (string | undefined)[],
  editor: TextEditor,
): Promise<'done' | 'refused' | 'readOnly'> {
  const { document } = editor;
  const { version } = document;
  const before = editor.selections;
  const inOrder = before.toSorted((a, b) => a.start.compareTo(b.start));
  const texts = insertTexts(values, inOrder.length, document.eol === 2 ? '\r\n' : '\n');
  const replaced = inOrder.map(({ start, end }) => ({
    start: document.offsetAt(start),
    end: document.offsetAt(end),
  }));
  let accepted = false;
  try {
    accepted = await editor.edit((builder) => {
      for (const [i, selection] of inOrder.entries()) {
        const text = texts[i];
        if (text !== undefined) {
          builder.replace(selection, text);
        }
      }
    });
  } catch {
    // The error is not shown: nobody knows whether it quotes what was to be inserted.
  }
  if (!accepted) {
    return 'refused';
  }
  // VS Code says yes in a read-only editor too, and changes nothing.
  if (document.version === version) {
    return 'readOnly';
  }
  const after = selectedAfter(replaced, texts);
  editor.selections = before.map((selection) => {
    const { start, end } = after[inOrder.indexOf(selection)] ?? { start: 0, end: 0 };
    return new Selection(document.positionAt(start), document.positionAt(end));
  });
  editor.revealRange(editor.selection);
  return 'done';
}

/** The file that is written when the editor is saved: a cell's is its notebook. */
function fileOf({ document }: TextEditor): Uri {
  const notebook = workspace.notebookDocuments.find((each) =>
    each.getCells().some((cell) => cell.document === document),
  );
  return notebook?.uri ?? document.uri;
}

/** What can be inserted of a sub-account. */
export type Insertable = 'token' | 'apiKey';

function insertTitle(value: Insertable): string {
  return value === 'token' ? l10n.t('Insert Token') : l10n.t('Insert API Key');
}

/** The button that is offered where nothing can be inserted. */
function copyInstead(value: Insertable): string {
  return value === 'token' ? l10n.t('Copy Token') : l10n.t('Copy API Key');
}

function insertedWords(value: Insertable, [first, ...others]: readonly OwnedSubAccount[]): string {
  const name = first && others.length === 0 ? nameInStatusBar(first.subAccount) : undefined;
  const count = others.length + 1;
  if (value === 'token') {
    return name ? l10n.t('Inserted token of {0}', name) : l10n.t('Inserted {0} tokens', count);
  }
  return name ? l10n.t('Inserted API key of {0}', name) : l10n.t('Inserted {0} API keys', count);
}

function noEditorWords(): string {
  return l10n.t(
    'Nothing was inserted. No editor is open: open a file, put the cursor in it, then insert again.',
  );
}

/** `file` as it is shown to people. */
function readOnlyWords(file: string): string {
  return l10n.t('Nothing was inserted. “{0}” is read-only here: copy, or insert into another file.', file);
}

/** `file` as it is shown to people. */
function leftWords(file: string): string {
  return l10n.t(
    'Nothing was inserted. You have left “{0}” meanwhile: go back to it, then insert again.',
    file,
  );
}

/** `file` as it is shown to people. */
function refusedWords(file: string): string {
  return l10n.t(
    'Nothing was inserted. “{0}” was closed, or it changed at the same moment: click into it, then insert again.',
    file,
  );
}

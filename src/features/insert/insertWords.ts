// What is said about inserting: what went in, and why something did not. Never a value.
import { l10n } from 'vscode';

/** What can be inserted of a sub-account. */
export type Insertable = 'token' | 'apiKey';

export function insertTitle(value: Insertable): string {
  return value === 'token' ? l10n.t('Insert Token') : l10n.t('Insert API Key');
}

/** The button that is offered where nothing can be inserted. */
export function copyInstead(value: Insertable): string {
  return value === 'token' ? l10n.t('Copy Token') : l10n.t('Copy API Key');
}

export function insertedWords(value: Insertable, count: number, name: string): string {
  if (value === 'token') {
    return count === 1 ? l10n.t('Token of {0} inserted', name) : l10n.t('{0} tokens inserted', count);
  }
  return count === 1 ? l10n.t('API key of {0} inserted', name) : l10n.t('{0} API keys inserted', count);
}

export function noEditorWords(): string {
  return l10n.t('No editor is open to insert into. Open a file, put the cursor in it, then insert again.');
}

/** `file` as it is shown to people. */
export function readOnlyWords(file: string): string {
  return l10n.t('“{0}” is read-only here: nothing was inserted. Copy, or insert into another file.', file);
}

/** `file` as it is shown to people. */
export function refusedWords(file: string): string {
  return l10n.t(
    'VS Code did not let “{0}” be changed: it was closed, or it changed at the same moment. Click into it, then insert again.',
    file,
  );
}

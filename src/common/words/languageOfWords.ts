// The language that sentences of ours are in: numbers and dates in them may be of another, words such as "yesterday" not.
import { l10n } from 'vscode';

/** Ours is English where there is no translation into VS Code's language, `locale`. */
export function languageOfWords(locale: string): string {
  return l10n.bundle === undefined ? 'en' : locale;
}

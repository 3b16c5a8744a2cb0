// The addresses of answers that are open, and what stands at one whose answer is gone.
import { l10n, Uri } from 'vscode';
import type { ResponseContent } from './openResponse';

/** Of the documents' URIs, which hold nothing but the title and a number by chance. `package.json` names it too. */
export const responseScheme = 'mailpartner-response';

/** Two answers of one name can be told apart. `taken`: the paths of those that are open. */
export function newUri({ title, kind }: ResponseContent, taken: ReadonlySet<string>): Uri {
  const safe = title.replace(/[\\/:*?"<>|\p{C}]+/gu, ' ').trim();
  let path = `/${safe}.${kind.extension}`;
  for (let number = 2; taken.has(path); number++) {
    path = `/${safe} (${number}).${kind.extension}`;
  }
  return Uri.from({ scheme: responseScheme, path, query: crypto.randomUUID() });
}

/** In place of an answer that is gone, in the language of the document. */
export function goneWords({ path }: Uri): string {
  const words = l10n.t(
    'This answer is no longer here: it was kept only while its tab was open. To ask Mail Partner again, run “{0}” in the Command Palette.',
    `Mail Partner: ${l10n.t('Show API Response…')}`,
  );
  if (path.endsWith('.json')) {
    return JSON.stringify(words);
  }
  return path.endsWith('.txt') ? words : `<!-- ${words} -->`;
}

// What is asked before an answer is: which page of the list, and in which format.
import { l10n, type QuickPickItem, window } from 'vscode';
import type { AnswerFormat } from '../../api/api';

/** `known`: how many pages there are, as far as is known. */
export async function askPage(title: string, known: number | undefined): Promise<number | undefined> {
  const page = await window.showInputBox({
    title,
    value: '1',
    prompt: known
      ? l10n.t('Which page of the list? The last one known is {0}.', known)
      : l10n.t('Which page of the list?'),
    validateInput: (text) =>
      /^\s*0*[1-9]\d{0,5}\s*$/.test(text) ? undefined : l10n.t('Enter a page number, from 1.'),
  });
  return page === undefined ? undefined : Number(page);
}

export async function askFormat(title: string): Promise<AnswerFormat | undefined> {
  const items: (QuickPickItem & { format: AnswerFormat })[] = [
    { label: 'JSON', description: l10n.t('laid out for reading'), format: 'json' },
    { label: 'XML', description: l10n.t('as it is sent'), format: 'xml' },
  ];
  return (await window.showQuickPick(items, { title, placeHolder: l10n.t('In which format?') }))?.format;
}

// What stands above the lines of an answer: to reveal its keys and tokens, of all or of one, and to mask them again.
import { CodeLens, l10n, Range } from 'vscode';
import { commandIds } from '../../common/ids';
import { hidesOne, hidesSomething, type OpenResponse, rowIn } from './openResponse';

/** Given to the command that reveals, behind the address: of the sub-account alone that the answer was asked for. */
export const ofOne = 'one';

export function lensesOf(response: OpenResponse): CodeLens[] {
  if (!hidesSomething(response)) {
    return [];
  }
  const { shown, uri } = response;
  const mask = (title: string) => ({
    title: `$(eye-closed) ${title}`,
    command: commandIds.maskResponse,
    arguments: [uri],
  });
  const reveal = (title: string, ...which: string[]) => ({
    title: `$(eye) ${title}`,
    command: commandIds.revealResponse,
    arguments: [uri, ...which],
  });
  const ofAll =
    shown === 'all' ? mask(l10n.t('Mask Keys and Tokens')) : reveal(l10n.t('Reveal Keys and Tokens'));
  const row = shown !== 'all' && hidesOne(response) ? rowIn(response) : undefined;
  const one = shown === 'one' ? mask(l10n.t('Mask This One')) : reveal(l10n.t('Reveal This One'), ofOne);
  return [
    new CodeLens(new Range(0, 0, 0, 0), ofAll),
    ...(row ? [new CodeLens(new Range(row, row), one)] : []),
  ];
}

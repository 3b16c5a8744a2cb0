// The buttons of an open answer: which document they mean, and whether that may be revealed.
import { l10n, Uri, window } from 'vscode';
import { askInModal } from '../../common/askInModal';
import { plainText } from '../../common/words/plainText';
import { ofOne } from './lenses';
import type { Shown } from './openResponse';
import type { ResponseDocuments } from './responseDocuments';
import { urisInSight } from './tabs';

/**
 * Reveals or masks what a document hides: the one that is named, as the buttons do, or the one in the active editor. It must be in sight:
 * another extension could name a tab that nobody looks at, and read it. A button in the title of another group does not make that
 * group the active one; so what is to be revealed beside the active editor is asked about first.
 */
export async function setRevealed(
  [given, which]: readonly unknown[],
  revealed: boolean,
  documents: ResponseDocuments,
): Promise<void> {
  const active = window.activeTextEditor?.document.uri.toString();
  const meant = isNone(given) ? active : addressOf(given);
  const shown = revealed ? (which === ofOne ? 'one' : 'all') : 'nothing';
  const isInSight = () =>
    meant !== undefined && urisInSight().has(meant) && documents.canChange(meant, shown);
  if (meant === undefined || !isInSight()) {
    return;
  }
  if ((!revealed || meant === active || (await isRevealMeant(meant, shown))) && isInSight()) {
    documents.setShown(meant, shown);
  }
}

/** Lays out, or shows as it was sent, the document that is named, or the one in the active editor. What is masked stays so. */
export function setLaidOut(
  [given]: readonly unknown[],
  isLaidOut: boolean,
  documents: ResponseDocuments,
): void {
  const meant = isNone(given) ? window.activeTextEditor?.document.uri.toString() : addressOf(given);
  if (meant !== undefined) {
    documents.setLaidOut(meant, isLaidOut);
  }
}

function isNone(given: unknown): boolean {
  return given === undefined || given === null;
}

/** The address that a command was given; undefined for what is none: another extension's object may do anything when it is read. */
function addressOf(given: unknown): string | undefined {
  try {
    return given instanceof Uri ? given.toString() : undefined;
  } catch {
    return undefined;
  }
}

async function isRevealMeant(uri: string, shown: Shown): Promise<boolean> {
  const reveal = l10n.t('Reveal');
  const { path } = Uri.parse(uri);
  const answer = await askInModal(
    shown === 'one'
      ? l10n.t('Reveal the keys and tokens of one sub-account in “{0}”?', plainText(path.slice(1)))
      : l10n.t('Reveal the keys and tokens of “{0}”?', plainText(path.slice(1))),
    { modal: true, detail: l10n.t('It is in sight, but not in the active editor.') },
    reveal,
  );
  return answer === reveal;
}

// Keeps a key in the keychain, and asks how to go on when the keychain does not take it.
import { l10n, window } from 'vscode';
import type { KeyPlace, StoreProblem } from '../../accounts/accountStore';
import type { Result } from '../../api/result';
import { askInModal } from '../../common/askInModal';
import { keychainSentence, type OtherWay } from '../../common/words/keychainWords';

/**
 * Keeps a key by calling `keep`. When that fails, says why (`what` says what did not happen), and asks whether to try again or to
 * use the key for this session only: then it stays in this window's memory, and nowhere else. Of what kept it from being kept, the person
 * knows by then.
 */
export async function keepKey<T>(
  keep: (where: KeyPlace) => Promise<Result<T, StoreProblem>>,
  what: string,
): Promise<Result<T, StoreProblem>> {
  const again = l10n.t('Try Again');
  const session = l10n.t('Use for This Session Only');
  for (;;) {
    const kept = await keep('keychain');
    if (kept.ok) {
      return kept;
    }
    if (kept.why === 'gone') {
      // No other try would help, and a key without an account is not kept.
      void window.showWarningMessage(`${what} ${whyNotKept(kept.why, 'none')}`);
      return kept;
    }
    const answer = await askInModal(
      what,
      { modal: true, detail: whyNotKept(kept.why, 'session') },
      again,
      session,
    );
    if (answer === session) {
      return keep('session');
    }
    if (answer !== again) {
      return kept;
    }
  }
}

/** Why a change of an account was not kept, and what helps; `way` as for `keychainSentence`. */
export function whyNotKept(problem: StoreProblem, way: OtherWay): string {
  switch (problem) {
    case 'gone':
      return l10n.t('The account was removed meanwhile, maybe in another window. Add it again to go on.');
    case 'state':
      return l10n.t('VS Code could not save it. Try again, or restart VS Code.');
    default:
      return keychainSentence(problem, way);
  }
}

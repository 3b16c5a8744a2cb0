// Keeps a key in the keychain, and asks how to go on when the keychain does not take it.
import { l10n, window } from 'vscode';
import type { Keep, StoreOutcome } from '../../accounts/accountStore';
import { keychainSentence, type OtherWay } from '../../common/words/keychainWords';

/**
 * Keeps a key by calling `keep`. When that fails, says why (`what` says what did not happen), and asks whether to try again or to
 * use the key for this session only: then it stays in this window's memory, and nowhere else. True when it was kept.
 */
export async function keepKey(keep: (where: Keep) => Promise<StoreOutcome>, what: string): Promise<boolean> {
  const again = l10n.t('Try Again');
  const session = l10n.t('Use for This Session Only');
  for (;;) {
    const outcome = await keep('keychain');
    if (outcome.ok) {
      return true;
    }
    if (outcome.reason === 'gone') {
      // No other try would help, and a key without an account is not kept.
      void window.showWarningMessage(`${what} ${whyNotKept(outcome.reason, 'none')}`);
      return false;
    }
    const answer = await window.showWarningMessage(
      what,
      { modal: true, detail: whyNotKept(outcome.reason, 'session') },
      again,
      session,
    );
    if (answer === session) {
      return (await keep('session')).ok;
    }
    if (answer !== again) {
      return false;
    }
  }
}

/** Why a change of an account was not kept, and what helps; `way` as for `keychainSentence`. */
export function whyNotKept(reason: (StoreOutcome & { ok: false })['reason'], way: OtherWay): string {
  switch (reason) {
    case 'gone':
      return l10n.t('The account was removed meanwhile, maybe in another window. Add it again to go on.');
    case 'state':
      return l10n.t('VS Code could not keep it. Try again, or restart VS Code.');
    default:
      return keychainSentence(reason, way);
  }
}

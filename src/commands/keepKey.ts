// Keeps a key in the keychain, and asks how to go on when the keychain does not take it.
import { l10n, window } from 'vscode';
import type { Keep, StoreOutcome } from '../accounts/accountStore';
import { keychainSentence } from '../view/keychainWords';

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
    const answer = await window.showWarningMessage(
      what,
      { modal: true, detail: whyNotKept(outcome.reason) },
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

/** Why a change of an account was not kept, and what helps. */
export function whyNotKept(reason: (StoreOutcome & { ok: false })['reason']): string {
  return reason === 'state'
    ? l10n.t('VS Code could not keep it. Try again, or restart VS Code.')
    : keychainSentence(reason);
}

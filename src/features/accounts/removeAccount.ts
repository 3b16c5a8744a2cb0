// Remove Account…: asks whether to forget the accounts, and does. Nothing changes at Mail Partner.
import { l10n, window } from 'vscode';
import type { Account } from '../../accounts/account';
import type { RemoveProblem } from '../../accounts/accountStore';
import { askInModal } from '../../common/askInModal';
import { sayDone } from '../../common/statusBar';
import { plainText } from '../../common/words/plainText';
import { type AccountsParts, chooseAccounts } from './chooseAccounts';
import { whyNotKept } from './keepKey';

/** Of the row, of the selected rows, of the only account, or of the one that the person picks. */
export async function removeAccount(args: readonly unknown[], parts: AccountsParts): Promise<void> {
  const { accounts } = parts;
  const toRemove = await chooseAccounts(
    args,
    parts,
    { title: l10n.t('Remove Account'), question: l10n.t('Which account?') },
    ({ kind }) => kind === 'account',
  );
  if (toRemove.length === 0) {
    return;
  }
  const remove = l10n.t('Remove');
  const answer = await askInModal(
    l10n.t('Remove {0}?', namesOf(toRemove)),
    {
      modal: true,
      detail:
        toRemove.length === 1
          ? l10n.t('Its API key is deleted from this computer. Nothing changes at Mail Partner.')
          : l10n.t('Their API keys are deleted from this computer. Nothing changes at Mail Partner.'),
    },
    remove,
  );
  if (answer !== remove) {
    return;
  }
  const place = accounts.accounts.findIndex(({ id }) => id === toRemove[0]?.id);
  const gone: Account[] = [];
  for (const account of toRemove) {
    const removed = await accounts.remove(account.id);
    if (removed.ok) {
      gone.push(account);
    } else {
      void window.showErrorMessage(notRemoved(plainText(account.name), removed.why));
    }
  }
  if (gone.length > 0) {
    sayDone(l10n.t('Removed {0}', namesOf(gone)));
  }
  // From the palette alone, a command is given nothing: the keyboard may have been in an editor or a terminal, and is there again. In the view
  // it is given a row, or that none is under the keyboard.
  const isGone = toRemove.some(({ id }) => !accounts.find(id));
  if (isGone && args.length > 0) {
    await parts.focusBeside(place);
  }
}

function namesOf(accounts: readonly Account[]): string {
  return accounts.map(({ name }) => l10n.t('“{0}”', plainText(name))).join(', ');
}

function notRemoved(name: string, why: RemoveProblem): string {
  switch (why) {
    case 'keyLost':
      return l10n.t(
        'The account “{0}” was not removed: VS Code could not save that. But its API key is deleted already. Remove the account again, or replace its API key.',
        name,
      );
    case 'keyLeft':
      return l10n.t(
        'The account “{0}” was removed, but the keychain did not delete its API key. It is deleted when VS Code is used on a later day.',
        name,
      );
    default:
      return `${l10n.t('The account “{0}” was not removed.', name)} ${whyNotKept(why, 'none')}`;
  }
}

// Add Account, Replace API Key, Remove Account: what the person is asked, and what is kept of it.
import { l10n, type QuickPickItem, window } from 'vscode';
import type { Account } from '../accounts/account';
import type { AccountApi } from '../accounts/accountApi';
import type { AccountStore, Keep, StoreOutcome } from '../accounts/accountStore';
import { askApiKey } from '../accounts/askApiKey';
import { askName } from '../accounts/askName';
import { failureWords } from '../view/failureWords';
import { currentHost, type Host, keychainSentence } from '../view/keychainWords';
import { plainText } from '../view/plainText';
import { calledOn } from './targets';

export interface AccountCommandParts {
  readonly accounts: AccountStore;
  readonly api: AccountApi;
  /** Whether a key can be tried at all; says in a message what keeps it from being tried. */
  readonly canAsk: () => boolean;
}

/** Asks for a key, tries it, asks for a name, and keeps both. Tells whether an account was added. */
export async function addAccount({ accounts, api, canAsk }: AccountCommandParts): Promise<boolean> {
  if (!canAsk()) {
    return false;
  }
  const title = l10n.t('Add Account');
  const tried = await askApiKey({
    title,
    step: { step: 1, totalSteps: 2 },
    tryKey: (apiKey, signal) => api.tryApiKey(l10n.t('new account'), apiKey, signal),
    words: ({ failure }) => plainText(failureWords(failure).sentence),
    objection: async (apiKey) => {
      const same = await accounts.accountWithKey(apiKey);
      return same && l10n.t('This API key is already here, as “{0}”.', plainText(same.name));
    },
  });
  if (!tried) {
    return false;
  }
  const name = await askName({
    title,
    step: { step: 2, totalSteps: 2 },
    proposed: tried.username ?? 'Mail Partner',
    prompt:
      tried.total === undefined
        ? l10n.t('The API key works. What should this account be called here?')
        : l10n.t(
            'The API key works (sub-accounts: {0}). What should this account be called here?',
            tried.total,
          ),
    taken: accounts.accounts.map((account) => account.name),
  });
  if (name === undefined) {
    return false;
  }
  return kept((keep) => accounts.add(name, tried.apiKey, keep), l10n.t('The account was not added.'));
}

/** Asks for another key of an account, tries it, and keeps it. */
export async function replaceApiKey(args: readonly unknown[], parts: AccountCommandParts): Promise<void> {
  const { accounts, api } = parts;
  const [account] = await chosen(args, parts, l10n.t('Replace the API key of which account?'));
  if (!account || !parts.canAsk()) {
    return;
  }
  const tried = await askApiKey({
    title: l10n.t('Replace API Key: {0}', plainText(account.name)),
    tryKey: (apiKey, signal) => api.tryApiKey(account.name, apiKey, signal),
    words: ({ failure }) => plainText(failureWords(failure).sentence),
    objection: async (apiKey) => {
      const same = await accounts.accountWithKey(apiKey);
      return same && same.id !== account.id
        ? l10n.t('This API key is already here, as “{0}”.', plainText(same.name))
        : undefined;
    },
  });
  if (tried && accounts.find(account.id)) {
    await kept(
      (keep) => accounts.replaceApiKey(account.id, tried.apiKey, keep),
      l10n.t('The API key was not replaced.'),
    );
  }
}

/** Asks whether to forget the accounts, and does. Nothing changes at Mail Partner. */
export async function removeAccount(args: readonly unknown[], parts: AccountCommandParts): Promise<void> {
  const { accounts } = parts;
  const toRemove = await chosen(args, parts, l10n.t('Remove which account?'));
  if (toRemove.length === 0) {
    return;
  }
  const remove = l10n.t('Remove');
  const answer = await window.showWarningMessage(
    l10n.t('Remove {0}?', toRemove.map(({ name }) => `“${plainText(name)}”`).join(', ')),
    {
      modal: true,
      detail: l10n.t(
        'Its API key is deleted from the keychain of this computer. Nothing changes at Mail Partner.',
      ),
    },
    remove,
  );
  if (answer !== remove) {
    return;
  }
  for (const account of toRemove) {
    const removed = await accounts.remove(account.id);
    if (!removed.ok) {
      const what = l10n.t('The account “{0}” was not removed.', plainText(account.name));
      void window.showErrorMessage(`${what} ${whyNot(removed.reason)}`);
    }
  }
}

/** The accounts of the rows; without rows the only account, or the one that the person picks. */
async function chosen(
  args: readonly unknown[],
  { accounts }: AccountCommandParts,
  question: string,
): Promise<Account[]> {
  const rows = calledOn(args, () => []);
  if (rows) {
    const ids = new Set(rows.map((row) => row.accountId));
    return accounts.accounts.filter(({ id }) => ids.has(id));
  }
  const [only] = accounts.accounts;
  if (!only) {
    window.setStatusBarMessage(l10n.t('No account yet. Add one first.'), 3000);
    return [];
  }
  if (accounts.accounts.length === 1) {
    return [only];
  }
  const items: (QuickPickItem & { account: Account })[] = accounts.accounts.map((account) => ({
    label: plainText(account.name),
    account,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: question });
  return picked ? [picked.account] : [];
}

/**
 * Keeps a key, in the keychain if that can be had. If not, says why, and asks whether to try again or to use the key for this
 * session only: then it stays in this window's memory, and nowhere else. True when it was kept.
 */
async function kept(keep: (where: Keep) => Promise<StoreOutcome>, what: string): Promise<boolean> {
  const again = l10n.t('Try Again');
  const session = l10n.t('Use for This Session Only');
  for (;;) {
    const outcome = await keep('keychain');
    if (outcome.ok) {
      return true;
    }
    const answer = await window.showWarningMessage(
      what,
      { modal: true, detail: whyNot(outcome.reason) },
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

function whyNot(reason: (StoreOutcome & { ok: false })['reason'], host: Host = currentHost()): string {
  return reason === 'state'
    ? l10n.t('VS Code could not keep it. Try again, or restart VS Code.')
    : keychainSentence(reason, host);
}

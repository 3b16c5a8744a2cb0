// Add Account, Replace API Key, Remove Account: what the person is asked, and what is kept of it.
import { commands, env, l10n, window } from 'vscode';
import type { Account } from '../../accounts/account';
import type { AccountApi } from '../../accounts/accountApi';
import type { AccountStore } from '../../accounts/accountStore';
import { askAccount } from '../../common/askAccount';
import { statusTime, viewId } from '../../common/names';
import { calledOn } from '../../common/targets';
import { failureWords } from '../../common/words/failureWords';
import { formatCount } from '../../common/words/format';
import { plainText } from '../../common/words/plainText';
import { focusOnceShown } from '../../tree/focusOnceShown';
import type { Row } from '../../tree/rows';
import type { SubAccountsTree } from '../../tree/tree';
import { askApiKey } from './askApiKey';
import { askName } from './askName';
import { keepKey, whyNotKept } from './keepKey';

export interface AccountCommandParts {
  readonly accounts: AccountStore;
  readonly api: AccountApi;
  /** Whether a key can be tried at all; says in a message what keeps it from being tried. */
  readonly canAsk: () => boolean;
  /** Puts the keyboard on an account's own row, where it has one, otherwise on its first. */
  readonly reveal: SubAccountsTree['revealAccount'];
}

/** Asks for a key, tries it, asks for a name, keeps both, and shows the account. */
export async function addAccount({ accounts, api, canAsk, reveal }: AccountCommandParts): Promise<void> {
  if (!canAsk()) {
    return;
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
    return;
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
            formatCount(tried.total, env.language),
          ),
    taken: accounts.accounts.map((account) => account.name),
  });
  if (name === undefined) {
    return;
  }
  const before = new Set(accounts.accounts.map(({ id }) => id));
  const added = await keepKey(
    (keep) =>
      accounts.add({ name, ...(tried.username ? { login: tried.username } : {}) }, tried.apiKey, keep),
    l10n.t('The account was not added.'),
  );
  const account =
    added && accounts.accounts.findLast((one) => !before.has(one.id) && one.name.startsWith(name));
  if (account) {
    window.setStatusBarMessage(l10n.t('Account “{0}” added', plainText(account.name)), statusTime);
    await commands.executeCommand(`${viewId}.focus`);
    await reveal(account.id, focusOnceShown);
  }
}

/** Asks for another key of an account, tries it, and keeps it. */
export async function replaceApiKey(args: readonly unknown[], parts: AccountCommandParts): Promise<void> {
  const { accounts, api } = parts;
  // Of the row that was clicked alone, whatever else is selected: a key belongs to one account.
  const [account] = await chosen(args.slice(0, 1), parts, {
    title: l10n.t('Replace API Key'),
    question: l10n.t('Of which account?'),
  });
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
  // As it is now: another window may have replaced its key, or removed it, while the person was asked.
  const now = accounts.find(account.id);
  if (tried && (!now || (await isMeant(now, tried.username)))) {
    const replaced = await keepKey(
      (keep) => accounts.replaceApiKey(account.id, tried.apiKey, keep, tried.username),
      l10n.t('The API key was not replaced.'),
    );
    if (replaced) {
      const said = l10n.t('API key of “{0}” replaced', plainText(account.name));
      window.setStatusBarMessage(said, statusTime);
    }
  }
}

/** Asks whether to forget the accounts, and does. Nothing changes at Mail Partner. */
export async function removeAccount(args: readonly unknown[], parts: AccountCommandParts): Promise<void> {
  const { accounts } = parts;
  const toRemove = await chosen(
    args,
    parts,
    { title: l10n.t('Remove Account'), question: l10n.t('Which account?') },
    ({ kind }) => kind === 'account',
  );
  if (toRemove.length === 0) {
    return;
  }
  const remove = l10n.t('Remove');
  const answer = await window.showWarningMessage(
    l10n.t('Remove {0}?', toRemove.map(({ name }) => l10n.t('“{0}”', plainText(name))).join(', ')),
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
  for (const account of toRemove) {
    const removed = await accounts.remove(account.id);
    if (removed.ok) {
      window.setStatusBarMessage(l10n.t('Account “{0}” removed', plainText(account.name)), statusTime);
    } else {
      const what = l10n.t('The account “{0}” was not removed.', plainText(account.name));
      void window.showErrorMessage(`${what} ${whyNotKept(removed.reason, 'none')}`);
    }
  }
}

/** Asks, when a key turns out to be another account's than the one it is to replace. */
async function isMeant({ login }: Account, username: string | undefined): Promise<boolean> {
  if (login === undefined || username === undefined || login === username) {
    return true;
  }
  const replace = l10n.t('Replace');
  const answer = await window.showWarningMessage(
    l10n.t(
      'This API key belongs to “{0}”, not to “{1}”. Replace all the same?',
      plainText(username),
      plainText(login),
    ),
    { modal: true, detail: l10n.t('To see both, add it as another account instead.') },
    replace,
  );
  return answer === replace;
}

/** The accounts of the rows; without rows the only account, or the one that the person picks. */
async function chosen(
  args: readonly unknown[],
  { accounts }: AccountCommandParts,
  { title, question }: { readonly title: string; readonly question: string },
  meant: (row: Row) => boolean = () => true,
): Promise<Account[]> {
  const rows = calledOn(args, () => []);
  // The view's menu gives the row under the keyboard, which may not be meant: then it is as if there were none.
  if (rows?.some(meant)) {
    const ids = new Set(rows.filter(meant).map((row) => row.accountId));
    return accounts.accounts.filter(({ id }) => ids.has(id));
  }
  const picked = await askAccount(title, question, accounts.accounts);
  return picked ? [picked] : [];
}

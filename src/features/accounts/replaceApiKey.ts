// Replace API Key…: asks for another key of an account, tries it, and keeps it.
import { l10n } from 'vscode';
import type { Account } from '../../accounts/account';
import { askInModal } from '../../common/askInModal';
import { sayDone } from '../../common/statusBar';
import { plainText } from '../../common/words/plainText';
import { askApiKey } from './askApiKey';
import { type AccountsParts, chooseAccounts } from './chooseAccounts';
import { keepKey } from './keepKey';

/** Asks for another key of an account, tries it, and keeps it. */
export async function replaceApiKey(args: readonly unknown[], parts: AccountsParts): Promise<void> {
  const { accounts, api } = parts;
  // Of the row that was clicked alone, whatever else is selected: a key belongs to one account.
  const [account] = await chooseAccounts(args.slice(0, 1), parts, {
    title: l10n.t('Replace API Key'),
    question: l10n.t('Of which account?'),
  });
  if (!account || !parts.canAsk()) {
    return;
  }
  const tried = await askApiKey({
    title: l10n.t('Replace API Key: {0}', plainText(account.name)),
    origin: parts.origin,
    tryKey: (apiKey, to, signal) => api.tryApiKey(account.name, apiKey, to, signal),
    objection: async (apiKey) => {
      const same = await accounts.accountWithKey(apiKey);
      return same && same.id !== account.id
        ? l10n.t('This API key is already here, as “{0}”.', plainText(same.name))
        : undefined;
    },
  });
  // As it is now: another window may have replaced its key, or removed it, while the person was asked.
  const now = accounts.find(account.id);
  if (tried && (!now || (await isOtherAccountMeant(now, tried.username)))) {
    const replaced = await keepKey(
      (keep) =>
        accounts.replaceApiKey(account.id, tried.apiKey, keep, {
          login: tried.username,
          origin: tried.origin,
          balance: tried.balance,
        }),
      l10n.t('The API key was not replaced.'),
    );
    if (replaced.ok) {
      const said = l10n.t('Replaced API key of “{0}”', plainText(account.name));
      sayDone(said);
    }
  }
}

/** Asks, when a key turns out to be another account's than the one it is to replace. */
async function isOtherAccountMeant({ login }: Account, username: string | undefined): Promise<boolean> {
  if (login === undefined || username === undefined || login === username) {
    return true;
  }
  const replace = l10n.t('Replace');
  const answer = await askInModal(
    l10n.t(
      'This API key belongs to “{0}”, not to “{1}”. Replace anyway?',
      plainText(username),
      plainText(login),
    ),
    { modal: true, detail: l10n.t('To see both, add it as another account instead.') },
    replace,
  );
  return answer === replace;
}

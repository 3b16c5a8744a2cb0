// Add Account…: asks for a key, tries it, asks for a name, keeps both, and shows the account.
import { commands, env, l10n } from 'vscode';
import { focusViewId } from '../../common/ids';
import { sayInStatusBar } from '../../common/statusBar';
import { formatCount } from '../../common/words/format';
import { plainText } from '../../common/words/plainText';
import { askApiKey } from './askApiKey';
import { askName } from './askName';
import type { AccountsParts } from './chooseAccounts';
import { keepKey } from './keepKey';

/** Asks for a key, tries it, asks for a name, keeps both, and shows the account. */
export async function addAccount({ accounts, api, canAsk, origin, reveal }: AccountsParts): Promise<void> {
  if (!canAsk()) {
    return;
  }
  const title = l10n.t('Add Account');
  const tried = await askApiKey({
    title,
    step: { step: 1, totalSteps: 2 },
    origin,
    tryKey: (apiKey, to, signal) => api.tryApiKey(l10n.t('new account'), apiKey, to, signal),
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
  const added = await keepKey(
    (keep) =>
      accounts.add({ name, login: tried.username || undefined, origin: tried.origin }, tried.apiKey, keep),
    l10n.t('The account was not added.'),
  );
  if (added.ok) {
    sayInStatusBar(l10n.t('Account “{0}” added', plainText(added.value.name)));
    await commands.executeCommand(focusViewId);
    await reveal(added.value.id);
  }
}

// Add Account…: asks for a key, tries it, asks for a name, keeps both, and shows the account.
import { commands, env, l10n, window } from 'vscode';
import { type Account, accountName, unusedName } from '../../accounts/account';
import { focusViewId } from '../../common/ids';
import { accountRow } from '../../common/rows';
import { sayDone } from '../../common/statusBar';
import { formatCount } from '../../common/words/format';
import { plainText } from '../../common/words/plainText';
import { askApiKey, type TriedKey } from './askApiKey';
import { askName } from './askName';
import type { AccountsParts } from './chooseAccounts';
import { keepKey } from './keepKey';
import { removeAccount } from './removeAccount';
import { renameAccount } from './renameAccount';

/** A key that works, and what its account is to be called. */
interface KeyAndName {
  readonly tried: TriedKey;
  readonly name: string;
  /** Whether the person left the box without a name of theirs: a key that works is not thrown away for that. */
  readonly isProposed: boolean;
}

/** Asks for a key, tries it, asks for a name, keeps both, and shows the account. */
export async function addAccount(parts: AccountsParts): Promise<void> {
  const asked = parts.canAsk() ? await askKeyAndName(parts) : undefined;
  if (!asked) {
    return;
  }
  const { tried, name, isProposed } = asked;
  const { username, origin, balance } = tried;
  const added = await keepKey(
    (keep) => parts.accounts.add({ name, login: username || undefined, origin, balance }, tried.apiKey, keep),
    l10n.t('The account was not added.'),
  );
  if (!added.ok) {
    return;
  }
  if (!isProposed) {
    sayDone(l10n.t('Added account “{0}”', plainText(added.value.name)));
  }
  await commands.executeCommand(focusViewId);
  await parts.reveal(added.value.id);
  if (isProposed) {
    await sayWithRemedies(added.value, parts);
  }
}

/** Undefined where the person gives up, which they do in the first step alone. */
async function askKeyAndName({ accounts, api, origin }: AccountsParts): Promise<KeyAndName | undefined> {
  const title = l10n.t('Add Account');
  const taken = () => accounts.accounts.map((account) => account.name);
  /** The key and the name of the last round, from which the person went back. */
  let key: string | undefined;
  let written: string | undefined;
  for (;;) {
    const tried = await askApiKey({
      title,
      step: { step: 1, totalSteps: 2 },
      value: key,
      origin,
      tryKey: (apiKey, to, signal) => api.tryApiKey(l10n.t('new account'), apiKey, to, signal),
      objection: async (apiKey) => {
        const same = await accounts.accountWithKey(apiKey);
        return same && l10n.t('This API key is already here, as “{0}”.', plainText(same.name));
      },
    });
    if (!tried) {
      return undefined;
    }
    const proposed = unusedName(accountName(tried.username ?? 'Mail Partner'), taken());
    const answer = await askName({
      title,
      step: 2,
      value: written ?? proposed,
      prompt:
        tried.total === undefined
          ? l10n.t(
              'The API key works. What should this account be called here? Escape keeps the name that is proposed.',
            )
          : l10n.t(
              'The API key works (sub-accounts: {0}). What should this account be called here? Escape keeps the name that is proposed.',
              formatCount(tried.total, env.language),
            ),
      taken,
    });
    if (answer.kind !== 'back') {
      const isProposed = answer.kind === 'left';
      return { tried, name: isProposed ? proposed : answer.name, isProposed };
    }
    key = tried.apiKey;
    written = answer.written === proposed ? undefined : answer.written;
  }
}

/** VS Code says of every box that Escape cancels: who took its word reads what was done instead, and can change it. */
async function sayWithRemedies({ id, name }: Account, parts: AccountsParts): Promise<void> {
  const rename = l10n.t('Rename Account…');
  const remove = l10n.t('Remove Account…');
  const said = l10n.t('Added account “{0}”, under the name that was proposed.', plainText(name));
  const answer = await window.showInformationMessage(said, rename, remove);
  if (answer === rename) {
    await renameAccount([accountRow(id)], parts);
  } else if (answer === remove) {
    await removeAccount([accountRow(id)], parts);
  }
}

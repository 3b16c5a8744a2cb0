// Which accounts a language model means: the one it names, or all.
import type { Account } from '../../../accounts/account';
import { failed, ok, type Result } from '../../../api/result';
import { fold } from '../../../subAccounts/search';
import { dataText } from './agentSubAccount';
import type { Problem } from './problem';

/** The accounts of this name, or all without a name. Case and accents count only where they make a difference. */
export function whichAccounts(
  accounts: readonly Account[],
  name: string | undefined,
): Result<readonly [Account, ...Account[]], Problem> {
  const [first, ...others] = accounts;
  if (!first) {
    return failed({ kind: 'noAccount' });
  }
  if (name === undefined) {
    return ok([first, ...others]);
  }
  const like = accounts.filter((account) => fold(account.name) === fold(name));
  const [found, another] = like;
  const named = accounts.find((account) => account.name === name) ?? (another ? undefined : found);
  return named ? ok([named]) : failed({ kind: 'unknownAccount', names: accounts.map(accountName) });
}

/** The account of this name, or the only one. */
export function whichAccount(
  accounts: readonly Account[],
  name: string | undefined,
): Result<Account, Problem> {
  const which = whichAccounts(accounts, name);
  if (!which.ok) {
    return which;
  }
  const [first, ...others] = which.value;
  return others.length === 0
    ? ok(first)
    : failed({ kind: 'whichAccount', names: which.value.map(accountName) });
}

/** An account's name as data. */
export function accountName({ name }: Pick<Account, 'name'>): string {
  return dataText(name, 100);
}

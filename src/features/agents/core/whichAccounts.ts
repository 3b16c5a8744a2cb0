// Which accounts a language model means: the one it names, or all. It names them as they were named to it.
import { type Account, unusedName } from '../../../accounts/account';
import { failed, ok, type Result } from '../../../api/result';
import { fold } from '../../../subAccounts/search';
import { dataText } from './agentSubAccount';
import type { Problem } from './problem';

/** An account as language models know it. */
export interface AgentAccount {
  readonly id: string;
  /** Its name as data, with a number behind it where another account's would read the same. */
  readonly alias: string;
}

/** More of a name is not given away, in characters. */
const mostOfName = 100;
/** A number may stand behind that. */
const mostOfAlias = mostOfName + 10;

/** The accounts of this name, or all without a name. Case and accents count only where they make a difference. */
export function whichAccounts(
  accounts: readonly Account[],
  name: string | undefined,
): Result<readonly [AgentAccount, ...AgentAccount[]], Problem> {
  const all = agentAccounts(accounts);
  const [first, ...others] = all;
  if (!first) {
    return failed({ kind: 'noAccount' });
  }
  if (name === undefined) {
    return ok([first, ...others]);
  }
  const idOfName = accounts.find((account) => account.name === name)?.id;
  const folded = fold(dataText(name, mostOfAlias));
  const foldedName = fold(dataText(name, mostOfName));
  const named =
    all.find(({ alias }) => alias === name) ??
    all.find(({ id }) => id === idOfName) ??
    only(all.filter(({ alias }) => lower(alias) === lower(name))) ??
    only(all.filter(({ alias }) => fold(alias) === folded)) ??
    only(all.filter((_, i) => fold(cleaned(accounts[i])) === foldedName));
  return named ? ok([named]) : failed({ kind: 'unknownAccount', names: all.map(({ alias }) => alias) });
}

/** The account of this name, or the only one. */
export function whichAccount(
  accounts: readonly Account[],
  name: string | undefined,
): Result<AgentAccount, Problem> {
  const which = whichAccounts(accounts, name);
  if (!which.ok) {
    return which;
  }
  const [first, ...others] = which.value;
  return others.length === 0
    ? ok(first)
    : failed({ kind: 'whichAccount', names: which.value.map(({ alias }) => alias) });
}

/** Why nothing can be said of an account that was there when it was asked for: it was removed meanwhile. Undefined where it was not. */
export function removedMeanwhile(
  accounts: readonly Account[],
  { id }: AgentAccount,
): Result<never, Problem> | undefined {
  if (accounts.some((account) => account.id === id)) {
    return undefined;
  }
  const names = agentAccounts(accounts).map(({ alias }) => alias);
  return failed(names.length === 0 ? { kind: 'noAccount' } : { kind: 'unknownAccount', names });
}

/** Whoever has a name that need not be cleaned keeps it; of the others none reads like another. */
function agentAccounts(accounts: readonly Account[]): AgentAccount[] {
  const taken = accounts.flatMap((account) => (cleaned(account) === account.name ? [account.name] : []));
  return accounts.map((account) => {
    const name = cleaned(account);
    const alias = name === account.name ? name : unusedName(name, taken);
    taken.push(alias);
    return { id: account.id, alias };
  });
}

/** An account's name as data, never empty. */
function cleaned(account: Account | undefined): string {
  return dataText(account?.name ?? '', mostOfName) || '?';
}

/** The same whatever case it is in, and however its accents are written. */
function lower(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}
